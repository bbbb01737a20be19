import { asIs, lower } from "../tokens/letter-case.js";
import { UnitTable } from "../tokens/unit-table.js";
import { maxUnitBytes } from "../units/special.js";
import type { UnitTexts } from "./texts.js";

/** What a spelling model learns from. */
export type SpelledWords = {
  /** The distinct units as they are spelled: words in lower case, how they are written is told apart from their letters. */
  readonly words: UnitTable;
  /** By word how often it occurs. */
  readonly times: Float64Array;
};

/**
 * How many distinct words there are for each that has to be spelled in as much text again. Words that are too rare for
 * the codebook have to be: at a price of 0 those that occur once, which stand for the new words of new texts (Good 1953),
 * and at a higher one those as well that save little more than they take.
 */
export function wordsPerSpelling({ words, times }: SpelledWords, price: number): number {
  let spellings = 1;
  for (let word = 0; word < words.size; word++) if (times[word] <= 1 + price) spellings += times[word];
  return Math.max(1, words.size / spellings);
}

/** The units of texts as they are spelled. O(letters of distinct units). */
export function spelledWords({ units, counts, written }: UnitTexts): SpelledWords {
  const { blob, offsets, size } = units;
  const words = new UnitTable(size, offsets[size]);
  const letters = new Uint8Array(maxUnitBytes);
  const times = new Float64Array(size);
  for (let unit = 0; unit < size; unit++) {
    const begin = offsets[unit];
    const end = offsets[unit + 1];
    const word =
      written[unit] === asIs
        ? words.add(blob, begin, end)
        : words.add(letters, 0, lower(blob, begin, end, letters));
    times[word] += counts[unit];
  }
  return { words, times };
}
