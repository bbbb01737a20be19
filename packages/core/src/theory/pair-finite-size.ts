/**
 * Finite-size scaling for a fixed pair of degree laws over the binary erasure channel.
 *
 * Source: Amraoui, Montanari, Richardson and Urbanke, "Finite-length scaling for iteratively decoded LDPC
 * ensembles", IEEE Transactions on Information Theory 55 (2009), Conjecture 1. With x* the critical point,
 * x' = 1 - x*, y* = 1 - rho(x') and n skills, the probability that not all is learned is
 * Phi( sqrt(n) (eps - eps* + beta n^(-2/3))/alpha ).
 */
import { checkInteger, checkLaw, checkProbability, cubeRoot, exp, normalCdf, power } from "../base/index.js";
import { type CriticalPoint, criticalPoints } from "./critical.js";
import { EpsilonFamily } from "./families.js";
import { omega } from "./finite-size.js";
import type { DegreeLaw } from "./laws.js";
import { teachingCurve } from "./learner.js";
import { seriesOf } from "./series/compile.js";
import type { Series } from "./series/series.js";

/** The finite-size law of a pair of degree laws. */
export type PairFiniteSizeLaw = {
  /** eps*: the share of unknown skills at which an infinite ensemble jumps. */
  readonly epsilon: number;
  /** The width of the transition is alpha/sqrt(n). */
  readonly alpha: number;
  /** The transition is shifted by -beta n^(-2/3). */
  readonly beta: number;
};

/** f(x), f'(x), ... of the edge view. */
function edgeDerivatives(series: Series, count: number, x: number): number[] {
  const taylor = new Float64Array(count + 1);
  series.fill(taylor, count, x, 1 - x);
  let factorial = 1;
  return Array.from({ length: count }, (_, order) => {
    factorial *= order + 1;
    return (taylor[order + 1] * factorial) / series.mean;
  });
}

/**
 * Returns the finite-size law of a pair of degree laws for a 1-skill learner; null when learning does not
 * jump as the share of known skills varies.
 *
 * @param texts - The law of the number of skills of a text.
 * @param skills - The law of the number of texts of a skill.
 * @throws TypeError or RangeError for what is not a law.
 *
 * @example
 * ```ts
 * import { pairFiniteSizeLaw, regular } from "@onset/core/theory";
 * const { alpha, beta } = pairFiniteSizeLaw(regular(6), regular(3))!;
 * alpha; // => 0.5603547392541677
 * beta / 0.996193; // => 0.6169487039828818
 * ```
 */
export function pairFiniteSizeLaw(texts: DegreeLaw, skills: DegreeLaw): PairFiniteSizeLaw | null {
  checkLaw(texts, "texts");
  checkLaw(skills, "skills");
  const [textLaw, skillLaw] = [seriesOf(texts), seriesOf(skills)];
  const family = new EpsilonFamily(teachingCurve(textLaw, {}), skillLaw);
  const height = (point: CriticalPoint) =>
    family.unlearnedShare(point.before) - family.unlearnedShare(point.after);
  const [jump] = criticalPoints(family, 0).sort((first, second) => height(second) - height(first));
  if (jump === undefined || jump.logEffort <= 1e-12) return null;
  const epsilon = exp(-jump.logEffort);
  const x = family.at(jump.before).q;
  const known = 1 - x;
  const [rho, rho1, rho2] = edgeDerivatives(textLaw, 3, known) as [number, number, number];
  const [rhoSquare, rho1Square] = edgeDerivatives(textLaw, 2, known * known) as [number, number];
  const y = 1 - rho;
  const [lambda, lambda1, lambda2] = edgeDerivatives(skillLaw, 3, y) as [number, number, number];
  const [lambdaSquare, lambda1Square] = edgeDerivatives(skillLaw, 2, y * y) as [number, number];
  const fromTexts =
    (rho * rho - rhoSquare + rho1 * (1 - 2 * x * rho) - known * known * rho1Square) /
    (lambda * lambda * rho1 * rho1);
  const fromSkills =
    (epsilon * epsilon * (lambda * lambda - lambdaSquare - y * y * lambda1Square)) / (lambda * lambda);
  // The shift of Conjecture 1 with r_2 = x^2 rho', r_3 = x^3 rho''/2 and the tangent condition eps lambda' rho' = 1.
  const cube =
    (power(epsilon, 4) * lambda2 * lambda2 * rho1) /
    (power(skillLaw.mean, 2) * power(x, 3) * (epsilon * lambda1 * lambda1 * rho2 - lambda2 * rho1));
  return {
    epsilon,
    alpha: Math.sqrt((fromTexts + fromSkills) / skillLaw.mean),
    beta: omega * cubeRoot(cube),
  };
}

/**
 * Returns the probability that all skills are learned by an ensemble of fixed degree laws.
 *
 * @param law - A law of {@link pairFiniteSizeLaw}.
 * @param unknown - The share of skills that are unknown at the start (eps), each independently.
 * @param skills - The number of skills, an integer >= 1.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { pairEmergenceProbability, pairFiniteSizeLaw, regular } from "@onset/core/theory";
 * pairEmergenceProbability(pairFiniteSizeLaw(regular(6), regular(3))!, 0.4, 1024) > 0.9; // => true
 * ```
 */
export function pairEmergenceProbability(law: PairFiniteSizeLaw, unknown: number, skills: number): number {
  checkProbability(unknown, "unknown");
  checkInteger(skills, "skills", 1);
  return normalCdf(
    (Math.sqrt(skills) * (law.epsilon - law.beta * power(skills, -2 / 3) - unknown)) / law.alpha,
  );
}
