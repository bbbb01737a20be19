/** Skills of several words: found where their words stand one after the other, and proposed where words keep together. */

import { log } from "@onset/core/base";

/** Finds the terms of a list in sequences of skills; of two that begin at the same word the longer one counts. */
export class TermMatcher {
  /** Names of the terms that can be found; their skills follow those of the words. */
  readonly names: readonly string[];
  readonly #byFirst = new Map<number, { readonly words: readonly number[]; readonly skill: number }[]>();

  constructor(
    words: readonly string[],
    terms: readonly { readonly name: string; readonly words: readonly string[] }[],
  ) {
    const idOf = new Map(words.map((name, id) => [name, id]));
    const names: string[] = [];
    for (const term of terms) {
      const ids = term.words.map((word) => idOf.get(word) ?? -1);
      if (ids.length === 0 || ids.includes(-1)) continue;
      const skill = words.length + names.length;
      names.push(term.name);
      const list = this.#byFirst.get(ids[0]) ?? [];
      list.push({ words: ids, skill });
      list.sort((a, b) => b.words.length - a.words.length);
      this.#byFirst.set(ids[0], list);
    }
    this.names = names;
  }

  match(skills: readonly number[], onlyTerms: boolean): number[] {
    const found: number[] = [];
    for (let at = 0; at < skills.length; ) {
      const term = this.#byFirst
        .get(skills[at])
        ?.find(({ words }) => words.every((word, i) => skills[at + i] === word));
      if (term !== undefined) found.push(term.skill);
      else if (!onlyTerms) found.push(skills[at]);
      at += term?.words.length ?? 1;
    }
    return found;
  }
}

/** A pair of words that stand together more often than chance would have it. */
export type ProposedTerm = { readonly term: string; readonly count: number; readonly score: number };

const fewest = 3;
// A pair with one of the most frequent words is grammar, not a term: such words are 3 of 1,000 and more.
const commonShare = 0.003;
const minCountOfCommon = 20;

/**
 * Proposes pairs by the log-likelihood ratio of their words (T. Dunning, "Accurate Methods for the Statistics of Surprise
 * and Coincidence", Computational Linguistics 19, 1993). A person reviews them: half of such pairs are no terms.
 *
 * @param of - the skills of a text in the order of its words
 */
export function proposeTerms(
  names: readonly string[],
  textCount: number,
  of: (text: number) => readonly number[],
  most: number,
): ProposedTerm[] {
  const counts = new Float64Array(names.length);
  let words = 0;
  for (let text = 0; text < textCount; text++) {
    for (const skill of of(text)) {
      counts[skill]++;
      words++;
    }
  }
  const isCommon = (skill: number): boolean =>
    counts[skill] > Math.max(minCountOfCommon, commonShare * words);
  const pairs = new Map<number, number>();
  for (let text = 0; text < textCount; text++) {
    const skills = of(text);
    for (let i = 0; i + 1 < skills.length; i++) {
      const [a, b] = [skills[i], skills[i + 1]];
      if (a === b || isCommon(a) || isCommon(b) || counts[a] < fewest || counts[b] < fewest) continue;
      if (names[a].length < 2 || names[b].length < 2) continue;
      const key = a * names.length + b;
      pairs.set(key, (pairs.get(key) ?? 0) + 1);
    }
  }
  const found: ProposedTerm[] = [];
  for (const [key, count] of pairs) {
    if (count < fewest) continue;
    const [a, b] = [Math.floor(key / names.length), key % names.length];
    if (count * words <= counts[a] * counts[b]) continue;
    const score = likelihoodRatio(count, counts[a], counts[b], words);
    found.push({ term: `${names[a]} ${names[b]}`, count, score: Math.round(score * 10) / 10 });
  }
  return found.sort((x, y) => y.score - x.score || (x.term < y.term ? -1 : 1)).slice(0, most);
}

/** -2 log lambda of the two-by-two table of a pair. */
function likelihoodRatio(both: number, first: number, second: number, all: number): number {
  const cells = [both, first - both, second - both, all - first - second + both];
  const rows = [first, first, all - first, all - first];
  const columns = [second, all - second, second, all - second];
  let sum = 0;
  for (const [i, cell] of cells.entries()) {
    if (cell > 0) sum += cell * log((cell * all) / (rows[i] * columns[i]));
  }
  return 2 * sum;
}
