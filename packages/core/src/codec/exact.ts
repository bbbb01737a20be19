import { ByteBuffer } from "./bytes/buffer.js";
import { insertSpace } from "./bytes/spaces.js";
import { RangeDecoder } from "./entropy/range-decoder.js";
import { RangeEncoder } from "./entropy/range-encoder.js";
import { FormatError } from "./errors.js";
import type { NgramModel } from "./ngram/ngram-model.js";
import { decodeKind, encodeKind } from "./record-kinds.js";
import { decodeByte, encodeByte, type Speller } from "./spelling/speller.js";
import { asIs, capitalised, caseOf, lower, raise, upperCased } from "./tokens/letter-case.js";
import { isWordUnit, Tokenizer } from "./tokens/tokenizer.js";
import type { Codebook } from "./units/codebook.js";
import {
  capitalNextUnit,
  firstUnit,
  maxUnitBytes,
  rawUnit,
  spellUnit,
  startUnit,
  upperNextUnit,
} from "./units/special.js";

const space = 0x20;
/** A record may be this much longer than its text before the text is sent as it is. */
const patience = 3;
/** No unit costs nothing, so that a record of n bytes has a text of at most about this many units for each byte. */
const maxLettersPerByte = 1 << 16;
/** Most bytes of a text: as many letters as a string of JavaScript can have in every engine. */
const maxLetters = 2 ** 29 - 1024;

/** Codes bytes exactly, unit after unit in the order of the text. */
export class ExactCoder {
  readonly #codebook: Codebook;
  readonly #ngrams: NgramModel;
  readonly #speller: Speller;
  readonly #tellsKind: boolean;
  readonly #encoder = new RangeEncoder();
  readonly #decoder = new RangeDecoder();
  readonly #tokenizer = new Tokenizer();
  readonly #letters: Uint8Array = new Uint8Array(maxUnitBytes);
  /** What was decoded last. */
  readonly decoded: ByteBuffer = new ByteBuffer(1 << 12);

  /** @param tellsKind - whether records may be of another kind: see `record-kinds.ts` */
  constructor(codebook: Codebook, ngrams: NgramModel, speller: Speller, tellsKind: boolean) {
    this.#tellsKind = tellsKind;
    this.#codebook = codebook;
    this.#ngrams = ngrams;
    this.#speller = speller;
  }

  /** The record of the first `length` bytes. */
  encode(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
    if (length > maxLetters) {
      throw new RangeError(`"text" expected at most ${maxLetters} bytes, got ${length}`);
    }
    const encoder = this.#encoder;
    const tokenizer = this.#tokenizer;
    const ngrams = this.#ngrams;
    const { table } = this.#codebook;
    encoder.reset();
    if (this.#tellsKind) encodeKind(encoder, false);
    tokenizer.reset(bytes, length);
    let context = ngrams.contextOf(startUnit);
    let mark = encoder.mark();
    while (tokenizer.next()) {
      const { begin, end } = tokenizer;
      const unit = table.find(bytes, begin, end);
      if (unit >= 0 && ngrams.locate(context, firstUnit + unit)) {
        encoder.encode(ngrams.start, ngrams.end);
        context = ngrams.following;
      } else context = this.#encodeOther(context, bytes, begin, end);
      mark = encoder.mark();
      if (encoder.length > length + patience) return this.#encodeRaw(bytes, length);
    }
    const record = encoder.finish(mark);
    return record.length > length + patience ? this.#encodeRaw(bytes, length) : record;
  }

  /** A unit that is not in the codebook as it is written: its lower-case form behind a flag, or its letters. */
  #encodeOther(context: number, bytes: Uint8Array, begin: number, end: number): number {
    const ngrams = this.#ngrams;
    const encoder = this.#encoder;
    const written = end - begin <= maxUnitBytes ? caseOf(bytes, begin, end) : asIs;
    if (
      written === asIs ||
      !ngrams.locate(context, written === capitalised ? capitalNextUnit : upperNextUnit)
    ) {
      return this.#encodeSpelled(context, bytes, begin, end);
    }
    encoder.encode(ngrams.start, ngrams.end);
    const { following } = ngrams;
    const length = lower(bytes, begin, end, this.#letters);
    const unit = this.#codebook.table.find(this.#letters, 0, length);
    if (unit < 0 || !ngrams.locate(following, firstUnit + unit)) {
      return this.#encodeSpelled(following, this.#letters, 0, length);
    }
    encoder.encode(ngrams.start, ngrams.end);
    return ngrams.following;
  }

  #encodeSpelled(context: number, bytes: Uint8Array, begin: number, end: number): number {
    this.#ngrams.locate(context, spellUnit);
    this.#encoder.encode(this.#ngrams.start, this.#ngrams.end);
    this.#speller.encode(this.#encoder, bytes, begin, end);
    return this.#ngrams.following;
  }

