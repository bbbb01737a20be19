import { UnitTable } from "../tokens/unit-table.js";

/** Words that end in `from` are forms of the word that ends in `to` instead. Both are bytes; `to` is shorter. */
export type SuffixRule = { readonly from: Uint8Array; readonly to: Uint8Array };

const maxSuffixLength = 4;
/** What stands before a suffix has at least this many bytes. */
export const minStem = 3;
/** A rule holds when this share of the words with its ending have their base form among the words ... */
const minShare = 0.2;
/** ... and one in so many of all words does: fewer are the last parts of compounds. */
const wordsPerForm = 250;
const minForms = 12;
const maxRules = 60;

/**
 * Finds how the words of a language are inflected, from the words alone: endings that go with other endings on the
 * same stem for a good part of all words that have them (the idea of Goldsmith's signatures, 2001, for pairs). For
 * English it finds s, ed, ing, ly and the like; for a language without endings it finds nothing. O(letters).
 *
 * @param words - distinct words, in lower case
 * @returns the best rules, the most reliable first
 */
export function findSuffixRules(words: UnitTable): SuffixRule[] {
  const { blob, offsets, size } = words;
  const suffixes = new UnitTable();
  /** By suffix: how many words end in it behind a stem. */
  const endings: number[] = [];
  const minWords = Math.max(minForms, size / wordsPerForm);
  const form = new Uint8Array(512);
  const suffixOf = (begin: number, end: number): number => {
    const suffix = suffixes.add(blob, begin, end);
    endings[suffix] ??= 0;
    return suffix;
  };
  for (let word = 0; word < size; word++) {
    const begin = offsets[word];
    const end = offsets[word + 1];
    for (let length = 1; length <= maxSuffixLength && end - begin - length >= minStem; length++) {
      if (end - begin < 256) endings[suffixOf(end - length, end)]++;
    }
  }
  const common: number[] = [];
  for (let suffix = 0; suffix < suffixes.size; suffix++) if (endings[suffix] >= minWords) common.push(suffix);
  const isCommon = new Uint8Array(suffixes.size);
  for (const suffix of common) isCommon[suffix] = 1;
  // Targets: nothing, or one or two common letters.
  const targets = common.filter((suffix) => suffixes.offsets[suffix + 1] - suffixes.offsets[suffix] === 1);
  const counts = new Map<string, number>();
  for (let word = 0; word < size; word++) {
    const begin = offsets[word];
    const end = offsets[word + 1];
    if (end - begin >= 256) continue;
    for (let length = 1; length <= maxSuffixLength && end - begin - length >= minStem; length++) {
      const suffix = suffixes.find(blob, end - length, end);
      if (!isCommon[suffix]) continue;
      const stem = end - begin - length;
      for (let i = 0; i < stem; i++) form[i] = blob[begin + i];
      if (words.find(form, 0, stem) >= 0) count(counts, `${suffix}:`);
      if (length < 2) continue;
      for (const target of targets) {
        form[stem] = suffixes.blob[suffixes.offsets[target]];
        if (form[stem] !== blob[begin + stem] && words.find(form, 0, stem + 1) >= 0) {
          count(counts, `${suffix}:${form[stem]}`);
        }
      }
    }
  }
  const found = Array.from(counts, ([key, times]) => {
    const [suffix, letter] = key.split(":");
    const at = Number(suffix);
    return {
      from: suffixes.blob.slice(suffixes.offsets[at], suffixes.offsets[at + 1]),
      to: letter === "" ? new Uint8Array(0) : Uint8Array.of(Number(letter)),
      times,
      share: times / endings[at],
    };
  }).filter(({ times, share }) => times >= minWords && share >= minShare);
  found.sort(
    (a, b) => b.share - a.share || b.times - a.times || compare(a.from, b.from) || compare(a.to, b.to),
  );
  return found.slice(0, maxRules).map(({ from, to }) => ({ from, to }));
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
