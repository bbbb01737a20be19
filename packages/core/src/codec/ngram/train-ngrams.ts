import { countNgrams, type Level } from "./counts.js";
import { type Discounts, discountsOf, type Estimate, estimate } from "./estimate.js";
import { savings, worthKeeping } from "./prune.js";

/** What the counting of n-grams needs to know. */
export type CountOptions = {
  readonly symbolCount: number;
  /** Begins every text of the sequence. */
  readonly startSymbol: number;
  readonly order: number;
  /** By position of the sequence the role of its symbol (see `countNgrams`); all are told when left out. */
  readonly roles?: Uint8Array | undefined;
};

/** What the training of an n-gram model needs to know. */
export type NgramOptions = CountOptions & {
  /** Bits of the training texts that an n-gram must save to be kept. */
  readonly least: number;
};

/** The n-grams of a sequence and what each saves beside all others: models of any size are made of them. */
export type CountedNgrams = {
  readonly levels: readonly Level[];
  readonly discounts: readonly Discounts[];
  readonly saved: readonly Float64Array[];
};

/** Counts n-grams and weighs them: most of the time that a model takes, and the part that is the same for all sizes. */
export function weighNgrams(sequence: Int32Array, options: CountOptions): CountedNgrams {
  const { symbolCount, startSymbol, order, roles = null } = options;
  const levels = countNgrams(sequence, symbolCount, startSymbol, order, roles);
  const discounts = discountsOf(levels);
  return { levels, discounts, saved: savings(estimate(levels, all(levels), discounts)) };
}

/**
 * Keeps the n-grams that pay for their place and estimates their shares. What is kept changes what the others are
 * worth, so it is chosen twice.
 *
 * @param least - bits of the training texts that an n-gram must save to be kept
 */
export function keepWorthy({ levels, discounts, saved }: CountedNgrams, least: number): Estimate {
  const first = worthKeeping(levels, all(levels), saved, least);
  const kept = worthKeeping(levels, first, savings(estimate(levels, first, discounts)), least);
  return estimate(levels, kept, discounts);
}

/** Counts n-grams, keeps those that pay for their place and estimates their shares. */
export function trainNgrams(sequence: Int32Array, options: NgramOptions): Estimate {
  return keepWorthy(weighNgrams(sequence, options), options.least);
}

function all(levels: readonly Level[]): Uint8Array[] {
  return levels.map(({ size }) => new Uint8Array(size).fill(1));
}

/**
 * Weights as whole numbers that sum to 2^30, each weight above 0 with at least 1; the first symbol, the escape, gets
 * what rounding leaves, and at least 2^21, twice what the format asks for.
 */
export function frequenciesOf(weights: Float64Array): Int32Array {
  const whole = 2 ** 30;
  const minEscape = 2 ** 21;
  let total = 0;
  for (let i = 1; i < weights.length; i++) total += weights[i];
  const room = whole - Math.max(minEscape, Math.ceil((weights[0] / (total + weights[0])) * whole));
  const spare = room - weights.length;
  const frequencies = Int32Array.from(weights, (weight, i) =>
    i === 0 || !(weight > 0) ? 0 : 1 + Math.floor((weight / total) * spare),
  );
  frequencies[0] = whole - frequencies.reduce((sum, frequency) => sum + frequency, 0);
  return frequencies;
}
