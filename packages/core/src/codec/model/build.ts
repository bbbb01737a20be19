import { ByteReader } from "../bytes/reader.js";
import { tokenTexts, trainSurface } from "../layers/train-layers.js";
import { readSkillMap, writeSkillMap } from "../meaning/skill-map.js";
import type { SuffixRule } from "../meaning/suffix-rules.js";
import { weighMeanings } from "../meaning/train-meaning.js";
import { writeNgrams } from "../ngram/ngram-write.js";
import { type CountedNgrams, frequenciesOf, keepWorthy, weighNgrams } from "../ngram/train-ngrams.js";
import { readSpelling, writeSpelling } from "../spelling/read-write.js";
import { isMeantUnit } from "../tokens/tokenizer.js";
import type { UnitTable } from "../tokens/unit-table.js";
import { readCodebook, writeCodebook } from "../units/codebook.js";
import {
  capitalNextUnit,
  firstUnit,
  rawFrequency,
  rawUnit,
  startUnit,
  upperNextUnit,
} from "../units/special.js";
import { chooseUnits } from "./choose-units.js";
import { type Section, writeContainer } from "./container.js";
import { type Numbering, numberedSequence, numberUnits } from "./number-units.js";
import {
  aboutTag,
  meaningsTag,
  ngramsTag,
  skillsTag,
  spellingTag,
  surfaceTag,
  unitsTag,
} from "./sections.js";
import { type SpelledWords, wordsPerSpelling } from "./spelled-words.js";
import { surfaceSection } from "./surface-section.js";
import type { UnitTexts } from "./texts.js";

/** Bits that an n-gram takes in the file, about. */
const ngramBits = 12;

/** What an n-gram of meanings has to save, of what one of texts has to: meanings are small, and gain more. */
const meaningPrice = 0.4;
/** The same for the second layer of layered records. */
const surfacePrice = 2;

/** What all models of some texts are made of. */
export type Material = {
  readonly texts: UnitTexts;
  /** By unit: 1 for those that may enter the codebook. */
  readonly learned: Uint8Array;
  /** What is spelled, and its letters, counted. */
  readonly spelled: SpelledWords;
  readonly spelling: CountedNgrams;
  /** Units that a prediction looks back at, and one more. */
  readonly order: number;
  /** The section that tells what the model was trained with. */
  readonly about: Uint8Array;
  /** The units that carry no meaning. */
  readonly common: readonly number[];
  /** How words are inflected. */
  readonly rules: readonly SuffixRule[];
  /** Whether the model has what layered records need. */
  readonly layers: boolean;
};

/** The texts in the units of a codebook, counted: models at all prices near that of the codebook are made of it. */
type NumberedTexts = {
  readonly price: number;
  /** Whether the codebook was numbered with the weights of a draft. */
  readonly isRefined: boolean;
  readonly numbering: Numbering;
  readonly sequence: Int32Array;
  readonly counted: CountedNgrams;
  /** The same of their skills, once a file was made. */
  meanings: CountedNgrams | null;
};

/** A model at one price, of which the most expensive parts are not made yet. */
export type Draft = {
  readonly price: number;
  /** Bytes of the file without the models of meanings and layers, and of its n-grams of units. */
  readonly bytes: number;
  readonly ngramBytes: number;
  readonly unitCount: number;
  readonly ngramCount: number;
  readonly numbered: NumberedTexts;
  /** By unit of the texts: how often it is expected where no context tells; the weights of the next draft. */
  readonly weights: Float64Array;
  /** Makes the rest, and the file. */
  readonly finish: () => Uint8Array<ArrayBuffer>;
};

/** A codebook serves for prices up to this factor away: which units pay changes little, and counting takes long. */
const nearPrices = 1.15;

/**
 * Makes the model in which everything saves at least `price` bits of the texts for each bit it takes.
 *
 * @param before - the draft before, if any: units that it expects about equally often share a class, and its codebook is
 * kept when it was made for about the same price
 */
