/**
 * The state of the page: which view, its values. Each settled state is an entry of the browser's history, so that undo and
 * redo are back and forward, and the address always carries the whole state.
 */
import { decodeValues, encodeState, parseLink } from "./hash.js";
import { type AnyValues, defaults, type ParameterTable } from "./parameters.js";

/** What the store needs to know of a view. */
export type StateView = { readonly id: string; readonly parameters: ParameterTable };

export type State<V extends StateView> = { readonly view: V; readonly values: AnyValues };

// A slider that is moved by keys settles at every key: what follows within this time is the same change.
const sameChange = 800;

export class Store<V extends StateView> {
  readonly #load: (id: string) => Promise<V> | null;
  readonly #first: string;
  readonly #listeners = new Set<() => void>();
  readonly #remembered = new Map<string, AnyValues>();
  #state: State<V> | null = null;
  #problems: readonly string[] = [];
  #position = 0;
  #last = 0;
  #changed = { name: "", at: 0 };
  #opening = 0;
  #failed = false;

  /** @param load - Gets a view; null for a name that is none. @param first - The view of an address without one. */
  constructor(load: (id: string) => Promise<V> | null, first: string) {
    this.#load = load;
    this.#first = first;
    addEventListener("popstate", (event) => {
      const position: unknown = (event.state as { position?: unknown } | null)?.position;
      // A link that was followed has no number yet; what could be redone is gone, as the browser forgets it too.
      if (typeof position === "number") this.#position = position;
      else this.#last = ++this.#position;
      // The next change is a step of its own, even of the same control.
      this.#changed = { name: "", at: 0 };
      void this.open(location.hash, "keep");
    });
    const position: unknown = (history.state as { position?: unknown } | null)?.position;
    if (typeof position === "number") this.#position = this.#last = position;
  }

  get state(): State<V> | null {
    return this.#state;
  }

  /** What could not be read of the last link. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** The program of the view of the last link did not come: the network or the server of the page is away. */
  get failed(): boolean {
    return this.#failed;
  }

  get canUndo(): boolean {
    return this.#position > 0;
  }

  get canRedo(): boolean {
    return this.#position < this.#last;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens what an address says; with "keep" the history stays as it is, else the state is a new entry. */
  async open(hash: string, history: "keep" | "push"): Promise<void> {
    const opening = ++this.#opening;
    const { link, problem } = parseLink(hash);
    const problems = problem === null ? [] : [problem];
    let loading = this.#load(link?.view ?? this.#first);
    if (loading === null) {
      problems.push(`There is no view “${link?.view}”.`);
      loading = this.#load(this.#first)!;
    }
    const view = await loading.catch(() => null);
    // A newer link was followed while the view was loaded.
    if (opening !== this.#opening) return;
    this.#failed = view === null;
    if (view === null) {
      this.#tell();
      return;
    }
    const known = link !== null && link.view === view.id;
    const decoded = known ? decodeValues(view.parameters, link.query) : null;
    const remembered = this.#remembered.get(view.id);
    const bare = known && link.query === "" && remembered !== undefined;
    this.#problems = [...problems, ...(decoded?.problems ?? [])];
    this.#state = { view, values: bare ? remembered : (decoded?.values ?? defaults(view.parameters)) };
    this.#settle(history === "push" ? "push" : "replace");
  }

  /** Changes values. A change that is still going on (a slider held) is not an entry of the history yet. */
  set(patch: AnyValues, ended = true): void {
    if (this.#state === null) return;
    const { view, values } = this.#state;
    this.#problems = [];
    this.#state = { view, values: { ...values, ...patch } };
    if (!ended) {
      this.#tell();
      return;
    }
    const name = Object.keys(patch).join();
    const now = performance.now();
    const same = name === this.#changed.name && now - this.#changed.at < sameChange;
    this.#changed = { name, at: now };
    this.#settle(same ? "replace" : "push");
  }

  undo(): void {
    if (this.canUndo) history.back();
  }

  redo(): void {
    if (this.canRedo) history.forward();
  }

  dismissProblems(): void {
    this.#problems = [];
    this.#tell();
  }

  /** Back to the defaults of the view; one step of undo. */
  reset(): void {
    if (this.#state !== null) this.set(defaults(this.#state.view.parameters));
  }

  #settle(how: "push" | "replace"): void {
    const { view, values } = this.#state!;
    this.#remembered.set(view.id, values);
    const hash = `#${encodeState(view.id, view.parameters, values)}`;
    if (how === "push" && hash !== location.hash) {
      this.#position++;
      this.#last = this.#position;
      history.pushState({ position: this.#position }, "", hash);
    } else {
      history.replaceState({ position: this.#position }, "", hash);
    }
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
