/**
 * The exponential function by a table (P. T. P. Tang, "Table-Driven Implementation of the Exponential Function in IEEE
 * Floating-Point Arithmetic", ACM TOMS 15, 1989):
 *
 *     exp(x) = 2^m 2^(j/128) exp(r),   x = (128 m + j) log(2)/128 + r,   |r| <= log(2)/256.
 *
 * exp(r) is its Taylor series: at |r| = 0.0027 what follows r^6 is below 2^-63 of r. The table is made by repeated
 * square roots with 107 bits.
 */
import { powerOfTwo } from "./powers-of-two.js";
import { productError } from "./splitting.js";

const stepBits = 7;
const steps: number = 1 << stepBits;
/** 128/log(2), and log(2)/128 in two parts: the first has 34 bits, so that its multiples are exact. */
const stepsPerUnit = 184.6649652337873;
const step = 0.005415212347998022;
const stepRest = 1.2655086083325438e-13;
/** Adding and taking away 1.5 * 2^52 rounds to an integer, halves to even. */
const rounder = 6755399441055744;

/** 2^(j/128), and what the double lacks, relative to it. */
const [roots, rootRests]: readonly [Float64Array, Float64Array] = /* @__PURE__ */ (() => {
  const high = new Float64Array(steps);
  const low = new Float64Array(steps);
  high[0] = 1;
  let [root, rootLow] = [2, 0];
  for (let gap = steps / 2; gap >= 1; gap /= 2) {
    // The square root of root + rootLow, by one correction of Newton's.
    const first = Math.sqrt(root);
    const square = first * first;
    rootLow = (root - square - productError(first, first, square) + rootLow) / (2 * first);
    root = first;
    for (let j = 0; j < steps; j += 2 * gap) {
      const product = high[j] * root;
      const error = productError(high[j], root, product) + high[j] * rootLow + low[j] * root;
      high[j + gap] = product + error;
      low[j + gap] = product - high[j + gap] + error;
    }
  }
  return [high, low.map((value, j) => value / high[j])];
})();

/** exp(r) - 1 - r for |r| <= log(2)/256. */
function afterLinear(r: number): number {
  const square = r * r;
  return square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120) + square * (1 / 720)));
}

/** exp(x + low) for a `low` far below x, correct to 0.52 units in the last place where the result is not subnormal. */
export function exponentialOfSum(x: number, low: number): number {
  if (!(x > -708 && x < 709)) {
    if (x >= 710) return Infinity;
    if (x <= -746) return 0;
    if (Number.isNaN(x)) return x;
  }
  const multiple = x * stepsPerUnit + rounder - rounder;
  const r = x - multiple * step - multiple * stepRest + low;
  const index = multiple & (steps - 1);
  const exponent = multiple >> stepBits;
  const root = roots[index];
  const scaled = root + root * (rootRests[index] + afterLinear(r) + r);
  if (exponent > -1022 && exponent < 1023) return scaled * powerOfTwo(exponent);
  // Two factors: 2^1024 is no double although the result may be one, and below 2^-1022 only the last factor rounds.
  const half = exponent >> 1;
  return scaled * powerOfTwo(half) * powerOfTwo(exponent - half);
}

/**
 * Returns e^x to 0.52 units in the last place (1.02 where the result is below 2^-1022): 0 from -745.2 down, Infinity
 * from 709.8 on; NaN of NaN. The same bits on every platform; O(1).
 *
 * @example
 * ```ts
 * import { exp } from "@onset/core/base";
 * exp(1); // => 2.718281828459045
 * exp(-Infinity); // => 0
 * ```
 */
export function exp(x: number): number {
  return exponentialOfSum(x, 0);
}

/** What the last result of {@link exponentialMinusOne} lacks. */
const minusOneRest = new Float64Array(1);

/** exp(x) - 1 for 2^-54 < |x| < 45 as a sum of two doubles; the second is left in `minusOneRest`. */
function exponentialMinusOne(x: number): number {
  const multiple = x * stepsPerUnit + rounder - rounder;
  const start = x - multiple * step;
  const r = start - multiple * stepRest;
  const rRest = start - r - multiple * stepRest;
  const index = multiple & (steps - 1);
  const scale = roots[index] * powerOfTwo(multiple >> stepBits);
  // exp(x) - 1 = (scale - 1) + r + (scale - 1) r + scale (...): only the first sum can cancel, and it is kept whole.
  const less = scale - 1;
  const lessRest = scale < 1 ? scale - (less + 1) : scale - less - 1;
  const sum = less + r;
  const sumRest = less === 0 ? 0 : less - sum + r;
  const small =
    sumRest + (lessRest + less * r + scale * (rRest + afterLinear(r) + rootRests[index] * (1 + r)));
  const result = sum + small;
  minusOneRest[0] = sum - result + small;
  return result;
}

/**
 * Returns e^x - 1 to 0.52 units in the last place, also near 0, where the difference would lose its digits; NaN of
 * NaN. The same bits on every platform; O(1).
 *
 * @example
 * ```ts
 * import { expm1 } from "@onset/core/base";
 * expm1(1e-10); // => 1.00000000005e-10
 * expm1(-Infinity); // => -1
 * ```
 */
export function expm1(x: number): number {
  if (!(x > -45 && x < 45)) return x <= -45 ? -1 : exp(x);
  if (x > -1e-17 && x < 1e-17) return x;
  return exponentialMinusOne(x);
}

/**
 * Returns the hyperbolic tangent of x to 0.52 units in the last place; NaN of NaN. The same bits on every platform;
 * O(1).
 *
 * @example
 * ```ts
 * import { tanh } from "@onset/core/base";
 * tanh(0.5); // => 0.46211715726000973
 * tanh(Infinity); // => 1
 * ```
 */
export function tanh(x: number): number {
  if (!(x > -22 && x < 22)) return x >= 22 ? 1 : x <= -22 ? -1 : x;
  if (x > -1e-9 && x < 1e-9) return x;
  // tanh |x| = E/(E + 2) with E = exp(2 |x|) - 1, divided with 107 bits.
  const top = exponentialMinusOne(2 * Math.abs(x));
  const topRest = minusOneRest[0];
  const bottom = top + 2;
  const bottomRest = (top < 2 ? 2 - bottom + top : top - bottom + 2) + topRest;
  const quotient = top / bottom;
  const product = quotient * bottom;
  const remainder = top - product - productError(quotient, bottom, product);
  const result = quotient + (remainder + topRest - quotient * bottomRest) / bottom;
  return x < 0 ? -result : result;
}
