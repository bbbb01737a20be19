/**
 * Emergence thresholds: where learning jumps as one parameter of an ensemble varies.
 *
 * Sources: Liao, Chang and Hong (arXiv 2404.07009) for the ratio; Liva, "Graph-based analysis and
 * optimization of contention resolution diversity slotted ALOHA" (2011) for the load; Richardson and Urbanke,
 * "Modern Coding Theory", section 3.12, for epsilon. Thresholds are extremes of an explicit function of one
 * variable, never the outcome of a bisection on iteration counts.
 */
import { checkPositive, checkProbability, lambertW0, rejected } from "../base/index.js";
import { type CriticalPoint, criticalPoints } from "./critical.js";
import type { EvolutionOptions } from "./ensemble.js";
import { EpsilonFamily, LoadFamily, RatioFamily, ScaledFamily } from "./families.js";
import type { DegreeLaw } from "./laws.js";
import { type LearnerOptions, teachingCurve } from "./learner.js";
import { seriesOf } from "./series/compile.js";
import { MixedPoissonSeries, PoissonSeries } from "./series/poisson.js";

/** A jump of learning. */
export type Jump = {
  /** The value of the parameter at which it happens. */
  readonly value: number;
  /** The share of all skills that is unlearned just before. */
  readonly unlearnedBefore: number;
  /** The share of all skills that is unlearned just after. */
  readonly unlearnedAfter: number;
};

/** Where learning jumps as a parameter varies. */
export type Threshold = {
  /** What varies: texts per skill, skills per text (of Poisson texts), or the share unknown at the start. */
  readonly parameter: "ratio" | "load" | "epsilon";
  /** The parameter at the highest jump, or else where learning becomes complete; null when neither exists. */
  readonly value: number | null;
  /** The share of all skills that is unlearned just before `value`. */
  readonly unlearnedBefore: number | null;
  /** The share of all skills that is unlearned just after `value`. */
  readonly unlearnedAfter: number | null;
  /** All jumps in the order in which they happen as learning improves: mixtures have several. */
  readonly jumps: readonly Jump[];
  /** The load or epsilon below which everything is learned; null where something always remains. */
  readonly complete: number | null;
  /** What this means, in one sentence. */
  readonly summary: string;
};

/** Below this chance of a first text, doubles cannot tell it from none. */
const NO_START = 1e-290;

function summarise(
  parameter: Threshold["parameter"],
  jumps: readonly Jump[],
  complete: number | null,
  stuck: string | null,
): Threshold {
  const height = (jump: Jump) => jump.unlearnedBefore - jump.unlearnedAfter;
  const main = jumps.reduce<Jump | null>(
    (best, jump) => (best && height(best) >= height(jump) ? best : jump),
    null,
  );
  const share = (x: number) => (x === 0 ? "0" : x.toPrecision(3));
  const summary = main
    ? `Learning jumps at ${parameter} ${main.value.toPrecision(6)}: the unlearned share falls from ${share(main.unlearnedBefore)} to ${share(main.unlearnedAfter)}.`
    : (stuck ??
      (complete === null
        ? `Learning is gradual: it jumps at no ${parameter}.`
        : `Learning is gradual and complete below ${parameter} ${complete.toPrecision(6)}.`));
  const whole = complete === null || stuck !== null ? null : complete;
  return {
    parameter,
    value: main ? main.value : whole,
    unlearnedBefore: main ? main.unlearnedBefore : whole === null ? null : 0,
    unlearnedAfter: main ? main.unlearnedAfter : whole === null ? null : 0,
    jumps,
    complete,
    summary,
  };
}

function cannotStart(options: LearnerOptions): string {
  return options.success === undefined
    ? `Nothing can start: no text has at most ${options.maxUnlearned ?? 1} unknown skill${(options.maxUnlearned ?? 1) === 1 ? "" : "s"}.`
    : "Nothing can start: the learner has no success with all skills unknown.";
}

