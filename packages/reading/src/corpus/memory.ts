import { dataError } from "../errors.js";

/** What a corpus that is being read holds so far. */
export type Held = {
  readonly texts: number;
  readonly edges: number;
  readonly skills: number;
  /** Bytes of the names of texts. */
  readonly nameBytes: number;
};

// Where the sum is largest: lists of 4 bytes an entry, the graph of 8 an edge beside them, 12 a text for offsets and rows.
const bytesOfEdge = 12;
const bytesOfText = 16;
const bytesOfSkill = 96;
const scratchBytes = 200e6;

const firstLook = 0.01;

/** Refuses a corpus that will not fit, once enough of it has been read to tell. */
export class MemoryGuard {
  readonly #limit: number;
  #next: number = firstLook;

  /** @param limit - bytes that the corpus may take */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * @param share - of the bytes of all files that has been read
   * @throws ReadingError with how much is needed when it is more than there is
   */
  look(share: number, held: Held): void {
    if (share < this.#next) return;
    this.#next = share + 0.05;
    const edges = held.edges / share;
    const needed =
      bytesOfEdge * edges +
      (bytesOfText * held.texts + held.nameBytes) / share +
      // New skills become rarer: their number grows about as the root of that of the edges (Heaps' law).
      bytesOfSkill * held.skills * Math.sqrt(1 / share) +
      scratchBytes;
    if (needed <= this.#limit) return;
    throw dataError(
      `it needs about ${gigabytes(needed)} of memory (${Math.round(edges / 1e6)} million skills of texts, by its first ${Math.round(100 * share)} %), and ${gigabytes(this.#limit)} are free: read a part of it, or use a machine with more`,
    );
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
