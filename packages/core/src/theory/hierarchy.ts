/**
 * Foundation and fine-tuning: levels of skills that are learned one after the other, or together.
 *
 * A text of level i holds Poisson(c_il) skills of each level l <= i. *Frozen*: lower levels are learned first
 * and then stay as they are; a text of level i is usable iff all its lower skills were learned, which leaves
 * the effective ratio R_i exp(-sum_{l<i} c_il q_l) to density evolution with the mean c_ii. *Joint*: all levels
 * learn from all texts, which is the case of several classes. (A result of this project, by induction over levels.)
 *
 * Where skills differ in popularity, q_l is the share of unlearned skills among those that texts choose: a text of
 * level i is new to a frozen level l, and chooses its skills there by popularity.
 */
import {
  checkNonNegative,
  checkOptions,
  checkPositive,
  exp,
  type OptionKeys,
  rejected,
} from "../base/index.js";
import { ClassMap, type ClassOptions } from "./class-map.js";
import { type ClassEvolution, evolveMap } from "./classes.js";
import { evolve } from "./evolution.js";
import { poisson } from "./laws.js";
import { ratioThreshold } from "./ratio-threshold.js";
import { zipfSkills } from "./scaling.js";
import type { Threshold } from "./threshold.js";

/** A level of skills with its texts. */
export type Level = {
  /** The number of skills of this level, > 0. */
  readonly skills: number;
  /** The number of texts of this level, >= 0. */
  readonly texts: number;
  /** The mean number of skills of each level up to this one in such a text; the last is this level's own. */
  readonly means: readonly number[];
};

/** The state in which learning of a level ends, above frozen lower levels. */
export type LevelEvolution = {
  /** The share of the skills of this level that is unlearned. */
  readonly unlearned: number;
  /** The probability that a text has only learned skills of lower levels. */
  readonly usable: number;
  /** The ratio of usable texts to skills. */
  readonly effectiveRatio: number;
  /** Where the level jumps in terms of the effective ratio. */
  readonly threshold: Threshold;
  readonly converged: boolean;
};

/** A learner, the same for all levels, and the popularity of skills. */
export type HierarchyOptions = Omit<ClassOptions, "unknown"> & {
  /**
   * Zipf exponent > 0: texts choose the s-th skill of a level with a probability proportional to s^-popularity, on
   * every level, and numbers of skills are integers. Equal popularity unless given.
   */
  readonly popularity?: number;
};

export const hierarchyOptionsKeys: OptionKeys<HierarchyOptions> = {
  maxUnlearned: true,
  popularity: true,
  reliability: true,
  success: true,
};

function checkLevels(levels: readonly Level[]): void {
  if (!(levels.length > 0)) throw rejected(levels.length, "levels", "at least one level");
  levels.forEach((level, i) => {
    checkPositive(level.skills, `levels[${i}].skills`);
    checkNonNegative(level.texts, `levels[${i}].texts`);
    if (level.means.length !== i + 1) {
      throw rejected(
        level.means.length,
        `levels[${i}].means`,
        `${i + 1} numbers, one for each level up to this one`,
      );
    }
    for (const mean of level.means) checkNonNegative(mean, `levels[${i}].means`);
    checkPositive(level.means[i], `levels[${i}].means[${i}]`);
  });
}

/**
 * Returns where learning of each level ends when every level is learned from its own texts, with all lower
 * levels frozen. 20 us a level; with `popularity` about 0.2 s, most of it for the threshold.
 *
 * @param levels - From the foundation upwards.
 * @param options - A D-skill learner, and the `popularity` of skills.
 * @throws TypeError or RangeError for numbers out of range and means of wrong length.
 *
 * @example
 * ```ts
 * import { evolveFrozen } from "@onset/core/theory";
 * const foundation = { skills: 1000, texts: 1600, means: [4] };
 * const domain = { skills: 100, texts: 130, means: [2, 3] };
 * evolveFrozen([foundation, domain]).map((level) => level.unlearned); // => [0.001736834402084643, 0.02808833717842677]
 * ```
 */
export function evolveFrozen(levels: readonly Level[], options: HierarchyOptions = {}): LevelEvolution[] {
  checkOptions(options, hierarchyOptionsKeys);
  checkLevels(levels);
  const { popularity, ...learner } = options;
  const states: LevelEvolution[] = [];
  // Of each level so far: the share of unlearned skills among those that a text chooses.
  const chosen: number[] = [];
  for (const level of levels) {
    const texts = poisson(level.means[states.length]);
    const law = (ratio: number) => zipfSkills(texts, ratio, level.skills, popularity!);
    // The mean number of unlearned lower skills of a text.
    const missing = chosen.reduce((sum, share, l) => sum + level.means[l] * share, 0);
    const usable = exp(-missing);
    const effectiveRatio = (level.texts / level.skills) * usable;
    const isPopular = popularity !== undefined;
    const skills = isPopular && effectiveRatio > 0 ? law(effectiveRatio) : effectiveRatio;
    const { unlearned, edgeUnlearned, converged } = evolve(texts, skills, learner);
    const threshold = ratioThreshold(texts, { ...learner, popularity: isPopular ? law(1) : undefined });
    chosen.push(isPopular ? edgeUnlearned : unlearned);
    states.push({ unlearned, usable, effectiveRatio, threshold, converged });
  }
  return states;
}

/**
 * Returns where learning ends when all levels learn together from all texts, so that a domain text may also
 * teach a foundation skill: several classes with the means of the levels.
 *
 * @param levels - From the foundation upwards.
 * @param options - A D-skill learner, and the `popularity` of skills.
 * @throws TypeError or RangeError for numbers out of range and means of wrong length.
 *
 * @example
 * ```ts
 * import { evolveFrozen, evolveJoint } from "@onset/core/theory";
 * const levels = [{ skills: 1000, texts: 1450, means: [4] }, { skills: 100, texts: 130, means: [2, 3] }];
 * evolveJoint(levels).unlearned[0] < evolveFrozen(levels)[0].unlearned; // => true
 * ```
 */
export function evolveJoint(levels: readonly Level[], options: HierarchyOptions = {}): ClassEvolution {
  checkOptions(options, hierarchyOptionsKeys);
  checkLevels(levels);
  const { popularity, ...learner } = options;
  const classes = {
    skills: levels.map((level) => level.skills),
    texts: levels.map((level) => level.texts),
    means: levels.map((level) => levels.map((_, l) => level.means[l] ?? 0)),
  };
  const laws =
    popularity === undefined
      ? null
      : classes.skills.map((count) => zipfSkills(poisson(1), 1, count, popularity));
  return evolveMap(classes, new ClassMap(classes, learner, laws));
}
