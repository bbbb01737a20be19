import { stream } from "../../base/index.js";
import { loadCodec } from "../../codec/index.js";
import { Pace } from "../call.js";

/** The texts to train with and those held back, chosen by a seed. */
export function splitTrainingTexts(
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
  /** In records of both layers; null for a model without layers too. */
  readonly layered: number | null;
  /** Texts of which every unit is in the codebook or is one but for its case. */
  readonly understood: number;
};

/** What each text takes: characters and whole bytes, and whether it is understood (1 or 0). */
export type Costs = {
  readonly letters: Float64Array;
  readonly exact: Float64Array;
  readonly meaning: Float64Array;
  /** Null for a model without layers. */
  readonly layered: Float64Array | null;
  readonly understood: Float64Array;
};

/** Texts that are coded between two rests: some milliseconds. */
const textsPerStep = 16;

/** Codes every text alone, decodes it and compares. */
export async function measureCosts(model: Uint8Array, texts: readonly string[], pace: Pace): Promise<Costs> {
  const codec = loadCodec(model);
  const costs = {
    letters: Float64Array.from(texts, (text) => text.length),
    exact: new Float64Array(texts.length),
    meaning: new Float64Array(texts.length),
    layered: codec.hasLayers ? new Float64Array(texts.length) : null,
    understood: new Float64Array(texts.length),
  };
  for (const [i, text] of texts.entries()) {
    if (i % textsPerStep === 0) await pace.at("coding", i, texts.length);
    const record = codec.encode(text);
    if (codec.decode(record) !== text) throw new Error(`a text of ${text.length} letters did not come back`);
    costs.exact[i] = record.length;
    costs.meaning[i] = codec.encodeMeaning(text).length;
    if (costs.layered !== null) {
      const layers = codec.encodeLayered(text);
      if (codec.decodeLayered(layers) !== text) {
        throw new Error(`a text of ${text.length} letters did not come back from its layers`);
      }
      costs.layered[i] = layers.length;
    }
    costs.understood[i] = codec.understands(text) ? 1 : 0;
  }
  return costs;
}

/** The rate of texts that a model was not trained with. */
export async function measureRate(
  model: Uint8Array,
  texts: readonly string[],
  pace: Pace = new Pace(),
): Promise<Rate> {
  const { letters, exact, meaning, layered, understood } = await measureCosts(model, texts, pace);
  const all = sum(letters);
  const perLetter = (bytes: Float64Array): number | null => (all === 0 ? null : (8 * sum(bytes)) / all);
  return {
    texts: texts.length,
    letters: all,
    exact: perLetter(exact),
    meaning: perLetter(meaning),
    layered: layered && perLetter(layered),
    understood: sum(understood),
  };
}

export function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
