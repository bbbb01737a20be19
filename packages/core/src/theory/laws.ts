/**
 * Degree laws: how many skills a text needs, or how many texts a skill occurs in. A law is a frozen plain
 * object - it survives JSON, workers and comparison - and everything else is a function of it.
 */
import {
  checkInteger,
  checkNonNegative,
  checkNumber,
  checkPositive,
  checkProbability,
  rejected,
} from "../base/index.js";

/** Poisson: texts that choose each skill independently, or skills chosen uniformly. */
export type PoissonLaw = { readonly kind: "poisson"; readonly mean: number };
/** Every degree the same. */
export type RegularLaw = { readonly kind: "regular"; readonly degree: number };
/** The number of successes in `trials` trials. */
export type BinomialLaw = {
  readonly kind: "binomial";
  readonly trials: number;
  readonly probability: number;
};
/** Degree k = 1, ..., cutoff with probability proportional to k^-exponent. */
export type ZipfLaw = { readonly kind: "zipf"; readonly exponent: number; readonly cutoff: number };
/** Finitely many degrees with given probabilities. */
export type PolynomialLaw = {
  readonly kind: "polynomial";
  readonly degrees: readonly number[];
  readonly probabilities: readonly number[];
};
/** The degrees of a real corpus: `counts[i]` nodes have degree `degrees[i]`. */
export type EmpiricalLaw = {
  readonly kind: "empirical";
  readonly degrees: readonly number[];
  readonly counts: readonly number[];
};
/** Poisson with a mean that varies from node to node: skills of unequal popularity. */
export type MixedPoissonLaw = {
  readonly kind: "mixedPoisson";
  readonly means: readonly number[];
  readonly weights: readonly number[];
};

/** A law of the degree of a text or of a skill; made by the function of the same name. */
export type DegreeLaw =
  | PoissonLaw
  | RegularLaw
  | BinomialLaw
  | ZipfLaw
  | PolynomialLaw
  | EmpiricalLaw
  | MixedPoissonLaw;

/** Probabilities may miss 1 by the rounding of a published table, not by more. */
const sumTolerance = 1e-9;

/**
 * Returns the Poisson law of a mean.
 *
 * @param mean - Number > 0.
 * @throws TypeError or RangeError for another mean.
 *
 * @example
 * ```ts
 * import { meanDegree, poisson } from "@onset/core/theory";
 * meanDegree(poisson(5)); // => 5
 * poisson(0); // throws RangeError: "mean" expected a number > 0, got 0
 * ```
 */
export function poisson(mean: number): PoissonLaw {
  return Object.freeze({ kind: "poisson", mean: checkPositive(mean, "mean") });
}

/**
 * Returns the law of one fixed degree.
 *
 * @param degree - Integer >= 1.
 * @throws TypeError or RangeError for another degree.
 *
 * @example
 * ```ts
 * import { meanDegree, regular } from "@onset/core/theory";
 * meanDegree(regular(3)); // => 3
 * regular(0); // throws RangeError: "degree" expected an integer >= 1, got 0
 * ```
 */
export function regular(degree: number): RegularLaw {
  return Object.freeze({ kind: "regular", degree: checkInteger(degree, "degree", 1) });
}

/**
 * Returns the binomial law: texts that contain each of `trials` skills with the same `probability`.
 *
 * @param trials - Integer >= 1.
 * @param probability - In (0, 1].
 * @throws TypeError or RangeError for other parameters.
 *
 * @example
 * ```ts
 * import { binomial, nodeView } from "@onset/core/theory";
 * nodeView(binomial(2, 0.5), 0); // => 0.25
 * ```
 */
export function binomial(trials: number, probability: number): BinomialLaw {
  checkInteger(trials, "trials", 1);
  checkProbability(checkPositive(probability, "probability"), "probability");
  return Object.freeze({ kind: "binomial", trials, probability });
}

/**
 * Returns the Zipf law with a cut-off: degree k in 1, ..., `cutoff` has probability proportional to
 * k^-`exponent`.
 *
 * @param exponent - Any finite number; 0 is the uniform law.
 * @param cutoff - Integer in [1, 1e7].
 * @throws TypeError or RangeError for other parameters.
 *
 * @example
 * ```ts
 * import { meanDegree, zipf } from "@onset/core/theory";
 * meanDegree(zipf(1, 2)); // => 1.3333333333333333
 * ```
 */
export function zipf(exponent: number, cutoff: number): ZipfLaw {
  // Adding 0 turns -0 into 0: one law, one notation.
  const power = checkNumber(exponent, "exponent") + 0;
  return Object.freeze({ kind: "zipf", exponent: power, cutoff: checkInteger(cutoff, "cutoff", 1, 1e7) });
}