  #encodeRaw(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
    const encoder = this.#encoder;
    encoder.reset();
    if (this.#tellsKind) encodeKind(encoder, false);
    let mark = encoder.mark();
    this.#ngrams.locate(this.#ngrams.contextOf(startUnit), rawUnit);
    encoder.encode(this.#ngrams.start, this.#ngrams.end);
    for (let i = 0; i < length; i++) {
      encodeByte(encoder, bytes[i]);
      mark = encoder.mark();
    }
    return encoder.finish(mark);
  }

  /**
   * Decodes the record in bytes `begin` to `end` into {@link decoded}; false, and nothing is decoded, when it is of the
   * other kind.
   *
   * @throws FormatError when it is no record of this model
   */
  decode(record: Uint8Array, begin: number, end: number): boolean {
    const { table, isWord } = this.#codebook;
    const { blob, offsets } = table;
    const decoder = this.#decoder;
    const ngrams = this.#ngrams;
    const text = this.decoded;
    const most = Math.min(maxLetters, maxLettersPerByte * (end - begin));
    decoder.reset(record, begin, end);
    if (this.#tellsKind && decodeKind(decoder)) return false;
    text.length = 0;
    let context = ngrams.contextOf(startUnit);
    let afterWord = 0;
    while (!decoder.ended()) {
      const unit = ngrams.find(context, decoder.target());
      decoder.consume(ngrams.start, ngrams.end);
      context = ngrams.following;
      if (unit < firstUnit) {
        if (unit === rawUnit) {
          this.#decodeRaw(most);
          return true;
        }
        const at = text.length;
        if (unit === spellUnit) this.#speller.decode(decoder, text, 0, most);
        else context = this.#decodeRaised(unit === capitalNextUnit ? capitalised : upperCased, context, most);
        const word = isWordUnit(text.bytes, at, text.length) ? 1 : 0;
        if ((afterWord & word) === 1) insertSpace(text, at);
        afterWord = word;
      } else {
        const from = offsets[unit - firstUnit];
        const to = offsets[unit - firstUnit + 1];
        text.reserve(to - from + 1);
        const { bytes } = text;
        let at = text.length;
        if ((afterWord & isWord[unit]) === 1) bytes[at++] = space;
        for (let i = from; i < to; i++) bytes[at++] = blob[i];
        text.length = at;
        afterWord = isWord[unit];
      }
      if (text.length > most) throw endless();
    }
    return true;
  }

  /** Decodes a unit, of the codebook or spelled, and raises its letters; returns the context behind it. */
  #decodeRaised(written: number, context: number, most: number): number {
    const { blob, offsets } = this.#codebook.table;
    const symbol = this.#ngrams.find(context, this.#decoder.target());
    const unit = symbol - firstUnit;
    if (unit < 0 && symbol !== spellUnit) {
      throw new FormatError("record: is damaged: it raises the letters of no word");
    }
    this.#decoder.consume(this.#ngrams.start, this.#ngrams.end);
    const { following } = this.#ngrams;
    const text = this.decoded;
    const begin = text.length;
    if (unit < 0) this.#speller.decode(this.#decoder, text, 0, most);
    else {
      text.reserve(offsets[unit + 1] - offsets[unit]);
      for (let i = offsets[unit]; i < offsets[unit + 1]; i++) text.bytes[text.length++] = blob[i];
    }
    raise(text.bytes, begin, text.length, written);
    return following;
  }

  #decodeRaw(most: number): void {
    const text = this.decoded;
    do {
      if (text.length === most) throw endless();
      text.reserve(1);
      text.bytes[text.length++] = decodeByte(this.#decoder);
    } while (!this.#decoder.ended());
  }
}

function endless(): FormatError {
  return new FormatError("record: is damaged: its text would not end");
}
