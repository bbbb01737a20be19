/** Brand, views, undo and redo, theme. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Options } from "../parts/options.js";
import { chooseTheme, chosenTheme, type ThemeChoice } from "../parts/theme.js";
import { entries } from "../views/registry.js";

export function Navigation({ current }: { readonly current: string | undefined }): JSX.Element {
  const strip = useRef<HTMLElement>(null);
  // On a narrow screen the views are a strip that scrolls: the one that is shown is in sight.
  useEffect(() => {
    const views = strip.current;
    const chosen = current === undefined ? null : views?.querySelector<HTMLElement>("[aria-current]");
    if (views && chosen) views.scrollLeft = chosen.offsetLeft - views.clientWidth / 3;
  }, [current]);
  return (
    <nav ref={strip} aria-label="Views">
      <ol>
        {entries.map(({ id, title }) => (
          <li key={id}>
            <a href={`#1/${id}`} aria-current={id === current ? "page" : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

type HistoryProps = {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly reset: () => void;
};

export function HistoryButtons({ canUndo, canRedo, undo, redo, reset }: HistoryProps): JSX.Element {
  return (
    <div class="history">
      <button type="button" disabled={!canUndo} onClick={undo} title="Undo (Ctrl+Z)" aria-label="Undo">
        <Arrow flip={false} />
      </button>
      <button type="button" disabled={!canRedo} onClick={redo} title="Redo (Ctrl+Shift+Z)" aria-label="Redo">
        <Arrow flip={true} />
      </button>
      <button type="button" onClick={reset} title="Back to where this view began">
        Reset
      </button>
    </div>
  );
}

function Arrow({ flip }: { readonly flip: boolean }): JSX.Element {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" class={flip ? "flipped" : ""}>
      <path
        d="M6.5 3 3 6.5 6.5 10M3.4 6.5H11a4 4 0 0 1 0 8H8"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

const themes: readonly (readonly [ThemeChoice, string])[] = [
  ["system", "Auto"],
  ["light", "Light"],
  ["dark", "Dark"],
];

export function ThemeSwitch(): JSX.Element {
  const [choice, setChoice] = useState(chosenTheme);
  return (
    <label class="theme">
      <span class="visually-hidden">Colours</span>
      <select
        value={choice}
        onChange={(event) => {
          chooseTheme(event.currentTarget.value as ThemeChoice);
          setChoice(chosenTheme());
        }}
      >
        <Options of={themes} />
      </select>
    </label>
  );
}
