import { checkInteger } from "../../base/index.js";
import { crc32 } from "../bytes/checks.js";
import { ByteReader } from "../bytes/reader.js";
import { FormatError } from "../errors.js";
import { hashText } from "../model/container.js";
import {
  FOOTER_LENGTH,
  FOOTER_MAGIC,
  HEADER_LENGTH,
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

/**
 * Many records in one file, read by their numbers. Opening reads the index alone; a block is checked by its CRC when
 * the first of its records is asked for.
 */
export class Pack {
  /** The model that made the records. */
  readonly modelHash: string;
  readonly mode: PackMode;
  /** Number of records. */
  readonly size: number;
  readonly #file: Uint8Array;
  readonly #blocks: readonly PackBlock[];
  /** By block: where its records begin and end, once it was read. */
  readonly #offsets: (Uint32Array | undefined)[];

  private constructor(file: Uint8Array, modelHash: string, mode: PackMode, blocks: readonly PackBlock[]) {
    const last = blocks.at(-1);
    this.#file = file;
    this.modelHash = modelHash;
    this.mode = mode;
    this.#blocks = blocks;
    this.#offsets = Array(blocks.length);
    this.size = last === undefined ? 0 : last.first + last.records;
  }

  /**
   * Opens the bytes of a pack.
   *
   * @throws FormatError that says what is wrong
   *
   * @example
   * ```ts
   * import { Pack } from "@onset/core/codec";
   * Pack.open(new Uint8Array(40)); // throws FormatError: pack: is none, or its first bytes are damaged
   * ```
   */
  static open(file: Uint8Array): Pack {
    const { modelHash, mode } = readHeader(file);
    return new Pack(file, modelHash, mode, readIndex(file));
  }

  get blockCount(): number {
    return this.#blocks.length;
  }

  blockAt(block: number): PackBlock {
    return this.#blocks[checkInteger(block, "block", 0, this.#blocks.length - 1)];
  }

  /**
   * A record, as a view into the file.
   *
   * @throws RangeError when there is no record of this number; FormatError when its block is damaged
   */
  record(index: number): Uint8Array {
    if (this.size === 0)
      throw new RangeError(`"index" expected a record, but the pack has none, got ${index}`);
    checkInteger(index, "index", 0, this.size - 1);
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#blocks[middle].first <= index) low = middle;
      else high = middle - 1;
    }
    const offsets = (this.#offsets[low] ??= this.#read(low));
    const within = index - this.#blocks[low].first;
    return this.#file.subarray(offsets[within], offsets[within + 1]);
  }

  /** All records in order. */
  *records(): Generator<Uint8Array> {
    for (let index = 0; index < this.size; index++) yield this.record(index);
  }

  /** Checks every block. @throws FormatError that names the first damaged one */
  verify(): void {
    for (let block = 0; block < this.#blocks.length; block++) this.#read(block);
  }

  #read(block: number): Uint32Array {
    const { begin, end, first, records } = this.#blocks[block];
    const what = `pack, records ${first} to ${first + records - 1}`;
    const reader = new ByteReader(this.#file, what, begin, end);
    if (reader.u32() !== crc32(this.#file, begin + 4, end)) throw reader.fault("are damaged");
    if (reader.varint() !== records) throw reader.fault("are not as many as the index says");
    const offsets = new Uint32Array(records + 1);
    for (let i = 0; i < records; i++) offsets[i + 1] = offsets[i] + reader.count("bytes", end - begin);
    if (offsets[records] !== end - reader.at)
      throw reader.fault("have lengths that do not sum to their block");
    return offsets.map((offset) => offset + reader.at);
  }
}

function readHeader(file: Uint8Array): { modelHash: string; mode: PackMode } {
  const reader = new ByteReader(file, "pack");
  if (PACK_MAGIC.some((byte, i) => file[i] !== byte))
    throw reader.fault("is none, or its first bytes are damaged");
  if (file.length < HEADER_LENGTH + 1 + FOOTER_LENGTH) throw reader.fault("ends too early");
  reader.take(PACK_MAGIC.length);
  const version = reader.u32();
  const mode = PACK_MODES[reader.u32()];
  const hash = [reader.u32(), reader.u32()] as const;
  if (reader.u32() !== crc32(file, 0, HEADER_LENGTH - 4)) throw reader.fault("its header is damaged");
  if (version !== PACK_VERSION) {
    throw reader.fault(`has version ${version}; this program reads version ${PACK_VERSION}`);
  }
  if (mode === undefined) throw reader.fault("has records of an unknown mode");
  return { modelHash: hashText(hash), mode };
}

function readIndex(file: Uint8Array): PackBlock[] {
  const footer = new ByteReader(file, "pack", file.length - FOOTER_LENGTH);
  const length = footer.u32();
  const size = footer.u32();
  const sum = footer.u32();
  const ended = FOOTER_MAGIC.every((byte) => footer.u8() === byte);
  if (!ended) throw footer.fault("is cut off or its last bytes are damaged");
  const begin = file.length - FOOTER_LENGTH - length;
  if (begin < HEADER_LENGTH || crc32(file, begin, file.length - 8) !== sum) {
    throw footer.fault("its index is damaged");
  }
  const reader = new ByteReader(file, "pack, index", begin, file.length - FOOTER_LENGTH);
  const blocks: PackBlock[] = [];
  // A block has at least its CRC, a count and the length of one record.
  const count = reader.count("blocks", Math.floor((begin - HEADER_LENGTH) / 6));
  let at = HEADER_LENGTH;
  let first = 0;
  for (let i = 0; i < count; i++) {
    const bytes = reader.count("bytes of a block", begin - at);
    const records = reader.count("records of a block", Math.max(0, bytes - 5));
    if (records === 0) throw reader.fault("claims a block without records");
    blocks.push({ begin: at, end: at + bytes, first, records });
    at += bytes;
    first += records;
  }
  reader.finish();
  if (at !== begin) throw reader.fault(`leaves ${begin - at} bytes to no block`);
  if (first !== size) throw new FormatError(`pack: claims ${size} records, its blocks have ${first}`);
  return blocks;
}
