import { rejected } from "../../base/index.js";
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
 * Many records in one file, held in memory and read by their numbers. Opening reads the index alone; a block is checked
 * by its CRC when the first of its records is asked for. `PackReader` reads packs that are elsewhere.
 */
export class Pack {
  /** The model that made the records. */
  readonly modelHash: string;
  readonly mode: PackMode;
  /** Number of records. */
  readonly size: number;
  readonly blockCount: number;
  readonly #file: Uint8Array;
  readonly #index: PackIndex;
  /** By block: where its records begin and end, once it was read. */
  readonly #offsets: (Float64Array | undefined)[];

  private constructor(file: Uint8Array, { modelHash, mode }: PackHeader, index: PackIndex) {
    this.#file = file;
    this.modelHash = modelHash;
    this.mode = mode;
    this.#index = index;
    this.size = index.size;
    this.blockCount = index.blockCount;
    this.#offsets = Array(index.blockCount);
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
    if (!(file instanceof Uint8Array)) throw rejected(file, "file", "a Uint8Array", true);
    const header = readHeader(file.subarray(0, headerLength), file.length);
    const begin = beginOfIndex(file.subarray(file.length - footerLength), file.length);
    return new Pack(file, header, readIndex(file.subarray(begin), begin));
  }

  /** Where a block stands. */
  blockAt(block: number): PackBlock {
    return this.#index.at(block);
  }

  /** All bytes of a block, checked, as a view into the file. @throws FormatError when it is damaged */
  rawBlock(block: number): Uint8Array {
    const { begin, end } = this.#index.at(block);
    this.#offsets[block] ??= this.#read(block);
    return this.#file.subarray(begin, end);
  }

  /**
   * A record, as a view into the file.
   *
   * @throws RangeError when there is no record of this number; FormatError when its block is damaged
   */
  record(index: number): Uint8Array {
    const block = this.#index.blockOf(index);
    const offsets = (this.#offsets[block] ??= this.#read(block));
    const within = index - this.#index.at(block).first;
    return this.#file.subarray(offsets[within], offsets[within + 1]);
  }

  /** All records in order. */
  *records(): Generator<Uint8Array> {
    for (let index = 0; index < this.size; index++) yield this.record(index);
  }

  /** Checks every block. @throws FormatError that names the first damaged one */
  verify(): void {
    for (let block = 0; block < this.blockCount; block++) this.#read(block);
  }

  #read(block: number): Float64Array {
    const { begin, end, records } = this.#index.at(block);
    return readBlock(this.#file, begin, end, this.#index.nameOf(block), records);
  }
}
