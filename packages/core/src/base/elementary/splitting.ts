/**
 * Numbers as unevaluated sums `high + low` of two doubles, about 107 bits (T. J. Dekker, "A Floating-Point Technique
 * for Extending the Available Precision", Numerische Mathematik 18, 1971). Only + - * / and rounding to single
 * precision are used, which IEEE 754 and ECMAScript define to the last bit.
 *
 * `Math.fround(x)` is the leading 24 bits of x, and `x - Math.fround(x)` the other 29 without error: products of such
 * parts are exact. Arguments must be in the range of single precision.
 */

/** The part of a number after its leading 24 bits. */
function rest(x: number): number {
  return x - Math.fround(x);
}

/** Returns `a * b - product`, where `product` is the rounded product: what rounding took from it. */
export function productError(a: number, b: number, product: number): number {
  const [high, low] = [Math.fround(a), rest(a)];
  const [otherHigh, otherLow] = [Math.fround(b), rest(b)];
  return high * otherHigh - product + high * otherLow + low * otherHigh + low * otherLow;
}
