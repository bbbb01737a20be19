/** An ensemble is a text law with a skill law; a learner and what is known at the start come with it. */
import { checkLaw, checkNonNegative, type OptionKeys } from "../base/index.js";
import type { DegreeLaw } from "./laws.js";
import type { LearnerOptions } from "./learner.js";
import { seriesOf } from "./series/compile.js";
import { PoissonSeries } from "./series/poisson.js";
import type { Series } from "./series/series.js";

/**
 * The skills of an ensemble: the law of their degrees, or a number - the ratio R of texts to skills,
 * when every text chooses its skills uniformly, which makes their degrees Poisson(mean text size * R).
 */
export type Skills = DegreeLaw | number;

/** A learner and what is known at the start. */
export type EvolutionOptions = LearnerOptions & {
  /** The share of the skills that are unknown at the start (epsilon), in [0, 1]; 1 unless given. */
  readonly unknown?: number;
};

export const evolutionOptionsKeys: OptionKeys<EvolutionOptions> = {
  maxUnlearned: true,
  reliability: true,
  success: true,
  unknown: true,
};

/** Returns `skills` when it is a degree law or, for a ratio, a number. */
export function checkSkills(skills: Skills, title = "skills"): Skills {
  return typeof skills === "number" ? checkNonNegative(skills, "ratio") : checkLaw(skills, title);
}

/** The generating function of the skill degrees; the mean is 0 when the ratio is. */
export function skillSeries(texts: Series, skills: Skills): Series {
  if (typeof skills === "number") return new PoissonSeries(texts.mean * checkNonNegative(skills, "ratio"));
  return seriesOf(skills);
}
