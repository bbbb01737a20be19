import { dataError } from "../errors.js";
import { ByteStore } from "./bytes.js";
import { compareUtf8 } from "./compare.js";
import { GrowingUint32 } from "./growing.js";
import { StoredNames } from "./names.js";

// A slot is four words: hash, id + 1 (0: empty), and the name itself where it has at most 8 bytes, none of them 0; of
// longer names the position in the store and the length. So a short name costs one miss of the cache.
const words = 4;
const smallestTable = 1 << 10;
const positionBits = 24;
const mostPieces = 2 ** (32 - positionBits);
/** Marks the length of a long name: no byte of UTF-8 is 0xF8 or more, so that no short name looks like that. */
const longMark = 0xf8 << 24;
const maxShort = 8;
/** By length which bits of the two words of eight bytes belong to a name. */
const lowMask = Int32Array.of(0, 0xff, 0xffff, 0xff_ffff, -1, -1, -1, -1, -1);
const highMask = Int32Array.of(0, 0, 0, 0, 0, 0xff, 0xffff, 0xff_ffff, -1);

/** How many names {@link Interner.internAll} takes at once. */
export const maxInterned = 64;

/**
 * Gives equal names equal numbers, 0, 1, 2, … in the order of their first appearance. Names are UTF-8 and stay bytes: hashed
 * as they lie in the buffer of the reader, never made a string.
 *
 * Open addressing, at most half full. Memory: 40 to 72 bytes a name and its bytes. There may be 2^30 names; maps of
 * strings end at 2^24.
 */
export class Interner {
  readonly #store = new ByteStore();
  #table: Int32Array = new Int32Array(smallestTable * words);
  #mask: number = smallestTable - 1;
  #count = 0;
  /** By number where the bytes of a name begin in the store, and how many they are. */
  readonly #positions = new GrowingUint32();
  readonly #lengths = new GrowingUint32();
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#bytes.buffer);
  readonly #hashes = new Int32Array(maxInterned);
  readonly #lows = new Int32Array(maxInterned);
  readonly #highs = new Int32Array(maxInterned);
  readonly #bounds = new Uint32Array(2);
  readonly #number = new Uint32Array(1);
  #touched = 0;

  /** How many different names there are. */
  get count(): number {
    return this.#count;
  }

  /** What looking ahead has read: without somebody to ask, the engine may leave such reads out. */
  get touched(): number {
    return this.#touched;
  }

