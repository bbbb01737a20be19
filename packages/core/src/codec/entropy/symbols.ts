/**
 * The tables of a model file: symbols of a few classes, each class with its own frequencies, by asymmetric numeral
 * systems (Duda 2009; range variant, 16 bits at a time), and bits that are not worth modelling beside them.
 *
 * Layout: number of classes; their frequencies; number of 16-bit words, the first state (32 bits), the words; number of
 * bytes of plain bits, those bytes.
 */
import type { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";
import { frequencyBits, readFrequencies, writeFrequencies } from "./frequencies.js";

const scaleBits: number = frequencyBits;
const scale: number = 1 << scaleBits;
const lowest = 1 << 15;
/** Symbols are 0 to 255. */
export const symbolsBound = 256;

/** Collects symbols and bits; {@link SymbolReader} gives them back in the same order. */
export class SymbolWriter {
  readonly #classes: number;
  readonly #counts: Float64Array;
  #symbols: Uint32Array = new Uint32Array(1 << 12);
  #length = 0;
  readonly #bits = new ByteWriter();
  #pending = 0;
  #pendingBits = 0;

  constructor(classes: number) {
    this.#classes = classes;
    this.#counts = new Float64Array(classes * symbolsBound);
  }

  symbol(classIndex: number, symbol: number): void {
    if (this.#length === this.#symbols.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#symbols);
      this.#symbols = larger;
    }
    const entry = classIndex * symbolsBound + symbol;
    this.#symbols[this.#length++] = entry;
    this.#counts[entry]++;
  }

  /** `count` bits of a value below 2^count, the lowest first; count <= 24. */
  bits(value: number, count: number): void {
    this.#pending += value * 2 ** this.#pendingBits;
    this.#pendingBits += count;
    while (this.#pendingBits >= 8) {
      this.#bits.u8(this.#pending % 256);
      this.#pending = Math.floor(this.#pending / 256);
      this.#pendingBits -= 8;
    }
  }

  finish(): Uint8Array<ArrayBuffer> {
    const out = new ByteWriter();
    out.varint(this.#classes);
    const { frequencies, bytes } = writeFrequencies(this.#counts, symbolsBound);
    out.append(bytes);
    const starts = new Uint16Array(frequencies.length);
    for (let begin = 0; begin < starts.length; begin += symbolsBound) {
      for (let entry = begin + 1; entry < begin + symbolsBound; entry++) {
        starts[entry] = starts[entry - 1] + frequencies[entry - 1];
      }
    }
    const { state, words } = this.#encode(frequencies, starts);
    out.varint(words.length);
    out.u32(state);
    for (let i = words.length - 1; i >= 0; i--) {
      out.u8(words[i] & 255);
      out.u8(words[i] >>> 8);
    }
    if (this.#pendingBits > 0) this.bits(0, 8 - this.#pendingBits);
    const bits = this.#bits.finish();
    out.varint(bits.length);
    out.append(bits);
    return out.finish();
  }

  /** The last symbol first, so that the reader meets the first one first. */
  #encode(frequencies: Uint16Array, starts: Uint16Array): { state: number; words: number[] } {
    let state = lowest;
    const words: number[] = [];
    for (let i = this.#length - 1; i >= 0; i--) {
      const entry = this.#symbols[i];
      const frequency = frequencies[entry];
      if (state >= (lowest >>> scaleBits) * 65536 * frequency) {
        words.push(state & 0xffff);
        state >>>= 16;
      }
      state = (Math.floor(state / frequency) << scaleBits) + (state % frequency) + starts[entry];
    }
    return { state, words };
  }
}

/** Reads what a {@link SymbolWriter} wrote. Past the end come errors, never more symbols than were written for. */
export class SymbolReader {
  /** By class and slot: the symbol. Bytes, because the tables of all classes together should stay in cache. */
  readonly #symbols: Uint8Array;
  /** By class and symbol: its frequency in the high half, its first slot in the low one. */
  readonly #ranges: Uint32Array;
  readonly #reader: ByteReader;
  readonly #words: Uint8Array;
  #word = 0;
  #state = 0;
  readonly #bits: Uint8Array;
  #bit = 0;

  constructor(reader: ByteReader, classes: number) {
    this.#reader = reader;
    if (reader.varint() !== classes) {
      throw reader.fault(`does not have the ${classes} classes of symbols it should`);
    }
    this.#symbols = new Uint8Array(classes * scale);
    this.#ranges = new Uint32Array(classes * symbolsBound);
    readFrequencies(reader, classes, symbolsBound, (index, symbol, frequency, slot) => {
      this.#ranges[index * symbolsBound + symbol] = (frequency << 16) | slot;
      this.#symbols.fill(symbol, index * scale + slot, index * scale + slot + frequency);
    });
    const wordCount = reader.varint();
    this.#state = reader.u32();
    this.#words = reader.take(2 * wordCount);
    this.#bits = reader.take(reader.varint());
    if (this.#state >= 2 ** 31) throw reader.fault("holds a damaged table");
  }

  /** The next symbol of a class. */
  symbol(classIndex: number): number {
    const state = this.#state;
    const slot = state & (scale - 1);
    const symbol = this.#symbols[(classIndex << scaleBits) | slot];
    const range = this.#ranges[(classIndex << 8) | symbol];
    let next = (range >>> 16) * (state >>> scaleBits) + slot - (range & 0xffff);
    if (next < lowest) {
      const at = this.#word;
      if (at >= this.#words.length) throw this.#reader.fault("ends in the middle of a table");
      next = (next << 16) | this.#words[at] | (this.#words[at + 1] << 8);
      this.#word = at + 2;
    }
    this.#state = next;
    return symbol;
  }

  /** The next `count` plain bits, count <= 24. */
  bits(count: number): number {
    if (count === 0) return 0;
    let at = this.#bit >>> 3;
    const offset = this.#bit & 7;
    this.#bit += count;
    if (this.#bit > 8 * this.#bits.length) throw this.#reader.fault("ends in the middle of a table");
    const bytes = this.#bits;
    let value = bytes[at++] >>> offset;
    for (let have = 8 - offset; have < count; have += 8) value |= bytes[at++] << have;
    return value & ((1 << count) - 1);
  }
}
