/**
 * Levels of skills and plateaus of accuracy (Nayak and Varshney, "An Information Theory of Compute-Optimal Size Scaling,
 * Emergence, and Plateaus in Language Models", arXiv 2410.01243; reconstructed from the public description and notebook).
 *
 * R concepts are learned from T texts that hold c of them on average. A pair of concepts is together in some text with probability
 * 1 - (1 - (c/R)^2)^T, and then belongs to one of the S^2 pairs of skills of a level. Two skills of level l are joined when eta
 * pairs of concepts or more join them, and the skills that they need of the level below are in its giant component:
 *
 *     p_l = Pr( Bin(R(R-1)/2, (1 - (1 - (c/R)^2)^T)/S^2) >= eta ) gamma_(l-1)^(2 sigma),
 *     gamma_l = 1 + W0(-z e^-z)/z,  z = S p_l       (the giant component of a random graph; 0 for z <= 1)
 *
 * A task of n skills of level l succeeds with probability gamma_l^n. Accuracy is the mean over levels and n: one step for every
 * cluster of levels, with plateaus between them.
 */
import {
  checkInteger,
  checkNonNegative,
  checkOptions,
  checkPositive,
  checkProbability,
  exp,
  expm1,
  lambertW0,
  log1p,
  type OptionKeys,
  poissonTail,
  power,
  rejected,
} from "../base/index.js";

/** A level of skills above the concepts. */
export type SkillLevel = {
  /** S: the number of skills of the level, an integer >= 1. */
  readonly skills: number;
  /** eta: so many pairs of concepts or more must join two skills, an integer >= 1. */
  readonly pairs: number;
  /** sigma: how many skills of the level below each skill needs, an integer >= 0. */
  readonly prerequisites: number;
  /** The level whose skills are needed, from 0; the one before unless given. */
  readonly needs?: number;
  /** The share of the tasks that are of this level, >= 0; shares are divided by their sum. */
  readonly weight: number;
};

/** Options of {@link levelAccuracy}. */
export type LevelOptions = {
  /** `taskSizes[i]` is the share of tasks of i + 1 skills; they are divided by their sum. Tasks of one skill unless given. */
  readonly taskSizes?: readonly number[];
  /** Pr(at least `least` of `count` pairs), each with probability p; the exact Poisson tail unless given. */
  readonly tail?: (count: number, p: number, least: number) => number;
};

export const levelOptionsKeys: OptionKeys<LevelOptions> = { taskSizes: true, tail: true };

/** What tasks of all levels come to. */
export type LevelAccuracy = {
  /** The mean probability that a task succeeds. */
  readonly accuracy: number;
  /** Of each level the probability that two skills are joined, the share in the giant component, and that a task succeeds. */
  readonly levels: readonly { readonly joined: number; readonly giant: number; readonly accuracy: number }[];
};

/**
 * Returns the share of nodes in the giant component of a random graph of a mean degree z: 1 + W0(-z e^-z)/z, 0 for z <= 1.
 *
 * Source: Erdős and Rényi (1960); near z = 1 it is 2 (z - 1), where W0 would cancel: there Newton's method goes on.
 *
 * @example
 * ```ts
 * import { randomGraphGiant } from "@onset/core/theory";
 * randomGraphGiant(2); // => 0.7968121300200202
 * randomGraphGiant(1); // => 0
 * ```
 */
export function randomGraphGiant(meanDegree: number): number {
  checkNonNegative(meanDegree, "meanDegree");
  if (meanDegree <= 1) return 0;
  const z = meanDegree;
  let giant = 1 + lambertW0(-z * exp(-z)) / z;
  if (!(giant > 1e-3)) giant = 2 * (z - 1);
  // f = 1 - e^(-z x) - x; from above the root Newton falls to it.
  for (let step = 0; step < 3; step++) {
    const value = -expm1(-z * giant) - giant;
    const slope = z * exp(-z * giant) - 1;
    if (slope < 0) giant = Math.min(1, Math.max(0, giant - value / slope));
  }
  return giant;
}