export function draftModel(material: Material, price: number, before: Draft | null): Draft {
  const { texts, order, about, common, rules, layers } = material;
  const least = price * ngramBits;
  // The letters are counted in all distinct words, of which few will have to be spelled.
  const spelling = writeSpelling(material.spelling, wordsPerSpelling(material.spelled, price) * least);
  const weights = before === null ? Float64Array.from(texts.counts) : before.weights;
  const numbered =
    before?.numbered.isRefined && isNear(price, before.numbered.price)
      ? before.numbered
      : numberTexts(material, price, spelling, order, weights, before !== null);
  const { numberOf, classSizes, table } = numbered.numbering;
  const model = keepWorthy(numbered.counted, least);

  const smoothed = meansOfClasses(model.base, classSizes);
  const frequencies = frequenciesOf(smoothed);
  frequencies[0] += frequencies[rawUnit] - rawFrequency;
  frequencies[rawUnit] = rawFrequency;
  let first = firstUnit;
  const classes = classSizes.map((count) => {
    const frequency = frequencies[first];
    first += count;
    return { count, frequency };
  });
  const sections: Section[] = [
    { tag: aboutTag, bytes: about },
    { tag: spellingTag, bytes: spelling },
    { tag: unitsTag, bytes: writeCodebook(table, frequencies, classes) },
    { tag: ngramsTag, bytes: writeNgrams(model) },
  ];
  const skills = writeSkillMap({ table, isMeant: meantUnits(table) }, commonUnits(numberOf, common), rules);
  sections.push({ tag: skillsTag, bytes: skills });
  const ngramCount = model.kept.slice(1).reduce((sum, flags) => sum + flags.reduce((a, b) => a + b, 0), 0);
  const weightsFound = Float64Array.from(numberOf, (number, unit) =>
    number < 0 ? weights[unit] : model.base[number],
  );
  const codebook = readCodebook(new ByteReader(sections[2].bytes, "codebook"));
  const map = readSkillMap(new ByteReader(skills, "map of skills"), codebook);
  const finish = (): Uint8Array<ArrayBuffer> => {
    const whole = sections.slice();
    const tokens = tokenTexts(texts, numberOf, map);
    numbered.meanings ??= weighMeanings(tokens, map.frequencies.length);
    const meanings = writeNgrams(keepWorthy(numbered.meanings, meaningPrice * least));
    whole.push({ tag: meaningsTag, bytes: meanings });
    if (layers) {
      const trained = trainSurface(tokens, codebook, map, surfacePrice * least, price);
      const models = { codebook, map, spelling, meanings, ngrams: sections[3].bytes };
      whole.push({ tag: surfaceTag, bytes: surfaceSection(trained, texts, models) });
    }
    return writeContainer(whole);
  };
  return {
    price,
    bytes: sections.reduce((sum, section) => sum + section.bytes.length, 0),
    ngramBytes: sections[3].bytes.length,
    unitCount: table.size,
    ngramCount,
    numbered,
    weights: weightsFound,
    finish,
  };
}

function numberTexts(
  { texts, learned }: Material,
  price: number,
  spelling: Uint8Array,
  order: number,
  weights: Float64Array,
  isRefined: boolean,
): NumberedTexts {
  const speller = readSpelling(new ByteReader(spelling, "spelling model"));
  const numbering = numberUnits(texts, chooseUnits(texts, learned, speller, price), weights);
  const sequence = numberedSequence(texts, numbering.numberOf);
  const symbolCount = firstUnit + numbering.table.size;
  const counted = weighNgrams(sequence, { symbolCount, startSymbol: startUnit, order });
  return { price, isRefined, numbering, sequence, counted, meanings: null };
}

function isNear(a: number, b: number): boolean {
  return a < nearPrices * b && b < nearPrices * a;
}

function meantUnits({ blob, offsets, size }: UnitTable): Uint8Array {
  const isMeant = new Uint8Array(firstUnit + size);
  for (let unit = 0; unit < size; unit++) {
    isMeant[firstUnit + unit] = isMeantUnit(blob, offsets[unit], offsets[unit + 1]) ? 1 : 0;
  }
  return isMeant;
}

/** By number: 1 for the units that carry no meaning. */
function commonUnits(numberOf: Int32Array, common: readonly number[]): Uint8Array {
  const isCommon = new Uint8Array(firstUnit + numberOf.length);
  for (const unit of common) if (numberOf[unit] >= 0) isCommon[numberOf[unit]] = 1;
  return isCommon;
}

/** Units of a class share the mean of their weights; no unit is below a half, no flag of case below one. */
function meansOfClasses(base: Float64Array, classSizes: readonly number[]): Float64Array {
  const weights = base.slice();
  weights[startUnit] = 0;
  for (const flag of [capitalNextUnit, upperNextUnit]) weights[flag] = Math.max(1, weights[flag]);
  let first = firstUnit;
  for (const size of classSizes) {
    let sum = 0;
    for (let unit = first; unit < first + size; unit++) sum += base[unit];
    weights.fill(Math.max(0.5, sum / size), first, first + size);
    first += size;
  }
  return weights;
}