/** Options of {@link ratioThreshold}. */
export type RatioThresholdOptions = EvolutionOptions & {
  /**
   * How popular each skill (or each group of equally many skills) is: texts choose it with a
   * probability proportional to this weight. Equal weights unless given.
   */
  readonly popularity?: ArrayLike<number>;
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
  const textLaw = seriesOf(texts);
  const curve = teachingCurve(textLaw, options);
  const unknown = checkProbability(checkPositive(options.unknown ?? 1, "unknown"), "unknown");
  curve.at(unknown, 1 - unknown);
  if (!(curve.teach > NO_START)) return summarise("ratio", [], null, cannotStart(options));
  if (options.popularity !== undefined) {
    const weights = shares(options.popularity);
    const family = new ScaledFamily(curve, (scale) => scaledPoisson(weights, scale), unknown);
    const jumps = criticalPoints(family).map((point) => {
      const scale = Math.exp(point.logEffort);
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
    value: Math.exp(point.logEffort) / textLaw.mean,
    unlearnedBefore: family.unlearned(point.before),
    unlearnedAfter: family.unlearned(point.after),
  });
  return summarise("ratio", criticalPoints(family).map(jump), null, null);
}

/** Popularity with mean 1. */
function shares(popularity: ArrayLike<number>): number[] {
  const weights = Array.from(popularity, (weight) => checkPositive(weight, "popularity"));
  if (weights.length === 0) throw rejected(0, "popularity", "at least one weight");
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}

function scaledPoisson(weights: readonly number[], scale: number): MixedPoissonSeries {
  return new MixedPoissonSeries(
    weights.map((weight) => weight * scale),
    new Float64Array(weights.length).fill(1 / weights.length),
  );
}

/** The effort that a family needs to learn everything: the largest of its jumps and of its end; null when none does. */
function completeEffort(riseLow: number, end: number, jumps: readonly CriticalPoint[]): number | null {
  if (riseLow < -1e-9) return null;
  const efforts = jumps.map((point) => point.logEffort);
  if (riseLow < 1e-9) efforts.push(end);
  return efforts.length > 0 ? Math.max(...efforts) : -Infinity;
}

/** Where `logEffort` has reached its limit as everything is learned, when it has one. */
const END = -60;

/**
 * Returns the loads G = 1/R at which learning jumps when skills have a fixed degree law and texts are
 * Poisson with whatever mean the load gives them: random access with repeated packets (IRSA), where
 * skills are users, texts are slots, and the threshold is the load below which all packets are decoded.
 *
 * G(t) = t/(L'(1) eps lambda(1 - u(t))), t = c q; jumps are its record minima as t falls. With degree 2
 * present, learning may become complete without a jump: `value` is then that load. Relative error about
 * 10^-15; 5 to 20 us.
 *
 * @param skills - The law of the number of texts of a skill.
 * @param options - The learner and the `unknown` share.
 * @throws TypeError or RangeError for what is not a law, a learner or a share.
 *
 * @example
 * ```ts
 * import { loadThreshold, polynomial, regular } from "@onset/core/theory";
 * loadThreshold(regular(3)).value; // => 0.8184691607613762
 * loadThreshold(polynomial({ 2: 0.5, 3: 0.28, 8: 0.22 })).value; // => 0.9386353419733918
 * loadThreshold(regular(2)).summary; // => "Learning is gradual and complete below load 0.500000."
 * ```
 */
export function loadThreshold(skills: DegreeLaw, options: EvolutionOptions = {}): Threshold {
  const skillLaw = seriesOf(skills);
  const unknown = checkProbability(checkPositive(options.unknown ?? 1, "unknown"), "unknown");
  const family = new LoadFamily(teachingCurve(new PoissonSeries(1), options), skillLaw, unknown);
  const points = criticalPoints(family);
  const effort = completeEffort(family.riseLow, family.logEffort(END), points);
  const jump = (point: CriticalPoint): Jump => ({
    value: Math.exp(-point.logEffort),
    unlearnedBefore: family.unlearned(point.before),
    unlearnedAfter: family.unlearned(point.after),
  });
  return summarise("load", points.map(jump), effort === null ? null : Math.exp(-effort), null);
}

/**
 * Returns the shares eps of initially unknown skills at which learning jumps when both degree laws are fixed:
 * the threshold of a pair of degree laws (LDPC codes) over the binary erasure channel.
 *
 * 1/eps = lambda(1 - u(q))/q; jumps are its record maxima above 1 as q falls from 1. Relative error about
 * 10^-15; 5 to 20 us.
 *
 * @param texts - The law of the number of skills of a text (check nodes).
 * @param skills - The law of the number of texts of a skill (variable nodes).
 * @param options - The learner.
 * @throws TypeError or RangeError for what is not a law or a learner.
 *
 * @example
 * ```ts
 * import { epsilonThreshold, regular } from "@onset/core/theory";
 * epsilonThreshold(regular(6), regular(3)).value; // => 0.42943981441949183
 * ```
 */
export function epsilonThreshold(
  texts: DegreeLaw,
  skills: DegreeLaw,
  options: LearnerOptions = {},
): Threshold {
  const curve = teachingCurve(seriesOf(texts), options);
  const skillLaw = seriesOf(skills);
  const family = new EpsilonFamily(curve, skillLaw);
  const points = criticalPoints(family, 0);
  const effort = completeEffort(family.riseLow, family.logEffort(END), points);
  const jump = (point: CriticalPoint): Jump => {
    const value = Math.min(1, Math.exp(-point.logEffort));
    return {
      value,
      unlearnedBefore: value * family.unlearnedShare(point.before),
      unlearnedAfter: value * family.unlearnedShare(point.after),
    };
  };
  const always = "Everything is learned even when nothing is known at the start.";
  if (effort !== null && effort < 0) return summarise("epsilon", [], 1, always);
  return summarise("epsilon", points.map(jump), effort === null ? null : Math.exp(-effort), null);
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
  return { ratio: Math.exp(mu) / (mean * mu), unlearnedBefore: mu / mean };
}