  /**
   * The number of a name.
   * @throws ReadingError when the names take more than 4 GB
   */
  intern(bytes: Uint8Array, start: number, end: number): number {
    this.#bounds[0] = start;
    this.#bounds[1] = end;
    this.internAll(bytes, this.#bounds, 1, this.#number, 0);
    return this.#number[0];
  }

  /**
   * The numbers of several names of one buffer, as {@link intern} gives them one after the other. All are hashed and their
   * places in the table touched before the first is looked for: so the misses of the cache, which are most of the time, are
   * waited for together.
   *
   * @param bounds - where each name starts and ends, in pairs
   * @param count - how many names, at most {@link maxInterned}
   * @param numbers - takes the numbers, from `to` on
   * @throws ReadingError when the names take more than 4 GB
   */
  internAll(
    bytes: Uint8Array,
    bounds: Uint32Array,
    count: number,
    numbers: Uint32Array | Int32Array,
    to: number,
  ): void {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.#hashAll(bytes, this.#view, bounds, count);
    const hashes = this.#hashes;
    const lows = this.#lows;
    const highs = this.#highs;
    for (let i = 0; i < count; i++) {
      const table = this.#table;
      const last = table.length - 1;
      const low = lows[i];
      const high = highs[i];
      let slot = (hashes[i] & this.#mask) * words;
      let id = table[slot + 1];
      if ((high & longMark) !== longMark) {
        while (id !== 0 && (table[slot + 2] !== low || table[slot + 3] !== high)) {
          slot = (slot + words) & last;
          id = table[slot + 1];
        }
      } else {
        const start = bounds[2 * i];
        while (id !== 0) {
          const isCandidate = table[slot] === hashes[i] && table[slot + 3] === high;
          if (isCandidate && this.#isAt(table[slot + 2], bytes, start, bounds[2 * i + 1])) break;
          slot = (slot + words) & last;
          id = table[slot + 1];
        }
      }
      numbers[to + i] =
        id !== 0 ? id - 1 : this.#insert(slot, hashes[i], low, high, bytes, bounds[2 * i], bounds[2 * i + 1]);
    }
  }

  #hashAll(bytes: Uint8Array, view: DataView, bounds: Uint32Array, count: number): void {
    const table = this.#table;
    const mask = this.#mask;
    let touched = 0;
    for (let i = 0; i < count; i++) {
      const start = bounds[2 * i];
      const length = bounds[2 * i + 1] - start;
      let low = 0;
      let high = longMark | length;
      let hash = 0;
      if (length <= maxShort && !hasZero(bytes, view, start, length)) {
        low = lowWord(bytes, view, start, length);
        high = highWord(bytes, view, start, length);
        hash = mixed(low, high);
      } else hash = hashOf(bytes, start, start + length);
      this.#hashes[i] = hash;
      this.#lows[i] = low;
      this.#highs[i] = high;
      touched ^= table[(hash & mask) * words + 1];
    }
    this.#touched = touched;
  }

  /** Whether the bytes of a name are those at a position of the store. */
  #isAt(position: number, bytes: Uint8Array, start: number, end: number): boolean {
    const piece = this.#store.pieces[position >>> positionBits];
    const at = position & (2 ** positionBits - 1);
    for (let i = start; i < end; i++) if (piece[at + i - start] !== bytes[i]) return false;
    return true;
  }

  #insert(
    slot: number,
    hash: number,
    low: number,
    high: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): number {
    const at = this.#store.add(bytes, start, end) - (end - start);
    if (this.#store.piece >= mostPieces) {
      throw dataError(`the names of the skills take more than 4 GB after ${this.#count} skills`);
    }
    const position = (this.#store.piece << positionBits) | at;
    const table = this.#table;
    table[slot] = hash;
    table[slot + 1] = ++this.#count;
    table[slot + 2] = (high & longMark) === longMark ? position : low;
    table[slot + 3] = high;
    this.#positions.push(position);
    this.#lengths.push(end - start);
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
    const [positions, lengths] = this.#released();
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
    const [positions, lengths] = this.#released();
    const ids = new Uint32Array(this.#count);
    for (let id = 0; id < ids.length; id++) ids[id] = id;
    return this.#named(ids, positions, lengths);
  }

  /** Where the bytes of each number lie; the table is let go. */
  #released(): [positions: Uint32Array, lengths: Uint32Array] {
    this.#table = new Int32Array(0);
    return [this.#positions.values(), this.#lengths.values()];
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

/** Whether one of up to 8 bytes is 0: it would look like the end of a name. */
function hasZero(bytes: Uint8Array, view: DataView, start: number, length: number): boolean {
  const low = lowWord(bytes, view, start, length) | ~lowMask[length];
  const high = highWord(bytes, view, start, length) | ~highMask[length];
  const zeros = ((low - 0x0101_0101) & ~low) | ((high - 0x0101_0101) & ~high);
  return (zeros & 0x8080_8080) !== 0;
}

/** The first four of up to 8 bytes, zeros behind them where there are fewer. */
function lowWord(bytes: Uint8Array, view: DataView, start: number, length: number): number {
  if (start + 4 <= bytes.length) return view.getInt32(start, true) & lowMask[length];
  return wordOf(bytes, start, Math.min(4, length));
}

/** The second four. */
function highWord(bytes: Uint8Array, view: DataView, start: number, length: number): number {
  if (start + 8 <= bytes.length) return view.getInt32(start + 4, true) & highMask[length];
  return wordOf(bytes, start + 4, length - 4);
}

function wordOf(bytes: Uint8Array, start: number, length: number): number {
  let word = 0;
  for (let i = 0; i < length; i++) word |= bytes[start + i] << (8 * i);
  return word;
}

function mixed(low: number, high: number): number {
  let hash = Math.imul(low, 0x85eb_ca6b) ^ Math.imul(high, 0xc2b2_ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return hash ^ (hash >>> 13);
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
