/** Bytes in pieces outside V8's heap: they grow without being copied, and a name lies in one piece. */

const smallestPiece = 1 << 12;
const largestPiece = 1 << 24;

/** Where bytes went. */
export type Stored = { piece: Uint8Array; start: number };

/** A store that only grows. */
export class ByteStore {
  readonly pieces: Uint8Array[] = [];
  #used = 0;
  #bytes = 0;

  /** Bytes stored so far. */
  get byteLength(): number {
    return this.#bytes;
  }

  /** Index of the piece that takes the next bytes. */
  get piece(): number {
    return this.pieces.length - 1;
  }

  /** Stores a copy; afterwards the bytes end at the returned position of the last piece. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    let piece = this.pieces.at(-1);
    if (piece === undefined || this.#used + length > piece.length) {
      const size = Math.min(largestPiece, 2 * (piece?.length ?? smallestPiece / 2));
      piece = new Uint8Array(Math.max(size, length));
      this.pieces.push(piece);
      this.#used = 0;
    }
    const used = this.#used;
    // A call of set() costs more than copying a short name.
    if (length > 64) piece.set(bytes.subarray(start, end), used);
    else for (let i = 0; i < length; i++) piece[used + i] = bytes[start + i];
    this.#used = used + length;
    this.#bytes += length;
    return this.#used;
  }
}
