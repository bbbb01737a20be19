import { checkTrainOptions, type Training, type TrainOptions, trainCodec } from "../../codec/index.js";
import { graphOfTexts } from "../../graph/index.js";
import { learnTexts } from "../../learning/index.js";
import { Pace } from "../call.js";
import { Extrapolation } from "../forecast/learned.js";
import { measureRate, type Rate } from "./rate.js";

/** One point of the curve of emergence: what a part of the training texts is good for. */
export type CurvePoint = {
  /** Texts for each word of the whole corpus. */
  readonly ratio: number;
  readonly texts: number;
  /** Of the words that are not known from the start, the share learned from this part of the texts. */
  readonly learnedFraction: number;
  /** The same by density evolution, from the degrees of the whole corpus. */
  readonly predictedLearned: number;
  /** Bits a character of a model trained with this part; null when there is no character. */
  readonly exact: number | null;
  readonly meaning: number | null;
};

/** The parts of the texts on the curve, beside all of them. */
const parts = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2];

/**
 * Trains with growing parts of the texts and measures each on the same test; the words known from the start are the same
 * throughout. A part that is too small to learn from has no point.
 *
 * @throws TypeError or RangeError for options that `trainCodec` does not take.
 *
 * @example
 * ```ts
 * import { emergenceCurve, measureRate } from "@onset/core/analysis";
 * import { trainCodec } from "@onset/core/codec";
 * const texts = Array.from({ length: 300 }, (_, i) => `gate ${i % 7} opens at ${i % 3} when ship ${i % 5} calls`);
 * const whole = trainCodec(texts, { foundation: 3 });
 * const test = ["gate 3 opens at 1 when ship 2 calls"];
 * const rate = await measureRate(whole.model, test);
 * const points = await emergenceCurve(texts, test, whole, { foundation: 3 }, rate);
 * points[points.length - 1].texts; // => 300
 * ```
 */
export async function emergenceCurve(
  training: readonly string[],
  test: readonly string[],
  whole: Training,
  options: TrainOptions,
  wholeRate: Rate,
  pace: Pace = new Pace(),
): Promise<CurvePoint[]> {
  checkTrainOptions(options);
  const { needs, known } = whole.words;
  const { maxUnlearned = 1 } = options;
  const theory = new Extrapolation(needs, { known, maxUnlearned });
  const open = Math.max(1, needs.skillCount - whole.foundation);
  const pointOf = (texts: number, learned: number, { exact, meaning }: Rate): CurvePoint => ({
    ratio: texts / Math.max(1, whole.skills),
    texts,
    learnedFraction: learned / open,
    predictedLearned: Math.min(1, theory.learned(texts / whole.texts) / open),
    exact,
    meaning,
  });
  const points: CurvePoint[] = [];
  for (const [i, share] of parts.entries()) {
    await pace.at("training", i, parts.length);
    const count = Math.floor(share * training.length);
    const part = graphOfTexts(
      needs,
      Uint32Array.from({ length: count }, (_, text) => text),
    );
    const { learnedCount } = learnTexts(part, { known, maxUnlearned });
    let foundation = 0;
    for (let word = 0; word < whole.foundation; word++) {
      if (part.skillOffsets[word + 1] > part.skillOffsets[word]) foundation++;
    }
    try {
      const texts = training.slice(0, count);
      const { model } = await pace.compute(() => trainCodec(texts, { ...options, foundation }));
      points.push(pointOf(count, learnedCount, await measureRate(model, test, pace)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return [...points, pointOf(whole.texts, whole.learned, wholeRate)];
}
