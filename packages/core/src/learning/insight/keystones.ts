import { checkOptions, checkProbability, type OptionKeys } from "../../base/index.js";
import type { LearnOptions } from "../result.js";
import { LearnerState } from "./state.js";
import { type LearningTexts, lessonsOf } from "./texts.js";

/** Options of {@link keystones}. */
export type KeystoneOptions = LearnOptions & {
  /** Learning has collapsed when less than this share of what all texts teach is learned, in [0, 1]; default 1/2. */
  readonly collapse?: number | undefined;
};

export const keystoneOptionsKeys: OptionKeys<KeystoneOptions> = {
  maxUnlearned: true,
  known: true,
  collapse: true,
};

/** Texts that the learning hangs on. */
export type Keystones = {
  /** The texts without any one of which learning collapses: the one with the largest loss first. */
  readonly texts: Uint32Array<ArrayBuffer>;
  /** How many skills are learned without each of them, those known at the start not counted. */
  readonly left: Uint32Array<ArrayBuffer>;
  /** How many skills all texts teach. */
  readonly full: number;
  /** Whether all texts were tried; false when that would have taken too long. */
  readonly complete: boolean;
};

/** Edges that may be looked at: about three seconds. */
const maxWork = 4e8;

/**
 * Finds the keystones of a corpus: texts whose removal alone makes learning collapse. Two one-word texts out of
 * 63,666 can carry a whole avalanche; a corpus that hangs on a few texts is fragile, whatever its margin.
 *
 * Only texts that taught something can be keystones. They are tried by bisection: when learning survives without a
 * whole group of texts, none of them is a keystone; else what one half adds is learned once for all trials in the
 * other half, and forgotten again. k keystones take about k log(texts) times the learning of what they carry.
 *
 * @throws TypeError or RangeError when `collapse` is outside [0, 1], or as a learner does.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { keystones } from "@onset/core/learning";
 * // Texts {0}, {0, 1}, {1, 2}, {1, 3}, {3}.
 * const offsets = Uint32Array.of(0, 1, 3, 5, 7, 8);
 * const { graph } = buildGraphOfTexts(4, offsets, Uint32Array.of(0, 0, 1, 1, 2, 1, 3, 3));
 * [...keystones(graph).texts]; // => []
 * const found = keystones(graph, { collapse: 0.8 });
 * [...found.texts]; // => [2]
 * [...found.left]; // => [3]
 * ```
 */
export function keystones(texts: LearningTexts, options: KeystoneOptions = {}): Keystones {
  checkOptions(options, keystoneOptionsKeys);
  const collapse = checkProbability(options.collapse ?? 0.5, "collapse");
  const { textCount } = lessonsOf(texts).teaches;
  const whole = new LearnerState(texts, options);
  const full = whole.settle();
  // In the order in which they taught: a group of neighbours then carries a connected part of the learning.
  const sources = new Set(Array.from(whole.log.subarray(0, full), (skill) => whole.source[skill]));
  const candidates = Uint32Array.from(sources);

  const present = new Uint8Array(textCount).fill(1);
  for (const text of candidates) present[text] = 0;
  const state = new LearnerState(texts, options, present);
  state.settle();
  const found: { text: number; left: number }[] = [];
  const enough = collapse * full - 1e-9;
  const takeBack = (given: Uint32Array, mark: number): void => {
    for (const text of given) present[text] = 0;
    state.forget(mark);
  };
  // On entry the learner has all texts but the candidates from `begin` to `end`.
  const visit = (begin: number, end: number): void => {
    if (state.count >= enough || state.work > maxWork) return;
    if (end - begin === 1) {
      found.push({ text: candidates[begin], left: state.count });
      return;
    }
    const middle = (begin + end) >>> 1;
    const mark = state.count;
    const [first, second] = [candidates.subarray(begin, middle), candidates.subarray(middle, end)];
    state.give(second);
    visit(begin, middle);
    takeBack(second, mark);
    state.give(first);
    visit(middle, end);
    takeBack(first, mark);
  };
  if (candidates.length > 0) visit(0, candidates.length);
  found.sort((a, b) => a.left - b.left || a.text - b.text);
  return {
    texts: Uint32Array.from(found, ({ text }) => text),
    left: Uint32Array.from(found, ({ left }) => left),
    full,
    complete: state.work <= maxWork,
  };
}