/**
 * Returns the law with given probabilities, written as a polynomial in the field: 0.5 x^2 + 0.5 x^4.
 *
 * @param probabilities - The probability of each degree; degrees are integers >= 0, probabilities sum
 *   to 1 (within 1e-9, the rounding of printed tables), and some degree above 0 has a positive one.
 * @throws RangeError when they do not.
 *
 * @example
 * ```ts
 * import { polynomial } from "@onset/core/theory";
 * polynomial({ 2: 0.5, 4: 0.5 }).degrees; // => [2, 4]
 * polynomial({ 2: 0.5 }); // throws RangeError: "probabilities" expected a sum of 1, got 0.5
 * ```
 */
export function polynomial(probabilities: Readonly<Record<number, number>>): PolynomialLaw {
  if (typeof probabilities !== "object" || probabilities === null) {
    throw rejected(probabilities, "probabilities", "an object of degree: probability", true);
  }
  const degrees: number[] = [];
  const shares: number[] = [];
  for (const [key, share] of Object.entries(probabilities)) {
    const degree = checkInteger(Number(key), "degree", 0);
    if (checkProbability(share, `probability of degree ${degree}`) > 0) {
      degrees.push(degree);
      shares.push(share);
    }
  }
  const order = degrees.map((_, i) => i).sort((i, j) => degrees[i] - degrees[j]);
  const law: PolynomialLaw = {
    kind: "polynomial",
    degrees: Object.freeze(order.map((i) => degrees[i])),
    probabilities: Object.freeze(order.map((i) => shares[i])),
  };
  checkShares(law.probabilities, "probabilities");
  checkSomeEdge(law.degrees, "probabilities");
  return Object.freeze(law);
}

/** Throws unless the shares sum to 1. */
export function checkShares(shares: readonly number[], title: string): void {
  let sum = 0;
  for (const share of shares) sum += checkNonNegative(share, title);
  if (!(Math.abs(sum - 1) <= sumTolerance)) throw rejected(sum, title, "a sum of 1");
}

/** Throws unless some degree is above 0. */
export function checkSomeEdge(degrees: readonly number[], title: string): void {
  if (!degrees.some((degree) => degree > 0)) throw rejected(0, title, "a mean degree > 0");
}

/**
 * Returns the law of counted degrees.
 *
 * @param counts - `counts[k]` is the number of nodes of degree k: integers >= 0, with some node of a
 *   degree above 0.
 * @throws TypeError or RangeError for other counts.
 *
 * @example
 * ```ts
 * import { empirical, meanDegree } from "@onset/core/theory";
 * empirical([0, 1, 0, 3]).degrees; // => [1, 3]
 * meanDegree(empirical([0, 1, 0, 3])); // => 2.5
 * empirical([4]); // throws RangeError: "counts" expected a mean degree > 0, got 0
 * ```
 */
export function empirical(counts: ArrayLike<number>): EmpiricalLaw {
  const degrees: number[] = [];
  const present: number[] = [];
  for (let degree = 0; degree < counts.length; degree++) {
    // Most degrees of a corpus have no node: to name what is checked would take longer than all else here.
    if (counts[degree] === 0) continue;
    degrees.push(degree);
    present.push(checkInteger(counts[degree], `counts[${degree}]`, 0));
  }
  checkSomeEdge(degrees, "counts");
  return Object.freeze({
    kind: "empirical",
    degrees: Object.freeze(degrees),
    counts: Object.freeze(present),
  });
}

/**
 * Returns the law of a node whose degree is Poisson with a mean that is `means[i]` with probability
 * `weights[i]`: skills whose popularity varies.
 *
 * @param means - Numbers >= 0, not all 0.
 * @param weights - Numbers >= 0 that sum to 1; equal ones when left out.
 * @throws TypeError or RangeError for other numbers, or lists of different length.
 *
 * @example
 * ```ts
 * import { meanDegree, mixedPoisson } from "@onset/core/theory";
 * meanDegree(mixedPoisson([1, 4], [0.5, 0.5])); // => 2.5
 * ```
 */
export function mixedPoisson(means: ArrayLike<number>, weights?: ArrayLike<number>): MixedPoissonLaw {
  const values = Array.from(means, (mean) => checkNonNegative(mean, "means"));
  const shares = weights === undefined ? values.map(() => 1 / values.length) : Array.from(weights);
  if (shares.length !== values.length) throw rejected(shares.length, "weights", `${values.length} numbers`);
  checkShares(shares, "weights");
  if (!values.some((mean, i) => mean > 0 && shares[i] > 0)) throw rejected(0, "means", "a mean > 0");
  return Object.freeze({
    kind: "mixedPoisson",
    means: Object.freeze(values),
    weights: Object.freeze(shares),
  });
}
