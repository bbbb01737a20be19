/**
 * Poisson, binomial and chi-square probabilities, without overflow and with small relative error in
 * both tails. Point probabilities follow Catherine Loader's saddle-point form ("Fast and Accurate
 * Computation of Binomial Probabilities", 2000); cumulative ones sum the ratio series or the continued
 * fraction of the incomplete gamma function from there, in O(sqrt(mean)) steps at most.
 */
import { exp, expm1, log, log1p } from "./elementary/index.js";
import { logFactorial, stirlingRemainder } from "./gamma.js";
import { checkInteger, checkNonNegative, checkPositive, checkProbability } from "./guards.js";

const logTwoPi = 1.8378770664093456;

/** The deviance x log(x/m) + m - x >= 0, by a series where x is close to m and the terms cancel. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (!(Math.abs(difference) < 0.1 * (x + mean))) {
    const ratio = x / mean;
    return x * (ratio < Infinity ? log(ratio) : log(x) - log(mean)) + mean - x;
  }
  // With v = (x-m)/(x+m): x log(x/m) = 2x (v + v^3/3 + v^5/5 + ...), and m - x = -v (x + m).
  const v = difference / (x + mean);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 100; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** log(mean^x e^-mean / Gamma(x+1)) for real x >= 0. */
function logPoissonTerm(x: number, mean: number): number {
  if (mean === 0) return x === 0 ? 0 : -Infinity;
  if (x === 0) return -mean;
  if (x < 1e-3 * mean && x < 256 && Number.isInteger(x)) return x * log(mean) - mean - logFactorial(x);
  return -stirlingRemainder(x) - deviance(x, mean) - 0.5 * (logTwoPi + log(x));
}

/**
 * Returns log Pr(X = k) of X ~ Poisson(mean), -Infinity where it is impossible; O(1).
 *
 * @param k - Integer >= 0.
 * @param mean - Number >= 0.
 *
 * @example
 * ```ts
 * import { poissonLogPmf } from "@onset/core/base";
 * poissonLogPmf(0, 5); // => -5
 * poissonLogPmf(1e6, 1e6); // => -7.826693895520143
 * ```
 */
export function poissonLogPmf(k: number, mean: number): number {
  return logPoissonTerm(checkInteger(k, "k", 0), checkNonNegative(mean, "mean"));
}

/**
 * Returns Pr(X = k) of X ~ Poisson(mean); O(1). See {@link poissonLogPmf}.
 *
 * @example
 * ```ts
 * import { poissonPmf } from "@onset/core/base";
 * poissonPmf(2, 2); // => 0.2706705664732254
 * ```
 */
export function poissonPmf(k: number, mean: number): number {
  return exp(poissonLogPmf(k, mean));
}

/** log(1 - e^x), without cancellation at either end. */
function logComplement(x: number): number {
  return x > -Math.LN2 ? log(-expm1(x)) : log1p(-exp(x));
}

/** log P(a, x) or log Q(a, x) of the regularised incomplete gamma function, whichever is asked for. */
function logIncompleteGamma(a: number, x: number, upper: boolean): number {
  if (x === 0) return upper ? 0 : -Infinity;
  if (x < a + 1) {
    // P(a,x) = x^a e^-x / Gamma(a+1) * (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...)
    let sum = 1;
    let term = 1;
    for (let n = 1; term > sum * 1e-17; n++) sum += term *= x / (a + n);
    const lower = Math.min(0, logPoissonTerm(a, x) + log(sum));
    return upper ? logComplement(lower) : lower;
  }
  // Q(a,x) = x^a e^-x / Gamma(a) * 1/(x+1-a- 1(1-a)/(x+3-a- ...)), Lentz's method.
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1e9; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  const tail = Math.min(0, logPoissonTerm(a, x) + log(a * fraction));
  return upper ? tail : logComplement(tail);
}

/**
 * Returns log Pr(X <= k) of X ~ Poisson(mean): finite far below where the probability itself is 0 in
 * double precision; O(sqrt(mean)) steps at most.
 *
 * @example
 * ```ts
 * import { poissonLogCdf } from "@onset/core/base";
 * poissonLogCdf(0, 2000); // => -2000
 * poissonLogCdf(3, 1); // => -0.019170746988273763
 * ```
 */
export function poissonLogCdf(k: number, mean: number): number {
  return logIncompleteGamma(checkInteger(k, "k", 0) + 1, checkNonNegative(mean, "mean"), true);
}

/**
 * Returns Pr(X <= k) of X ~ Poisson(mean). See {@link poissonLogCdf}.
 *
 * @example
 * ```ts
 * import { poissonCdf } from "@onset/core/base";
 * poissonCdf(1, 2); // => 0.406005849709838
 * ```
 */
export function poissonCdf(k: number, mean: number): number {
  return exp(poissonLogCdf(k, mean));
}

/**
 * Returns log Pr(X > k) of X ~ Poisson(mean), accurate where that is tiny. See {@link poissonLogCdf}.
 *
 * @example
 * ```ts
 * import { poissonLogTail } from "@onset/core/base";
 * poissonLogTail(2000, 1000); // => -391.0157865878397
 * ```
 */
export function poissonLogTail(k: number, mean: number): number {
  return logIncompleteGamma(checkInteger(k, "k", 0) + 1, checkNonNegative(mean, "mean"), false);
}

/**
 * Returns Pr(X > k) of X ~ Poisson(mean), accurate where that is tiny. See {@link poissonLogCdf}.
 *
 * @example
 * ```ts
 * import { poissonTail } from "@onset/core/base";
 * poissonTail(0, 1e-20); // => 1e-20
 * ```
 */
export function poissonTail(k: number, mean: number): number {
  return exp(poissonLogTail(k, mean));
}

/**
 * Returns log Pr(X = k) of X ~ Binomial(n, p), -Infinity where it is impossible; O(1).
 *
 * @example
 * ```ts
 * import { binomialLogPmf } from "@onset/core/base";
 * Math.exp(binomialLogPmf(2, 4, 0.5)); // => 0.375
 * binomialLogPmf(5, 4, 0.5); // => -Infinity
 * ```
 */
export function binomialLogPmf(k: number, n: number, p: number): number {
  checkInteger(k, "k", 0);
  checkInteger(n, "n", 0);
  checkProbability(p, "p");
  if (k > n) return -Infinity;
  if (p === 0) return k === 0 ? 0 : -Infinity;
  if (p === 1) return k === n ? 0 : -Infinity;
  if (k === 0) return n * log1p(-p);
  if (k === n) return n * log(p);
  const rest = n - k;
  return (
    stirlingRemainder(n) -
    stirlingRemainder(k) -
    stirlingRemainder(rest) -
    deviance(k, n * p) -
    deviance(rest, n * (1 - p)) +
    0.5 * (log(n / (k * rest)) - logTwoPi)
  );
}

/**
 * Returns Pr(X > x) of a chi-square variable: the p-value of a chi-square test; O(sqrt(freedom)).
 *
 * @param x - The statistic, >= 0.
 * @param freedom - Degrees of freedom, > 0.
 *
 * @example
 * ```ts
 * import { chiSquareTail } from "@onset/core/base";
 * chiSquareTail(2, 2); // => 0.36787944117144233
 * ```
 */
export function chiSquareTail(x: number, freedom: number): number {
  checkNonNegative(x, "x");
  return exp(logIncompleteGamma(checkPositive(freedom, "freedom") / 2, x / 2, true));
}
