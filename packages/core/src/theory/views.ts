/** Degree laws seen from a node and from an edge: values, derivatives, probabilities, moments. */
import { checkInteger, checkLaw, checkProbability } from "../base/index.js";
import { lawKindOf } from "./law-kinds.js";
import type { DegreeLaw } from "./laws.js";
import { seriesOf } from "./series/compile.js";

/**
 * Returns the mean degree P'(1). O(number of degrees), once for each law.
 *
 * @throws TypeError or RangeError for what is not a law.
 *
 * @example
 * ```ts
 * import { binomial, meanDegree } from "@onset/core/theory";
 * meanDegree(binomial(10, 0.5)); // => 5
 * ```
 */
export function meanDegree(law: DegreeLaw): number {
  checkLaw(law);
  return seriesOf(law).mean;
}

/**
 * Returns a derivative of the generating function P(x) = sum of P_k x^k of a degree law: of order 0 the
 * node view itself. O(number of degrees * order).
 *
 * @param law - The degree law.
 * @param x - In [0, 1].
 * @param order - Integer in [0, 1000], 0 unless given.
 * @throws TypeError or RangeError for what is not a law, or other numbers.
 *
 * @example
 * ```ts
 * import { nodeView, polynomial } from "@onset/core/theory";
 * const law = polynomial({ 2: 0.5, 4: 0.5 });
 * nodeView(law, 0.5); // => 0.15625
 * nodeView(law, 1, 1); // => 3
 * ```
 */
export function nodeView(law: DegreeLaw, x: number, order = 0): number {
  checkLaw(law);
  checkProbability(x, "x");
  checkInteger(order, "order", 0, 1000);
  const taylor = new Float64Array(order + 1);
  seriesOf(law).fill(taylor, order, x, 1 - x);
  let derivative = taylor[order];
  for (let j = 2; j <= order; j++) derivative *= j;
  return derivative;
}

/**
 * Returns a derivative of the edge view P'(x)/P'(1) of a degree law: the generating function of the number
 * of other edges of the node at the end of an edge. Arguments as for {@link nodeView}.
 *
 * @example
 * ```ts
 * import { edgeView, polynomial } from "@onset/core/theory";
 * edgeView(polynomial({ 2: 0.5, 4: 0.5 }), 0.5); // => 0.25
 * ```
 */
export function edgeView(law: DegreeLaw, x: number, order = 0): number {
  checkLaw(law);
  return nodeView(law, x, checkInteger(order, "order", 0, 1000) + 1) / seriesOf(law).mean;
}

/**
 * Returns the probability of a degree; 0 for degrees that the law does not have.
 *
 * @example
 * ```ts
 * import { degreeProbability, empirical } from "@onset/core/theory";
 * degreeProbability(empirical([0, 1, 0, 3]), 3); // => 0.75
 * ```
 */
export function degreeProbability(law: DegreeLaw, degree: number): number {
  checkLaw(law);
  checkInteger(degree, "degree", 0);
  return lawKindOf(law).probability(law, degree);
}

/**
 * Returns the variance of the degree.
 *
 * @throws TypeError or RangeError for what is not a law.
 *
 * @example
 * ```ts
 * import { degreeVariance, poisson } from "@onset/core/theory";
 * degreeVariance(poisson(3)); // => 3
 * ```
 */
export function degreeVariance(law: DegreeLaw): number {
  checkLaw(law);
  const mean = meanDegree(law);
  return nodeView(law, 1, 2) + mean - mean * mean;
}
