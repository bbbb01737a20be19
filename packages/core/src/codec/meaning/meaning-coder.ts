import { ByteBuffer } from "../bytes/buffer.js";
import { readText, textToBytes } from "../bytes/wtf8.js";
import { RangeDecoder } from "../entropy/range-decoder.js";
import { RangeEncoder } from "../entropy/range-encoder.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import type { Speller } from "../spelling/speller.js";
import { asIs, caseOf, lower } from "../tokens/letter-case.js";
import { Tokenizer } from "../tokens/tokenizer.js";
import type { Codebook } from "../units/codebook.js";
import { firstUnit, maxUnitBytes } from "../units/special.js";
import { shortOrder } from "./order.js";
import type { Regenerator } from "./regenerate.js";
import { baseOf, firstSkill, noSkill, type SkillMap, spelledMeaning, startOfMeaning } from "./skill-map.js";

/** A record of n bytes has at most about this many letters for each of them. */
const maxLettersPerByte = 1 << 16;

/** Skills of a text: numbers of known ones, and words that the codebook does not have. */
export type FoundSkills = { readonly known: number[]; readonly spelled: string[] };

/** Codes what a text means: the set of its skills, in whatever order takes the fewest bits. */
export class MeaningCoder {
  readonly #codebook: Codebook;
  readonly #map: SkillMap;
  readonly #ngrams: NgramModel;
  readonly #speller: Speller;
  readonly #encoder = new RangeEncoder();
  readonly #decoder = new RangeDecoder();
  readonly #tokenizer = new Tokenizer();
  readonly #letters = new ByteBuffer(maxUnitBytes);
  readonly #word: Uint8Array = new Uint8Array(maxUnitBytes);

  readonly #regenerator: Regenerator;

  constructor(
    codebook: Codebook,
    map: SkillMap,
    ngrams: NgramModel,
    speller: Speller,
    regenerator: Regenerator,
  ) {
    this.#regenerator = regenerator;
    this.#codebook = codebook;
    this.#map = map;
    this.#ngrams = ngrams;
    this.#speller = speller;
  }

  get skillCount(): number {
    return this.#map.unitOf.length - firstSkill;
  }

