import { checkInteger } from "../base/index.js";
import { checkCorpus } from "./check-corpus.js";
import { type Corpus, type Names, nameOf } from "./corpus.js";

/**
 * The skills that occur in the most texts, the most frequent first; ties are broken by the skill's name in
 * code-unit order. O(skills log skills).
 *
 * @param corpus - texts and skills
 * @param count - how many skills, an integer >= 0; all of them when there are fewer
 * @returns skill indices
 * @throws RangeError when `count` is not an integer >= 0
 *
 * @example
 * ```ts
 * import { corpusFromRecords, mostFrequentSkills } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["b", "c"] }, { skills: ["c", "a"] }]);
 * mostFrequentSkills(corpus, 2); // => [2, 0]
 * ```
 */
export function mostFrequentSkills(corpus: Corpus, count: number): Uint32Array<ArrayBuffer> {
  checkCorpus(corpus);
  checkInteger(count, "count", 0);
  const { skillOffsets, skillCount } = corpus.needs;
  const texts = (skill: number): number => skillOffsets[skill + 1] - skillOffsets[skill];
  // Skills stand in the order of their names, so the index breaks ties.
  const order = Uint32Array.from({ length: skillCount }, (_, skill) => skill);
  order.sort((a, b) => texts(b) - texts(a) || a - b);
  return order.slice(0, count);
}

/** Skills found by name, and the names that the corpus does not have. */
export type FoundSkills = { readonly skills: Uint32Array<ArrayBuffer>; readonly missing: readonly string[] };

/**
 * Finds skills by their names. Names are trimmed, empty ones skipped, each is looked up once.
 *
 * @example
 * ```ts
 * import { corpusFromRecords, findSkills } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["add", "carry"] }]);
 * findSkills(corpus, ["carry", "fly", ""]); // => { skills: [1], missing: ["fly"] }
 * ```
 */
export function findSkills(corpus: Corpus, names: Iterable<string>): FoundSkills {
  checkCorpus(corpus);
  const skills: number[] = [];
  const missing: string[] = [];
  for (const name of new Set(Array.from(names, (text) => text.trim()))) {
    if (name === "") continue;
    const skill = indexOfSorted(corpus.skillNames, name);
    if (skill >= 0) skills.push(skill);
    else missing.push(name);
  }
  return { skills: Uint32Array.from(skills), missing };
}

function indexOfSorted(names: Names, name: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nameOf(names, middle) < name) low = middle + 1;
    else high = middle;
  }
  return low < names.length && names.at(low) === name ? low : -1;
}
