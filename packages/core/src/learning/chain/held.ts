import { exp, expm1 } from "../../base/index.js";

/**
 * Pr(a text holds exactly j of `count` skills) for j <= D, the texts being Poisson: each of the skills is in a text with
 * probability 1 - e^-hazard. O(D).
 */
export function heldProbabilities(hazard: number, count: number, maxUnlearned: number): Float64Array {
  const odds = expm1(hazard);
  const held = new Float64Array(maxUnlearned + 1);
  held[0] = exp(-hazard * count);
  for (let j = 1; j < held.length; j++) held[j] = held[j - 1] * Math.max(0, (count - j + 1) / j) * odds;
  return held;
}
