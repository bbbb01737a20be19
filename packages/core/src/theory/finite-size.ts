/**
 * Emergence in a finite corpus: a new scaling law for texts drawn independently, skills chosen uniformly.
 *
 * Let v skills be unlearned and z(v) of them pointed at by no text that has come down to at most D unlearned skills; a
 * D-skill learner stops when z = v. Every such text is D balls thrown on the v skills (all different), so that with
 * q = v/n, l = ln(1/q) and c u(q) = sum_k P_k k Pr(Bin(k-1, q) < D), ln z has mean -R c u(q), and n times its variance is
 * 1/q - 1 + R N2 - l^2/R, where N2 = sum_k P_k k(k-1) Pr(Bin(k-2, q) <= D-2) counts pairs of skills that one text teaches together. Near
 * the critical point z - v is a Brownian motion with parabolic drift of curvature kappa: it goes down by 1, and up by D at rate 1/D, so
 * its variance is D a step. It stays above zero with probability
 *
 *     Phi( sqrt(n) (R - R* - beta n^(-2/3))/alpha ),     alpha = R* sqrt(1/q* - 1 + R* N2 - l^2/R*)/l,
 *     beta = Omega D^(2/3) kappa^(-1/3) R* / (q* l),     kappa = |1/q* - q* R* c u''(q*)|,
 *
 * where the shift beta is that of the minimum of such a motion, with the constant Omega of Amraoui,
 * Montanari, Richardson and Urbanke, "Finite-length scaling for iteratively decoded LDPC ensembles" (2009).
 * When a share 1 - eps of the skills, chosen exactly, is known, what remains is a corpus of eps n skills at
 * the ratio R/eps with P(1 - eps + eps x) for a law: alpha and beta scale with eps^(1/2) and eps^(1/3).
 */

import {
  brentRoot,
  checkInteger,
  checkLaw,
  checkNonNegative,
  checkOpenProbability,
  checkOptions,
  checkPositive,
  checkProbability,
  cubeRoot,
  exp,
  log,
  normalCdf,
  normalQuantile,
  type OptionKeys,
  power,
} from "../base/index.js";
import type { DegreeLaw } from "./laws.js";
import { ratioThreshold } from "./ratio-threshold.js";
import { seriesOf } from "./series/compile.js";

/** Omega: the shift of the minimum of a Brownian motion with parabolic drift, unit variance and curvature. */
export const omega = 0.996193;

/** The finite-size law of a jump. */
export type FiniteSizeLaw = {
  /** R*: the ratio at which an infinite corpus jumps. */
  readonly ratio: number;
  /** The share of all skills that is unlearned just before the jump. */
  readonly unlearnedBefore: number;
  /** The width of the transition is alpha/sqrt(n) when the number of texts is fixed. */
  readonly alpha: number;
  /** The same when the number of texts is itself Poisson: alpha^2 grows by R*. */
  readonly alphaPoissonTexts: number;
  /** The transition is shifted by beta n^(-2/3). */
  readonly beta: number;
  /**
   * Just above the threshold learning passes a bottleneck: rounds grow as this constant times (R - R*)^(-1/2), see
   * `roundsNearThreshold`.
   */
  readonly rounds: number;
};

/** Options of the finite-size functions. */
export type FiniteSizeOptions = {
  /** How the number of texts comes about: fixed, or Poisson with the mean ratio * skills. "fixed" unless given. */
  readonly textNumber?: "fixed" | "poisson";
};

export const finiteSizeOptionsKeys: OptionKeys<FiniteSizeOptions> = { textNumber: true };

/** Options of {@link finiteSizeLaw}. */
export type FiniteSizeLawOptions = {
  /** D: a text with at least 1 and at most D unlearned skills teaches all of them; 1 unless given. */
  readonly maxUnlearned?: number;
  /** The share of skills unknown at the start, 1 unless given; the number of known ones is taken to be exact. */
  readonly unknown?: number;
  /** theta: the probability, in (0, 1], that a text can teach at all; 1 unless given. */
  readonly reliability?: number;
  /** Which of the jumps of `ratioThreshold`, from 0; the highest unless given. */
  readonly jump?: number;
};

export const finiteSizeLawOptionsKeys: OptionKeys<FiniteSizeLawOptions> = {
  maxUnlearned: true,
  unknown: true,
  reliability: true,
  jump: true,
};

