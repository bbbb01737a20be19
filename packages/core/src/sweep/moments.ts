import { checkInteger, rejected } from "../base/index.js";

/** The sum and the sum of squares of integers, exact at any size: adding them needs no order. */
export type Moments = { readonly sum: bigint; readonly squares: bigint };

/** Moments of nothing. */
export const noMoments: Moments = Object.freeze({ sum: 0n, squares: 0n });

/** Returns the moments of both samples together. */
export function addMoments(first: Moments, second: Moments): Moments {
  return { sum: first.sum + second.sum, squares: first.squares + second.squares };
}

// Below it neither a square nor the sum of a million squares leaves the integers of a double.
const smallValue = 90_000;
const largestPartialSum = 2 ** 52;

/** Collects the moments of integers in [0, 2^53): small ones at the speed of doubles, large ones as bigints. */
export class MomentCollector {
  #sum = 0;
  #squares = 0;
  #sumBefore = 0n;
  #squaresBefore = 0n;

  add(value: number): void {
    if (value <= smallValue) {
      this.#sum += value;
      this.#squares += value * value;
      if (this.#squares >= largestPartialSum) this.#carry();
    } else {
      const big = BigInt(value);
      this.#sumBefore += big;
      this.#squaresBefore += big * big;
    }
  }

  moments(): Moments {
    this.#carry();
    return { sum: this.#sumBefore, squares: this.#squaresBefore };
  }

  #carry(): void {
    this.#sumBefore += BigInt(this.#sum);
    this.#squaresBefore += BigInt(this.#squares);
    this.#sum = 0;
    this.#squares = 0;
  }
}

/** A mean with its standard error. */
export type SampleMean = {
  readonly mean: number;
  /** Of the mean; 0 when there are fewer than two values. */
  readonly standardError: number;
};

/**
 * Returns the mean of `count` integers and its standard error, in units of `unit`. The variance is computed without
 * cancellation, from exact integers. O(1).
 *
 * @param moments - Sum and sum of squares.
 * @param count - How many integers, >= 1.
 * @param unit - What 1 stands for: the number of skills turns counts into shares. 1 unless given.
 * @throws RangeError when there is nothing to average.
 *
 * @example
 * ```ts
 * import { sampleMean } from "@onset/core/sweep";
 * sampleMean({ sum: 6n, squares: 14n }, 3); // => { mean: 2, standardError: 0.5773502691896257 }
 * sampleMean({ sum: 0n, squares: 0n }, 0); // throws RangeError: "count" expected an integer >= 1, got 0
 * ```
 */
export function sampleMean({ sum, squares }: Moments, count: number, unit = 1): SampleMean {
  checkInteger(count, "count", 1);
  if (!(unit > 0)) throw rejected(unit, "unit", "a number > 0");
  const mean = quotient(sum, BigInt(count)) / unit;
  if (count === 1) return { mean, standardError: 0 };
  // n sum of squares - square of the sum = n (n - 1) variance = n^2 (n - 1) squared standard error.
  const n = BigInt(count);
  const spread = n * squares - sum * sum;
  return { mean, standardError: Math.sqrt(quotient(spread, n * n * (n - 1n))) / unit };
}

/** a/b to the precision of a double, of integers >= 0 of any size. */
function quotient(a: bigint, b: bigint): number {
  // Scaled so that the integer quotient has 64 bits or more; hexadecimal digits are bits enough.
  const shift = Math.max(0, 4 * (b.toString(16).length - a.toString(16).length) + 68);
  return Number((a << BigInt(shift)) / b) / 2 ** shift;
}
