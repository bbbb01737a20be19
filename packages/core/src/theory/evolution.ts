/**
 * Density evolution: what a learner has learned in the end, in the limit of many skills.
 *
 * Sources: Richardson and Urbanke, "Modern Coding Theory", chapter 3; Liao, Chang and Hong,
 * "A Mathematical Theory for Learning Semantic Languages by Abstract Learners" (arXiv 2404.07009).
 */
import {
  checkInteger,
  checkLaw,
  checkNonNegative,
  checkOptions,
  checkProbability,
  type OptionKeys,
} from "../base/index.js";
import { largestFixedPoint } from "./descent.js";
import {
  checkSkills,
  type EvolutionOptions,
  evolutionOptionsKeys,
  type Skills,
  skillSeries,
} from "./ensemble.js";
import { equilibria } from "./fixed-points.js";
import type { DegreeLaw } from "./laws.js";
import { teachingCurve } from "./learner.js";
import { seriesOf } from "./series/compile.js";
import type { Series } from "./series/series.js";

/** The state in which learning ends, as shares of all skills. */
export type Evolution = {
  /** The share of the skills that are learned or known: zeta = 1 - eps L(1 - u). */
  readonly learned: number;
  /** 1 - learned, to full relative accuracy: also the error on a skill chosen at random. */
  readonly unlearned: number;
  /** q: the probability that the skill end of an edge is unlearned, seen without that edge. */
  readonly edgeUnlearned: number;
  /** The probability that a new text, which chooses its skills uniformly, has an unlearned one: 1 - P(zeta). */
  readonly textError: number;
  /**
   * The same for a text that was held out, whose skills are as popular as in training: 1 - P(1 - q). It is
   * textError where skills are chosen uniformly.
   */
  readonly heldOutError: number;
  /** Whether the fixed point was found; a result that has not converged is a lower bound of learning. */
  readonly converged: boolean;
  /** Steps of the solver; for the rounds of learning see {@link trajectory}. */
  readonly iterations: number;
};

/**
 * Returns the state in which learning ends, in the limit of many skills.
 *
 * The largest solution q <= eps of q = eps lambda(1 - u(q)): found by steps that provably never pass it, so
 * that the answer is right on both sides of a jump, 10^-9 from it too. About 5 us for Poisson laws;
 * the cost is 10 to 100 passes over the laws.
 *
 * @param texts - The law of the number of skills of a text.
 * @param skills - The law of the number of texts of a skill, or the ratio of texts to skills (>= 0).
 * @param options - The learner (`maxUnlearned`, `reliability`) and the `unknown` share of skills.
 * @throws TypeError or RangeError for what is not a law, a negative ratio, `unknown` outside [0, 1].
 *
 * @example
 * ```ts
 * import { evolve, poisson } from "@onset/core/theory";
 * evolve(poisson(5), 2.4).learned; // => 0.18189859009940235
 * evolve(poisson(5), 2.5).learned; // => 0.9999962724785362
 * evolve(poisson(5), -1); // throws RangeError: "ratio" expected a number >= 0, got -1
 * ```
 */
export function evolve(texts: DegreeLaw, skills: Skills, options: EvolutionOptions = {}): Evolution {
  checkLaw(texts, "texts");
  checkSkills(skills);
  checkOptions(options, evolutionOptionsKeys);
  const textLaw = seriesOf(texts);
  const skillLaw = skillSeries(textLaw, skills);
  const curve = teachingCurve(textLaw, options);
  const unknown = checkProbability(options.unknown ?? 1, "unknown");
  if (unknown === 0 || skillLaw.mean === 0) return evolution(textLaw, unknown, unknown, true, 0);
  const point = largestFixedPoint(curve, skillLaw, unknown, unknown);
  if (!point.converged) {
    // A success function gives no bounds of its slope: where plain steps are too slow, bracket instead.
    const highest = equilibria(curve, skillLaw, unknown)[0];
    return evolution(textLaw, highest.unlearned, highest.edgeUnlearned, true, point.iterations);
  }
  const node = new Float64Array(1);
  skillLaw.fill(node, 0, point.missed, point.teach);
  return evolution(textLaw, unknown * node[0], point.edgeUnlearned, point.converged, point.iterations);
}

function evolution(
  texts: Series,
  unlearned: number,
  edgeUnlearned: number,
  converged: boolean,
  iterations: number,
): Evolution {
  return {
    learned: 1 - unlearned,
    unlearned,
    edgeUnlearned,
    textError: texts.complement(unlearned),
    heldOutError: texts.complement(edgeUnlearned),
    converged,
    iterations,
  };
}

/** How learning proceeds, round by round. */
export type Trajectory = {
  /** The share of unlearned skills after 0, 1, 2, ... rounds. */
  readonly unlearned: Float64Array<ArrayBuffer>;
  /** Whether the last round changed less than the tolerance. */
  readonly converged: boolean;
};

/** Options of {@link trajectory}. */
export type TrajectoryOptions = EvolutionOptions & {
  /** How many rounds at most; 10,000 unless given. */
  readonly maxRounds?: number;
  /** The change below which learning has ended; 1e-12 unless given. */
  readonly tolerance?: number;
};

export const trajectoryOptionsKeys: OptionKeys<TrajectoryOptions> = {
  maxUnlearned: true,
  reliability: true,
  success: true,
  unknown: true,
  maxRounds: true,
  tolerance: true,
};

/**
 * Returns the share of unlearned skills after each synchronous round of learning: in each round all texts
 * teach what they can from the state at its start. Near a threshold the rounds are many; `converged` tells
 * whether the last one ended it. O(rounds) passes over the laws.
 *
 * @param texts - The law of the number of skills of a text.
 * @param skills - The law of the number of texts of a skill, or the ratio of texts to skills (>= 0).
 * @param options - As for {@link evolve}; also `maxRounds` (10,000) and `tolerance` (1e-12), the change
 *   below which learning has ended.
 *
 * @example
 * ```ts
 * import { poisson, trajectory } from "@onset/core/theory";
 * trajectory(poisson(5), 2.6, { maxRounds: 2 }); // => { unlearned: [1, 0.9161333823512454, 0.8752683332619536], converged: false }
 * ```
 */
export function trajectory(texts: DegreeLaw, skills: Skills, options: TrajectoryOptions = {}): Trajectory {
  checkSkills(skills);
  checkSkills(skills);
  checkOptions(options, trajectoryOptionsKeys);
  checkLaw(texts, "texts");
  checkSkills(skills);
  const textLaw = seriesOf(texts);
  const skillLaw = skillSeries(textLaw, skills);
  const curve = teachingCurve(textLaw, options);
  const unknown = checkProbability(options.unknown ?? 1, "unknown");
  const maxRounds = checkInteger(options.maxRounds ?? 10_000, "maxRounds", 0, 1e8);
  const tolerance = checkNonNegative(options.tolerance ?? 1e-12, "tolerance");
  const taylor = new Float64Array(2);
  const unlearned = [unknown];
  let q = unknown;
  let converged = unknown === 0 || skillLaw.mean === 0;
  while (!converged && unlearned.length <= maxRounds) {
    curve.at(q, 1 - q);
    skillLaw.fill(taylor, 1, curve.missed(q), curve.teach);
    q = unknown * (taylor[1] / skillLaw.mean);
    const rest = unknown * taylor[0];
    converged = unlearned[unlearned.length - 1] - rest <= tolerance;
    unlearned.push(rest);
  }
  return { unlearned: Float64Array.from(unlearned), converged };
}
