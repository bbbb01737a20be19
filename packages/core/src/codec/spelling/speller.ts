import type { ByteBuffer } from "../bytes/buffer.js";
import type { EventSink } from "../entropy/event-list.js";
import type { RangeDecoder } from "../entropy/range-decoder.js";
import { FormatError } from "../errors.js";
import { log2 } from "../log2.js";
import type { NgramModel } from "../ngram/ngram-model.js";

/** Symbols of a spelling: a byte that follows plainly, the end, then the bytes. */
export const plainSymbol = 0;
export const endSymbol = 1;
export const firstByteSymbol = 2;
/** Number of symbols of a spelling model. */
export const spellingSymbols: number = firstByteSymbol + 256;

const byteShift = 22;

/** Spells units byte by byte with an n-gram model of bytes. */
export class Speller {
  readonly #model: NgramModel;

  constructor(model: NgramModel) {
    this.#model = model;
  }

  /**
   * Codes the bytes `begin` to `end` and that they end there.
   *
   * @param known - how many of them the decoder knows already
   */
  encode(encoder: EventSink, bytes: Uint8Array, begin: number, end: number, known = 0): void {
    const model = this.#model;
    let context = this.#after(bytes, begin, known);
    for (let i = begin + known; i <= end; i++) {
      const symbol = i < end ? firstByteSymbol + bytes[i] : endSymbol;
      // The end always has an interval, the escape too.
      if (model.locate(context, symbol)) encoder.encode(model.start, model.end);
      else {
        model.locate(context, plainSymbol);
        encoder.encode(model.start, model.end);
        encodeByte(encoder, bytes[i]);
        model.locate(context, symbol);
      }
      context = model.following;
    }
  }

  /** Decodes the rest of a unit, of which `known` bytes stand at the end of `into`, up to `most` bytes in all. */
  decode(decoder: RangeDecoder, into: ByteBuffer, known: number, most: number): void {
    const model = this.#model;
    const begin = into.length - known;
    let context = this.#after(into.bytes, begin, known);
    for (;;) {
      let symbol = model.find(context, decoder.target());
      decoder.consume(model.start, model.end);
      if (symbol === plainSymbol) {
        symbol = firstByteSymbol + decodeByte(decoder);
        model.locate(context, symbol);
      }
      if (symbol === endSymbol) return;
      if (into.length - begin >= most)
        throw new FormatError("record: is damaged: it spells a word without end");
      into.reserve(1);
      into.bytes[into.length++] = symbol - firstByteSymbol;
      context = model.following;
    }
  }

  /** Bits that a unit takes, about. */
  cost(bytes: Uint8Array, begin: number, end: number): number {
    const model = this.#model;
    let context = model.contextOf(plainSymbol);
    let bits = 0;
    for (let i = begin; i <= end; i++) {
      const located = model.locate(context, i < end ? firstByteSymbol + bytes[i] : endSymbol);
      bits += located ? 30 - log2(model.end - model.start) : 16;
      context = model.following;
    }
    return bits;
  }

  /** The context behind the first bytes of a unit. */
  #after(bytes: Uint8Array, begin: number, count: number): number {
    const model = this.#model;
    let context = model.contextOf(plainSymbol);
    for (let i = begin; i < begin + count; i++) {
      model.locate(context, firstByteSymbol + bytes[i]);
      context = model.following;
    }
    return context;
  }
}

/** Codes a byte as one of 256 equally likely ones. */
export function encodeByte(encoder: EventSink, byte: number): void {
  encoder.encode(byte << byteShift, (byte + 1) * 2 ** byteShift);
}

/** The counterpart of {@link encodeByte}. */
export function decodeByte(decoder: RangeDecoder): number {
  const byte = decoder.target() >>> byteShift;
  decoder.consume(byte << byteShift, (byte + 1) * 2 ** byteShift);
  return byte;
}