/**
 * Returns the finite-size law of a jump of a D-skill learner; null when learning is gradual. Of a law with several
 * jumps each has its own, that of a later one for corpora that have passed the earlier ones. 15 us.
 *
 * @param texts - The law of the number of skills of a text; skills are chosen uniformly.
 * @param options - `maxUnlearned`, the `unknown` share, and which `jump`.
 * @throws TypeError or RangeError for what is not a law, a learner or a share, or a jump that does not exist.
 *
 * @example
 * ```ts
 * import { finiteSizeLaw, poisson } from "@onset/core/theory";
 * const { alpha, beta } = finiteSizeLaw(poisson(5))!;
 * alpha; // => 4.911539866936223
 * beta; // => 7.908116885957544
 * finiteSizeLaw(poisson(5), { maxUnlearned: 2 })!.alpha; // => 1.0921498563179297
 * finiteSizeLaw(poisson(2)); // => null
 * ```
 */
export function finiteSizeLaw(texts: DegreeLaw, options: FiniteSizeLawOptions = {}): FiniteSizeLaw | null {
  checkLaw(texts, "texts");
  checkOptions(options, finiteSizeLawOptionsKeys);
  const unknown = checkProbability(options.unknown ?? 1, "unknown");
  const maxUnlearned = checkInteger(options.maxUnlearned ?? 1, "maxUnlearned", 1);
  const theta = checkProbability(checkPositive(options.reliability ?? 1, "reliability"), "reliability");
  // Of texts that can teach; they are a share theta of all.
  const threshold = ratioThreshold(texts, { unknown, maxUnlearned });
  if (threshold.value === null) return null;
  const index = options.jump ?? threshold.jumps.findIndex((jump) => jump.value === threshold.value);
  const jump = threshold.jumps[checkInteger(index, "jump", 0, threshold.jumps.length - 1)];
  // The corpus of the unknown skills alone.
  const q = jump.unlearnedBefore / unknown;
  const ratio = jump.value / unknown;
  const { pairs, curvature } = bottleneck(texts, jump.unlearnedBefore, maxUnlearned);
  const l = -log(q);
  const kappa = Math.abs(1 / q - q * ratio * curvature * power(unknown, 3));
  const variance = power(ratio / l, 2) * (1 / q - 1 + ratio * pairs * unknown * unknown - (l * l) / ratio);
  const beta =
    (cubeRoot(unknown * maxUnlearned * maxUnlearned) * (omega * cubeRoot(1 / kappa) * ratio)) / (q * l);
  return {
    ratio: jump.value / theta,
    unlearnedBefore: jump.unlearnedBefore,
    // The number of texts that can teach is binomial: a variance of theta (1 - theta) a text.
    alpha: Math.sqrt(unknown * variance + jump.value * (1 - theta)) / theta,
    alphaPoissonTexts: Math.sqrt(unknown * variance + jump.value) / theta,
    beta: beta / theta,
    rounds: (Math.PI * Math.sqrt((2 * unknown * ratio) / (kappa * q * l))) / Math.sqrt(theta),
  };
}

/**
 * N2 = sum_{j <= D-2} q^j P^(j+2)(1-q)/j! and c u''(q) = (q^(D-1) P^(D+2)(1-q) - (D-1) q^(D-2) P^(D+1)(1-q))/(D-1)!, from the
 * Taylor coefficients of P at 1-q.
 */
function bottleneck(texts: DegreeLaw, q: number, D: number): { pairs: number; curvature: number } {
  const taylor = new Float64Array(D + 3);
  seriesOf(texts).fill(taylor, D + 2, 1 - q, q);
  let pairs = 0;
  let powerOfQ = 1;
  for (let j = 0; j <= D - 2; j++) {
    pairs += powerOfQ * (j + 1) * (j + 2) * taylor[j + 2];
    if (j < D - 2) powerOfQ *= q;
  }
  // Here powerOfQ is q^(D-2), for D = 1 it is not used.
  const second = (D + 2) * (D + 1) * D * taylor[D + 2];
  const first = (D + 1) * D * taylor[D + 1];
  const curvature = D === 1 ? second : powerOfQ * (q * second - (D - 1) * first);
  return { pairs, curvature };
}

function width(law: FiniteSizeLaw, options: FiniteSizeOptions): number {
  return options.textNumber === "poisson" ? law.alphaPoissonTexts : law.alpha;
}

/**
 * Returns the probability that the skills of a finite corpus emerge.
 *
 * The error of the law is O(n^(-1/6)) at worst; at n = 10^4 simulation agrees within 0.01.
 *
 * @param law - A law of {@link finiteSizeLaw}.
 * @param ratio - Texts per skill, >= 0.
 * @param skills - n, the number of skills, an integer >= 1.
 * @param options - Whether the number of texts is fixed or Poisson.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { emergenceProbability, finiteSizeLaw, poisson } from "@onset/core/theory";
 * emergenceProbability(finiteSizeLaw(poisson(5))!, 2.4736, 10_000); // => 0.500256586534649
 * ```
 */
