/**
 * Fitting a scaling law to measured errors, with bootstrap intervals - and a refusal where the points cannot
 * tell the parameters.
 *
 * The law is error = floor + prefactor * exp(-decay * x), or * x^-decay, with or without a floor. It is fitted
 * in the logarithm of the error by least squares: linear without a floor, and for each floor by Gauss-Newton.
 * Intervals are percentiles of fits to resampled errors (Efron and Tibshirani, "An Introduction to the
 * Bootstrap", 1993, section 9.4): normal noise where standard errors are given, else the residuals of
 * the fit, widened by their leverage.
 */
import {
  checkInteger,
  checkOpenProbability,
  checkOptions,
  checkPositive,
  checkStream,
  exp,
  log,
  normalQuantile,
  type OptionKeys,
  power,
  type RandomStream,
  rejected,
} from "../base/index.js";
import { fitLaw, type Parameters, predict } from "./least-squares.js";

/** Options of {@link fitScalingLaw}. */
export type FitOptions = {
  /** Errors that fall exponentially in x, or as a power of it. */
  readonly kind: "exponential" | "power";
  /** Whether an irreducible error is fitted too; false unless given. */
  readonly floor?: boolean;
  /** The standard errors of the measured errors, when they are known. */
  readonly standardErrors?: ArrayLike<number>;
  /** The coverage of the intervals; 0.95 unless given. */
  readonly confidence?: number;
  /** The number of resampled fits; 1,000 unless given. */
  readonly resamples?: number;
};

export const fitOptionsKeys: OptionKeys<FitOptions> = {
  kind: true,
  floor: true,
  standardErrors: true,
  confidence: true,
  resamples: true,
};

/** An estimate with its interval. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** A fitted law, or the reason why the points do not determine one. */
export type ScalingFit =
  | {
      readonly identified: true;
      readonly prefactor: Estimate;
      readonly decay: Estimate;
      /** null unless asked for. */
      readonly floor: Estimate | null;
      /** Root mean square of the residuals of ln(error). */
      readonly residual: number;
    }
  | { readonly identified: false; readonly reason: string };

/** A decay whose interval spans more than this factor is not determined. */
const maxInterval = 10;

/**
 * Fits a scaling law to measured errors.
 *
 * Refused are: fewer points than the parameters and two more (one more where standard errors are given) - three
 * points fit any such law; errors that do not fall; and fits whose decay is not determined within a factor of 10.
 * About 1 ms without a floor, 0.3 s with one, for 20 points.
 *
 * @param sizes - The x of each point: ratios, or numbers of texts; > 0.
 * @param errors - The measured error of each point, > 0.
 * @param rng - Source of the bootstrap samples.
 * @param options - Which law, and how the intervals are made.
 * @throws TypeError or RangeError for lists of different length and numbers <= 0.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { fitScalingLaw } from "@onset/core/theory";
 * const sizes = [1, 2, 4, 8, 16, 32];
 * const errors = sizes.map((x, i) => 3 * x ** -0.5 * (i % 2 ? 1.01 : 0.99));
 * const fit = fitScalingLaw(sizes, errors, stream(1), { kind: "power" });
 * fit.identified && fit.decay.low < 0.5 && 0.5 < fit.decay.high; // => true
 * fitScalingLaw([1, 2, 4], [3, 2, 1], stream(1), { kind: "power" }).identified; // => false
 * ```
 */
