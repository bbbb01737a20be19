import {
  checkInteger,
  checkNonNegative,
  checkStream,
  type RandomStream,
  rejected,
} from "../../base/index.js";
import { sampleBinomial } from "./binomial.js";

/**
 * Draws how many of `trials` independent trials end in each class, when a trial ends in class i with probability
 * proportional to `weights[i]`. Returns one count a class; they add up to `trials`. By conditional binomials, O(1) a
 * class.
 *
 * @throws TypeError or RangeError when `trials` is no integer >= 0, a weight is no number >= 0, or all weights are 0.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { sampleMultinomial } from "@onset/core/graph";
 * [...sampleMultinomial(7, [0, 3, 0], stream(1))]; // => [0, 7, 0]
 * sampleMultinomial(7, [0, 0], stream(1)); // throws RangeError: "weights" expected at least one weight > 0, got an array of 2
 * ```
 */
export function sampleMultinomial(
  trials: number,
  weights: ArrayLike<number>,
  rng: RandomStream,
): Float64Array<ArrayBuffer> {
  checkStream(rng);
  checkInteger(trials, "trials", 0);
  // Sums of what is still to come, from the back, so that the last class with weight takes all that is left.
  const rest = new Float64Array(weights.length + 1);
  for (let i = weights.length - 1; i >= 0; i--) {
    rest[i] = rest[i + 1] + checkNonNegative(weights[i], `weights[${i}]`);
  }
  if (!(rest[0] > 0 && rest[0] < Infinity)) throw rejected(weights, "weights", "at least one weight > 0");
  const counts = new Float64Array(weights.length);
  let left = trials;
  for (let i = 0; i < weights.length && left > 0; i++) {
    if (weights[i] === 0) continue;
    counts[i] = rest[i + 1] === 0 ? left : sampleBinomial(left, weights[i] / rest[i], rng);
    left -= counts[i];
  }
  return counts;
}
