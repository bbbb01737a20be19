import { dataError } from "../errors.js";
import { ByteStore } from "./bytes.js";
import { compareUtf8 } from "./compare.js";
import { StoredNames } from "./names.js";

// A slot is four words: hash, id + 1 (0: empty), position of the bytes in the store, length. All that a look-up needs
// but the bytes themselves lies in one cache line.
const words = 4;
const smallestTable = 1 << 10;
const positionBits = 24;
const mostPieces = 2 ** (32 - positionBits);

/**
 * Gives equal names equal numbers, 0, 1, 2, … in the order of their first appearance. Names are bytes and stay bytes:
 * hashed as they lie in the buffer of the reader, compared with one store, never made a string.
 *
 * Open addressing, at most half full. Memory: 32 to 64 bytes a name and its bytes. There may be 2^30 names; maps of
 * strings end at 2^24.
 */
export class Interner {
  readonly #store = new ByteStore();
  #table: Int32Array = new Int32Array(smallestTable * words);
  #mask: number = smallestTable - 1;
  #count = 0;

  /** How many different names there are. */
  get count(): number {
    return this.#count;
  }

  /**
   * The number of a name.
   * @throws ReadingError when the names take more than 4 GB
   */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    const hash = hashOf(bytes, start, end);
    const { pieces } = this.#store;
    const table = this.#table;
    let slot = (hash & this.#mask) * words;
    for (let id = table[slot + 1]; id !== 0; id = table[slot + 1]) {
      if (table[slot] === hash && table[slot + 3] === length) {
        const position = table[slot + 2];
        const piece = pieces[position >>> positionBits];
        const at = position & (2 ** positionBits - 1);
        let i = 0;
        while (i < length && piece[at + i] === bytes[start + i]) i++;
        if (i === length) return id - 1;
      }
      slot = (slot + words) & (table.length - 1);
    }
    return this.#insert(slot, hash, bytes, start, end);
  }

  #insert(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const at = this.#store.add(bytes, start, end) - (end - start);
    if (this.#store.piece >= mostPieces) {
      throw dataError(`the names of the skills take more than 4 GB after ${this.#count} skills`);
    }
    const table = this.#table;
    table[slot] = hash;
    table[slot + 1] = ++this.#count;
    table[slot + 2] = (this.#store.piece << positionBits) | at;
    table[slot + 3] = end - start;
    if (2 * this.#count > this.#mask) this.#grow();
    return this.#count - 1;
  }

  #grow(): void {
    const old = this.#table;
    const table = new Int32Array(2 * old.length);
    this.#mask = 2 * this.#mask + 1;
    for (let from = 0; from < old.length; from += words) {
      if (old[from + 1] === 0) continue;
      let slot = (old[from] & this.#mask) * words;
      while (table[slot + 1] !== 0) slot = (slot + words) & (table.length - 1);
      for (let i = 0; i < words; i++) table[slot + i] = old[from + i];
    }
    this.#table = table;
  }

  /**
   * The names that are kept, in the order of their UTF-16 code units, and for each number its rank among them. The
   * interner is used up.
   *
   * O(names log names) comparisons.
   *
   * @param isKept - by number; ranks of the others mean nothing
   */
  sorted(isKept: (id: number) => boolean): { names: StoredNames; rank: Uint32Array } {
    const { positions, lengths } = this.#released();
    const { pieces } = this.#store;
    let keptCount = 0;
    for (let id = 0; id < this.#count; id++) if (isKept(id)) keptCount++;
    const kept = new Uint32Array(keptCount);
    for (let id = this.#count - 1; id >= 0; id--) if (isKept(id)) kept[--keptCount] = id;
    sortNumbers(kept, (a, b) => {
      const [x, y] = [positions[a], positions[b]];
      const [atX, atY] = [x & (2 ** positionBits - 1), y & (2 ** positionBits - 1)];
      return compareUtf8(
        pieces[x >>> positionBits],
        atX,
        atX + lengths[a],
        pieces[y >>> positionBits],
        atY,
        atY + lengths[b],
      );
    });
    const rank = new Uint32Array(this.#count);
    for (let i = 0; i < kept.length; i++) rank[kept[i]] = i;
    return { names: this.#named(kept, positions, lengths), rank };
  }

  /** All names by their numbers. The interner is used up. */
  inOrder(): StoredNames {
    const { positions, lengths } = this.#released();
    const ids = new Uint32Array(this.#count);
    for (let id = 0; id < ids.length; id++) ids[id] = id;
    return this.#named(ids, positions, lengths);
  }

  /** Where the bytes of each number lie; the table is let go. */
  #released(): { positions: Uint32Array; lengths: Uint32Array } {
    const positions = new Uint32Array(this.#count);
    const lengths = new Uint32Array(this.#count);
    const table = this.#table;
    for (let slot = 0; slot < table.length; slot += words) {
      const id = table[slot + 1];
      if (id === 0) continue;
      positions[id - 1] = table[slot + 2];
      lengths[id - 1] = table[slot + 3];
    }
    this.#table = new Int32Array(0);
    return { positions, lengths };
  }

  #named(ids: Uint32Array, positions: Uint32Array, lengths: Uint32Array): StoredNames {
    const names = new StoredNames();
    for (let i = 0; i < ids.length; i++) {
      const position = positions[ids[i]];
      const at = position & (2 ** positionBits - 1);
      names.add(this.#store.pieces[position >>> positionBits], at, at + lengths[ids[i]]);
    }
    return names;
  }
}

/** FNV-1a over words of four bytes, then the finish of MurmurHash3: short names that differ in one byte spread. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c_9dc5 ^ (end - start);
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const word = bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    hash = Math.imul(hash ^ word, 0x0100_0193);
    hash ^= hash >>> 15;
  }
  for (; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x0100_0193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85eb_ca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}

/** A stable merge sort. That of typed arrays copies the numbers to V8's heap when it is given a comparison. */
function sortNumbers(values: Uint32Array, compare: (a: number, b: number) => number): void {
  let from = values;
  let to: Uint32Array = new Uint32Array(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      // Runs that are in order already are copied: files often name skills in order.
      if (middle === end || compare(from[middle - 1], from[middle]) <= 0) {
        to.set(from.subarray(start, end), start);
        continue;
      }
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        const takeLeft = right === end || (left < middle && compare(from[left], from[right]) <= 0);
        to[at] = takeLeft ? from[left++] : from[right++];
      }
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
}
