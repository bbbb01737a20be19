/**
 * The law of the round in which a skill is learned, in the limit of many skills: in a synchronous round all texts teach from the
 * state at its start, so that the share learned in round t is what density evolution loses in its t-th step.
 *
 * Source: the evolution of the unlearned share by rounds, Richardson and Urbanke, "Modern Coding Theory", section 3.9.
 */
import { checkLaw, checkOptions, checkProbability } from "../base/index.js";
import { checkSkills, type Skills } from "./ensemble.js";
import { type TrajectoryOptions, trajectory, trajectoryOptionsKeys } from "./evolution.js";
import type { DegreeLaw } from "./laws.js";

/** In which round a skill is learned. */
export type RoundLaw = {
  /** The share of all skills that is learned in round 1, 2, ...; it ends where a round learns less than the tolerance. */
  readonly perRound: Float64Array<ArrayBuffer>;
  /** The share of all skills that is never learned, known ones not counted. */
  readonly never: number;
  /** The mean round of the skills that are learned; null when none is. */
  readonly mean: number | null;
  /** Whether the last round ended it. */
  readonly converged: boolean;
};

/**
 * Returns the law of the round in which a skill is learned. O(rounds) passes over the laws.
 *
 * @param texts - The law of the number of skills of a text.
 * @param skills - The law of the number of texts of a skill, or the ratio of texts to skills (>= 0).
 * @param options - As for `trajectory`: the learner, `unknown`, `maxRounds`, `tolerance`.
 * @throws TypeError or RangeError as `evolve` does.
 *
 * @example
 * ```ts
 * import { poisson, roundLaw } from "@onset/core/theory";
 * const law = roundLaw(poisson(5), 2.6);
 * law.perRound[0]; // => 0.08386661764875461
 * law.perRound.length; // => 24
 * law.mean; // => 14.600304416213731
 * roundLaw(poisson(5), 0).mean; // => null
 * ```
 */
export function roundLaw(texts: DegreeLaw, skills: Skills, options: TrajectoryOptions = {}): RoundLaw {
  checkLaw(texts, "texts");
  checkSkills(skills);
  checkOptions(options, trajectoryOptionsKeys);
  const { unlearned, converged } = trajectory(texts, skills, options);
  const perRound = new Float64Array(unlearned.length - 1);
  let [learned, weighted] = [0, 0];
  for (let round = 1; round < unlearned.length; round++) {
    perRound[round - 1] = unlearned[round - 1] - unlearned[round];
    learned += perRound[round - 1];
    weighted += round * perRound[round - 1];
  }
  const never = unlearned[unlearned.length - 1];
  return { perRound, never, mean: learned > 0 ? weighted / learned : null, converged };
}

/**
 * Returns the first round after which at least a given share of the skills that are ever learned is learned; null when none is.
 *
 * @param law - A law of {@link roundLaw}.
 * @param share - From 0 to 1.
 * @throws TypeError or RangeError for what is no share.
 *
 * @example
 * ```ts
 * import { poisson, roundLaw, roundQuantile } from "@onset/core/theory";
 * roundQuantile(roundLaw(poisson(5), 2.6), 0.5); // => 18
 * ```
 */
export function roundQuantile(law: RoundLaw, share: number): number | null {
  checkProbability(share, "share");
  const total = law.perRound.reduce((sum, part) => sum + part, 0);
  if (!(total > 0)) return null;
  let sum = 0;
  for (let round = 1; round <= law.perRound.length; round++) {
    sum += law.perRound[round - 1];
    // The sum of all parts differs from their total by rounding at most.
    if (sum >= share * total || round === law.perRound.length) return round;
  }
  return null;
}
