import { ByteReader } from "../bytes/reader.js";
import { tokenTexts, trainOrdered, trainSurface } from "../layers/train-layers.js";
import { readSkillMap, writeSkillMap } from "../meaning/skill-map.js";
import type { SuffixRule } from "../meaning/suffix-rules.js";
import { trainMeaning } from "../meaning/train-meaning.js";
import { writeNgrams } from "../ngram/ngram-write.js";
import { frequenciesOf, trainNgrams } from "../ngram/train-ngrams.js";
import { readSpelling, trainSpelling } from "../spelling/read-write.js";
import { isWordUnit } from "../tokens/tokenizer.js";
import type { UnitTable } from "../tokens/unit-table.js";
import { readCodebook, writeCodebook } from "../units/codebook.js";
import { CAPITAL_NEXT, FIRST_UNIT, RAW, RAW_FREQUENCY, SPELL, START, UPPER_NEXT } from "../units/special.js";
import { chooseUnits } from "./choose-units.js";
import { type Section, writeContainer } from "./container.js";
import { numberedSequence, numberUnits } from "./number-units.js";
import { ABOUT, MEANINGS, NGRAMS, ORDERED, SKILLS, SPELLING, SURFACE, UNITS } from "./sections.js";
import type { UnitTexts } from "./texts.js";

/** Bits that an n-gram takes in the file, about. */
const ngramBits = 12;

/** The same for sequences of letters: they are counted in all distinct words, of which few will have to be spelled. */
const spellingPrice = 2.5;
/** What an n-gram of meanings has to save, of what one of texts has to: meanings are small, and gain more. */
const meaningPrice = 0.5;

/** The same for the two layers of layered records. */
const orderedPrice = 0.7;
const surfacePrice = 1;

/** A model at one price. */
export type Build = {
  /** The file; null when only its size was asked for. */
  readonly file: Uint8Array<ArrayBuffer> | null;
  /** Bytes of the file, or how many they would be, about. */
  readonly bytes: number;
  /** Bytes of the models of meanings and layers for each byte of the n-grams of units. */
  readonly others: number;
  readonly unitCount: number;
  readonly ngramCount: number;
  /** By unit of the texts: how often it is expected where no context tells; the weights of the next build. */
  readonly weights: Float64Array;
};

/**
 * Makes the model in which everything saves at least `price` bits of the texts for each bit it takes.
 *
 * @param common the units that carry no meaning
 * @param rules how words are inflected
 * @param layers whether the model has what layered records need
 * @param others null to make the whole file; to find out its size alone, the ratio that an earlier build had
 * @param weights by unit of the texts, as the build before found them: units of the same weight share a class
 */
export function buildModel(
  texts: UnitTexts,
  learned: Uint8Array,
  price: number,
  order: number,
  weights: Float64Array,
  about: Uint8Array,
  common: readonly number[],
  rules: readonly SuffixRule[],
  layers: boolean,
  others: number | null,
): Build {
  const least = price * ngramBits;
  const spelling = trainSpelling(texts.units, spellingPrice * least);
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
  const skills = writeSkillMap({ table, isWord: wordsOf(table) }, commonUnits(numberOf, common), rules);
  sections.push({ tag: SKILLS, bytes: skills });
  const ngramCount = model.kept.slice(1).reduce((sum, flags) => sum + flags.reduce((a, b) => a + b, 0), 0);
  const weightsFound = Float64Array.from(numberOf, (number, unit) =>
    number < 0 ? weights[unit] : model.base[number],
  );
  const told = { unitCount: table.size, ngramCount, weights: weightsFound };
  const ngramBytes = sections[3].bytes.length;
  if (others !== null) {
    const bytes =
      sections.reduce((sum, section) => sum + section.bytes.length, 0) + Math.round(others * ngramBytes);
    return { file: null, bytes, others, ...told };
  }
  const codebook = readCodebook(new ByteReader(sections[2].bytes, "codebook"));
  const map = readSkillMap(new ByteReader(skills, "map of skills"), codebook);
  sections.push({ tag: MEANINGS, bytes: trainMeaning(sequence, START, SPELL, map, meaningPrice * least) });
  if (layers) {
    const tokens = tokenTexts(texts, numberOf, map);
    sections.push({ tag: ORDERED, bytes: trainOrdered(tokens, map, orderedPrice * least) });
    sections.push({ tag: SURFACE, bytes: trainSurface(tokens, codebook, map, surfacePrice * least, price) });
  }
  const file = writeContainer(sections);
  const otherBytes = sections.slice(5).reduce((sum, { bytes }) => sum + bytes.length, 0);
  return { file, bytes: file.length, others: otherBytes / ngramBytes, ...told };
}

function wordsOf({ blob, offsets, size }: UnitTable): Uint8Array {
  const isWord = new Uint8Array(FIRST_UNIT + size);
  for (let unit = 0; unit < size; unit++) {
    isWord[FIRST_UNIT + unit] = isWordUnit(blob, offsets[unit], offsets[unit + 1]) ? 1 : 0;
  }
  return isWord;
}

/** By number: 1 for the units that carry no meaning. */
function commonUnits(numberOf: Int32Array, common: readonly number[]): Uint8Array {
  const isCommon = new Uint8Array(FIRST_UNIT + numberOf.length);
  for (const unit of common) if (numberOf[unit] >= 0) isCommon[numberOf[unit]] = 1;
  return isCommon;
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
