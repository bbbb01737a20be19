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

/** Words that stand together more often than chance would have it. */
export type ProposedTerm = { readonly term: string; readonly count: number; readonly score: number };

const minCount = 3;
const maxWords = 5;
// A term does not begin or end with one of the most frequent words: such words are 3 of 1,000 and more.
const commonShare = 0.003;
const minCountOfCommon = 20;
/** A term is left out that mostly stands within a longer one. */
const maxWithinLonger = 0.75;

/** Sequences of so many words that occur often enough, each with the two sequences, a word shorter, that it is made of. */
type Sequences = {
  readonly counts: readonly number[];
  /** The sequence without its last word, and the one without its first. */
  readonly heads: readonly number[];
  readonly tails: readonly number[];
};

/**
 * Proposes terms of two to five words by the log-likelihood ratio of their parts (T. Dunning, "Accurate Methods for the
 * Statistics of Surprise and Coincidence", Computational Linguistics 19, 1993). Of a longer term the least surprising cut
 * counts. Sequences grow by a word at a time from those that occur often enough, so that few have to be counted. A person
 * reviews them: half of such terms are none.
 *
 * @param of - the skills of a text in the order of its words
 */
export function proposeTerms(
  names: readonly string[],
  textCount: number,
  of: (text: number) => readonly number[],
  max: number,
): ProposedTerm[] {
  const places: number[] = [];
  const counts = new Array<number>(names.length).fill(0);
  for (let text = 0; text < textCount; text++) {
    for (const skill of of(text)) {
      counts[skill]++;
      places.push(skill);
    }
    // No term goes from one text to the next.
    places.push(-1);
  }
  const words = places.length - textCount;
  const single = names.map((_, skill) => skill);
  const levels: Sequences[] = [{ counts, heads: single, tails: single }];
  let at = Int32Array.from(places, (skill) => (skill < 0 || counts[skill] < minCount ? -1 : skill));
  for (let length = 2; length <= maxWords && at.length > 0; length++) {
    const grown = longer(at);
    if (grown.sequences.counts.length === 0) break;
    levels.push(grown.sequences);
    at = grown.at;
  }
  const isEnd = (skill: number): boolean =>
    counts[skill] <= Math.max(minCountOfCommon, commonShare * words) && names[skill].length > 1;
  const found = new Map<string, ProposedTerm & { readonly words: readonly string[] }>();
  // The longest come first: they tell which shorter ones are but parts of them.
  for (let length = levels.length; length > 1; length--) {
    for (let id = 0; id < levels[length - 1].counts.length; id++) {
      const count = levels[length - 1].counts[id];
      const skills = skillsOf(levels, length, id);
      if (!isEnd(skills[0]) || !isEnd(skills[skills.length - 1]) || new Set(skills).size === 1) continue;
      const score = weakestCut(levels, length, id, words);
      if (score === 0) continue;
      const parts = skills.map((skill) => names[skill]);
      found.set(parts.join(" "), {
        term: parts.join(" "),
        words: parts,
        count,
        score: Math.round(score * 10) / 10,
      });
    }
  }
  for (const { words: parts, count } of [...found.values()]) {
    for (const part of partsOf(parts)) {
      const shorter = found.get(part);
      if (shorter !== undefined && count >= maxWithinLonger * shorter.count) found.delete(part);
    }
  }
  return [...found.values()]
    .sort((x, y) => y.score - x.score || (x.term < y.term ? -1 : 1))
    .slice(0, max)
    .map(({ term, count, score }) => ({ term, count, score }));
}

/** Sequences a word longer, and where they begin. A sequence is known by the two that overlap in it. */
function longer(at: Int32Array): { sequences: Sequences; at: Int32Array<ArrayBuffer> } {
  const size = at.reduce((most, id) => Math.max(most, id), 0) + 1;
  const seen = new Map<number, number>();
  const each = (take: (key: number, place: number) => void): void => {
    for (let place = 0; place + 1 < at.length; place++) {
      if (at[place] >= 0 && at[place + 1] >= 0) take(at[place] * size + at[place + 1], place);
    }
  };
  each((key) => void seen.set(key, (seen.get(key) ?? 0) + 1));
  const [counts, heads, tails]: [number[], number[], number[]] = [[], [], []];
  const idOf = new Map<number, number>();
  for (const [key, count] of seen) {
    if (count < minCount) continue;
    idOf.set(key, counts.length);
    counts.push(count);
    heads.push(Math.floor(key / size));
    tails.push(key % size);
  }
  const places = new Int32Array(at.length).fill(-1);
  each((key, place) => {
    places[place] = idOf.get(key) ?? -1;
  });
  return { sequences: { counts, heads, tails }, at: places };
}

/** The words of a sequence. */
function skillsOf(levels: readonly Sequences[], length: number, id: number): number[] {
  const skills: number[] = [];
  let rest = id;
  for (let left = length; left > 1; left--) {
    skills.push(partAt(levels, left, rest, 0, 1));
    rest = levels[left - 1].tails[rest];
  }
  skills.push(rest);
  return skills;
}

/** The sequence of `size` words from a word of a longer sequence on. */
function partAt(
  levels: readonly Sequences[],
  length: number,
  id: number,
  from: number,
  size: number,
): number {
  let [part, left] = [id, length];
  for (let i = 0; i < from; i++, left--) part = levels[left - 1].tails[part];
  for (; left > size; left--) part = levels[left - 1].heads[part];
  return part;
}

/** The least log-likelihood ratio among the ways to cut a sequence in two; 0 where the parts avoid each other. */
function weakestCut(levels: readonly Sequences[], length: number, id: number, words: number): number {
  const both = levels[length - 1].counts[id];
  let weakest = Number.POSITIVE_INFINITY;
  for (let cut = 1; cut < length; cut++) {
    const left = levels[cut - 1].counts[partAt(levels, length, id, 0, cut)];
    const right = levels[length - cut - 1].counts[partAt(levels, length, id, cut, length - cut)];
    if (both * words <= left * right) return 0;
    weakest = Math.min(weakest, likelihoodRatio(both, left, right, words));
  }
  return weakest;
}

/** The sequences of two and more words within a term. */
function* partsOf(words: readonly string[]): Generator<string> {
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 2; to <= words.length; to++) {
      if (to - from < words.length) yield words.slice(from, to).join(" ");
    }
  }
}

/** -2 log lambda of the two-by-two table of two parts. */
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
