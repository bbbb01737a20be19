import { rejected } from "../../base/index.js";
import { crc32 } from "../bytes/checks.js";
import { ByteWriter } from "../bytes/writer.js";
import { Pack } from "./pack.js";
import {
  BLOCK_RECORDS,
  FOOTER_MAGIC,
  PACK_MAGIC,
  PACK_MODES,
  PACK_VERSION,
  type PackMode,
} from "./pack-format.js";

/**
 * Puts records of one model into a pack.
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
  readonly #blocks: { bytes: number; records: number }[] = [];
  #pending: Uint8Array[] = [];
  #size = 0;

  /** @param modelHash `modelHash` of the codec that makes the records */
  constructor(modelHash: string, mode: PackMode = "exact") {
    const modeNumber = PACK_MODES.indexOf(mode);
    if (modeNumber < 0) throw rejected(mode, "mode", `one of ${PACK_MODES.join(", ")}`);
    if (!/^[0-9a-f]{16}$/.test(modelHash)) throw rejected(modelHash, "modelHash", "16 hexadecimal digits");
    for (const byte of PACK_MAGIC) this.#out.u8(byte);
    this.#out.u32(PACK_VERSION);
    this.#out.u32(modeNumber);
    this.#out.u32(Number.parseInt(modelHash.slice(0, 8), 16));
    this.#out.u32(Number.parseInt(modelHash.slice(8), 16));
    this.#out.u32(crc32(this.#out.finish()));
  }

  /** Begins with all records of a pack, to add more to them. Every block of it is checked. */
  static resume(file: Uint8Array): PackWriter {
    const pack = Pack.open(file);
    pack.verify();
    const writer = new PackWriter(pack.modelHash, pack.mode);
    for (let block = 0; block < pack.blockCount; block++) {
      const { begin, end, records } = pack.blockAt(block);
      writer.#out.append(file.subarray(begin, end));
      writer.#blocks.push({ bytes: end - begin, records });
      writer.#size += records;
    }
    return writer;
  }

  /** Number of records added so far. */
  get size(): number {
    return this.#size;
  }

  /** Adds a record; its number is that of records before it. */
  add(record: Uint8Array): number {
    if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
    this.#pending.push(record);
    if (this.#pending.length === BLOCK_RECORDS) this.#flush();
    return this.#size++;
  }

  #flush(): void {
    const block = new ByteWriter();
    block.varint(this.#pending.length);
    for (const { length } of this.#pending) block.varint(length);
    for (const record of this.#pending) block.append(record);
    const bytes = block.finish();
    this.#out.u32(crc32(bytes));
    this.#out.append(bytes);
    this.#blocks.push({ bytes: 4 + bytes.length, records: this.#pending.length });
    this.#pending = [];
  }

  /** The file. More records can be added afterwards, for another file. */
  finish(): Uint8Array<ArrayBuffer> {
    if (this.#pending.length > 0) this.#flush();
    const index = new ByteWriter();
    index.varint(this.#blocks.length);
    for (const { bytes, records } of this.#blocks) {
      index.varint(bytes);
      index.varint(records);
    }
    const length = index.length;
    index.u32(length);
    index.u32(this.#size);
    index.u32(crc32(index.finish()));
    for (const byte of FOOTER_MAGIC) index.u8(byte);
    const file = new ByteWriter();
    file.append(this.#out.finish());
    file.append(index.finish());
    return file.finish();
  }
}
