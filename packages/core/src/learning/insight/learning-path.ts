import { checkInteger, checkOptions } from "../../base/index.js";
import { type LearnOptions, learnOptionsKeys, none } from "../result.js";
import { LearnerState } from "./state.js";
import { type LearningTexts, learnTexts, lessonsOf } from "./texts.js";

/** Texts that teach a skill when they are read one after the other. */
export type LearningPath = {
  /** The texts, in reading order: each can teach when its turn comes, the last one teaches the skill. */
  readonly texts: Uint32Array<ArrayBuffer>;
  /** The round in which the skill is learned when all texts are read at once: no path is shorter than this. */
  readonly round: number;
};

/**
 * A short path of texts that teaches a skill; null when the texts do not teach it, and an empty path of round 0
 * when it is known. To find the shortest is NP-hard (a minimum hyperpath), so two derivations are compared - the one
 * of the fewest rounds, and the one that is cheapest when a text counts each time it is needed (D. E. Knuth, "A
 * generalization of Dijkstra's algorithm", 1977) - after leaving out all texts that can be missed: no text of
 * the path can. It is a shortest one for certain when it has `round` texts.
 *
 * O(edges log skills), and O(n log n) for pruning in a path of edges n.
 *
 * @throws RangeError when there is no such skill, or as a learner does.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learningPath } from "@onset/core/learning";
 * // Texts {1, 2}, {0}, {3}, {0, 1}, {4, 5}.
 * const offsets = Uint32Array.of(0, 2, 3, 4, 6, 8);
 * const { graph } = buildGraphOfTexts(6, offsets, Uint32Array.of(1, 2, 0, 3, 0, 1, 4, 5));
 * [...learningPath(graph, 2)!.texts]; // => [1, 3, 0]
 * learningPath(graph, 2)!.round; // => 3
 * learningPath(graph, 4); // => null
 * ```
 */
export function learningPath(
  texts: LearningTexts,
  skill: number,
  options: LearnOptions = {},
): LearningPath | null {
  checkOptions(options, learnOptionsKeys);
  const { skillCount, textCount } = lessonsOf(texts).teaches;
  checkInteger(skill, "skill", 0, skillCount - 1);
  const { roundOfSkill, textOfSkill } = learnTexts(texts, options);
  const round = roundOfSkill[skill];
  if (round === none) return null;
  if (round === 0) return { texts: new Uint32Array(0), round };
  const byRounds = derivation(texts, skill, textOfSkill, (a, b) => roundOfSkill[a] < roundOfSkill[b]);
  const { source, time } = cheapestDerivation(texts, options);
  const byPrice = derivation(texts, skill, source, (a, b) => time[a] < time[b]);
  const present = new Uint8Array(textCount);
  const paths = [byRounds, byPrice].map((path) => pruned(texts, options, skill, path, present));
  return { texts: paths.reduce((a, b) => (b.length < a.length ? b : a)), round };
}

/** All texts that a skill hangs on: its text, and the texts of those of its skills that were learned before. */
function derivation(
  texts: LearningTexts,
  skill: number,
  textOfSkill: Uint32Array,
  isBefore: (a: number, b: number) => boolean,
): Uint32Array<ArrayBuffer> {
  const { teaches, requires } = lessonsOf(texts);
  const needed = new Set<number>();
  const skills = [skill];
  const seen = new Set(skills);
  for (let one = skills.pop(); one !== undefined; one = skills.pop()) {
    const text = textOfSkill[one];
    if (text === none) continue;
    needed.add(text);
    const before = [...teaches.skillsOfText(text)].filter((other) => isBefore(other, one));
    for (const other of requires === null ? before : [...before, ...requires.skillsOfText(text)]) {
      if (seen.has(other)) continue;
      seen.add(other);
      skills.push(other);
    }
  }
  return Uint32Array.from(needed).sort();
}

