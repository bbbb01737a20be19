import {
  checkInteger,
  checkMaxUnlearned,
  checkOptions,
  checkPositive,
  type OptionKeys,
  rejected,
} from "../../base/index.js";
import type { SkillTextGraph } from "../../graph/index.js";
import { learnEnough } from "./choose-foundation.js";
import { learnWords, wordSkills } from "./learned-units.js";
import { searchModel } from "./search.js";
import { cutTexts } from "./texts.js";

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
  /**
   * Bits of the texts that each bit of the model has to save, a number > 0 (what is below 0.004 is 0.004): the model becomes
   * as large as that makes it, and `size` is not looked at. A quarter of the time.
   */
  readonly price?: number | undefined;
};

export const trainOptionsKeys: OptionKeys<TrainOptions> = {
  size: true,
  foundation: true,
  maxUnlearned: true,
  order: true,
  layers: true,
  price: true,
};

/**
 * Returns `options` when they are ones that {@link trainCodec} takes: for callers that train more than once.
 *
 * @throws TypeError or RangeError for another key, and for a value out of range.
 *
 * @example
 * ```ts
 * import { checkTrainOptions } from "@onset/core/codec";
 * checkTrainOptions({ order: 2 }); // => { order: 2 }
 * checkTrainOptions({ order: 5 }); // throws RangeError: "order" expected an integer in [2, 4], got 5
 * ```
 */
export function checkTrainOptions(options: TrainOptions): TrainOptions {
  checkOptions(options, trainOptionsKeys);
  const { size, foundation, order, layers, price } = options;
  if (size !== undefined) checkInteger(size, "size", 10_000);
  if (foundation !== undefined) checkInteger(foundation, "foundation", 0);
  checkMaxUnlearned(options.maxUnlearned);
  if (order !== undefined) checkInteger(order, "order", 2, 4);
  if (layers !== undefined && typeof layers !== "boolean") {
    throw rejected(layers, "layers", "true or false", true);
  }
  if (price !== undefined) checkPositive(price, "price");
  return options;
}

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
  /** Which words, the most frequent first, each text needs, and which of them are known from the start. */
  readonly words: { readonly needs: SkillTextGraph; readonly known: Uint8Array<ArrayBuffer> };
};

const minTexts = 20;
const minLetters = 2000;

/**
 * Learns a codec from texts: their words are skills, the learner runs, learned units that pay for their place make up
 * the codebook, and tables of what follows what predict them.
 *
 * What fills the file is chosen by one price, the bits of the training texts that each bit of the model has to save; the
 * price is searched until the file has the wanted size. The same texts and options give the same bytes everywhere.
 * Cost: linear in the letters, about six times over; 8 MB take 7 to 12 s and 560 MB of memory.
 *
 * @param texts - each one record later; their order does not matter for what is learned
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
  checkTrainOptions(options);
  const { size = 1_000_000, foundation, maxUnlearned = 1, order = 3, layers = true, price: asked } = options;
  const cut = cutTexts(checked(texts));
  const textCount = cut.offsets.length - 1;
  if (textCount < minTexts || cut.letterCount < minLetters) {
    throw new RangeError(
      `${textCount} text${textCount === 1 ? "" : "s"} with ${cut.letterCount} letters is too little to learn from: ` +
        `it takes at least ${minTexts} texts and ${minLetters} letters`,
    );
  }
  const words = wordSkills(cut);
  const learned =
    foundation === undefined ? learnEnough(words, maxUnlearned) : learnWords(words, foundation, maxUnlearned);
  const { draft, file, price } = searchModel(cut, words, learned, {
    size,
    order,
    maxUnlearned,
    layers,
    price: asked,
  });
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
    words: { needs: words.needs, known: learned.known },
  };
}

function* checked(texts: Iterable<string>): Generator<string> {
  for (const text of texts) {
    if (typeof text !== "string") throw rejected(text, "texts", "strings", true);
    yield text;
  }
}
