/**
 * Tasks that need several skills at once (Arora and Goyal, "A Theory for Emergence of Complex Skills in Language Models",
 * arXiv 2307.15936): k skills that are drawn as a text draws its own are all learned with probability (1 - q)^k, where q is the
 * unlearned share seen from an edge - for skills of equal popularity the unlearned share itself.
 *
 * Far above the threshold -ln(1 - q) falls as e^(-cR), so that the largest k that succeeds half of the time, ln 2/-ln(1 - q), grows
 * exponentially in the ratio; with Zipf popularity s^-a, a > 1, it grows as a power, R^(1 - 1/a).
 */
import { checkInteger, checkOpenProbability, checkProbability, exp, log, log1p } from "../base/index.js";

/**
 * Returns the probability that k skills, drawn as a text draws its own, are all learned: (1 - q)^k.
 *
 * @param edgeUnlearned - q of `evolve`, from 0 to 1.
 * @param count - k, an integer >= 1.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { combinationSuccess, evolve, poisson } from "@onset/core/theory";
 * combinationSuccess(0.1, 2); // => 0.8099999999999999
 * combinationSuccess(evolve(poisson(3), 1.2).edgeUnlearned, 4) > 0.8; // => true
 * ```
 */
export function combinationSuccess(edgeUnlearned: number, count: number): number {
  checkProbability(edgeUnlearned, "edgeUnlearned");
  return exp(checkInteger(count, "count", 1) * log1p(-edgeUnlearned));
}

/**
 * Returns how many skills can be asked for at once so that all are learned with a given probability: ln(1/p)/-ln(1 - q), not
 * rounded. Infinity when everything is learned.
 *
 * @param edgeUnlearned - q of `evolve`, from 0 to 1.
 * @param probability - p, between 0 and 1; 1/2 unless given.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { largestCombination } from "@onset/core/theory";
 * largestCombination(0.01); // => 68.96756393652849
 * largestCombination(0); // => Infinity
 * ```
 */
export function largestCombination(edgeUnlearned: number, probability = 0.5): number {
  checkProbability(edgeUnlearned, "edgeUnlearned");
  checkOpenProbability(probability, "probability");
  return edgeUnlearned === 0 ? Infinity : log(probability) / log1p(-edgeUnlearned);
}
