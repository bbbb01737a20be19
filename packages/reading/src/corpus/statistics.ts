import { Interner } from "./interner.js";

const idsWatched = 1 << 16;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** What reading saw beside the corpus itself: what doubts are made of, and what `--verbose` shows. */
export type Statistics = {
  /** Rows read: of texts, without skills, malformed. */
  readonly rows: number;
  /** Rows in which a key that is read stands twice; the last one counted. */
  readonly repeatedKeys: number;
  /** Among the first 65,536 ids those that were there before. */
  readonly repeatedIds: number;
  readonly watchedIds: number;
  /** An id that stands more than once. */
  readonly repeatedId: string | null;
  /** Rows with an id column but no id in it: they are called by their number. */
  readonly rowsWithoutId: number;
};

/** Collects them, at a price of some nanoseconds a row. */
export class StatisticsCollector {
  rows = 0;
  repeatedKeys = 0;
  rowsWithoutId = 0;
  readonly #ids = new Interner();
  #watchedIds = 0;
  #repeatedId: string | null = null;

  /** Takes the id of a text. */
  id(bytes: Uint8Array, start: number, end: number): void {
    if (this.#watchedIds === idsWatched) return;
    const before = this.#ids.count;
    this.#ids.intern(bytes, start, end);
    this.#watchedIds++;
    if (this.#ids.count === before) this.#repeatedId ??= decoder.decode(bytes.subarray(start, end));
  }

  statistics(): Statistics {
    return {
      rows: this.rows,
      repeatedKeys: this.repeatedKeys,
      repeatedIds: this.#watchedIds - this.#ids.count,
      watchedIds: this.#watchedIds,
      repeatedId: this.#repeatedId,
      rowsWithoutId: this.rowsWithoutId,
    };
  }
}
