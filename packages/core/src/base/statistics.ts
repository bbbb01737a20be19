/** Statistics of samples: intervals for proportions, running moments, the Kolmogorov-Smirnov test. */
import { exp } from "./elementary/index.js";
import {
  checkInteger,
  checkNumber,
  checkOpenProbability,
  checkPositive,
  checkProbability,
  rejected,
} from "./guards.js";
import { normalQuantile } from "./normal.js";

/**
 * Returns Wilson's score interval of a proportion: unlike the textbook interval it is right at 0 and at
 * n successes, and never leaves [0, 1]. O(1).
 *
 * @param successes - Integer in [0, trials].
 * @param trials - Integer >= 0; with 0 trials nothing is known, and the interval is [0, 1].
 * @param confidence - Between 0 and 1, 0.95 unless given.
 * @throws TypeError or RangeError for other arguments.
 *
 * Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927).
 *
 * @example
 * ```ts
 * import { wilsonInterval } from "@onset/core/base";
 * wilsonInterval(0, 10); // => { low: 0, high: 0.27753279986288926 }
 * wilsonInterval(0, 0); // => { low: 0, high: 1 }
 * ```
 */
export function wilsonInterval(
  successes: number,
  trials: number,
  confidence = 0.95,
): { readonly low: number; readonly high: number } {
  checkInteger(trials, "trials", 0);
  checkInteger(successes, "successes", 0, trials);
  checkOpenProbability(confidence, "confidence");
  if (trials === 0) return { low: 0, high: 1 };
  const z = -normalQuantile((1 - confidence) / 2);
  const failures = trials - successes;
  const spread = z * Math.sqrt((successes * failures) / trials + (z * z) / 4);
  const center = successes + (z * z) / 2;
  const total = trials + z * z;
  return {
    low: successes === 0 ? 0 : (center - spread) / total,
    high: failures === 0 ? 1 : (center + spread) / total,
  };
}

/**
 * Count, mean and variance of numbers that come one at a time, in one pass and without cancellation
 * (B. P. Welford, 1962); accumulators of parts can be merged (Chan, Golub, LeVeque, 1979).
 *
 * @example
 * ```ts
 * import { Welford } from "@onset/core/base";
 * const lengths = new Welford();
 * for (const length of [2, 4, 6]) lengths.add(length);
 * lengths.mean; // => 4
 * lengths.variance; // => 4
 * lengths.standardError; // => 1.1547005383792517
 * ```
 */
export class Welford {
  /** How many numbers were added. */
  count = 0;
  /** Their mean, 0 when there are none. */
  mean = 0;
  /** The sum of the squared deviations from the mean. */
  squares = 0;

  /** Adds a number; O(1). */
  add(value: number): void {
    this.count += 1;
    const deviation = value - this.mean;
    this.mean += deviation / this.count;
    this.squares += deviation * (value - this.mean);
  }

  /** Adds all numbers of another accumulator; O(1). */
  merge(other: Welford): void {
    const count = this.count + other.count;
    if (count === 0) return;
    const deviation = other.mean - this.mean;
    this.squares += other.squares + (deviation * deviation * this.count * other.count) / count;
    this.mean += (deviation * other.count) / count;
    this.count = count;
  }

  /** The unbiased sample variance; 0 below two numbers. */
  get variance(): number {
    return this.count < 2 ? 0 : this.squares / (this.count - 1);
  }

  /** The square root of the variance. */
  get standardDeviation(): number {
    return Math.sqrt(this.variance);
  }

  /** The standard error of the mean; 0 below two numbers. */
  get standardError(): number {
    return this.count < 2 ? 0 : Math.sqrt(this.variance / this.count);
  }
}

function sorted(sample: ArrayLike<number>, title: string): Float64Array {
  if (!(sample.length > 0)) throw rejected(sample.length, title, "at least one number");
  for (let i = 0; i < sample.length; i++) checkNumber(sample[i], title);
  return Float64Array.from(sample).sort();
}

/**
 * Returns the two-sample Kolmogorov-Smirnov statistic: the greatest distance between the empirical
 * distribution functions; ties are handled. O(n log n).
 *
 * @example
 * ```ts
 * import { ksStatistic } from "@onset/core/base";
 * ksStatistic([1, 2, 3, 4], [3, 4, 5, 6]); // => 0.5
 * ```
 */
export function ksStatistic(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const a = sorted(first, "first");
  const b = sorted(second, "second");
  let [i, j, greatest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i], b[j]);
    while (i < a.length && a[i] === x) i++;
    while (j < b.length && b[j] === x) j++;
    greatest = Math.max(greatest, Math.abs(i / a.length - j / b.length));
  }
  return greatest;
}

/**
 * Returns the one-sample Kolmogorov-Smirnov statistic: the greatest distance between the empirical
 * distribution function and a continuous one. O(n log n).
 *
 * @example
 * ```ts
 * import { ksStatisticAgainst } from "@onset/core/base";
 * ksStatisticAgainst([0.25, 0.5, 0.75], (x) => x); // => 0.25
 * ```
 */
export function ksStatisticAgainst(sample: ArrayLike<number>, cdf: (x: number) => number): number {
  const a = sorted(sample, "sample");
  let greatest = 0;
  for (let i = 0; i < a.length; i++) {
    const p = checkProbability(cdf(a[i]), "cdf");
    greatest = Math.max(greatest, p - i / a.length, (i + 1) / a.length - p);
  }
  return greatest;
}

/**
 * Returns the p-value of a Kolmogorov-Smirnov statistic: Kolmogorov's limit law with the correction
 * of M. A. Stephens (1970), good to about 0.001 from an effective size of 10 on. Values that repeat (counts) make it
 * too large, so that the test stays safe.
 *
 * @param statistic - In [0, 1].
 * @param effectiveSize - The sample size; of two samples n m/(n + m).
 *
 * @example
 * ```ts
 * import { ksPValue } from "@onset/core/base";
 * ksPValue(0, 100); // => 1
 * ksPValue(0.134, 100) > 0.05 && ksPValue(0.136, 100) < 0.05; // => true
 * ```
 */
export function ksPValue(statistic: number, effectiveSize: number): number {
  checkProbability(statistic, "statistic");
  const root = Math.sqrt(checkPositive(effectiveSize, "effectiveSize"));
  const x = (root + 0.12 + 0.11 / root) * statistic;
  if (x < 0.04) return 1;
  let sum = 0;
  if (x < 1) {
    // The theta-function transform converges fast where the alternating series does not.
    for (let k = 1; k <= 9; k += 2) sum += exp((-k * k * Math.PI * Math.PI) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k <= 8; k++) sum += (k % 2 === 1 ? 2 : -2) * exp(-2 * k * k * x * x);
  return sum;
}
