import { expm1 } from "../../base/index.js";
import { type DegreeLaw, emergenceWindow, finiteSizeLaw } from "../../theory/index.js";

/** Texts a skill between which eight of ten corpora of a size emerge. */
export type PredictedWindow = { readonly low: number; readonly high: number };

/** Deviations of the variance of the degrees that chance hardly ever makes. */
const standardErrors = 5;

/**
 * The window of emergence that finite size gives a corpus in which texts choose their skills uniformly: null where
 * learning does not jump, and where skills are too unlike each other for that theory.
 *
 * @param sizes - The law of the number of skills of a text.
 * @param degrees - `degrees[d]`: how many skills are in d texts. A corpus that was read has none in no text.
 */
export function predictedWindow(
  sizes: DegreeLaw,
  degrees: ArrayLike<number>,
  maxUnlearned: number,
): PredictedWindow | null {
  const counts = Float64Array.from(degrees);
  const seen = counts.reduce((sum, count) => sum + count, 0);
  const edges = counts.reduce((sum, count, degree) => sum + count * degree, 0);
  if (seen < 2 || edges === 0) return null;
  const squares = counts.reduce((sum, count, degree) => sum + count * degree * degree, 0);
  const mean = edges / seen;
  const isCutOff = degrees[0] === 0;
  const rate = isCutOff ? rateOfCutOff(mean) : mean;
  const expected = isCutOff ? mean * (1 + rate - mean) : mean;
  const variance = squares / seen - mean * mean;
  if (!(Math.abs(variance - expected) <= standardErrors * mean * Math.sqrt(2 / seen))) return null;
  const law = finiteSizeLaw(sizes, { maxUnlearned });
  if (law === null) return null;
  const all = isCutOff ? seen / -expm1(-rate) : seen;
  const { low, high } = emergenceWindow(law, Math.round(all));
  // Texts for each skill that was seen, as all ratios of the report.
  return { low: (low * all) / seen, high: (high * all) / seen };
}

/** The rate of a Poisson law whose values above zero have this mean: the root of rate = mean (1 - e^-rate). */
function rateOfCutOff(mean: number): number {
  let rate = mean;
  for (let i = 0; i < 200; i++) rate = -mean * expm1(-rate);
  return rate;
}
