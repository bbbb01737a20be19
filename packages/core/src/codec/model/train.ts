import { checkInteger, rejected } from "../../base/index.js";
import { findSuffixRules } from "../meaning/suffix-rules.js";
import { UnitTable } from "../tokens/unit-table.js";
import { writeOrigin } from "./about.js";
import { type Draft, draftModel } from "./build.js";
import { learnEnough } from "./choose-foundation.js";
import { type LearnedWords, learnedUnits, learnWords, type WordSkills, wordSkills } from "./learned-units.js";
import { cutTexts, type UnitTexts } from "./texts.js";

/** How a model is trained. */
export type TrainOptions = {
  /** Most bytes of the model file, an integer >= 10,000. Default 1,000,000. A corpus may not fill them. */
  readonly size?: number | undefined;
  /**
   * The most frequent words, this many, are known from the start; an integer >= 0. Default: as few (128 at least, or an
   * eighth of all) as it takes for 199 of 200 repetitions of words to be of known or learned words. Where skills emerge
   * 128 are enough; a corpus too small for that needs a larger foundation.
   */
  readonly foundation?: number | undefined;
  /** D: a text teaches its unlearned words when there are at most this many; an integer >= 1, default 1. */
  readonly maxUnlearned?: number | undefined;
  /** Units that a prediction looks back at, and one more; 2 to 4, default 3. */
  readonly order?: number | undefined;
  /** Whether the model can also make layered records, default true; without, the same bytes code exact records better. */
  readonly layers?: boolean | undefined;
};

/** A trained model and how it came about. */
export type Training = {
  /** The model file: what `loadCodec` takes. */
  readonly model: Uint8Array<ArrayBuffer>;
  readonly texts: number;
  /** UTF-16 code units of all texts. */
  readonly letters: number;
  /** Distinct units of the texts: words as they are written, runs of other characters. */
  readonly distinctUnits: number;
  /** The learning of the words (see `learnRounds`): distinct words in lower case, ... */
  readonly skills: number;
  /** ... those known from the start, ... */
  readonly foundation: number;
  /** ... those learned, ... */
  readonly learned: number;
  /** ... how many in each round, ... */
  readonly learnedPerRound: readonly number[];
  /** ... and the texts of which every word is known or learned. */
  readonly understood: number;
  /** Units in the codebook: learned ones that pay for their place. */
  readonly units: number;
  /** Pairs and longer sequences of units (and of letters, in the spelling model) in the tables. */
  readonly ngrams: number;
  /** Bits of the texts that each bit of the model saves at least. */
  readonly price: number;
};

/** Of the foundation, the most frequent words, this many, carry no meaning: about the function words of a language. */
const mostCommon = 128;
const leastTexts = 20;
const leastLetters = 2000;
const leastPrice = 0.004;
const mostDrafts = 60;
const mostFiles = 4;
/** After so many sizes found out a file is made, even if it may not fit. */
const patience = 4;
/** What meanings, and meanings with layers, take beside the n-grams of units. */
const usualMeanings = 0.75;
const usualOthers = 2.1;
/** A file this close below the wanted size is large enough. */
const closeEnough = 0.95;

/**
 * Learns a codec from texts: their words are skills, the learner runs, learned units that pay for their place make up
 * the codebook, and tables of what follows what predict them.
 *
 * What fills the file is chosen by one price, the bits of the training texts that each bit of the model has to save; the
 * price is searched until the file has the wanted size. The same texts and options give the same bytes everywhere.
 * Cost: linear in the letters, about eight times over; 8 MB take 15 s and 400 MB of memory.
 *
 * @param texts each one record later; their order does not matter for what is learned
 * @throws RangeError for options out of range, and when there is too little text
 *
 * @example
 * ```ts
 * import { loadCodec, trainCodec } from "@onset/core/codec";
 * const sea = ["the sea", "a ship on the sea", "the ship is at sea", "a sailor on a ship"];
 * const texts = Array.from({ length: 200 }, (_, i) => `${sea[i % 4]} and ${sea[(i >> 2) % 4]}`);
 * const codec = loadCodec(trainCodec(texts).model);
 * codec.encode("a sailor on the sea and a ship").length < 12; // => true
 * trainCodec(["too short"]); // throws RangeError: 1 text with 9 letters is too little to learn from: it takes at least 20 texts and 2000 letters
 * ```
 */