export function emergenceProbability(
  law: FiniteSizeLaw,
  ratio: number,
  skills: number,
  options: FiniteSizeOptions = {},
): number {
  checkOptions(options, finiteSizeOptionsKeys);
  checkNonNegative(ratio, "ratio");
  checkInteger(skills, "skills", 1);
  return normalCdf(score(law, ratio, skills, width(law, options)));
}

function score(law: FiniteSizeLaw, ratio: number, skills: number, alpha: number): number {
  return (Math.sqrt(skills) * (ratio - law.ratio - law.beta * power(skills, -2 / 3))) / alpha;
}

/**
 * Returns the ratio at which a finite corpus emerges with a given probability.
 *
 * @param law - A law of {@link finiteSizeLaw}.
 * @param probability - Between 0 and 1.
 * @param skills - The number of skills, an integer >= 1.
 * @param options - Whether the number of texts is fixed or Poisson.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { finiteSizeLaw, poisson, ratioOfEmergence } from "@onset/core/theory";
 * ratioOfEmergence(finiteSizeLaw(poisson(5))!, 0.5, 10_000); // => 2.4735684105911293
 * ```
 */
export function ratioOfEmergence(
  law: FiniteSizeLaw,
  probability: number,
  skills: number,
  options: FiniteSizeOptions = {},
): number {
  checkOptions(options, finiteSizeOptionsKeys);
  const quantile = normalQuantile(checkOpenProbability(probability, "probability"));
  checkInteger(skills, "skills", 1);
  return law.ratio + law.beta * power(skills, -2 / 3) + (width(law, options) * quantile) / Math.sqrt(skills);
}

/** Options of {@link emergenceWindow}. */
export type WindowOptions = FiniteSizeOptions & {
  /** The share of corpora that emerge inside the window; 0.8 unless given: from 10 % to 90 %. */
  readonly confidence?: number;
};

export const windowOptionsKeys: OptionKeys<WindowOptions> = { textNumber: true, confidence: true };

/**
 * Returns the window of ratios in which a finite corpus goes from hardly ever to nearly always emerging.
 *
 * @param law - A law of {@link finiteSizeLaw}.
 * @param skills - The number of skills, an integer >= 1.
 * @param options - `confidence` (0.8: from 10 % to 90 %), and how the number of texts comes about.
 *
 * @example
 * ```ts
 * import { emergenceWindow, finiteSizeLaw, poisson } from "@onset/core/theory";
 * emergenceWindow(finiteSizeLaw(poisson(5))!, 10_000); // => { low: 2.410624494534061, middle: 2.4735684105911293, high: 2.5365123266481975 }
 * ```
 */
export function emergenceWindow(
  law: FiniteSizeLaw,
  skills: number,
  options: WindowOptions = {},
): { readonly low: number; readonly middle: number; readonly high: number } {
  checkOptions(options, windowOptionsKeys);
  const { confidence = 0.8, ...finite } = options;
  const outside = (1 - checkOpenProbability(confidence, "confidence")) / 2;
  return {
    low: ratioOfEmergence(law, outside, skills, finite),
    middle: ratioOfEmergence(law, 0.5, skills, finite),
    high: ratioOfEmergence(law, 1 - outside, skills, finite),
  };
}

/**
 * Returns the smallest number of skills from which on a corpus of a given ratio emerges with at least a given
 * probability, or null when no size does: at or below R*, where larger corpora emerge less often.
 *
 * @param law - A law of {@link finiteSizeLaw}.
 * @param ratio - Texts per skill, >= 0.
 * @param probability - Between 0 and 1.
 * @param options - Whether the number of texts is fixed or Poisson.
 *
 * @example
 * ```ts
 * import { finiteSizeLaw, poisson, skillsForEmergence } from "@onset/core/theory";
 * skillsForEmergence(finiteSizeLaw(poisson(5))!, 2.5, 0.9); // => 31397
 * skillsForEmergence(finiteSizeLaw(poisson(5))!, 2.4, 0.9); // => null
 * ```
 */
export function skillsForEmergence(
  law: FiniteSizeLaw,
  ratio: number,
  probability: number,
  options: FiniteSizeOptions = {},
): number | null {
  checkOptions(options, finiteSizeOptionsKeys);
  const quantile = normalQuantile(checkOpenProbability(probability, "probability"));
  checkPositive(ratio, "ratio");
  if (!(ratio > law.ratio)) return null;
  // The score grows with n: sqrt(n) (R - R*) - beta n^(-1/6).
  const alpha = width(law, options);
  const excess = (logSkills: number) => score(law, ratio, exp(logSkills), alpha) - quantile;
  if (excess(0) >= 0) return 1;
  let high = 1;
  while (excess(high) < 0) high *= 2;
  return Math.ceil(exp(brentRoot(excess, 0, high).value) * (1 - 1e-12));
}
