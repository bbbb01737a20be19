/**
 * The emergence threshold in the ratio of texts to skills. Source: Liao, Chang and Hong (arXiv 2404.07009) for Poisson
 * texts; for other text laws the same explicit function of the unlearned share. Thresholds are extremes of that
 * function, never the outcome of a bisection on iteration counts.
 */
import {
  checkLaw,
  checkOptions,
  checkPositive,
  checkProbability,
  exp,
  lambertW0,
  type OptionKeys,
} from "../base/index.js";
import { type CriticalPoint, criticalPoints } from "./critical.js";
import type { EvolutionOptions } from "./ensemble.js";
import { RatioFamily, ScaledFamily } from "./families.js";
import { lawKindOf } from "./law-kinds.js";
import { type DegreeLaw, type MixedPoissonLaw, mixedPoisson } from "./laws.js";
import { type LearnerOptions, teachingCurve } from "./learner.js";
import { seriesOf } from "./series/compile.js";
import { MixedPoissonSeries } from "./series/poisson.js";
import { type Jump, nothingUnknown, summarise, type Threshold } from "./threshold.js";

function cannotStart(texts: DegreeLaw, options: LearnerOptions): string {
  if (lawKindOf(texts).hasEverySize) return "Learning begins beyond any real number of texts.";
  return options.success === undefined
    ? `Nothing can start: no text has at most ${options.maxUnlearned ?? 1} unknown skill${(options.maxUnlearned ?? 1) === 1 ? "" : "s"}.`
    : "Nothing can start: the learner has no success with all skills unknown.";
}

/** Options of {@link ratioThreshold}. */
export type RatioThresholdOptions = EvolutionOptions & {
  /**
   * How popular each skill (or each group of equally many skills) is: texts choose it with a
   * probability proportional to this weight. Groups of unequal size are a mixed Poisson law, whose means
   * are the popularities. Equal weights unless given.
   */
  readonly popularity?: ArrayLike<number> | MixedPoissonLaw;
};

export const ratioThresholdOptionsKeys: OptionKeys<RatioThresholdOptions> = {
  maxUnlearned: true,
  reliability: true,
  success: true,
  unknown: true,
  popularity: true,
};

/**
 * Returns the ratios R of texts to skills at which learning jumps when texts choose their skills
 * independently, uniformly or by popularity.
 *
 * Every fixed point obeys R = ln(eps/q)/(c u(q)); jumps are its record maxima as q falls from eps. Relative
 * error about 10^-15; 5 to 20 us.
 *
 * @param texts - The law of the number of skills of a text.
 * @param options - The learner (`maxUnlearned`, `reliability`, `success`), the `unknown` share, `popularity`.
 * @throws TypeError or RangeError for what is not a law, a learner or a share.
 *
 * @example
 * ```ts
 * import { poisson, ratioThreshold, regular } from "@onset/core/theory";
 * ratioThreshold(poisson(5)).value; // => 2.4565308892391955
 * ratioThreshold(poisson(2)).value; // => null
 * ratioThreshold(poisson(2)).summary; // => "Learning is gradual: it jumps at no ratio."
 * ratioThreshold(regular(3)).summary; // => "Nothing can start: no text has at most 1 unknown skill."
 * ```
 */
export function ratioThreshold(texts: DegreeLaw, options: RatioThresholdOptions = {}): Threshold {
  checkLaw(texts, "texts");
  checkOptions(options, ratioThresholdOptionsKeys);
  const textLaw = seriesOf(texts);
  const curve = teachingCurve(textLaw, options);
  const unknown = checkProbability(options.unknown ?? 1, "unknown");
  if (unknown === 0) return summarise("ratio", [], null, nothingUnknown);
  curve.at(unknown, 1 - unknown);
  if (!(curve.teach > 0)) return summarise("ratio", [], null, cannotStart(texts, options));
  if (options.popularity !== undefined) {
    const family = new ScaledFamily(curve, popularSkills(options.popularity), unknown);
    const jumps = criticalPoints(family).map((point) => {
      const scale = exp(point.logEffort);
      return {
        value: scale / textLaw.mean,
        unlearnedBefore: family.unlearned(point.before, scale),
        unlearnedAfter: family.unlearned(point.after, scale),
      };
    });
    return summarise("ratio", jumps, null, null);
  }
  const family = new RatioFamily(curve, unknown);
  const jump = (point: CriticalPoint): Jump => ({
    value: exp(point.logEffort) / textLaw.mean,
    unlearnedBefore: family.unlearned(point.before),
    unlearnedAfter: family.unlearned(point.after),
  });
  const jumps = criticalPoints(family).map(jump);
  // From a mean of about 710 on the ratio itself leaves double precision.
  if (jumps.some(({ value }) => value === Infinity)) {
    return summarise("ratio", [], null, cannotStart(texts, options));
  }
  return summarise("ratio", jumps, null, null);
}

/** The law of the degree of a skill as a function of its mean. */
function popularSkills(
  popularity: ArrayLike<number> | MixedPoissonLaw,
): (mean: number) => MixedPoissonSeries {
  const { means, weights } = "kind" in popularity ? popularity : mixedPoisson(popularity);
  for (const mean of means) checkPositive(mean, "popularity");
  const average = means.reduce((sum, mean, i) => sum + mean * weights[i], 0);
  return (mean) =>
    new MixedPoissonSeries(
      means.map((value) => (value * mean) / average),
      weights,
    );
}

/**
 * Returns the jump of the plainest ensemble in closed form: Poisson texts, skills chosen uniformly, one new
 * skill at a time, nothing known at the start; null when the mean is at most e, where learning is gradual.
 *
 * mu = -1/W0(-1/c), q* = mu/c, R* = e^mu/(c mu). 0.15 us.
 *
 * @param mean - The mean number of skills of a text, > 0.
 * @returns The ratio, and the share that is unlearned just before the jump.
 * @throws TypeError or RangeError when the mean is not a number > 0.
 *
 * @example
 * ```ts
 * import { poissonThreshold } from "@onset/core/theory";
 * poissonThreshold(5); // => { ratio: 2.4565308892391955, unlearnedBefore: 0.7716909740176942 }
 * poissonThreshold(2); // => null
 * ```
 */
export function poissonThreshold(
  mean: number,
): { readonly ratio: number; readonly unlearnedBefore: number } | null {
  if (!(mean > Math.E)) {
    checkPositive(mean, "mean");
    return null;
  }
  const mu = -1 / lambertW0(-1 / mean);
  return { ratio: exp(mu) / (mean * mu), unlearnedBefore: mu / mean };
}
