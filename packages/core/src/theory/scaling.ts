/**
 * Scaling laws: how the error on new texts falls as the corpus grows, far above the threshold.
 *
 * - Skills chosen uniformly: u -> theta, so that ln(text error) -> ln(eps c) - theta c R, exponential in the
 *   ratio R (Liao, Chang and Hong, section 4).
 * - Zipf popularity, p_s proportional to s^-a with a > 1: after N draws of skills the error on a skill
 *   of a new text is sum p_s exp(-N p_s), a power law with the exponent 1 - 1/a (Hutter, "Learning Curve
 *   Theory", 2021, for the same sum): the integral over s gives Z^(-1/a) Gamma(1 - 1/a)/a * N^(1/a - 1) with
 *   Z the sum of all s^-a. It ends where even the rarest skill has come often.
 */
import {
  checkInteger,
  checkLaw,
  checkOptions,
  checkPositive,
  checkProbability,
  exp,
  log,
  logGamma,
  type OptionKeys,
  power,
} from "../base/index.js";
import type { EvolutionOptions } from "./ensemble.js";
import { type DegreeLaw, type MixedPoissonLaw, mixedPoisson } from "./laws.js";
import { meanDegree } from "./views.js";

/** Ranks up to this one are kept apart; beyond, groups of ranks this wide, relatively, share their mean. */
const singleRanks = 1_000;
const groupWidth = 0.005;

/** An asymptotic law of an error in the ratio R of texts to skills. */
export type ScalingLaw =
  /** error = prefactor * exp(-decay * R) */
  | { readonly kind: "exponential"; readonly prefactor: number; readonly decay: number }
  /** error = prefactor * R^-decay, for ratios far inside [from, to] */
  | {
      readonly kind: "power";
      readonly prefactor: number;
      readonly decay: number;
      readonly from: number;
      readonly to: number;
    };

/** Options of {@link textErrorLaw}: those of an evolution that matter in the end. */
export type TextErrorOptions = Pick<EvolutionOptions, "reliability" | "unknown">;

export const textErrorOptionsKeys: OptionKeys<TextErrorOptions> = { unknown: true, reliability: true };

/**
 * Returns the law that the text error approaches as the ratio grows, when skills are chosen uniformly.
 *
 * @param texts - The law of the number of skills of a text.
 * @param options - `reliability` and the `unknown` share; how many new skills a text can teach at once does
 *   not matter in the end.
 *
 * @example
 * ```ts
 * import { poisson, textErrorLaw } from "@onset/core/theory";
 * textErrorLaw(poisson(5)); // => { kind: "exponential", prefactor: 5, decay: 5 }
 * ```
 */
export function textErrorLaw(texts: DegreeLaw, options: TextErrorOptions = {}): ScalingLaw {
  checkOptions(options, textErrorOptionsKeys);
  checkLaw(texts, "texts");
  const reliability = checkProbability(options.reliability ?? 1, "reliability");
  const unknown = checkProbability(options.unknown ?? 1, "unknown");
  const mean = meanDegree(texts);
  return { kind: "exponential", prefactor: unknown * mean, decay: reliability * mean };
}

/**
 * Returns the power law that the held-out text error follows when skills have Zipf popularity and nearly
 * all texts teach; null for exponents up to 1, where the error stays exponential.
 *
 * @param texts - The law of the number of skills of a text.
 * @param skills - The number of skills, an integer >= 2.
 * @param exponent - a: skill number s is chosen with a probability proportional to s^-a.
 * @returns The law, and the ratios between which it holds: from one draw per skill of rank 1 to one of the
 *   rarest skill.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { poisson, zipfErrorLaw } from "@onset/core/theory";
 * zipfErrorLaw(poisson(5), 1_000_000, 2)!.decay; // => 0.5
 * zipfErrorLaw(poisson(5), 1_000_000, 0.8); // => null
 * ```
 */
export function zipfErrorLaw(texts: DegreeLaw, skills: number, exponent: number): ScalingLaw | null {
  checkLaw(texts, "texts");
  checkInteger(skills, "skills", 2);
  if (!(checkPositive(exponent, "exponent") > 1)) return null;
  const mean = meanDegree(texts);
  const total = totalPopularity(skills, exponent);
  const decay = 1 - 1 / exponent;
  // Per skill draw of N = mean * skills * R; times the mean for a text.
  const perDraw = (power(total, -1 / exponent) * exp(logGamma(decay))) / exponent;
  const drawsPerRatio = mean * skills;
  return {
    kind: "power",
    prefactor: mean * perDraw * power(drawsPerRatio, -decay),
    decay,
    from: total / drawsPerRatio,
    to: (total * power(skills, exponent)) / drawsPerRatio,
  };
}

/** The sum of s^-a over ranks first, ..., last by the midpoint rule with its first correction; 10^-12 from 1,000 on. */
function rankSum(first: number, last: number, exponent: number): number {
  const [low, high] = [first - 0.5, last + 0.5];
  const integral =
    exponent === 1
      ? log(high / low)
      : (power(high, 1 - exponent) - power(low, 1 - exponent)) / (1 - exponent);
  return integral + (exponent * (power(high, -exponent - 1) - power(low, -exponent - 1))) / 24;
}

/** The sum of s^-a over all ranks. */
function totalPopularity(skills: number, exponent: number): number {
  let sum = 0;
  for (let rank = 1; rank <= Math.min(skills, singleRanks); rank++) sum += power(rank, -exponent);
  return skills > singleRanks ? sum + rankSum(singleRanks + 1, skills, exponent) : sum;
}

/**
 * Returns the law of the number of texts of a skill when skills have Zipf popularity: the skill of rank s
 * is chosen with a probability proportional to s^-`exponent`. Ranks above 1,000 are grouped by half a
 * percent, which changes results by less than 10^-5.
 *
 * @param texts - The law of the number of skills of a text.
 * @param ratio - Texts per skill, > 0.
 * @param skills - The number of skills, an integer >= 1.
 * @param exponent - The Zipf exponent, > 0.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { meanDegree, poisson, zipfSkills } from "@onset/core/theory";
 * meanDegree(zipfSkills(poisson(5), 2, 100_000, 1.2)); // => 10
 * ```
 */
export function zipfSkills(
  texts: DegreeLaw,
  ratio: number,
  skills: number,
  exponent: number,
): MixedPoissonLaw {
  checkLaw(texts, "texts");
  checkInteger(skills, "skills", 1);
  checkPositive(exponent, "exponent");
  const scale = meanDegree(texts) * checkPositive(ratio, "ratio") * skills;
  const means: number[] = [];
  const weights: number[] = [];
  let total = 0;
  for (let first = 1; first <= skills; ) {
    const last = first < singleRanks ? first : Math.min(skills, Math.floor(first * (1 + groupWidth)));
    const sum = first === last ? power(first, -exponent) : rankSum(first, last, exponent);
    means.push(sum / (last - first + 1));
    weights.push((last - first + 1) / skills);
    total += sum;
    first = last + 1;
  }
  return mixedPoisson(
    means.map((mean) => (scale * mean) / total),
    weights,
  );
}
