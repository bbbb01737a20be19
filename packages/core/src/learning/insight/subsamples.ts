import {
  checkInteger,
  checkOptions,
  checkProbability,
  checkStream,
  type OptionKeys,
  type RandomStream,
} from "../../base/index.js";
import { type LearnOptions, learnOptionsKeys } from "../result.js";
import { LearnerState } from "./state.js";
import { type LearningTexts, learnTexts, lessonsOf } from "./texts.js";

/**
 * How many skills are learned from the first 0, 1, 2, ... texts of an order: all of it in one pass, for what was
 * learned from some texts is learned from more of them too. O(texts + edges).
 *
 * @param order - Distinct texts; it may leave some out.
 * @returns one number more than there are texts in the order; skills known at the start are not counted
 * @throws RangeError when a text of the order does not exist or stands in it twice, or as a learner does.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learnedByTexts } from "@onset/core/learning";
 * // Texts {0}, {0, 1}, {1, 2}.
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 1, 3, 5), Uint32Array.of(0, 0, 1, 1, 2));
 * [...learnedByTexts(graph, Uint32Array.of(2, 1, 0))]; // => [0, 0, 0, 3]
 * [...learnedByTexts(graph, Uint32Array.of(0, 1))]; // => [0, 1, 2]
 * ```
 */
export function learnedByTexts(
  texts: LearningTexts,
  order: Uint32Array,
  options: LearnOptions = {},
): Uint32Array<ArrayBuffer> {
  checkOptions(options, learnOptionsKeys);
  const { textCount } = lessonsOf(texts).teaches;
  const present = new Uint8Array(textCount);
  const state = new LearnerState(texts, options, present);
  const learned = new Uint32Array(order.length + 1);
  for (let i = 0; i < order.length; i++) {
    const text = order[i];
    if (text >= textCount || present[text] === 1) {
      const fault = text >= textCount ? `there are ${textCount} texts` : "it stands in it before";
      throw new RangeError(`"order" names text ${text} at position ${i}, but ${fault}`);
    }
    state.giveOne(text);
    learned[i + 1] = state.count;
  }
  return learned;
}

/** Options of {@link subsampleLearning}. */
export type SubsampleOptions = LearnOptions & {
  /** How many random orders of the texts are gone through, an integer >= 1; default 100. */
  readonly runs?: number | undefined;
  /** Learning has collapsed when less than this share of what all texts teach is learned, in (0, 1]; default 1/2. */
  readonly collapse?: number | undefined;
  /** Into how many equal steps a curve is divided, an integer >= 1; default 100. */
  readonly steps?: number | undefined;
};

export const subsampleOptionsKeys: OptionKeys<SubsampleOptions> = {
  maxUnlearned: true,
  known: true,
  runs: true,
  collapse: true,
  steps: true,
};

/** Learning from parts of the texts. */
export type Subsamples = {
  /** How many skills all texts teach, those known at the start not counted. */
  readonly full: number;
  /**
   * For every run the share of the texts that could be removed, in its random order, before learning collapsed:
   * ascending, in [0, 1). Empty when nothing is learned from all texts.
   */
  readonly margins: Float64Array<ArrayBuffer>;
  /** For every run the number of skills learned from 0, 1/steps, 2/steps, ... of the texts. */
  readonly curves: readonly Uint32Array<ArrayBuffer>[];
};

/**
 * Measures how much of a corpus could be removed before its learning collapses: texts come in a random order, and
 * the skills learned from every beginning of it are counted in one pass (as Newman and Ziff count percolation), again
 * and again. Near a threshold this is all or nothing, so it is a distribution, not a mean, that says how safe a
 * corpus is. O(runs (texts + edges)).
 *
 * @param rng - Makes the orders: the stream of run i is `rng.split("order", i)`.
 * @throws TypeError or RangeError when an option is out of its range, or as a learner does.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { subsampleLearning } from "@onset/core/learning";
 * // One text teaches one skill, four times: half of the skills are gone with half of the texts.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 1, 2, 3, 4), Uint32Array.of(0, 1, 2, 3));
 * const { full, margins, curves } = subsampleLearning(graph, stream(1), { runs: 2, steps: 2 });
 * full; // => 4
 * [...margins]; // => [0.5, 0.5]
 * [...curves[0]]; // => [0, 2, 4]
 * ```
 */
export function subsampleLearning(
  texts: LearningTexts,
  rng: RandomStream,
  options: SubsampleOptions = {},
): Subsamples {
  checkStream(rng);
  checkOptions(options, subsampleOptionsKeys);
  const runs = checkInteger(options.runs ?? 100, "runs", 1);
  const full = learnTexts(texts, learnerIn(options)).learnedCount;
  const all = Array.from({ length: runs }, (_, run) => subsampleRun(texts, rng, run, full, options));
  const margins = all.flatMap(({ margin }) => (margin === null ? [] : [margin]));
  return {
    full,
    margins: Float64Array.from(margins).sort(),
    curves: all.map(({ curve }) => curve),
  };
}

/** One random order of the texts. */
export type Subsample = {
  /** The share of the texts that could be removed before learning collapsed; null when there is nothing to lose. */
  readonly margin: number | null;
  /** How many skills are learned from 0, 1/steps, 2/steps, ... of the texts. */
  readonly curve: Uint32Array<ArrayBuffer>;
};

/**
 * One run of {@link subsampleLearning}, for callers who go through many and want to stop between them.
 * O(texts + edges).
 *
 * @param rng - The stream of all runs.
 * @param run - Which one, an integer >= 0.
 * @param full - How many skills all texts teach.
 * @throws TypeError or RangeError as {@link subsampleLearning} does.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { subsampleRun } from "@onset/core/learning";
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 1, 2, 3, 4), Uint32Array.of(0, 1, 2, 3));
 * subsampleRun(graph, stream(1), 0, 4, { steps: 2 }); // => { margin: 0.5, curve: [0, 2, 4] }
 * ```
 */
export function subsampleRun(
  texts: LearningTexts,
  rng: RandomStream,
  run: number,
  full: number,
  options: SubsampleOptions = {},
): Subsample {
  checkStream(rng);
  checkOptions(options, subsampleOptionsKeys);
  const steps = checkInteger(options.steps ?? 100, "steps", 1);
  const collapse = checkProbability(options.collapse ?? 0.5, "collapse");
  const { textCount } = lessonsOf(texts).teaches;
  const enough = Math.max(1, Math.ceil(collapse * full - 1e-9));
  const learned = learnedByTexts(texts, randomOrder(textCount, rng.split("order", run)), learnerIn(options));
  return {
    margin: full > 0 ? 1 - learned.findIndex((count) => count >= enough) / textCount : null,
    curve: Uint32Array.from({ length: steps + 1 }, (_, i) => learned[Math.round((i * textCount) / steps)]),
  };
}

/** All orders equally likely (Fisher and Yates). */
function randomOrder(count: number, random: RandomStream): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.nextInteger(i + 1);
    const other = order[j];
    order[j] = order[i];
    order[i] = other;
  }
  return order;
}

/** The learner among other options. */
function learnerIn({ maxUnlearned, known }: LearnOptions): LearnOptions {
  return { maxUnlearned, known };
}