/** Leaves out every text that can be missed; what stays, in reading order. */
function pruned(
  texts: LearningTexts,
  options: LearnOptions,
  skill: number,
  path: Uint32Array,
  present: Uint8Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> {
  present.fill(0);
  const state = new LearnerState(texts, options, present);
  const kept: number[] = [];
  const take = (given: Uint32Array, mark: number): void => {
    for (const text of given) present[text] = 0;
    state.forget(mark);
  };
  // On entry the learner has all kept so far and all from `end` on.
  const visit = (begin: number, end: number): void => {
    if (state.learned[skill] === 1) return;
    if (end - begin === 1) {
      kept.push(path[begin]);
      return;
    }
    const middle = (begin + end) >>> 1;
    const mark = state.count;
    const later = path.slice(middle, end);
    state.give(later);
    const before = kept.length;
    visit(begin, middle);
    take(later, mark);
    const stay = Uint32Array.from(kept.slice(before));
    state.give(stay);
    visit(middle, end);
    take(stay, mark);
  };
  visit(0, path.length);
  state.give(Uint32Array.from(kept));
  // Texts in the order in which they taught something.
  return Uint32Array.from(
    new Set(Array.from(state.log.subarray(0, state.count), (one) => state.source[one])),
  );
}

/**
 * For every skill a text by which it is cheapest to learn, when a skill costs 1 and the costs of all that its text
 * needed before; and when that was found out, so that what a text needed comes before it.
 */
function cheapestDerivation(texts: LearningTexts, options: LearnOptions) {
  const { teaches, requires } = lessonsOf(texts);
  const state = new LearnerState(texts, options);
  const { maxUnlearned } = state;
  const unsettled = state.unlearned;
  const { missing } = state;
  const source = new Uint32Array(teaches.skillCount).fill(none);
  const cost = new Float64Array(teaches.skillCount).fill(Number.POSITIVE_INFINITY);
  const time = new Float64Array(teaches.skillCount).fill(Number.POSITIVE_INFINITY);
  const costOfText = new Float64Array(teaches.textCount).fill(1);
  const settled = state.learned.slice();
  for (let skill = 0; skill < settled.length; skill++) if (settled[skill] === 1) time[skill] = -1;
  const queue = new CostQueue();
  const offer = (text: number): void => {
    for (const skill of teaches.skillsOfText(text)) {
      if (settled[skill] === 1 || costOfText[text] >= cost[skill]) continue;
      cost[skill] = costOfText[text];
      source[skill] = text;
      queue.push(skill, cost[skill]);
    }
  };
  for (let text = 0; text < teaches.textCount; text++) if (state.teachable(text)) offer(text);
  let clock = 0;
  for (let skill = queue.pop(); skill >= 0; skill = queue.pop()) {
    if (settled[skill] === 1) continue;
    settled[skill] = 1;
    time[skill] = clock++;
    const addTo = (text: number): void => {
      // Costs grow beyond all numbers on long paths; all that matters then is that they are large.
      costOfText[text] = Math.min(1e300, costOfText[text] + cost[skill]);
    };
    for (const text of teaches.textsOfSkill(skill)) {
      const left = --unsettled[text];
      if (left < maxUnlearned) continue;
      addTo(text);
      if (left === maxUnlearned && missing[text] === 0) offer(text);
    }
    for (const text of requires?.textsOfSkill(skill) ?? []) {
      addTo(text);
      if (--missing[text] === 0 && unsettled[text] <= maxUnlearned && unsettled[text] > 0) offer(text);
    }
  }
  return { source, time };
}

/** Skills by cost, the smallest first, the smallest number among equals: a binary heap. */
class CostQueue {
  readonly #heap: { readonly skill: number; readonly cost: number }[] = [];

  push(skill: number, cost: number): void {
    const heap = this.#heap;
    let place = heap.length;
    const entry = { skill, cost };
    heap.push(entry);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(entry, heap[parent])) break;
      heap[place] = heap[parent];
      place = parent;
    }
    heap[place] = entry;
  }

  /** Takes the first skill out; -1 when there is none. */
  pop(): number {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined) return -1;
    const last = heap.pop()!;
    if (heap.length === 0) return first.skill;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++;
      if (!isBefore(heap[child], last)) break;
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = last;
    return first.skill;
  }
}

function isBefore(a: { skill: number; cost: number }, b: { skill: number; cost: number }): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.skill < b.skill);
}
