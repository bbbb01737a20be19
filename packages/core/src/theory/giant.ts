/**
 * The giant component of the association graph: learned skills, two of which are associated when some text
 * contains both. The equations are those of `association-map.ts`.
 */
import {
  brentRoot,
  checkLaw,
  checkOptions,
  checkProbability,
  exp,
  log,
  type OptionKeys,
  rejected,
} from "../base/index.js";
import {
  AssociationMap,
  EdgeView,
  independentGiant,
  roundingOf,
  solveAssociation,
} from "./association-map.js";
import { checkSkills, type EvolutionOptions, type Skills, skillSeries } from "./ensemble.js";
import { evolve } from "./evolution.js";
import type { DegreeLaw } from "./laws.js";
import { seriesOf } from "./series/compile.js";

/** The giant component of the association graph, in shares of all skills. */
export type GiantComponent = {
  /** The share of skills that are learned or known. */
  readonly learned: number;
  /** The share of skills in the giant component, exactly. */
  readonly giant: number;
  /** The same if skills were learned independently of how they are connected. */
  readonly giantIndependent: number;
  /** The growth factor of a component as it is explored: a giant one exists iff it is above 1. */
  readonly growth: number;
  /** The same if skills were learned independently: zeta lambda'(1) rho'(1). */
  readonly growthIndependent: number;
  /** Whether all solvers converged. */
  readonly converged: boolean;
};

/** A learner of whom the exact solution is known: one that is given by a success function has none, a table has. */
export type GiantOptions = Omit<EvolutionOptions, "success"> & { readonly success?: readonly number[] };

export const giantOptionsKeys: OptionKeys<GiantOptions> = {
  maxUnlearned: true,
  unknown: true,
  reliability: true,
  success: true,
};

/**
 * Returns the giant component of the association graph of the learned skills, exactly and in the
 * approximation of independently learned skills. Known skills count as learned. 20 us.
 *
 * @param texts - The law of the number of skills of a text.
 * @param skills - The law of the number of texts of a skill, or the ratio of texts to skills.
 * @param options - A learner (`maxUnlearned` or a table `success`, `reliability`) and the `unknown` share.
 * @throws TypeError or RangeError as `evolve` does, and for a learner given by a success function.
 *
 * @example
 * ```ts
 * import { giantComponent, poisson } from "@onset/core/theory";
 * const { giant, giantIndependent } = giantComponent(poisson(3), 0.95);
 * giant; // => 0.2569710332528158
 * giantIndependent; // => 0.2045390576594534
 * ```
 */
export function giantComponent(texts: DegreeLaw, skills: Skills, options: GiantOptions = {}): GiantComponent {
  checkLaw(texts, "texts");
  checkSkills(skills);
  checkOptions(options, giantOptionsKeys);
  const { success } = options as EvolutionOptions;
  if (typeof success === "function")
    throw rejected(success, "success", "a table: of a function no component is known");
  const { learned, edgeUnlearned, converged } = evolve(texts, skills, options);
  const textLaw = seriesOf(texts);
  const skillLaw = skillSeries(textLaw, skills);
  if (skillLaw.mean === 0 || learned === 0) {
    return { learned, giant: 0, giantIndependent: 0, growth: 0, growthIndependent: 0, converged };
  }
  const map = new AssociationMap(textLaw, skillLaw, options, edgeUnlearned);
  map.at(1 - edgeUnlearned, edgeUnlearned);
  const growth = map.growth();
  const edges = [new EdgeView(textLaw, 1).at(1)[1], new EdgeView(skillLaw, 1).at(1)[1]];
  const growthIndependent = learned * edges[0] * edges[1];
  const exactDone = growth <= 1 || solveAssociation(map, roundingOf(textLaw, skillLaw));
  const site =
    growthIndependent <= 1 ? { giant: 0, converged: true } : independentGiant(textLaw, skillLaw, learned);
  return {
    learned,
    giant: growth <= 1 ? 0 : Math.max(0, learned - map.apart()),
    giantIndependent: Math.max(0, site.giant),
    growth,
    growthIndependent,
    converged: converged && exactDone && site.converged,
  };
}

/** The ratios from which on a giant component exists. */
export type GiantThreshold = {
  /** By the exact solution; null when no ratio has one. */
  readonly exact: number | null;
  /** By independent site percolation; null when no ratio has one. */
  readonly independent: number | null;
};

/** Beyond this ratio no threshold is sought. */
const maxRatio = 1e12;

/**
 * Returns the ratios of texts to skills from which on the association graph of learned skills has a giant
 * component, for texts that choose their skills uniformly. More texts only add skills and associations, so
 * that there is one threshold. The exact one comes before any jump of learning, since the avalanches that
 * become critical there are connected. 1 ms.
 *
 * @param texts - The law of the number of skills of a text.
 * @param options - A D-skill learner and the `unknown` share.
 * @throws TypeError or RangeError as {@link giantComponent} does.
 *
 * @example
 * ```ts
 * import { giantThreshold, poisson } from "@onset/core/theory";
 * const { exact, independent } = giantThreshold(poisson(3));
 * exact! < independent!; // => true
 * ```
 */
export function giantThreshold(texts: DegreeLaw, options: GiantOptions = {}): GiantThreshold {
  checkLaw(texts, "texts");
  checkOptions(options, giantOptionsKeys);
  checkProbability(options.unknown ?? 1, "unknown");
  const first = (growth: (component: GiantComponent) => number): number | null => {
    const excess = (logRatio: number) => growth(giantComponent(texts, exp(logRatio), options)) - 1;
    let high = 0;
    while (excess(high) <= 0) if ((high += 2) > log(maxRatio)) return null;
    let low = high - 2;
    while (excess(low) > 0) if ((low -= 2) < -log(maxRatio)) return 0;
    return exp(brentRoot(excess, low, high).value);
  };
  return {
    exact: first((component) => component.growth),
    independent: first((component) => component.growthIndependent),
  };
}
