import { countNgrams } from "./counts.js";
import { discountsOf, type Estimate, estimate } from "./estimate.js";
import { worthKeeping } from "./prune.js";

/** What the training of an n-gram model needs to know. */
export type NgramOptions = {
  readonly symbolCount: number;
  /** Begins every text of the sequence. */
  readonly startSymbol: number;
  readonly order: number;
  /** Bits of the training texts that an n-gram must save to be kept. */
  readonly least: number;
  /** By position of the sequence the role of its symbol (see `countNgrams`); all are TOLD when left out. */
  readonly roles?: Uint8Array | undefined;
};

/**
 * Counts n-grams, keeps those that pay for their place and estimates their shares. What is kept changes what the
 * others are worth, so it is chosen twice.
 */
export function trainNgrams(sequence: Int32Array, options: NgramOptions): Estimate {
  const { symbolCount, startSymbol, order, least, roles = null } = options;
  const levels = countNgrams(sequence, symbolCount, startSymbol, order, roles);
  const discounts = discountsOf(levels);
  let kept: Uint8Array[] = levels.map(({ size }) => new Uint8Array(size).fill(1));
  let model = estimate(levels, kept, discounts);
  for (let pass = 0; pass < 2; pass++) {
    kept = worthKeeping(model, least);
    model = estimate(levels, kept, discounts);
  }
  return model;
}

/**
 * Weights as whole numbers that sum to 2^30, each weight above 0 with at least 1; the first symbol, the escape, gets
 * what rounding leaves, and at least 2^21, twice what the format asks for.
 */
export function frequenciesOf(weights: Float64Array): Int32Array {
  const whole = 2 ** 30;
  const leastEscape = 2 ** 21;
  let total = 0;
  for (let i = 1; i < weights.length; i++) total += weights[i];
  const room = whole - Math.max(leastEscape, Math.ceil((weights[0] / (total + weights[0])) * whole));
  const spare = room - weights.length;
  const frequencies = Int32Array.from(weights, (weight, i) =>
    i === 0 || !(weight > 0) ? 0 : 1 + Math.floor((weight / total) * spare),
  );
  frequencies[0] = whole - frequencies.reduce((sum, frequency) => sum + frequency, 0);
  return frequencies;
}
