import { ByteReader } from "../bytes/reader.js";
import { writeNgrams } from "../ngram/ngram-write.js";
import { frequenciesOf, trainNgrams } from "../ngram/train-ngrams.js";
import { readSpelling, trainSpelling } from "../spelling/read-write.js";
import { writeCodebook } from "../units/codebook.js";
import { CAPITAL_NEXT, FIRST_UNIT, RAW, RAW_FREQUENCY, START, UPPER_NEXT } from "../units/special.js";
import { chooseUnits } from "./choose-units.js";
import { type Section, writeContainer } from "./container.js";
import { numberedSequence, numberUnits } from "./number-units.js";
import { ABOUT, NGRAMS, SPELLING, UNITS } from "./sections.js";
import type { UnitTexts } from "./texts.js";

/** Bits that an n-gram takes in the file, about. */
const ngramBits = 12;

/** A model at one price. */
export type Build = {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly unitCount: number;
  readonly ngramCount: number;
  /** By unit of the texts: how often it is expected where no context tells; the weights of the next build. */
  readonly weights: Float64Array;
};

/**
 * Makes the model in which everything saves at least `price` bits of the texts for each bit it takes.
 *
 * @param weights by unit of the texts, as the build before found them: units of the same weight share a class
 */
export function buildModel(
  texts: UnitTexts,
  learned: Uint8Array,
  price: number,
  order: number,
  weights: Float64Array,
  about: Uint8Array,
): Build {
  const least = price * ngramBits;
  const spelling = trainSpelling(texts.units, least);
  const speller = readSpelling(new ByteReader(spelling, "spelling model"));
  const chosen = chooseUnits(texts, learned, speller, price);
  const { numberOf, classSizes, table } = numberUnits(texts, chosen, weights);
  const symbolCount = FIRST_UNIT + table.size;
  const sequence = numberedSequence(texts, numberOf);
  const model = trainNgrams(sequence, { symbolCount, startSymbol: START, order, least });

  const smoothed = meansOfClasses(model.base, classSizes);
  const frequencies = frequenciesOf(smoothed);
  frequencies[0] += frequencies[RAW] - RAW_FREQUENCY;
  frequencies[RAW] = RAW_FREQUENCY;
  let first = FIRST_UNIT;
  const classes = classSizes.map((count) => {
    const frequency = frequencies[first];
    first += count;
    return { count, frequency };
  });
  const sections: Section[] = [
    { tag: ABOUT, bytes: about },
    { tag: SPELLING, bytes: spelling },
    { tag: UNITS, bytes: writeCodebook(table, frequencies, classes) },
    { tag: NGRAMS, bytes: writeNgrams(model) },
  ];
  const ngramCount = model.kept.slice(1).reduce((sum, flags) => sum + flags.reduce((a, b) => a + b, 0), 0);
  const weightsFound = Float64Array.from(numberOf, (number, unit) =>
    number < 0 ? weights[unit] : model.base[number],
  );
  return { file: writeContainer(sections), unitCount: table.size, ngramCount, weights: weightsFound };
}

/** Units of a class share the mean of their weights; no unit is below a half, no flag of case below one. */
function meansOfClasses(base: Float64Array, classSizes: readonly number[]): Float64Array {
  const weights = base.slice();
  weights[START] = 0;
  for (const flag of [CAPITAL_NEXT, UPPER_NEXT]) weights[flag] = Math.max(1, weights[flag]);
  let first = FIRST_UNIT;
  for (const size of classSizes) {
    let sum = 0;
    for (let unit = first; unit < first + size; unit++) sum += base[unit];
    weights.fill(Math.max(0.5, sum / size), first, first + size);
    first += size;
  }
  return weights;
}
