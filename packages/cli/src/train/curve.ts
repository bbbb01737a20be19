import { Extrapolation } from "@onset/core/analysis";
import { type Training, type TrainOptions, trainCodec } from "@onset/core/codec";
import { graphOfTexts } from "@onset/core/graph";
import { learnTexts } from "@onset/core/learning";
import { measureRate, type Rate } from "./measure.js";

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
 */
export function emergenceCurve(
  training: readonly string[],
  test: readonly string[],
  whole: Training,
  options: TrainOptions,
  wholeRate: Rate,
): CurvePoint[] {
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
  for (const share of parts) {
    const count = Math.floor(share * training.length);
    const part = graphOfTexts(
      needs,
      Uint32Array.from({ length: count }, (_, text) => text),
    );
    const { learnedCount } = learnTexts(part, { known, maxUnlearned });
    let foundation = 0;
    for (let word = 0; word < whole.foundation; word++) {
      if (part.skillOffsets[word + 1]! > part.skillOffsets[word]!) foundation++;
    }
    try {
      const { model } = trainCodec(training.slice(0, count), { ...options, foundation });
      points.push(pointOf(count, learnedCount, measureRate(model, test)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return [...points, pointOf(whole.texts, whole.learned, wholeRate)];
}
