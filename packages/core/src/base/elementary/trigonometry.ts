/**
 * Sine and cosine: multiples of pi/2 are taken away in four parts (W. J. Cody and W. Waite, "Software Manual for the
 * Elementary Functions", 1980), what is left, at most pi/4, goes into the Taylor series. The last terms used,
 * r^17/17! and r^18/18!, are followed by less than 2^-60 of the result.
 */
import { rejected } from "../guards.js";

/** pi/2 in four parts; products of the first three with integers up to 2^20 are exact. */
const halfPiParts: readonly [number, number, number, number] = [
  1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32,
];
const multiplesPerUnit = 0.6366197723675814;
const maxInput = 1647099;

/** sin(r + rest) for |r| <= pi/4. */
function sineKernel(r: number, rest: number): number {
  const s = r * r;
  const series =
    1 / 120 -
    s *
      (1 / 5040 -
        s *
          (1 / 362880 -
            s * (1 / 39916800 - s * (1 / 6227020800 - s * (1 / 1307674368000 - s * (1 / 355687428096000))))));
  return r + (rest - s * (r * (1 / 6 - s * series) + 0.5 * rest));
}

/** cos(r + rest) for |r| <= pi/4. */
function cosineKernel(r: number, rest: number): number {
  const s = r * r;
  const series =
    1 / 24 -
    s *
      (1 / 720 -
        s *
          (1 / 40320 -
            s *
              (1 / 3628800 -
                s *
                  (1 / 479001600 -
                    s * (1 / 87178291200 - s * (1 / 20922789888000 - s * (1 / 6402373705728000)))))));
  const half = 0.5 * s;
  const front = 1 - half;
  return front + (1 - front - half + (s * s * series - r * rest));
}

/** The sine (`quarter` 0) or cosine (1) of x. */
function circular(x: number, title: string, quarter: number): number {
  if (!(Math.abs(x) <= maxInput))
    throw rejected(x, title, `a number from -${maxInput} to ${maxInput}`, typeof x !== "number");
  const multiple = Math.round(x * multiplesPerUnit);
  let sum = x - multiple * halfPiParts[0];
  let rest = 0;
  for (const part of [multiple * halfPiParts[1], multiple * halfPiParts[2]]) {
    const next = sum - part;
    rest += Math.abs(sum) > Math.abs(part) ? sum - next - part : sum - (part + next);
    sum = next;
  }
  rest -= multiple * halfPiParts[3];
  const r = sum + rest;
  rest += sum - r;
  const turn = (multiple + quarter) & 3;
  const value = turn % 2 === 0 ? sineKernel(r, rest) : cosineKernel(r, rest);
  return turn < 2 ? value : -value;
}

/**
 * Returns the sine of x radians to 0.8 units in the last place. The same bits on every platform; O(1).
 *
 * @throws TypeError or RangeError when x is not a number in [-1647099, 1647099], which is 2^20 quarters of a turn.
 *
 * @example
 * ```ts
 * import { sin } from "@onset/core/base";
 * sin(Math.PI / 6); // => 0.49999999999999994
 * ```
 */
export function sin(x: number): number {
  // Keeps the sign of zero.
  return x === 0 ? x : circular(x, "x", 0);
}

/**
 * Returns the cosine of x radians to 0.8 units in the last place; domain and errors as for {@link sin}. O(1).
 *
 * @example
 * ```ts
 * import { cos } from "@onset/core/base";
 * cos(Math.PI / 3); // => 0.5000000000000001
 * ```
 */
export function cos(x: number): number {
  return circular(x, "x", 1);
}
