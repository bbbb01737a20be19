/**
 * The logarithm of the gamma function and what follows from it, to almost the last digit.
 *
 * Between 1.5 and 2.5: the Taylor series about 2, whose coefficients are (zeta(k) - 1)/k; from 10 on:
 * Stirling's series; between: recurrence. Logarithms of binomial coefficients avoid differences of large
 * logarithms through the remainder of Stirling's formula (Catherine Loader, "Fast and Accurate Computation
 * of Binomial Probabilities", 2000).
 */
import { log, log1p } from "./elementary/index.js";
import { checkInteger, checkNonNegative } from "./guards.js";

/** 1 - Euler's constant. */
const oneMinusGamma = 0.42278433509846713;

/** (-1)^k (zeta(k) - 1)/k for k = 2, 3, ..., 27: log-gamma about 2, good to 1e-17 for |z| <= 1/2. */
const aboutTwo: readonly number[] = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 5.096695247430425e-4, -2.2315475845357939e-4, 9.945751278180853e-5,
  -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6,
  -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7,
  -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8,
  -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10,
];

const halfLogTwoPi = 0.9189385332046728;

function logGammaAboutTwo(z: number): number {
  let sum = 0;
  for (let i = aboutTwo.length - 1; i >= 0; i--) sum = aboutTwo[i] + z * sum;
  return z * (oneMinusGamma + z * sum);
}

/** log Gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2) for x >= 10: Stirling's series to x^-15. */
function stirlingSeries(x: number): number {
  const y = 1 / (x * x);
  return (
    (1 / 12 -
      y *
        (1 / 360 -
          y *
            (1 / 1260 -
              y * (1 / 1680 - y * (1 / 1188 - y * (691 / 360360 - y * (1 / 156 - y * (3617 / 122400)))))))) /
    x
  );
}

/**
 * Returns log Gamma(x) for x >= 0 (Infinity at 0), to a few units in the last place; O(1).
 *
 * @throws TypeError or RangeError when x is not a number >= 0.
 *
 * @example
 * ```ts
 * import { logGamma } from "@onset/core/base";
 * logGamma(0.5); // => 0.5723649429247001
 * logGamma(171); // => 706.5730622457874
 * ```
 */
export function logGamma(x: number): number {
  if (!(x >= 0)) checkNonNegative(x, "x");
  if (x >= 10) return x === Infinity ? x : (x - 0.5) * log(x) - x + halfLogTwoPi + stirlingSeries(x);
  if (x < 0.5) return logGammaAboutTwo(x) - log(x) - log1p(x);
  if (x < 1.5) return logGammaAboutTwo(x - 1) - log1p(x - 1);
  let product = 1;
  let shifted = x;
  while (shifted > 2.5) product *= shifted -= 1;
  return logGammaAboutTwo(shifted - 2) + log(product);
}

const smallBound = 256;
const logFactorials: Float64Array = /* @__PURE__ */ (() => {
  const table = new Float64Array(smallBound);
  for (let k = 2; k < smallBound; k++) table[k] = logGamma(k + 1);
  return table;
})();

/**
 * Returns log k! for an integer k >= 0; O(1), below 256 from a table.
 *
 * @throws TypeError or RangeError when k is not an integer >= 0.
 *
 * @example
 * ```ts
 * import { logFactorial } from "@onset/core/base";
 * logFactorial(5); // => 4.787491742782046
 * ```
 */
export function logFactorial(k: number): number {
  const small = logFactorials[k];
  if (small !== undefined) return small;
  return logGamma(checkInteger(k, "k", 0) + 1);
}

/**
 * The remainder of Stirling's formula, log Gamma(x + 1) - (x + 1/2) log x + x - log(2 pi)/2, for x > 0:
 * small (1/12x), and from x = 10 on computed without the cancellation that this expression has; O(1).
 *
 * @example
 * ```ts
 * import { stirlingRemainder } from "@onset/core/base";
 * stirlingRemainder(100); // => 0.0008333305556349
 * ```
 */
export function stirlingRemainder(x: number): number {
  if (x >= 10) return stirlingSeries(x);
  return logGamma(x + 1) - (x + 0.5) * log(x) + x - halfLogTwoPi;
}

/**
 * Returns log C(n, k), the logarithm of the number of subsets of size k of n things, without the loss
 * of digits of a difference of log-factorials (all of them are lost from n = 10^12 on); O(1).
 * -Infinity when k > n.
 *
 * @example
 * ```ts
 * import { logBinomial } from "@onset/core/base";
 * Math.exp(logBinomial(5, 2)); // => 10
 * logBinomial(1e12, 1) - Math.log(1e12) < 1e-14; // => true
 * logBinomial(3, 4); // => -Infinity
 * ```
 */
export function logBinomial(n: number, k: number): number {
  checkInteger(n, "n", 0);
  checkInteger(k, "k", 0);
  if (k > n) return -Infinity;
  const few = Math.min(k, n - k);
  if (few === 0) return 0;
  const many = n - few;
  return (
    few * log(n / few) -
    many * log1p(-few / n) +
    0.5 * log(n / (few * many)) -
    halfLogTwoPi +
    stirlingRemainder(n) -
    stirlingRemainder(few) -
    stirlingRemainder(many)
  );
}
