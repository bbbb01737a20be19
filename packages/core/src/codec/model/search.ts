import { power } from "../../base/index.js";
import { log2 } from "../log2.js";
import { findSuffixRules } from "../meaning/suffix-rules.js";
import { weighSpelling } from "../spelling/read-write.js";
import { UnitTable } from "../tokens/unit-table.js";
import { writeOrigin } from "./about.js";
import { type Draft, draftModel, type Material } from "./build.js";
import { type LearnedWords, learnedUnits, type WordSkills } from "./learned-units.js";
import { spelledWords } from "./spelled-words.js";
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
const minPrice = 0.004;
const maxDrafts = 60;
const maxFiles = 4;
/** After so many sizes found out a file is made, even if it may not fit. */
const patience = 4;
/** What meanings, or meanings and layers, usually take for each byte of n-grams of units, and of all else. */
const meaningsShare = { ngrams: 0.75, rest: 0 };
const layersShare = { ngrams: 1.22, rest: 0.43 };
/** A file this close below the wanted size is large enough; what is aimed at. */
const closeEnough = 0.95;
const aim = 0.98;
/** The size of a file falls about with this power of the price, ... */
const usualFall = 0.7;
/** ... which two drafts tell better, unless they are too much alike. */
const minFall = 0.1;
const maxFall = 2;
/** A price changes at most by this factor at once. */
const maxStep = 8;

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
  const share = layers ? layersShare : meaningsShare;
  const usual = ({ bytes, ngramBytes }: Draft): number =>
    share.ngrams * ngramBytes + share.rest * (bytes - ngramBytes);
  /** What the last file took of that. */
  let ofUsual = 1;
  let fall = usualFall;
  if (options.price !== undefined) return builtAt(material, rounded(options.price));
  let price = rounded(firstPrice(texts.byteCount, size, layers));
  let before: Draft | null = null;
  let files = 0;
  for (let i = 0; files < maxFiles || best === null; i++) {
    if (i > maxDrafts) throw new RangeError(`"size" expected room for the smallest model, got ${size}`);
    const draft = draftModel(material, price, before);
    let bytes = draft.bytes + ofUsual * usual(draft);
    // Whether the whole file fits is found out from a draft first, in a fraction of the time. The first draft numbers
    // the codebook by bare counts, which costs 0.2 % of the bits: a file is made of the second at the earliest.
    const promising = before !== null && bytes <= size && (bytes >= closeEnough * size || price <= minPrice);
    if (promising || i >= patience * (files + 1)) {
      const file = draft.finish();
      files++;
      bytes = file.length;
      ofUsual = (bytes - draft.bytes) / usual(draft);
      if (bytes <= size) {
        if (best === null || bytes > best.file.length) best = { draft, file, price };
        if (bytes >= closeEnough * size || price <= minPrice) break;
      } else tooLow = Math.max(tooLow, price);
    }
    if (before !== null) {
      const bytesBefore = before.bytes + ofUsual * usual(before);
      fall = fallBetween(before.price, bytesBefore, price, draft.bytes + ofUsual * usual(draft)) ?? fall;
    }
    // Aim a little below, and never beyond what is known to be too large.
    const step = power(bytes / (aim * size), 1 / fall);
    const aimed = price * Math.min(maxStep, Math.max(1 / maxStep, step));
    const bounded = best !== null && tooLow > 0 ? between(aimed, tooLow, best.price) : aimed;
    price = rounded(bounded);
    before = draft;
  }
  return best;
}

/** The model at a price, after as many drafts as the search makes at least, so that the two can be compared. */
function builtAt(material: Material, price: number): Built {
  const draft = draftModel(material, price, draftModel(material, price, null));
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
  const spelled = spelledWords(texts);
  return {
    texts,
    learned: learnedUnits(words, learned),
    spelling: weighSpelling(spelled.words),
    spelled,
    order,
    about,
    common: words.units.slice(0, Math.min(mostCommon, learned.foundation)),
    rules: findSuffixRules(lowerWords(texts, words)),
    layers,
  };
}

/** The power of the price with which files become smaller, by two of them; null when their prices are the same. */
function fallBetween(priceA: number, bytesA: number, priceB: number, bytesB: number): number | null {
  if (priceA === priceB) return null;
  return Math.min(maxFall, Math.max(minFall, log2(bytesA / bytesB) / log2(priceB / priceA)));
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
  return (layers ? 0.635 : 0.33) * power(textBytes / size / 21, 1.4);
}

function between(value: number, low: number, high: number): number {
  return value > low && value < high ? value : Math.sqrt(low * high);
}

/** At least the least price, in four digits: powers may differ in the last bit between platforms, models may not. */
function rounded(price: number): number {
  return Math.max(minPrice, Number(price.toPrecision(4)));
}
