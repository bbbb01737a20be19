import { ByteReader } from "../bytes/reader.js";
import { readNgrams } from "../ngram/ngram-read.js";
import { writeNgrams } from "../ngram/ngram-write.js";
import { trainNgrams } from "../ngram/train-ngrams.js";
import { likelyOrder } from "./order.js";
import { NO_SKILL, type SkillMap, SPELLED, START_OF_MEANING } from "./skill-map.js";

const order = 3;
/** How often the order of the skills is chosen anew with the model of the time before: once more gains about 1 %. */
const rounds = 1;

/**
 * Trains the model of meanings. A meaning is a set, so the order of its skills is free: they are put in the order
 * that the model of the round before finds likely, which a next model then predicts better.
 *
 * @param units by text its units (numbers of the codebook, SPELL for words it does not have, below 0 for the start)
 */
export function trainMeaning(
  sequence: Int32Array,
  startUnit: number,
  spellUnit: number,
  map: SkillMap,
  least: number,
): Uint8Array<ArrayBuffer> {
  const symbolCount = map.frequencies.length;
  let texts = skillSets(sequence, startUnit, spellUnit, map);
  for (let round = 0; ; round++) {
    const model = trainNgrams(joined(texts), { symbolCount, startSymbol: START_OF_MEANING, order, least });
    const bytes = writeNgrams(model);
    if (round === rounds) return bytes;
    const ngrams = readNgrams(new ByteReader(bytes, "model of meanings"), map.frequencies);
    texts = texts.map((symbols) => likelyOrder(ngrams, symbols));
  }
}

function skillSets(sequence: Int32Array, startUnit: number, spellUnit: number, map: SkillMap): number[][] {
  const texts: number[][] = [];
  let symbols: number[] = [];
  let seen = new Set<number>();
  for (const unit of sequence) {
    if (unit === startUnit) {
      symbols = [];
      seen = new Set();
      texts.push(symbols);
      continue;
    }
    const symbol = unit === spellUnit ? SPELLED : map.skillOf[unit];
    if (symbol === NO_SKILL || (symbol !== SPELLED && seen.has(symbol))) continue;
    seen.add(symbol);
    symbols.push(symbol);
  }
  return texts;
}

function joined(texts: readonly (readonly number[])[]): Int32Array {
  const sequence = new Int32Array(texts.reduce((sum, { length }) => sum + length + 1, 0));
  let at = 0;
  for (const symbols of texts) {
    sequence[at++] = START_OF_MEANING;
    for (const symbol of symbols) sequence[at++] = symbol;
  }
  return sequence;
}
