import { checkInteger } from "../../base/index.js";
import { crc32 } from "../bytes/checks.js";
import { ByteReader } from "../bytes/reader.js";
import { FormatError } from "../errors.js";
import { hashText } from "../model/container.js";
import {
  BLOCK_RECORDS,
  FOOTER_LENGTH,
  FOOTER_MAGIC,
  HEADER_LENGTH,
  MOST_BLOCK_BYTES,
  MOST_INDEX_BYTES,
  PACK_MAGIC,
  PACK_MODES,
  PACK_VERSION,
  type PackMode,
} from "./pack-format.js";

/** Where a block stands in the file, and which records it has. */
export type PackBlock = {
  readonly begin: number;
  readonly end: number;
  /** Number of its first record. */
  readonly first: number;
  readonly records: number;
};

/** What the header of a pack says. */
export type PackHeader = { readonly modelHash: string; readonly mode: PackMode };

/** Where everything is in a pack: 16 bytes of memory for a block. */
export class PackIndex {
  /** By block and once more behind the last: where it begins, and the number of its first record. */
  readonly #begins: Float64Array;
  readonly #firsts: Float64Array;
  readonly blockCount: number;
  /** Number of records. */
  readonly size: number;

  constructor(begins: Float64Array, firsts: Float64Array) {
    this.#begins = begins;
    this.#firsts = firsts;
    this.blockCount = begins.length - 1;
    this.size = firsts[this.blockCount];
  }

  at(block: number): PackBlock {
    checkInteger(block, "block", 0, this.blockCount - 1);
    const first = this.#firsts[block];
    const records = this.#firsts[block + 1] - first;
    return { begin: this.#begins[block], end: this.#begins[block + 1], first, records };
  }

  /** The block of a record. @throws RangeError when there is no record of this number */
  blockOf(record: number): number {
    if (this.size === 0) {
      throw new RangeError(`"index" expected a record, but the pack has none, got ${record}`);
    }
    checkInteger(record, "index", 0, this.size - 1);
    let low = 0;
    let high = this.blockCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#firsts[middle] <= record) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** What to call a block in an error. */
  nameOf(block: number): string {
    const { first, records } = this.at(block);
    return `pack, records ${first} to ${first + records - 1}`;
  }
}

/**
 * Reads the header.
 *
 * @param head - the first bytes of a pack of `size` bytes, all of its header where it has one
 */
export function readHeader(head: Uint8Array, size: number): PackHeader {
  const reader = new ByteReader(head, "pack");
  if (PACK_MAGIC.some((byte, i) => head[i] !== byte))
    throw reader.fault("is none, or its first bytes are damaged");
  if (size < HEADER_LENGTH + 1 + FOOTER_LENGTH) throw reader.fault("ends too early");
  reader.take(PACK_MAGIC.length);
  const version = reader.u32();
  const mode = PACK_MODES[reader.u32()];
  const hash = [reader.u32(), reader.u32()] as const;
  if (reader.u32() !== crc32(head, 0, HEADER_LENGTH - 4)) throw reader.fault("its header is damaged");
  if (version !== PACK_VERSION) {
    throw reader.fault(`has version ${version}; this program reads version ${PACK_VERSION}`);
  }
  if (mode === undefined) throw reader.fault("has records of an unknown mode");
  return { modelHash: hashText(hash), mode };
}

/**
 * Where the index begins.
 *
 * @param footer - the last bytes of a pack of `size` bytes
 */
export function beginOfIndex(footer: Uint8Array, size: number): number {
  const reader = new ByteReader(footer, "pack");
  const length = reader.u32();
  reader.take(8);
  if (FOOTER_MAGIC.some((byte) => reader.u8() !== byte))
    throw reader.fault("is cut off or its last bytes are damaged");
  const begin = size - FOOTER_LENGTH - length;
  if (begin < HEADER_LENGTH) throw reader.fault("its index is damaged");
  if (length > MOST_INDEX_BYTES) {
    throw reader.fault(`claims an index of ${length} bytes, which can have at most ${MOST_INDEX_BYTES}`);
  }
  return begin;
}

/**
 * Reads the index.
 *
 * @param tail - the bytes of a pack from `begin`, where its index begins, to its end
 */
export function readIndex(tail: Uint8Array, begin: number): PackIndex {
  const footer = new ByteReader(tail, "pack", tail.length - FOOTER_LENGTH + 4);
  const size = footer.u32();
  if (footer.u32() !== crc32(tail, 0, tail.length - 8)) throw footer.fault("its index is damaged");
  const end = tail.length - FOOTER_LENGTH;
  const reader = new ByteReader(tail, "pack, index", 0, end);
  // A block has at least its CRC, a count and the length of one record, and takes two bytes of the index.
  const count = reader.count("blocks", Math.floor(Math.min(end / 2, (begin - HEADER_LENGTH) / 6)));
  const begins = new Float64Array(count + 1);
  const firsts = new Float64Array(count + 1);
  begins[0] = HEADER_LENGTH;
  for (let i = 0; i < count; i++) {
    const bytes = reader.count("bytes of a block", Math.min(MOST_BLOCK_BYTES, begin - begins[i]));
    const records = reader.count("records of a block", Math.max(0, Math.min(BLOCK_RECORDS, bytes - 5)));
    if (records === 0) throw reader.fault("claims a block without records");
    begins[i + 1] = begins[i] + bytes;
    firsts[i + 1] = firsts[i] + records;
  }
  reader.finish();
  if (begins[count] !== begin) throw reader.fault(`leaves ${begin - begins[count]} bytes to no block`);
  if (firsts[count] !== size)
    throw new FormatError(`pack: claims ${size} records, its blocks have ${firsts[count]}`);
  return new PackIndex(begins, firsts);
}
