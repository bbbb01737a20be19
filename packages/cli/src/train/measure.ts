import { stream } from "@onset/core/base";
import { loadCodec, type Training, type TrainOptions, trainCodec } from "@onset/core/codec";

/** The texts to train with and those held back, chosen by a seed. */
export function splitTexts(
  texts: readonly string[],
  holdout: number,
  seed: number,
): { training: string[]; test: string[] } {
  const random = stream(seed, "holdout");
  const training: string[] = [];
  const test: string[] = [];
  for (const text of texts) (random.nextFloat() < holdout ? test : training).push(text);
  return { training, test };
}

/** What records of texts take. */
export type Rate = {
  readonly texts: number;
  readonly letters: number;
  /** Bits a character in records of whole bytes; null when there is no character. */
  readonly exact: number | null;
  readonly meaning: number | null;
  /** Both layers, without the place of their boundary; null for a model without layers too. */
  readonly layered: number | null;
  /** Texts of which every unit is in the codebook or is one but for its case. */
  readonly understood: number;
};

/** Codes every text alone, decodes it and compares. */
export function measureRate(model: Uint8Array, texts: readonly string[]): Rate {
  const codec = loadCodec(model);
  let letters = 0;
  let exact = 0;
  let meaning = 0;
  let layered = 0;
  let understood = 0;
  for (const text of texts) {
    const record = codec.encode(text);
    if (codec.decode(record) !== text) throw new Error(`a text of ${text.length} letters did not come back`);
    letters += text.length;
    exact += record.length;
    meaning += codec.encodeMeaning(text).length;
    if (codec.hasLayers) {
      const layers = codec.encodeLayered(text);
      if (codec.decodeLayered(layers.meaning, layers.surface) !== text) {
        throw new Error(`a text of ${text.length} letters did not come back from its layers`);
      }
      layered += layers.meaning.length + layers.surface.length;
    }
    if (codec.understands(text)) understood++;
  }
  const perLetter = (bytes: number): number | null => (letters === 0 ? null : (8 * bytes) / letters);
  return {
    texts: texts.length,
    letters,
    exact: perLetter(exact),
    meaning: perLetter(meaning),
    layered: codec.hasLayers ? perLetter(layered) : null,
    understood,
  };
}

/** One point of the curve of emergence: what a part of the training texts is good for. */
export type CurvePoint = {
  /** Texts a skill of the whole corpus. */
  readonly ratio: number;
  readonly texts: number;
  readonly learnedFraction: number;
  readonly exact: number | null;
};

/** Trains with growing parts of the texts, with the same foundation, and measures each on the same test. */
export function emergenceCurve(
  training: readonly string[],
  test: readonly string[],
  whole: Training,
  options: TrainOptions,
): CurvePoint[] {
  const points: CurvePoint[] = [];
  for (let parts = 32; parts >= 2; parts /= 2) {
    const texts = training.slice(0, Math.floor(training.length / parts));
    try {
      const part = trainCodec(texts, { ...options, foundation: whole.foundation });
      points.push(pointOf(part, whole, measureRate(part.model, test)));
    } catch (error) {
      // A part that is too small to learn from has no point.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return points;
}

/** The point of a training on the curve of the whole corpus. */
export function pointOf(part: Training, whole: Training, rate: Rate): CurvePoint {
  return {
    ratio: part.texts / whole.skills,
    texts: part.texts,
    learnedFraction: part.learned / Math.max(1, whole.skills - whole.foundation),
    exact: rate.exact,
  };
}
