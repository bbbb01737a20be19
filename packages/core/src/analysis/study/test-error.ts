import { normalQuantile, power, stream, Welford, wilsonInterval } from "../../base/index.js";
import { type SkillTextGraph, skillDegreeCounts, textSizeCounts, weightedGraph } from "../../graph/index.js";
import {
  estimateRates,
  type LearningTexts,
  type LearnOptions,
  learnTexts,
  type SkillRates,
} from "../../learning/index.js";
import { empirical } from "../../theory/index.js";
import type { Pace } from "../call.js";

/** The error on texts that were held back. */
export type TestError = {
  /** Share of the held-back texts with a skill that stayed unlearned. */
  readonly measured: number;
  /**
   * 95 % interval: which texts were held back (Wilson), and how much chance there is in what so many texts teach
   * (`spread`).
   */
  readonly low: number;
  readonly high: number;
  /** The share that density evolution expects; null where it says nothing (directed texts). */
  readonly predicted: number | null;
  /** Standard deviation of the error over random corpora like this one; null for directed texts. */
  readonly spread: number | null;
  /** How many texts were held back. */
  readonly texts: number;
};

/** A uniformly random subset of a share of the texts to hold back, the same for the same seed; both ascending. */
export function splitTexts(
  textCount: number,
  share: number,
  seed: number,
): { readonly training: Uint32Array; readonly held: Uint32Array } {
  const texts = new Uint32Array(textCount);
  for (let text = 0; text < textCount; text++) texts[text] = text;
  const heldCount = Math.round(share * textCount);
  if (heldCount === 0) return { held: new Uint32Array(0), training: texts };
  const random = stream(seed, "holdout");
  for (let i = 0; i < heldCount; i++) {
    const j = i + random.nextInteger(textCount - i);
    const text = texts[j];
    texts[j] = texts[i];
    texts[i] = text;
  }
  return { held: texts.slice(0, heldCount).sort(), training: texts.slice(heldCount).sort() };
}

/**
 * Measures the error on texts that were held back.
 *
 * @param held - what the held-back texts need
 * @param texts - the texts learned from
 * @param learned - what they taught
 */
export async function measureTestError(
  held: SkillTextGraph,
  texts: LearningTexts,
  learned: Uint8Array,
  options: LearnOptions,
  predicted: number | null,
  seed: number,
  pace: Pace,
): Promise<TestError> {
  const failed = countFailed(held, learned);
  const errors = "requires" in texts ? null : await errorsByChance(texts, options, seed, pace);
  const spread = errors === null ? null : Math.sqrt(errors.variance);
  const reach = errors === null || errors.count === 0 ? 0 : spread! * studentQuantile(errors.count - 1);
  return {
    measured: failed / held.textCount,
    ...intervalOf(failed, held.textCount, reach),
    predicted,
    spread,
    texts: held.textCount,
  };
}

function countFailed({ textCount, textOffsets, textSkills }: SkillTextGraph, learned: Uint8Array): number {
  let failed = 0;
  for (let text = 0; text < textCount; text++) {
    for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
      if (learned[textSkills[edge]] === 1) continue;
      failed++;
      break;
    }
  }
  return failed;
}

const maxCorpora = 20;
const minCorpora = 5;

// All random corpora together: so many take two to three seconds.
const maxEdges = 2e7;

/**
 * The error on new texts of some random corpora like the one learned from: as many texts, of sizes drawn from the same
 * law, which choose their skills as often as is estimated - those that no text has shown included, because how many of
 * them there are is chance as well, and most of the error where nearly all skills are learned.
 */
async function errorsByChance(
  texts: SkillTextGraph,
  { maxUnlearned, known }: LearnOptions,
  seed: number,
  pace: Pace,
): Promise<Welford> {
  const errors = new Welford();
  const sizes = textSizeCounts(texts, { known });
  const weights = skillWeights(estimateRates(skillDegreeCounts(texts, { known })));
  if (sizes.length < 2 || weights.length === 0) return errors;
  const law = empirical(sizes);
  const affordable = Math.floor(maxEdges / Math.max(1, texts.edgeCount));
  const corpora = Math.max(minCorpora, Math.min(maxCorpora, affordable));
  for (let i = 0; i < corpora; i++) {
    await pace.at("test-error", i, corpora);
    const graph = weightedGraph(law, texts.textCount, weights, stream(seed, "spread", i));
    const { learnedFlags: learned } = learnTexts(graph, { maxUnlearned });
    errors.add(errorOfNewTexts(sizes, weights, learned));
  }
  return errors;
}

/** One weight a skill, as many of each as there are estimated to be. */
function skillWeights({ means, weights, total }: SkillRates): Float64Array {
  const skills = Math.round(total);
  const found = new Float64Array(skills);
  let next = 0;
  let upTo = 0;
  for (const [i, weight] of weights.entries()) {
    upTo += weight * total;
    for (; next < Math.min(skills, Math.round(upTo)); next++) found[next] = means[i];
  }
  return found.subarray(0, next);
}

/** The share of texts of these sizes in which a skill is not learned, when they choose skills by these weights. */
function errorOfNewTexts(sizes: Uint32Array, weights: Float64Array, learned: Uint8Array): number {
  let all = 0;
  let known = 0;
  for (const [skill, weight] of weights.entries()) {
    all += weight;
    known += weight * learned[skill];
  }
  let texts = 0;
  let understood = 0;
  for (const [size, count] of sizes.entries()) {
    texts += count;
    understood += count * power(known / all, size);
  }
  return 1 - understood / texts;
}

const confidence = 0.95;

/** Both kinds of chance in one: distances from the measured share add up as those of independent causes do. */
function intervalOf(failed: number, count: number, reach: number): { low: number; high: number } {
  const measured = failed / count;
  const { low, high } = wilsonInterval(failed, count, confidence);
  const both = (own: number) => Math.sqrt(own * own + reach * reach);
  return {
    low: Math.max(0, measured - both(measured - low)),
    high: Math.min(1, measured + both(high - measured)),
  };
}

/** How many standard deviations hold so much when these are known from a few values: Student's t, as a series. */
function studentQuantile(freedom: number): number {
  const z = normalQuantile((1 + confidence) / 2);
  const square = z * z;
  return (
    z *
    (1 + (square + 1) / (4 * freedom) + (5 * square * square + 16 * square + 3) / (96 * freedom * freedom))
  );
}
