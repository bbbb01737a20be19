import { log, normalQuantile, power, stream } from "../../base/index.js";
import { checkTrainOptions, type Training, type TrainOptions, trainCodec } from "../../codec/index.js";
import { Pace } from "../call.js";
import { type Costs, measureCosts, sum } from "./rate.js";

/** An expected value and the interval that holds what will be measured, 95 times out of 100. */
export type ExpectedRate = { readonly expected: number; readonly low: number; readonly high: number };

/** What is expected of texts that nobody has looked at. */
export type RatePrediction = {
  /** Bits a character in records of whole bytes. */
  readonly exact: ExpectedRate;
  readonly meaning: ExpectedRate;
  /** Null for a model without layers. */
  readonly layered: ExpectedRate | null;
  /** Share of the texts of which every word is in the codebook. */
  readonly understood: ExpectedRate;
  /** Training texts that took part as if they were new. */
  readonly texts: number;
};

const folds = 10;
const confidence = 0.95;
/** So many texts tell the rate to about a per cent; a larger sample would take longer than it is worth. */
const enoughTexts = 2000;
/** Beyond so many folds only the smallest corpora need more. */
const maxFolds = 5;
/** The price of a model of a given size rises with this power of the texts. */
const powerOfTexts = 1.4;

/**
 * Predicts the rate of new texts from the training texts alone: they are dealt into ten parts, each part is coded by a
 * model trained with the other nine, and by one that knows only half of the texts. What the second half was worth tells
 * what the missing tenth is worth: rates fall about with the logarithm of the number of texts.
 *
 * The interval holds three things: how much the texts in the parts differ, how much those to be measured will, and half of
 * what the missing tenth is taken to be worth (below emergence it may be worth far more, above it less).
 *
 * Null when there is too little text to train with half of it.
 *
 * @param measured - How many texts the rate will be measured on; infinitely many by default.
 * @throws TypeError or RangeError for options that `trainCodec` does not take.
 *
 * @example
 * ```ts
 * import { predictRate } from "@onset/core/analysis";
 * import { trainCodec } from "@onset/core/codec";
 * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
 * const whole = trainCodec(texts, { foundation: 3 });
 * const rate = await predictRate(texts, whole, { foundation: 3 }, 1);
 * rate!.exact.low < rate!.exact.high; // => true
 * ```
 */
export async function predictRate(
  texts: readonly string[],
  whole: Training,
  options: TrainOptions,
  seed: number,
  measured: number = Number.POSITIVE_INFINITY,
  pace: Pace = new Pace(),
): Promise<RatePrediction | null> {
  checkTrainOptions(options);
  const fold = foldsOf(texts.length, seed);
  const part = (isIn: (fold: number) => boolean): string[] => texts.filter((_, i) => isIn(fold[i]));
  const pick = (from: readonly string[]): Uint8Array => trainedWith(from, texts.length, whole, options);
  try {
    const tested = Math.min(maxFolds, Math.ceil((enoughTexts * folds) / texts.length));
    const tests = Array.from({ length: tested }, (_, i) => part((f) => f === i));
    const near: Costs[] = [];
    for (const [i, test] of tests.entries()) {
      const others = part((f) => f !== i);
      const model = await pace.run("training", () => pick(others), i, tests.length + 1);
      near.push(await measureCosts(model, test, pace));
    }
    const first = part((f) => f >= maxFolds);
    const half = await pace.run("training", () => pick(first), tests.length, tests.length + 1);
    const far: Costs[] = [];
    for (const test of tests) far.push(await measureCosts(half, test, pace));
    return predicted(near, far, measured);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A part for each text, all of about the same size. */
function foldsOf(count: number, seed: number): Uint8Array {
  const random = stream(seed, "parts");
  const parts = Uint8Array.from({ length: count }, (_, i) => i % folds);
  for (let i = 0; i < count; i++) {
    const j = i + random.nextInteger(count - i);
    const other = parts[j];
    parts[j] = parts[i];
    parts[i] = other;
  }
  return parts;
}

/** A model like the whole one, of about the same size, from a part of its texts. */
function trainedWith(
  texts: readonly string[],
  all: number,
  { price }: Training,
  options: TrainOptions,
): Uint8Array {
  return trainCodec(texts, { ...options, price: price * power(texts.length / all, powerOfTexts) }).model;
}

/** @param near - Costs in models of nine tenths of the texts, @param far - of the same texts in models of half of them. */
function predicted(near: readonly Costs[], far: readonly Costs[], measured: number): RatePrediction {
  const letters = joined(near, (costs) => costs.letters);
  const expect = (values: (costs: Costs) => Float64Array): ExpectedRate =>
    bits(carriedOn(joined(near, values), joined(far, values), letters, measured));
  const [understoodNear, understoodFar] = [near, far].map((all) => joined(all, (costs) => costs.understood));
  return {
    exact: expect((costs) => costs.exact),
    meaning: expect((costs) => costs.meaning),
    layered: near[0].layered === null ? null : expect((costs) => costs.layered!),
    understood: carriedOnShare(understoodNear, understoodFar, measured),
    texts: letters.length,
  };
}

function joined(parts: readonly Costs[], values: (costs: Costs) => Float64Array): Float64Array {
  return Float64Array.from(parts.flatMap((costs) => Array.from(values(costs))));
}

/** Rates carried on from half and from nine tenths of the training texts to all. */
function interval(near: number, far: number, variance: number): ExpectedRate {
  const worth = ((near - far) * log(1 / 0.9)) / log(0.9 / 0.5);
  const reach = normalQuantile((1 + confidence) / 2) * Math.sqrt(variance + power(worth / 2, 2));
  const expected = Math.max(0, near + worth);
  return { expected, low: Math.max(0, expected - reach), high: expected + reach };
}

/**
 * The ratio of two sums over texts. Its variance is that of the residuals near - ratio * per, once for the texts it was
 * found with and once for those to be measured.
 */
function carriedOn(near: Float64Array, far: Float64Array, per: Float64Array, measured: number): ExpectedRate {
  const all = sum(per);
  const ratio = sum(near) / all;
  const squares = near.reduce((total, value, i) => total + power(value - ratio * per[i], 2), 0);
  const variance = (squares / Math.max(1, near.length - 1)) * power(near.length / all, 2);
  return interval(ratio, sum(far) / all, variance * (1 / near.length + 1 / measured));
}

/** The same of a share, whose variance is not 0 where none or all were found (two more of each: Agresti, Coull 1998). */
function carriedOnShare(near: Float64Array, far: Float64Array, measured: number): ExpectedRate {
  const smoothed = (sum(near) + 2) / (near.length + 4);
  const chance = smoothed * (1 - smoothed) * (1 / near.length + 1 / measured);
  const { expected, low, high } = interval(sum(near) / near.length, sum(far) / near.length, chance);
  return { expected: Math.min(1, expected), low: Math.min(1, low), high: Math.min(1, high) };
}

function bits({ expected, low, high }: ExpectedRate): ExpectedRate {
  return { expected: 8 * expected, low: 8 * low, high: 8 * high };
}
