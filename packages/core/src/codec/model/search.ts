import { log2 } from "../log2.js";
import { findSuffixRules } from "../meaning/suffix-rules.js";
import { weighSpelling } from "../spelling/read-write.js";
import { UnitTable } from "../tokens/unit-table.js";
import { writeOrigin } from "./about.js";
import { type Draft, draftModel, type Material } from "./build.js";
import { type LearnedWords, learnedUnits, type WordSkills } from "./learned-units.js";
import type { UnitTexts } from "./texts.js";

/** What the model is to be. */
type SearchOptions = {
  readonly size: number;
  readonly order: number;
  readonly maxUnlearned: number;
  readonly layers: boolean;
  /** The price, if it is not to be searched. */
  readonly price: number | undefined;
};

/** A model file and the draft that it was made from. */
type Built = { readonly draft: Draft; readonly file: Uint8Array<ArrayBuffer>; readonly price: number };

/** Of the foundation, the most frequent words, this many, carry no meaning: about the function words of a language. */
const mostCommon = 128;
const leastPrice = 0.004;
const mostDrafts = 60;
const mostFiles = 4;
/** After so many sizes found out a file is made, even if it may not fit. */
const patience = 4;
/** What meanings, and meanings with layers, take beside the n-grams of units. */
const usualMeanings = 0.75;
const usualOthers = 1.3;
/** A file this close below the wanted size is large enough; what is aimed at. */
const closeEnough = 0.95;
const aim = 0.98;
/** The size of a file falls about with this power of the price, ... */
const usualFall = 0.7;
/** ... which two drafts tell better, unless they are too much alike. */
const leastFall = 0.1;
const mostFall = 2;
/** A price changes at most by this factor at once. */
const mostStep = 8;

/** The lowest price whose file is not larger than wanted, to a few per cent of its size. */
export function searchModel(
  texts: UnitTexts,
  words: WordSkills,
  learned: LearnedWords,
  options: SearchOptions,
): Built {
  const { size, layers } = options;
  const material = materialOf(texts, words, learned, options);
  let best: Built | null = null;
  /** The highest price known to be too low. */
  let tooLow = 0;
  let others = layers ? usualOthers : usualMeanings;
  let fall = usualFall;
  let price = rounded(firstPrice(texts.byteCount, size, layers));
  if (options.price !== undefined) return builtAt(material, rounded(options.price), price);
  let before: Draft | null = null;
  let files = 0;
  for (let i = 0; files < mostFiles || best === null; i++) {
    if (i > mostDrafts) throw new RangeError(`"size" expected room for the smallest model, got ${size}`);
    const draft = draftModel(material, price, before);
    let bytes = draft.bytes + others * draft.ngramBytes;
    // Whether the whole file fits is found out from a draft first, in a fraction of the time.
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
    if (before !== null) fall = fallBetween(before, draft, others) ?? fall;
    // Aim a little below, and never beyond what is known to be too large.
    const step = (bytes / (aim * size)) ** (1 / fall);
    const aimed = price * Math.min(mostStep, Math.max(1 / mostStep, step));
    const bounded = best !== null && tooLow > 0 ? between(aimed, tooLow, best.price) : aimed;
    price = rounded(bounded);
    before = draft;
  }
  return best;
}

/** The model at a price, after as many drafts as the search makes at least, so that the two can be compared. */
function builtAt(material: Material, price: number, firstPrice: number): Built {
  const first = draftModel(material, price, null);
  const draft = firstPrice > leastPrice ? draftModel(material, price, first) : first;
  return { draft, file: draft.finish(), price };
}

function materialOf(
  texts: UnitTexts,
  words: WordSkills,
  learned: LearnedWords,
  { order, maxUnlearned, layers }: SearchOptions,
): Material {
  const about = writeOrigin({
    texts: texts.offsets.length - 1,
    letters: texts.letterCount,
    skills: words.needs.skillCount,
    foundation: learned.foundation,
    learned: learned.result.learnedCount,
    understood: learned.result.textsUnderstood,
    maxUnlearned,
  });
  return {
    texts,
    learned: learnedUnits(words, learned),
    spelling: weighSpelling(texts.units),
    order,
    about,
    common: words.units.slice(0, Math.min(mostCommon, learned.foundation)),
    rules: findSuffixRules(lowerWords(texts, words)),
    layers,
  };
}

/** The power of the price with which files become smaller, by two drafts; null when their prices are the same. */
function fallBetween(a: Draft, b: Draft, others: number): number | null {
  if (a.price === b.price) return null;
  const bytesRatio = (a.bytes + others * a.ngramBytes) / (b.bytes + others * b.ngramBytes);
  const fall = log2(bytesRatio) / log2(b.price / a.price);
  return Math.min(mostFall, Math.max(leastFall, fall));
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

/** At least the least price, in four digits: powers may differ in the last bit between platforms, models may not. */
function rounded(price: number): number {
  return Math.max(leastPrice, Number(price.toPrecision(4)));
}
