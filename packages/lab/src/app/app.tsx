/** The page: navigation around the view that the address names. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { isEmbedded } from "../figures/embed.js";
import { holdsFiles } from "../parts/drops.js";
import { Failure } from "../parts/problem.js";
import type { Store } from "../state/store.js";
import type { AnyView } from "../views/view.js";
import { Guard } from "./guard.js";
import { HistoryButtons, Navigation, ThemeSwitch } from "./navigation.js";
import { ViewPage } from "./view-page.js";

export function App({ store }: { readonly store: Store<AnyView> }): JSX.Element {
  const [, setTurn] = useState(0);
  const [message, setMessage] = useState<string | null>(null);
  // Who listens does so before anything is seen: what comes at once is not lost.
  useLayoutEffect(() => store.subscribe(() => setTurn((turn) => turn + 1)), [store]);
  useLayoutEffect(() => onKeys(store), [store]);
  useLayoutEffect(() => onStrayDrops(() => setMessage("Files are dropped in “My corpus”.")), []);
  const { state, problems } = store;
  const title = state?.view.title;
  useEffect(() => {
    document.title = title === undefined ? "Onset laboratory" : `${title} · Onset laboratory`;
  }, [title]);
  const notes = [...problems, ...(message === null ? [] : [message])];
  const dismiss = (): void => {
    store.dismissProblems();
    setMessage(null);
  };
  const embedded = isEmbedded();
  const shown = (
    <>
      {store.failed && (
        <Failure isLoading>
          This view could not be loaded: the network, or the server of this page, does not answer. Nothing is
          lost; the address holds your values.
        </Failure>
      )}
      {state !== null && !store.failed && (
        <Guard key={state.view.id} onReset={() => store.reset()}>
          <ViewPage
            view={state.view}
            values={state.values}
            set={(patch, ended) => store.set(patch, ended)}
            open={(hash) => void store.open(hash, "push")}
            tell={setMessage}
          />
        </Guard>
      )}
    </>
  );
  if (embedded) {
    return (
      <main id="main" class="bare">
        {shown}
      </main>
    );
  }
  return (
    <>
      <button
        type="button"
        class="skip"
        onClick={() => document.querySelector<HTMLElement>("#main")?.focus()}
      >
        To the view
      </button>
      <header class="top">
        <a class="brand" href="#1/start">
          <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="7" />
            <path d="M5 24h9c3 0 3-16 6-16h7" />
          </svg>
          Onset <span>laboratory</span>
        </a>
        <div class="tools">
          <HistoryButtons
            canUndo={store.canUndo}
            canRedo={store.canRedo}
            undo={() => store.undo()}
            redo={() => store.redo()}
            reset={() => store.reset()}
          />
          <ThemeSwitch />
        </div>
        <Navigation current={state?.view.id} />
      </header>
      <main id="main" tabIndex={-1}>
        <div role="status" class="notes">
          {notes.length > 0 && (
            <div class="notice">
              <div>
                {notes.map((note) => (
                  <p key={note}>{note}</p>
                ))}
              </div>
              <button type="button" onClick={dismiss}>
                Dismiss
              </button>
            </div>
          )}
        </div>
        {shown}
      </main>
      <footer class="colophon">
        <p>
          Onset {__VERSION__}. Everything is computed in your browser; nothing is sent anywhere. The same seed
          gives the same numbers here and in the command <code>onset</code>.
        </p>
      </footer>
    </>
  );
}

/** A file that is dropped where nobody takes it would replace the page: it stays, and `tell` says where files go. */
function onStrayDrops(tell: () => void): () => void {
  const over = (event: DragEvent): void => {
    if (!event.defaultPrevented && holdsFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    if (event.defaultPrevented || !holdsFiles(event)) return;
    event.preventDefault();
    tell();
  };
  addEventListener("dragover", over);
  addEventListener("drop", drop);
  return () => {
    removeEventListener("dragover", over);
    removeEventListener("drop", drop);
  };
}

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y), except where text is typed. */
function onKeys(store: Store<AnyView>): () => void {
  const listener = (event: KeyboardEvent): void => {
    const { target } = event;
    const typing =
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && /^(text|number)$/.test(target.type));
    if (!(event.ctrlKey || event.metaKey) || event.altKey || typing) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) store.redo();
    else store.undo();
  };
  addEventListener("keydown", listener);
  return () => removeEventListener("keydown", listener);
}
