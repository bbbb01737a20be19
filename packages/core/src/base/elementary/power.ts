/**
 * Powers: x^y = exp(y log x) with log x and the product as sums of two doubles. The exponent is at most 745, so that
 * the 66 correct bits of the logarithm leave more than the 53 bits of the result.
 */
import { exponentialOfSum } from "./exponential.js";
import { logarithmAsSum, logarithmRest } from "./logarithm.js";
import { productError } from "./splitting.js";

/** x^(y + yRest) for a positive finite x. */
function powerOfPositive(x: number, y: number, yRest: number): number {
  const log = logarithmAsSum(x);
  const product = log * y;
  if (product > 746) return Infinity;
  if (product < -746) return 0;
  // Also keeps tiny y from the range of single precision: 1 + product is 1.
  if (product > -1e-17 && product < 1e-17) return 1;
  return exponentialOfSum(product, productError(log, y, product) + (log * yRest + logarithmRest[0] * y));
}

/**
 * Returns x^y to 0.52 units in the last place (1.02 where the result is below 2^-1022), so that it is exact where the
 * result is a double. The special cases are those of `Math.pow`: 1 for y = 0, NaN for a negative x without an
 * integer y, NaN for |x| = 1 with an infinite y. The same bits on every platform; O(1).
 *
 * For a square write `x * x`, which is rounded once and faster.
 *
 * @example
 * ```ts
 * import { power } from "@onset/core/base";
 * power(10, -5); // => 0.00001
 * power(-2, 3); // => -8
 * power(-2, 0.5); // => NaN
 * ```
 */
export function power(x: number, y: number): number {
  if (x > 0 && x < Infinity && y > -Infinity && y < Infinity) return powerOfPositive(x, y, 0);
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const size = Math.abs(x);
  if (!Number.isFinite(y)) return size === 1 ? NaN : size > 1 === y > 0 ? Infinity : 0;
  const negative = x < 0 || Object.is(x, -0);
  if (negative && size > 0 && size < Infinity && !Number.isInteger(y)) return NaN;
  const value =
    size === 0 || size === Infinity ? ((size === 0) === y > 0 ? 0 : Infinity) : powerOfPositive(size, y, 0);
  return negative && y % 2 !== 0 && Number.isInteger(y) ? -value : value;
}

/**
 * Returns the cube root of x to 0.52 units in the last place; NaN of NaN. The same bits on every platform; O(1).
 *
 * @example
 * ```ts
 * import { cubeRoot } from "@onset/core/base";
 * cubeRoot(-27); // => -3
 * ```
 */
export function cubeRoot(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0 && size < Infinity)) return x;
  // The double next to 1/3 lacks 2^-54/3.
  const root = powerOfPositive(size, 1 / 3, 1.8503717077085944e-17);
  return x < 0 ? -root : root;
}