/**
 * Returns the accuracy of tasks of several levels of skills above the concepts that were learned. O(levels); 10 us a level.
 *
 * @param concepts - R: the number of learned concepts, > 1.
 * @param texts - T: the number of texts, >= 0.
 * @param meanConcepts - c: the mean number of concepts of a text, at most R.
 * @param levels - From the lowest upwards.
 * @param options - `taskSizes`, and how pairs are counted.
 * @throws TypeError or RangeError for numbers out of range and a level that needs itself or one above.
 *
 * @example
 * ```ts
 * import { levelAccuracy } from "@onset/core/theory";
 * const levels = [
 *   { skills: 1000, pairs: 2, prerequisites: 0, weight: 0.5 },
 *   { skills: 1000, pairs: 60, prerequisites: 3, weight: 0.5 },
 * ];
 * levelAccuracy(300, 1200, 6, levels).accuracy; // => 0
 * levelAccuracy(30_000, 120_000, 6, levels).accuracy; // => 0.5
 * levelAccuracy(1e7, 4e7, 6, levels).accuracy; // => 1
 * ```
 */
export function levelAccuracy(
  concepts: number,
  texts: number,
  meanConcepts: number,
  levels: readonly SkillLevel[],
  options: LevelOptions = {},
): LevelAccuracy {
  checkOptions(options, levelOptionsKeys);
  if (!(checkPositive(concepts, "concepts") > 1)) throw rejected(concepts, "concepts", "a number > 1");
  checkNonNegative(texts, "texts");
  const held = checkProbability(
    checkPositive(meanConcepts, "meanConcepts") / concepts,
    "meanConcepts/concepts",
  );
  if (!(levels.length > 0)) throw rejected(levels.length, "levels", "at least one level");
  const sizes = normalised(options.taskSizes ?? [1], "taskSizes");
  const weights = normalised(
    levels.map(({ weight }) => weight),
    "weight",
  );
  const tail = options.tail ?? ((count, p, least) => poissonTail(least - 1, count * p));
  const count = (concepts * (concepts - 1)) / 2;
  // 1 - (1 - (c/R)^2)^T
  const together = held === 1 ? (texts > 0 ? 1 : 0) : -expm1(texts * log1p(-held * held));
  const states: { joined: number; giant: number; accuracy: number }[] = [];
  for (const [l, level] of levels.entries()) {
    const skills = checkInteger(level.skills, "skills", 1);
    checkInteger(level.pairs, "pairs", 1);
    checkInteger(level.prerequisites, "prerequisites", 0);
    const needs = level.needs ?? l - 1;
    if (level.needs !== undefined) checkInteger(level.needs, "needs", 0, l - 1);
    const below = needs < 0 ? 1 : states[needs].giant;
    const needed = level.prerequisites === 0 ? 1 : below === 0 ? 0 : power(below, 2 * level.prerequisites);
    const joined = checkProbability(tail(count, together / (skills * skills), level.pairs), "tail") * needed;
    const giant = randomGraphGiant(skills * joined);
    states.push({ joined, giant, accuracy: meanPower(giant, sizes) });
  }
  return { accuracy: states.reduce((sum, state, l) => sum + weights[l] * state.accuracy, 0), levels: states };
}

/** The mean of x^n, n = 1, 2, ... with these shares. */
function meanPower(x: number, shares: readonly number[]): number {
  let raised = 1;
  return shares.reduce((sum, share) => {
    raised *= x;
    return sum + share * raised;
  }, 0);
}

function normalised(shares: readonly number[], title: string): number[] {
  const sum = shares.reduce((total, share) => total + checkNonNegative(share, title), 0);
  if (!(sum > 0)) throw rejected(sum, title, "shares with a sum > 0");
  return shares.map((share) => share / sum);
}
