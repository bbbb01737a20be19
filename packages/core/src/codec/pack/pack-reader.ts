import { checkInteger, rejected } from "../../base/index.js";
import { FormatError } from "../errors.js";
import { readBlock } from "./block.js";
import { footerLength, headerLength, type PackMode } from "./pack-format.js";
import {
  beginOfIndex,
  type PackBlock,
  type PackHeader,
  type PackIndex,
  readHeader,
  readIndex,
} from "./pack-index.js";

/**
 * Bytes that are somewhere: in a file, in a Blob of a browser, behind a network.
 *
 * `read` gives bytes `begin` to `end`, within `size`; they are not changed afterwards.
 */
export type ByteSource = {
  readonly size: number;
  read(begin: number, end: number): Promise<Uint8Array>;
};

/**
 * Reads a pack of any size from where it is, holding its index (16 bytes of memory a block, so for 256 records or 64 KB)
 * and one block. Every block is checked by its CRC before a record of it is given.
 *
 * A file that a user chose in a browser is a source with
 * `{ size: file.size, read: async (begin: number, end: number) => new Uint8Array(await file.slice(begin, end).arrayBuffer()) }`.
 */
export class PackReader {
  /** The model that made the records. */
  readonly modelHash: string;
  readonly mode: PackMode;
  /** Number of records. */
  readonly size: number;
  readonly blockCount: number;
  readonly #source: ByteSource;
  readonly #index: PackIndex;
  /** The block read last. */
  #last: { readonly block: number; readonly bytes: Uint8Array; readonly offsets: Float64Array } | null = null;

  private constructor(source: ByteSource, { modelHash, mode }: PackHeader, index: PackIndex) {
    this.#source = source;
    this.modelHash = modelHash;
    this.mode = mode;
    this.#index = index;
    this.size = index.size;
    this.blockCount = index.blockCount;
  }

  /**
   * Reads the header, the footer and the index of a pack.
   *
   * @throws FormatError that says what is wrong with the pack; whatever `read` of the source throws
   *
   * @example
   * ```ts
   * import { PackReader, PackWriter } from "@onset/core/codec";
   * const writer = new PackWriter("00112233aabbccdd", "exact");
   * for (let i = 0; i < 1000; i++) writer.add(Uint8Array.of(i & 255, i >> 8));
   * const file = writer.finish();
   * const source = { size: file.length, read: async (begin: number, end: number) => file.slice(begin, end) };
   * const pack = await PackReader.open(source);
   * pack.size; // => 1000
   * [...(await pack.record(770))]; // => [2, 3]
   * ```
   */
  static async open(source: ByteSource): Promise<PackReader> {
    if (typeof source?.read !== "function") throw rejected(source, "source", "a source with read()", true);
    const { size } = source;
    checkInteger(size, "source.size", 0);
    const header = readHeader(await bytesOf(source, 0, Math.min(size, headerLength)), size);
    const begin = beginOfIndex(await bytesOf(source, size - footerLength, size), size);
    return new PackReader(source, header, readIndex(await bytesOf(source, begin, size), begin));
  }

  /** Where a block stands. */
  blockAt(block: number): PackBlock {
    return this.#index.at(block);
  }

  /** All bytes of a block, checked. @throws FormatError when it is damaged */
  async rawBlock(block: number): Promise<Uint8Array> {
    return (await this.#read(block)).bytes;
  }

  /**
   * A record. One block is read, unless it is the one read last.
   *
   * @throws RangeError when there is no record of this number; FormatError when its block is damaged
   */
  async record(index: number): Promise<Uint8Array> {
    const block = this.#index.blockOf(index);
    const { bytes, offsets } = await this.#read(block);
    const within = index - this.#index.at(block).first;
    return bytes.subarray(offsets[within], offsets[within + 1]);
  }

  /** Records `begin` to `end` in order, all when left out; every block is read once. */
  async *records(begin = 0, end: number = this.size): AsyncGenerator<Uint8Array> {
    checkInteger(begin, "begin", 0, this.size);
    checkInteger(end, "end", begin, this.size);
    for (let index = begin; index < end; ) {
      const block = this.#index.blockOf(index);
      const { first, records } = this.#index.at(block);
      const { bytes, offsets } = await this.#read(block);
      const stop = Math.min(end, first + records);
      for (; index < stop; index++) yield bytes.subarray(offsets[index - first], offsets[index - first + 1]);
    }
  }

  /** Reads and checks every block. @throws FormatError that names the first damaged one */
  async verify(): Promise<void> {
    for (let block = 0; block < this.blockCount; block++) await this.#read(block);
  }

  async #read(block: number): Promise<{ readonly bytes: Uint8Array; readonly offsets: Float64Array }> {
    if (this.#last?.block === block) return this.#last;
    const { begin, end, records } = this.#index.at(block);
    const bytes = await bytesOf(this.#source, begin, end);
    const offsets = readBlock(bytes, 0, bytes.length, this.#index.nameOf(block), records);
    this.#last = { block, bytes, offsets };
    return this.#last;
  }
}

async function bytesOf(source: ByteSource, begin: number, end: number): Promise<Uint8Array> {
  const bytes = await source.read(begin, end);
  if (bytes.length === end - begin) return bytes;
  throw new FormatError(`pack: expected ${end - begin} bytes at ${begin}, its source gave ${bytes.length}`);
}
