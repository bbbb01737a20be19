import type { Names } from "@onset/core/corpus";
import { ByteStore } from "./bytes.js";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const smallest = 1 << 10;

/** Names kept as bytes, 4 bytes a name beside its own; a string is made of one when it is asked for. */
export class StoredNames implements Names {
  readonly #store = new ByteStore();
  // Where each name ends in its piece; and with which name each piece begins.
  #ends: Uint32Array = new Uint32Array(smallest);
  readonly #firstOfPiece: number[] = [];
  #count = 0;

  get length(): number {
    return this.#count;
  }

  /** Bytes that the names and their positions take. */
  get byteLength(): number {
    return this.#store.byteLength + 4 * this.#count;
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    const at = this.#store.add(bytes, start, end);
    while (this.#firstOfPiece.length <= this.#store.piece) this.#firstOfPiece.push(this.#count);
    if (this.#count === this.#ends.length) {
      const larger = new Uint32Array(2 * this.#count);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[this.#count++] = at;
  }

  /** The bytes of all names: positions first, then the pieces of the store without what they do not use. */
  parts(): {
    readonly lengths: readonly number[];
    readonly firsts: readonly number[];
    readonly bytes: Uint8Array[];
  } {
    const firsts = [...this.#firstOfPiece];
    const pieces = this.#store.pieces.map((piece, i) => {
      const last = (firsts[i + 1] ?? this.#count) - 1;
      return piece.subarray(0, last < firsts[i] ? 0 : this.#ends[last]);
    });
    const ends = this.#ends.subarray(0, this.#count);
    const bytes = [new Uint8Array(ends.buffer, ends.byteOffset, ends.byteLength), ...pieces];
    return { lengths: bytes.map(({ length }) => length), firsts, bytes };
  }

  /**
   * The names whose parts these are.
   *
   * @throws Error when the positions do not fit the bytes
   */
  static from(firsts: readonly number[], [positions, ...pieces]: readonly Uint8Array[]): StoredNames {
    const names = new StoredNames();
    const isOwn = positions.byteOffset === 0 && positions.length === positions.buffer.byteLength;
    names.#ends = new Uint32Array((isOwn ? positions : positions.slice()).buffer);
    names.#count = names.#ends.length;
    names.#firstOfPiece.push(...firsts);
    names.#store.pieces.push(...pieces);
    for (const [piece, first] of firsts.entries()) {
      const behind = firsts[piece + 1] ?? names.#count;
      let end = 0;
      for (let name = first; name < behind; name++) {
        if (names.#ends[name] < end) throw new Error(`name ${name} ends before it begins`);
        end = names.#ends[name];
      }
      if (end !== pieces[piece].length) throw new Error(`piece ${piece} of the names has another length`);
    }
    return names;
  }

  at(index: number): string | undefined {
    const name = index < 0 ? index + this.#count : index;
    if (!(name >= 0 && name < this.#count)) return undefined;
    const piece = this.#pieceOf(name);
    const start = name === this.#firstOfPiece[piece] ? 0 : this.#ends[name - 1];
    return decoder.decode(this.#store.pieces[piece].subarray(start, this.#ends[name]));
  }

  #pieceOf(name: number): number {
    let low = 0;
    let high = this.#firstOfPiece.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#firstOfPiece[middle] <= name) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  *[Symbol.iterator](): ArrayIterator<string> {
    for (let i = 0; i < this.#count; i++) yield this.at(i)!;
  }

  *entries(): ArrayIterator<[number, string]> {
    for (let i = 0; i < this.#count; i++) yield [i, this.at(i)!];
  }
}

/** Names that are the numbers of the rows, from 1. */
export class NumberedNames implements Names {
  readonly #rows: Uint32Array;

  /** @param rows - position of each name's row, from 0 */
  constructor(rows: Uint32Array) {
    this.#rows = rows;
  }

  get length(): number {
    return this.#rows.length;
  }

  at(index: number): string | undefined {
    const row = this.#rows.at(index);
    return row === undefined ? undefined : String(row + 1);
  }

  *[Symbol.iterator](): ArrayIterator<string> {
    for (const row of this.#rows) yield String(row + 1);
  }

  *entries(): ArrayIterator<[number, string]> {
    for (const [i, row] of this.#rows.entries()) yield [i, String(row + 1)];
  }
}
