/**
 * The largest fixed point of density evolution, q = eps lambda(1 - u(q)), without its slowness.
 *
 * The plain iteration from q = eps never passes the largest fixed point, but near a tangent point it needs
 * 10^5 steps and more. Both factors of the slope of F(q) = eps lambda(1 - u(q)),
 *
 *     F'(q) = eps lambda'(1 - u(q)) q^(D-1) K(q),    K(q) = theta rho^(D)(1-q)/(D-1)!,
 *
 * have known monotony (lambda'(1-u) and q^(D-1) increase, K decreases), so that on [a, b]
 * F' >= m = eps lambda'(1 - u(a)) a^(D-1) K(b): no fixed point lies in (b - (b - F(b))/(1 - m), b], and
 * none at all in [a, b] when m >= 1. Steps of that length are as safe as the plain ones, and their
 * number grows with the logarithm of the gap only: 40 to 100 at a relative distance of 10^-9 from R*.
 */
import { log, power } from "../base/index.js";
import type { TeachingCurve } from "./learner.js";
import type { Series } from "./series/series.js";

/** A fixed point of density evolution. */
export type FixedPoint = {
  /** q: the probability that the skill end of an edge is unlearned, seen without that edge. */
  readonly edgeUnlearned: number;
  /** u(q), the probability that a text teaches a given unlearned skill of its own. */
  readonly teach: number;
  /** 1 - u(q), accurate where it is small. */
  readonly missed: number;
  readonly converged: boolean;
  readonly iterations: number;
};

const maxSteps = 100_000;
/** Without bounds of the slope the steps are plain ones; more than this many are left to a bracketing method. */
const maxPlainSteps = 2_000;

/** Finds the largest fixed point at or below `start`, at which F(start) <= start must hold. */
export function largestFixedPoint(
  texts: TeachingCurve,
  skills: Series,
  unknown: number,
  start: number,
): FixedPoint {
  const taylor = new Float64Array(3);
  const lift = texts.maxUnlearned - 1;
  let b = start;
  let width = start / 8;
  let iterations = 1;
  for (let plain = 0; iterations <= maxSteps && plain < maxPlainSteps; iterations++) {
    texts.at(b, 1 - b);
    const { teach, slopeFactor } = texts;
    const missed = texts.missed(b);
    skills.fill(taylor, 2, missed, teach);
    const value = unknown * (taylor[1] / skills.mean);
    const gap = b - value;
    // The rounding of F: its exponent is -ln F, which rounds relative to its own size.
    const rounding = value > 0 ? 2 * Number.EPSILON * b * (2 - log(value / unknown)) : 0;
    if (!(gap > rounding)) return { edgeUnlearned: b, teach, missed, converged: true, iterations };
    let next = value;
    if (slopeFactor === 0) plain += 1;
    const a = b - Math.min(width, b);
    if (slopeFactor > 0 && a > value * 1e-3) {
      texts.at(a, 1 - a);
      skills.fill(taylor, 2, texts.missed(a), texts.teach);
      const least = unknown * ((2 * taylor[2]) / skills.mean) * power(a, lift) * slopeFactor;
      const safe = least < 1 ? b - gap / (1 - least) : a;
      if (safe <= a) width *= 4;
      else width = 2 * (b - safe);
      next = Math.min(next, Math.max(a, safe));
    } else {
      width /= 4;
    }
    b = Math.max(0, next);
  }
  texts.at(b, 1 - b);
  return {
    edgeUnlearned: b,
    teach: texts.teach,
    missed: texts.missed(b),
    converged: false,
    iterations,
  };
}