export function fitScalingLaw(
  sizes: ArrayLike<number>,
  errors: ArrayLike<number>,
  rng: RandomStream,
  options: FitOptions,
): ScalingFit {
  checkStream(rng);
  checkOptions(options, fitOptionsKeys);
  if (options.kind !== "power" && options.kind !== "exponential") {
    throw rejected(options.kind, "kind", '"power" or "exponential"');
  }
  const { floor = false, standardErrors, confidence = 0.95, resamples = 1000 } = options;
  checkOpenProbability(confidence, "confidence");
  checkInteger(resamples, "resamples", 20, 1e6);
  const x = Array.from(sizes, (size) => checkPositive(size, "sizes"));
  const y = Array.from(errors, (error) => log(checkPositive(error, "errors")));
  if (y.length !== x.length) throw rejected(y.length, "errors", `${x.length} numbers, one for each size`);
  const deviations = standardErrors && logDeviations(standardErrors, errors);
  const t = options.kind === "power" ? x.map(log) : x;
  const weights = deviations ? deviations.map((deviation) => power(deviation, -2)) : x.map(() => 1);
  const needed = (floor ? 3 : 2) + (deviations ? 1 : 2);
  const distinct = new Set(x).size;
  if (distinct < needed) {
    return refuse(
      `${distinct} sizes cannot identify ${floor ? 3 : 2} parameters and their uncertainty: at least ${needed} are needed`,
    );
  }
  const fit = fitLaw(t, y, weights, floor);
  if (!(fit.decay > 0)) return refuse("the errors do not fall as the size grows");
  const expected = t.map((at) => predict(fit, at));
  const residuals = y.map((value, i) => value - expected[i]);
  const scaled = deviations ? null : widened(t, residuals, floor ? 3 : 2);
  const samples: Parameters[] = [];
  for (let sample = 0; sample < resamples; sample++) {
    const resampled = expected.map((value, i) =>
      scaled
        ? value + scaled[rng.nextInteger(scaled.length)]
        : value + deviations![i] * normalQuantile(rng.nextFloat() + 2 ** -54),
    );
    samples.push(fitLaw(t, resampled, weights, floor));
  }
  const decay = estimate(
    fit.decay,
    samples.map((sample) => sample.decay),
    confidence,
  );
  if (!(decay.low > 0))
    return refuse("the errors do not fall significantly: the interval of the decay contains 0");
  if (decay.high > maxInterval * decay.low) {
    return refuse(
      `the decay is anywhere between ${decay.low.toPrecision(2)} and ${decay.high.toPrecision(2)}`,
    );
  }
  return {
    identified: true,
    prefactor: estimate(
      exp(fit.logPrefactor),
      samples.map((sample) => exp(sample.logPrefactor)),
      confidence,
    ),
    decay,
    floor: floor
      ? estimate(
          fit.floor,
          samples.map((sample) => sample.floor),
          confidence,
        )
      : null,
    residual: Math.sqrt(residuals.reduce((sum, residual) => sum + residual * residual, 0) / residuals.length),
  };
}

function refuse(reason: string): ScalingFit {
  return { identified: false, reason };
}

/** Standard errors of ln(error). */
function logDeviations(standardErrors: ArrayLike<number>, errors: ArrayLike<number>): number[] {
  if (standardErrors.length !== errors.length) {
    throw rejected(standardErrors.length, "standardErrors", `${errors.length} numbers, one for each error`);
  }
  return Array.from(standardErrors, (deviation, i) => checkPositive(deviation, "standardErrors") / errors[i]);
}

function estimate(value: number, samples: number[], confidence: number): Estimate {
  const sorted = Float64Array.from(samples).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * sorted.length - 0.5)))];
  return { value, low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

/** Residuals as if each point had not pulled the fit to itself: divided by sqrt(1 - leverage), and centred. */
function widened(t: readonly number[], residuals: readonly number[], parameters: number): number[] {
  const n = t.length;
  const mean = t.reduce((sum, at) => sum + at, 0) / n;
  const squares = t.reduce((sum, at) => sum + power(at - mean, 2), 0);
  // A third parameter spreads its leverage over all points.
  const extra = (parameters - 2) / n;
  const wide = residuals.map((residual, i) => {
    const leverage = Math.min(0.9, 1 / n + power(t[i] - mean, 2) / squares + extra);
    return residual / Math.sqrt(1 - leverage);
  });
  const centre = wide.reduce((sum, residual) => sum + residual, 0) / n;
  return wide.map((residual) => residual - centre);
}