export function trainCodec(texts: Iterable<string>, options: TrainOptions = {}): Training {
  const { size = 1_000_000, foundation, maxUnlearned = 1, order = 3, layers = true } = options;
  checkInteger(size, "size", 10_000);
  if (foundation !== undefined) checkInteger(foundation, "foundation", 0);
  checkInteger(maxUnlearned, "maxUnlearned", 1);
  checkInteger(order, "order", 2, 4);
  if (typeof layers !== "boolean") throw rejected(layers, "layers", "true or false", true);
  const cut = cutTexts(checked(texts));
  const textCount = cut.offsets.length - 1;
  if (textCount < leastTexts || cut.letterCount < leastLetters) {
    throw new RangeError(
      `${textCount} text${textCount === 1 ? "" : "s"} with ${cut.letterCount} letters is too little to learn from: ` +
        `it takes at least ${leastTexts} texts and ${leastLetters} letters`,
    );
  }
  const words = wordSkills(cut);
  const learned =
    foundation === undefined ? learnEnough(words, maxUnlearned) : learnWords(words, foundation, maxUnlearned);
  const { draft, file, price } = search(cut, words, learned, size, order, maxUnlearned, layers);
  return {
    model: file,
    texts: textCount,
    letters: cut.letterCount,
    distinctUnits: cut.units.size,
    skills: words.needs.skillCount,
    foundation: learned.foundation,
    learned: learned.result.learnedCount,
    learnedPerRound: Array.from(learned.result.learnedPerRound),
    understood: learned.result.textsUnderstood,
    units: draft.unitCount,
    ngrams: draft.ngramCount,
    price,
  };
}

function* checked(texts: Iterable<string>): Generator<string> {
  for (const text of texts) {
    if (typeof text !== "string") throw rejected(text, "texts", "strings", true);
    yield text;
  }
}

/** A model file and the draft that it was made from. */
type Built = { readonly draft: Draft; readonly file: Uint8Array<ArrayBuffer>; readonly price: number };

/** The lowest price whose file is not larger than wanted, to a few per cent of its size. */
function search(
  texts: UnitTexts,
  words: WordSkills,
  learned: LearnedWords,
  size: number,
  order: number,
  maxUnlearned: number,
  layers: boolean,
): Built {
  const about = writeOrigin({
    texts: texts.offsets.length - 1,
    letters: texts.letterCount,
    skills: words.needs.skillCount,
    foundation: learned.foundation,
    learned: learned.result.learnedCount,
    understood: learned.result.textsUnderstood,
    maxUnlearned,
  });
  const common = words.units.slice(0, Math.min(mostCommon, learned.foundation));
  const rules = findSuffixRules(lowerWords(texts, words));
  const mayEnter = learnedUnits(words, learned);
  let weights: Float64Array = Float64Array.from(texts.counts);
  let best: Built | null = null;
  /** The highest price known to be too low. */
  let tooLow = 0;
  let others = layers ? usualOthers : usualMeanings;
  // The size of a file falls about with this power of the price.
  let price = Math.max(leastPrice, firstPrice(texts.byteCount, size, layers));
  let files = 0;
  for (let i = 0; files < mostFiles || best === null; i++) {
    if (i > mostDrafts) throw new RangeError(`"size" expected room for the smallest model, got ${size}`);
    const draft = draftModel(texts, mayEnter, price, order, weights, about, common, rules, layers);
    weights = draft.weights;
    let bytes = draft.bytes + others * draft.ngramBytes;
    // Whether the whole file fits is found out from a draft first, in a quarter of the time.
    const promising = bytes <= size && (bytes >= closeEnough * size || price <= leastPrice);
    if (promising || i >= patience * (files + 1)) {
      const file = draft.finish();
      files++;
      bytes = file.length;
      others = (bytes - draft.bytes) / draft.ngramBytes;
      if (bytes <= size) {
        if (best === null || bytes > best.file.length) best = { draft, file, price };
        if (bytes >= closeEnough * size || price <= leastPrice) break;
      } else tooLow = Math.max(tooLow, price);
    }
    const fill = bytes / size;
    // Aim a little below, and never beyond what is known to be too large.
    const aimed = price * (fill / 0.98) ** (fill > 1 ? 1.5 : 1.3);
    const bounded = best !== null && tooLow > 0 ? between(aimed, tooLow, best.price) : aimed;
    price = Math.max(leastPrice, bounded);
  }
  return best;
}

/** The distinct words in lower case, without those that occur once: of most of them no other form can be expected. */
function lowerWords(texts: UnitTexts, words: WordSkills): UnitTable {
  const { blob, offsets } = texts.units;
  const table = new UnitTable();
  for (const unit of words.units) {
    if (texts.counts[unit] > 1) table.add(blob, offsets[unit], offsets[unit + 1]);
  }
  return table;
}

/** A price that on English texts comes out near the wanted size. */
function firstPrice(textBytes: number, size: number, layers: boolean): number {
  return (layers ? 0.75 : 0.33) * (textBytes / size / 21) ** 1.4;
}

function between(value: number, low: number, high: number): number {
  return value > low && value < high ? value : Math.sqrt(low * high);
}
