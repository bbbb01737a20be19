/** All states in which learning can rest, and whether a small disturbance leaves them. */
import { brentRoot, checkLaw, checkOptions, checkProbability, log } from "../base/index.js";
import { descend, stationaryPoints } from "./critical.js";
import {
  checkSkills,
  type EvolutionOptions,
  evolutionOptionsKeys,
  type Skills,
  skillSeries,
} from "./ensemble.js";
import { EpsilonFamily } from "./families.js";
import type { DegreeLaw } from "./laws.js";
import { type TeachingCurve, teachingCurve } from "./learner.js";
import { seriesOf } from "./series/compile.js";
import type { Series } from "./series/series.js";

/** A fixed point of density evolution. */
export type Equilibrium = {
  /** q: the probability that the skill end of an edge is unlearned, seen without that edge. */
  readonly edgeUnlearned: number;
  /** The share of all skills that is unlearned. */
  readonly unlearned: number;
  /** F'(q) of the iteration q <- F(q). */
  readonly slope: number;
  /** Whether the iteration returns after a small disturbance: slope < 1. */
  readonly stable: boolean;
};

/**
 * Returns all fixed points of density evolution, from the largest - where learning from nothing ends - to
 * the smallest. Stable ones alternate with unstable ones; at a threshold two of them merge, and within about
 * 10^-15 of it either both or none are returned. One below the smallest double is returned as 0.
 *
 * Between the stationary points of lambda(1 - u(q))/q, which are found as in {@link epsilonThreshold},
 * this function is monotone: each piece has at most one solution of 1/eps, found by bracketing. 10 to 40 us.
 *
 * @param texts - The law of the number of skills of a text.
 * @param skills - The law of the number of texts of a skill, or the ratio of texts to skills.
 * @param options - The learner and the `unknown` share.
 * @throws TypeError or RangeError as `evolve` does.
 *
 * @example
 * ```ts
 * import { fixedPoints, poisson } from "@onset/core/theory";
 * fixedPoints(poisson(5), 2.4).map((point) => point.stable); // => [true, false, true]
 * fixedPoints(poisson(5), 2.5).length; // => 1
 * fixedPoints(poisson(5), 200).map((point) => point.unlearned); // => [0]
 * ```
 */
export function fixedPoints(texts: DegreeLaw, skills: Skills, options: EvolutionOptions = {}): Equilibrium[] {
  checkLaw(texts, "texts");
  checkSkills(skills);
  checkOptions(options, evolutionOptionsKeys);
  const textLaw = seriesOf(texts);
  const skillLaw = skillSeries(textLaw, skills);
  const curve = teachingCurve(textLaw, options);
  const unknown = checkProbability(options.unknown ?? 1, "unknown");
  if (unknown === 0 || skillLaw.mean === 0) return [equilibrium(unknown, 0, unknown)];
  return equilibria(curve, skillLaw, unknown);
}

/** All fixed points for a curve and a skill law that are already at hand. */
export function equilibria(curve: TeachingCurve, skillLaw: Series, unknown: number): Equilibrium[] {
  const family = new EpsilonFamily(curve, skillLaw);
  const level = -log(unknown);
  const excess = (s: number) => family.logEffort(s) - level;
  const points = stationaryPoints(family);
  if (points[0] !== Infinity) points.unshift(Infinity);
  const positions: number[] = [];
  // With eps = 1 and no text that can start, q = 1 itself is one; the next is at some distance from it.
  const stuck = excess(Infinity) === 0;
  if (stuck) positions.push(Infinity);
  for (let i = 0; i < points.length; i++) {
    const high = points[i] === Infinity ? (stuck ? 30 : 750) : points[i];
    const low = points[i + 1];
    const atHigh = excess(high);
    if (low === undefined) {
      // The effort of the last piece rises without end, or falls, as q goes to 0.
      positions.push(atHigh < 0 ? descend(excess, high, atHigh) : descend((s) => -excess(s), high, -atHigh));
      continue;
    }
    const atLow = excess(low);
    if (atLow > 0 !== atHigh > 0) {
      positions.push(brentRoot(excess, low, high, { ends: [atLow, atHigh] }).value);
    }
  }
  const taylor = new Float64Array(3);
  const found = positions
    .filter((s) => s > -Infinity)
    .map((s) => equilibrium(family.at(s).q, family.rise(s) + 1, unknown * family.unlearnedShare(s)));
  curve.at(0, 1);
  skillLaw.fill(taylor, 2, curve.missed(0), curve.teach);
  if (curve.missed(0) === 0 && skillLaw.minDegree > 1) {
    found.push(
      equilibrium(0, unknown * ((2 * taylor[2]) / skillLaw.mean) * curve.slope, unknown * taylor[0]),
    );
  } else if (positions.includes(-Infinity) && taylor[1] === 0) {
    // F(0) = eps lambda(1 - u(0)) and with it the lowest point are below the smallest double.
    found.push(equilibrium(0, 0, 0));
  }
  return found;
}

function equilibrium(edgeUnlearned: number, slope: number, unlearned: number): Equilibrium {
  return { edgeUnlearned, unlearned, slope, stable: slope < 1 };
}
