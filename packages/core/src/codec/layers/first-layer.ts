import { ByteBuffer } from "../bytes/buffer.js";
import type { EventSink } from "../entropy/event-list.js";
import type { RangeDecoder } from "../entropy/range-decoder.js";
import { certainty } from "../entropy/range-encoder.js";
import { FormatError } from "../errors.js";
import { firstSkill, spelledMeaning } from "../meaning/skill-map.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import type { Speller } from "../spelling/speller.js";
import { asIs, lower } from "../tokens/letter-case.js";
import { isMeantUnit } from "../tokens/tokenizer.js";
import { type SkillPlace, SkillPredictor } from "./skill-predictor.js";
import type { Token } from "./tokens.js";

/** What the first layer tells: a skill, or the letters of a word. */
export type LayerItem = { readonly skill: number; readonly word: Uint8Array | null };

/** A place in a first layer: what its skill is predicted from, and the distinct items before it. */
export type Place = { readonly skills: SkillPlace; readonly items: LayerItem[] };

/** So many of the distinct items of a text, the first ones, can be told again by their number. */
const maxRemembered = 128;

/**
 * Skills in the order of a text, one after the other; words that the codebook does not have are spelled. An item that
 * stood in the text before can be told by its number among the distinct ones: texts repeat their skills, and above all
 * their rare words, far more often than a model of three skills in a row can know.
 */
export class FirstLayer {
  readonly #predictor: SkillPredictor;
  readonly #speller: Speller;
  /** Of 2^30 what is below this is a repetition. */
  readonly #repeats: number;
  readonly #word = new ByteBuffer(1 << 8);

  constructor(ngrams: NgramModel, speller: Speller, repeats: number) {
    this.#predictor = new SkillPredictor(ngrams);
    this.#speller = speller;
    this.#repeats = repeats;
  }

  /** The place of the first skill. */
  start(): Place {
    return { skills: this.#predictor.begin(), items: [] };
  }

  /** Tells the skill of a token, which becomes spelledMeaning if it is too unlikely here, and goes on behind it. */
  encode(into: EventSink, place: Place, token: Token, bytes: Uint8Array): void {
    const predictor = this.#predictor;
    const { items, skills } = place;
    if (!predictor.locate(skills, token.skill)) {
      token.skill = spelledMeaning;
      predictor.locate(skills, spelledMeaning);
    }
    const { start, end } = predictor;
    predictor.pass(skills, token.skill);
    const word = token.skill === spelledMeaning ? lettersOf(token, bytes) : null;
    const item = { skill: token.skill, word };
    const index = items.findIndex((before) => sameItem(before, item));
    // By its number it takes a share of 1 in `items.length` of the repetitions.
    if (index >= 0 && (word !== null || (end - start) * items.length < this.#repeats)) {
      into.encode(0, this.#repeats);
      into.encode(partOf(index, items.length), partOf(index + 1, items.length));
      return;
    }
    if (items.length > 0) into.encode(this.#repeats, certainty);
    into.encode(start, end);
    if (word !== null) this.#speller.encode(into, word, 0, word.length);
    if (index < 0) remember(items, item);
  }

  /**
   * Reads the next item, whose letters are no more than `most`, and goes on behind it.
   *
   * @throws FormatError when there is none
   */
  decode(decoder: RangeDecoder, place: Place, most: number): LayerItem {
    const predictor = this.#predictor;
    const { items, skills } = place;
    if (items.length > 0) {
      const repeats = decoder.target() < this.#repeats;
      decoder.consume(repeats ? 0 : this.#repeats, repeats ? this.#repeats : certainty);
      if (repeats) {
        const index = Math.ceil(((decoder.target() + 1) * items.length) / certainty) - 1;
        decoder.consume(partOf(index, items.length), partOf(index + 1, items.length));
        predictor.pass(skills, items[index].skill);
        return items[index];
      }
    }
    const skill = predictor.find(skills, decoder.target());
    decoder.consume(predictor.start, predictor.end);
    predictor.pass(skills, skill);
    const item = skill >= firstSkill ? { skill, word: null } : this.#decodeWord(decoder, most);
    if (!items.some((before) => sameItem(before, item))) remember(items, item);
    return item;
  }

  #decodeWord(decoder: RangeDecoder, most: number): LayerItem {
    const word = this.#word;
    word.length = 0;
    this.#speller.decode(decoder, word, 0, most);
    if (!isMeantUnit(word.bytes, 0, word.length)) {
      throw new FormatError("record: is damaged: it spells no word");
    }
    return { skill: spelledMeaning, word: word.bytes.slice(0, word.length) };
  }
}

/** Where part i of n begins in [0, 2^30]. */
function partOf(i: number, n: number): number {
  return Math.floor((i * certainty) / n);
}

function remember(items: LayerItem[], item: LayerItem): void {
  if (items.length < maxRemembered) items.push(item);
}

/** The letters of a word to spell: lowered where its case is a flag of the second layer. */
function lettersOf({ begin, end, written }: Token, bytes: Uint8Array): Uint8Array {
  if (written === asIs) return bytes.slice(begin, end);
  const letters = new Uint8Array(end - begin);
  lower(bytes, begin, end, letters);
  return letters;
}

/** Whether two items are the same skill, or the same word. */
export function sameItem(first: LayerItem, second: LayerItem): boolean {
  if (first.skill !== second.skill || first.word?.length !== second.word?.length) return false;
  return first.word === null || first.word.every((byte, i) => byte === second.word?.[i]);
}
