/**
 * Thresholds of ensembles whose skills have a fixed degree law, in which everything can be learned.
 *
 * Sources: Liva, "Graph-based analysis and optimization of contention resolution diversity slotted ALOHA" (2011), for
 * the load; Richardson and Urbanke, "Modern Coding Theory", section 3.12, for epsilon.
 */
import { checkLaw, checkOptions, checkProbability, exp } from "../base/index.js";
import { type CriticalPoint, criticalPoints } from "./critical.js";
import { type EvolutionOptions, evolutionOptionsKeys } from "./ensemble.js";
import { EpsilonFamily, LoadFamily } from "./families.js";
import type { DegreeLaw } from "./laws.js";
import { type LearnerOptions, learnerOptionsKeys, teachingCurve } from "./learner.js";
import { seriesOf } from "./series/compile.js";
import { PoissonSeries } from "./series/poisson.js";
import { type Jump, nothingUnknown, summarise, type Threshold } from "./threshold.js";

/** The effort that a family needs to learn everything: the largest of its jumps and of its end; null when none does. */
function completeEffort(riseLow: number, end: number, jumps: readonly CriticalPoint[]): number | null {
  if (riseLow < -1e-9) return null;
  const efforts = jumps.map((point) => point.logEffort);
  if (riseLow < 1e-9) efforts.push(end);
  return efforts.length > 0 ? Math.max(...efforts) : -Infinity;
}

/** Where `logEffort` has reached its limit as everything is learned, when it has one. */
const lastExponent = -60;

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
  checkLaw(skills, "skills");
  checkOptions(options, evolutionOptionsKeys);
  const skillLaw = seriesOf(skills);
  const unknown = checkProbability(options.unknown ?? 1, "unknown");
  if (unknown === 0) return summarise("load", [], null, nothingUnknown);
  const family = new LoadFamily(teachingCurve(new PoissonSeries(1), options), skillLaw, unknown);
  const points = criticalPoints(family);
  const effort = completeEffort(family.riseLow, family.logEffort(lastExponent), points);
  const jump = (point: CriticalPoint): Jump => ({
    value: exp(-point.logEffort),
    unlearnedBefore: family.unlearned(point.before),
    unlearnedAfter: family.unlearned(point.after),
  });
  return summarise("load", points.map(jump), effort === null ? null : exp(-effort), null);
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
  checkLaw(texts, "texts");
  checkLaw(skills, "skills");
  checkOptions(options, learnerOptionsKeys);
  const curve = teachingCurve(seriesOf(texts), options);
  const skillLaw = seriesOf(skills);
  const family = new EpsilonFamily(curve, skillLaw);
  const points = criticalPoints(family, 0);
  const effort = completeEffort(family.riseLow, family.logEffort(lastExponent), points);
  const jump = (point: CriticalPoint): Jump => {
    const value = Math.min(1, exp(-point.logEffort));
    return {
      value,
      unlearnedBefore: value * family.unlearnedShare(point.before),
      unlearnedAfter: value * family.unlearnedShare(point.after),
    };
  };
  const always = "Everything is learned even when nothing is known at the start.";
  if (effort !== null && effort < 0) return summarise("epsilon", [], 1, always);
  return summarise("epsilon", points.map(jump), effort === null ? null : exp(-effort), null);
}