  /** The distinct skills of a text in the order of their first appearance, known ones apart from spelled ones. */
  find(text: string): FoundSkills {
    const bytes = textToBytes(text);
    const known = new Set<number>();
    const spelled = new Set<string>();
    const tokenizer = this.#tokenizer;
    tokenizer.reset(bytes, bytes.length);
    while (tokenizer.next()) {
      if (!tokenizer.isMeant) continue;
      const { begin, end } = tokenizer;
      const unit = this.#unitOf(bytes, begin, end);
      if (unit < 0) spelled.add(loweredText(bytes, begin, end));
      else if (this.#map.skillOf[unit] !== noSkill) known.add(this.#map.skillOf[unit]);
    }
    return { known: [...known], spelled: [...spelled] };
  }

  /** The unit of a word: as it is written, in lower case, or its base form if that is a skill; -1 for none. */
  #unitOf(bytes: Uint8Array, begin: number, end: number): number {
    const { table } = this.#codebook;
    let found = table.find(bytes, begin, end);
    if (found >= 0) return firstUnit + found;
    if (end - begin > maxUnitBytes) return -1;
    const letters = this.#word;
    const length = lower(bytes, begin, end, letters);
    if (caseOf(bytes, begin, end) === asIs) letters.set(bytes.subarray(begin, end));
    else found = table.find(letters, 0, length);
    if (found >= 0) return firstUnit + found;
    for (const rule of this.#map.rules) {
      const unit = baseOf(table, letters, 0, length, rule);
      if (unit >= 0 && this.#map.skillOf[unit] !== noSkill) return unit;
    }
    return -1;
  }

  /** The name of a known skill: its base form. */
  nameOf(skill: number): string {
    const { blob, offsets } = this.#codebook.table;
    const unit = this.#map.unitOf[skill] - firstUnit;
    return readText(blob, offsets[unit], offsets[unit + 1]);
  }

  /** The name of the skill of a word alone. */
  nameOfWord(word: Uint8Array): string {
    const unit = this.#unitOf(word, 0, word.length);
    const skill = unit < 0 ? noSkill : this.#map.skillOf[unit];
    return skill === noSkill ? loweredText(word, 0, word.length) : this.nameOf(skill);
  }

  /** Names of all skills, sorted by code units. */
  names({ known, spelled }: FoundSkills): string[] {
    return [...known.map((skill) => this.nameOf(skill)), ...spelled].sort((a, b) =>
      a < b ? -1 : a > b ? 1 : 0,
    );
  }

  /** A text with these skills, in units of the codebook as far as they go. */
  regenerate({ known, spelled }: FoundSkills): string {
    const { blob, offsets } = this.#codebook.table;
    const sorted = [...known].sort((a, b) => a - b);
    let text = "";
    let afterWord = false;
    for (const unit of this.#regenerator.search(sorted)) {
      const isWord = this.#codebook.isWord[unit] === 1;
      if (afterWord && isWord) text += " ";
      text += readText(blob, offsets[unit - firstUnit], offsets[unit - firstUnit + 1]);
      afterWord = isWord;
    }
    return [text, ...[...spelled].sort()].filter((part) => part !== "").join(" ");
  }

  /** The record of a set of skills. */
  encode({ known, spelled }: FoundSkills): Uint8Array<ArrayBuffer> {
    const encoder = this.#encoder;
    const ngrams = this.#ngrams;
    encoder.reset();
    let mark = encoder.mark();
    let context = ngrams.contextOf(startOfMeaning);
    const order = shortOrder(
      ngrams,
      [...known].sort((a, b) => a - b).concat(spelled.map(() => spelledMeaning)),
    );
    const words = [...spelled].sort();
    for (const symbol of order) {
      // A skill that is too unlikely here to have an interval is spelled by its name.
      const told = symbol !== spelledMeaning && ngrams.locate(context, symbol);
      if (!told) ngrams.locate(context, spelledMeaning);
      encoder.encode(ngrams.start, ngrams.end);
      context = ngrams.following;
      if (!told) this.#spell(symbol === spelledMeaning ? (words.pop() as string) : this.nameOf(symbol));
      mark = encoder.mark();
    }
    return encoder.finish(mark);
  }

  #spell(word: string): void {
    const bytes = textToBytes(word);
    this.#speller.encode(this.#encoder, bytes, 0, bytes.length);
  }

  /**
   * The skills of a record.
   *
   * @throws FormatError when it is no record of this model
   */
  decode(record: Uint8Array): FoundSkills {
    const decoder = this.#decoder;
    const ngrams = this.#ngrams;
    const known = new Set<number>();
    const spelled = new Set<string>();
    const most = maxLettersPerByte * record.length;
    decoder.reset(record, 0, record.length);
    let context = ngrams.contextOf(startOfMeaning);
    while (!decoder.ended()) {
      const symbol = ngrams.find(context, decoder.target());
      decoder.consume(ngrams.start, ngrams.end);
      context = ngrams.following;
      if (symbol >= firstSkill) known.add(symbol);
      else {
        const word = this.#letters;
        word.length = 0;
        this.#speller.decode(decoder, word, 0, most);
        const found = this.find(readText(word.bytes, 0, word.length));
        for (const skill of found.known) known.add(skill);
        for (const name of found.spelled) spelled.add(name);
      }
    }
    return { known: [...known], spelled: [...spelled] };
  }
}

/** A word that the codebook does not have, in lower case. */
function loweredText(bytes: Uint8Array, begin: number, end: number): string {
  if (end - begin > maxUnitBytes || caseOf(bytes, begin, end) === asIs) return readText(bytes, begin, end);
  const letters = new Uint8Array(end - begin);
  lower(bytes, begin, end, letters);
  return readText(letters, 0, letters.length);
}
