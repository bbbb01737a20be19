import { rejected } from "../../base/index.js";
import { crc32 } from "../bytes/checks.js";
import { ByteWriter } from "../bytes/writer.js";
import { isFull, readBlock, writeBlock } from "./block.js";
import { Pack } from "./pack.js";
import {
  footerMagic,
  maxBlockBytes,
  maxIndexBytes,
  maxRecords,
  type PackMode,
  packMagic,
  packModes,
  packVersion,
} from "./pack-format.js";

/** Room in a block for its CRC, its count and the lengths of its records. */
const aroundRecords = 1 << 17;

/**
 * Puts records of one model into a pack. The file grows from its first byte to its last: what is complete can be taken
 * away at any time, and then no more than one block and the index (about four bytes a block) stay in memory.
 *
 * @example
 * ```ts
 * import { Pack, PackWriter } from "@onset/core/codec";
 * const writer = new PackWriter("00112233aabbccdd", "exact");
 * writer.add(Uint8Array.of(1, 2, 3));
 * writer.add(Uint8Array.of());
 * const pack = Pack.open(writer.finish());
 * [...pack.record(0)]; // => [1, 2, 3]
 * pack.size; // => 2
 * ```
 */
export class PackWriter {
  readonly #out = new ByteWriter();
  readonly #index = new ByteWriter();
  #blocks = 0;
  #size = 0;
  /** The records of the block under way. */
  #lengths: number[] = [];
  readonly #records = new ByteWriter();

  /** @param modelHash - `modelHash` of the codec that makes the records */
  constructor(modelHash: string, mode: PackMode = "exact") {
    const modeNumber = packModes.indexOf(mode);
    if (modeNumber < 0) throw rejected(mode, "mode", `one of ${packModes.join(", ")}`);
    if (!/^[0-9a-f]{16}$/.test(modelHash)) throw rejected(modelHash, "modelHash", "16 hexadecimal digits");
    for (const byte of packMagic) this.#out.u8(byte);
    this.#out.u32(packVersion);
    this.#out.u32(modeNumber);
    this.#out.u32(Number.parseInt(modelHash.slice(0, 8), 16));
    this.#out.u32(Number.parseInt(modelHash.slice(8), 16));
    this.#out.u32(crc32(this.#out.finish()));
  }

  /** Begins with all records of a pack, to add more to them. Every block of it is checked. */
  static resume(file: Uint8Array): PackWriter {
    const pack = Pack.open(file);
    const writer = new PackWriter(pack.modelHash, pack.mode);
    for (let block = 0; block < pack.blockCount; block++) writer.addBlock(pack.rawBlock(block));
    return writer;
  }

  /** Number of records added so far. */
  get size(): number {
    return this.#size;
  }

  /** Bytes that {@link take} would give. */
  get ready(): number {
    return this.#out.length;
  }

  /**
   * Adds a record, of which it keeps a copy; its number is that of records before it.
   *
   * @throws RangeError when the record has more than 2^30 - 2^17 bytes, or is more than number 2^32 - 2
   */
  add(record: Uint8Array): number {
    if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
    if (record.length > maxBlockBytes - aroundRecords) {
      throw new RangeError(
        `"record" expected at most ${maxBlockBytes - aroundRecords} bytes, got ${record.length}`,
      );
    }
    // A block stays within what a reader takes at once.
    if (this.#records.length + record.length > maxBlockBytes - aroundRecords) this.#flush();
    this.#checkRoom(1);
    this.#lengths.push(record.length);
    this.#records.append(record);
    this.#size++;
    if (isFull(this.#lengths.length, this.#records.length)) this.#flush();
    return this.#size - 1;
  }

  /**
   * Adds all records of a block of another pack (`rawBlock`) of the same model and mode. However records come, one by one or
   * in blocks, the pack is the same.
   *
   * @throws FormatError when the block is damaged
   */
  addBlock(block: Uint8Array): void {
    if (!(block instanceof Uint8Array)) throw rejected(block, "block", "a Uint8Array", true);
    const offsets = readBlock(block, 0, block.length, "block, its records", null);
    const records = offsets.length - 1;
    if (this.#lengths.length === 0 && isFull(records, offsets[records] - offsets[0])) {
      this.#checkRoom(records);
      this.#append(block, records);
      this.#size += records;
      return;
    }
    for (let i = 0; i < records; i++) this.add(block.subarray(offsets[i], offsets[i + 1]));
  }

  /**
   * The bytes of the file that are complete, from where those taken before end: whole blocks, none as long as less
   * than one is full.
   *
   * @example
   * ```ts
   * import { Pack, PackWriter } from "@onset/core/codec";
   * const writer = new PackWriter("00112233aabbccdd", "exact");
   * const parts = [];
   * for (let i = 0; i < 1000; i++) {
   *   writer.add(Uint8Array.of(i & 255, i >> 8));
   *   if (writer.ready >= 500) parts.push(writer.take());
   * }
   * parts.push(writer.finish());
   * parts.length; // => 4
   * Pack.open(Uint8Array.from(parts.flatMap((part) => [...part]))).size; // => 1000
   * ```
   */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.#out.finish();
    this.#out.length = 0;
    return bytes;
  }

  /** The file, or what was not yet taken of it. More records can be added afterwards, for another file. */
  finish(): Uint8Array<ArrayBuffer> {
    if (this.#lengths.length > 0) this.#flush();
    const tail = new ByteWriter();
    tail.varint(this.#blocks);
    tail.append(this.#index.finish());
    const { length } = tail;
    tail.u32(length);
    tail.u32(this.#size);
    tail.u32(crc32(tail.finish()));
    for (const byte of footerMagic) tail.u8(byte);
    const begin = this.#out.length;
    this.#out.append(tail.finish());
    const file = this.#out.finish();
    this.#out.length = begin;
    return file;
  }

  #checkRoom(records: number): void {
    if (this.#size + records > maxRecords) {
      throw new RangeError(`a pack holds at most ${maxRecords} records`);
    }
  }

  #flush(): void {
    this.#append(writeBlock(this.#lengths, this.#records.finish()), this.#lengths.length);
    this.#lengths = [];
    this.#records.length = 0;
  }

  #append(block: Uint8Array, records: number): void {
    if (this.#index.length > maxIndexBytes - 32) throw new RangeError("the index of the pack is full");
    this.#out.append(block);
    this.#index.varint(block.length);
    this.#index.varint(records);
    this.#blocks++;
  }
}
