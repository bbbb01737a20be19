import { checkInteger } from "../../base/index.js";
import { crc32 } from "../bytes/checks.js";
import { ByteReader } from "../bytes/reader.js";
import { FormatError } from "../errors.js";
import { hashText } from "../model/container.js";
import {
  blockRecords,
  footerLength,
  footerMagic,
  headerLength,
  maxBlockBytes,
  maxIndexBytes,
  type PackMode,
  packMagic,
  packModes,
  packVersion,
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
  if (packMagic.some((byte, i) => head[i] !== byte))
    throw reader.fault("is none, or its first bytes are damaged");
  if (size < headerLength + 1 + footerLength) throw reader.fault("ends too early");
  reader.take(packMagic.length);
  const version = reader.u32();
  const mode = packModes[reader.u32()];
  const hash = [reader.u32(), reader.u32()] as const;
  if (reader.u32() !== crc32(head, 0, headerLength - 4)) throw reader.fault("its header is damaged");
  if (version !== packVersion) {
    throw reader.fault(`has version ${version}; this program reads version ${packVersion}`);
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
  if (footerMagic.some((byte) => reader.u8() !== byte))
    throw reader.fault("is cut off or its last bytes are damaged");
  const begin = size - footerLength - length;
  if (begin < headerLength) throw reader.fault("its index is damaged");
  if (length > maxIndexBytes) {
    throw reader.fault(`claims an index of ${length} bytes, which can have at most ${maxIndexBytes}`);
  }
  return begin;
}

/**
 * Reads the index.
 *
 * @param tail - the bytes of a pack from `begin`, where its index begins, to its end
 */
export function readIndex(tail: Uint8Array, begin: number): PackIndex {
  const footer = new ByteReader(tail, "pack", tail.length - footerLength + 4);
  const size = footer.u32();
  if (footer.u32() !== crc32(tail, 0, tail.length - 8)) throw footer.fault("its index is damaged");
  const end = tail.length - footerLength;
  const reader = new ByteReader(tail, "pack, index", 0, end);
  // A block has at least its CRC, a count and the length of one record, and takes two bytes of the index.
  const count = reader.count("blocks", Math.floor(Math.min(end / 2, (begin - headerLength) / 6)));
  const begins = new Float64Array(count + 1);
  const firsts = new Float64Array(count + 1);
  begins[0] = headerLength;
  for (let i = 0; i < count; i++) {
    const bytes = reader.count("bytes of a block", Math.min(maxBlockBytes, begin - begins[i]));
    const records = reader.count("records of a block", Math.max(0, Math.min(blockRecords, bytes - 5)));
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
