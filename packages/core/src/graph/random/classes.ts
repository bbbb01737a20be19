import {
  checkInteger,
  checkNonNegative,
  checkStream,
  type RandomStream,
  rejected,
} from "../../base/index.js";
import { buildGraphOfTexts } from "../build.js";
import { degreeSampler } from "../degree-law.js";
import { maxCount } from "../layout.js";
import type { SkillTextGraph } from "../skill-text-graph.js";

/** Several classes of skills and of texts. */
export type ClassSizes = {
  /** Number of skills of each class. Skills are numbered class after class. */
  readonly skills: readonly number[];
  /** Number of texts of each class. Texts are numbered class after class. */
  readonly texts: readonly number[];
  /** `means[j][k]`: a text of class j draws a Poisson number of skills of class k with this mean. */
  readonly means: readonly (readonly number[])[];
};

/**
 * A random graph of several classes in which a skill that a text draws twice is merged: a text of class j draws a
 * Poisson number of skills of each class k with mean `means[j][k]`, uniformly among them. Hence it contains each
 * of them independently with probability 1 - exp(-mean/skills). O(texts * classes + edges).
 *
 * @throws TypeError or RangeError when a number or mean is out of range, `means` is not one row a text class with one
 * mean a skill class, or a mean is above 0 for a class without skills.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { classGraph } from "@onset/core/graph";
 * // 100 texts about the first 40 skills, 50 texts that mix both classes.
 * const graph = classGraph({ skills: [40, 20], texts: [100, 50], means: [[3, 0], [1, 2]] }, stream(1));
 * [graph.textCount, graph.skillCount]; // => [150, 60]
 * Math.max(...graph.skillsOfText(0)) < 40; // => true
 * ```
 */
export function classGraph(classes: ClassSizes, rng: RandomStream): SkillTextGraph {
  checkStream(rng);
  const { skills: skillClasses, texts: textClasses, means } = checkClasses(classes);
  const textCount = textClasses.reduce((sum, size) => sum + size, 0);
  const skillCount = skillClasses.reduce((sum, size) => sum + size, 0);
  checkInteger(textCount, "texts in all", 0, maxCount);
  checkInteger(skillCount, "skills in all", 0, maxCount);

  const offsets = new Uint32Array(textCount + 1);
  const sizes: Uint32Array[] = [];
  for (let j = 0, first = 0; j < textClasses.length; first += textClasses[j++]) {
    const drawSizes = means[j].map((mean) => degreeSampler({ kind: "poisson", mean }));
    const drawn = new Uint32Array(textClasses[j] * skillClasses.length);
    let cursor = 0;
    for (let text = first; text < first + textClasses[j]; text++) {
      let total = offsets[text];
      for (const drawSize of drawSizes) total += drawn[cursor++] = drawSize(rng);
      if (total > maxCount) throw new RangeError(`more than ${maxCount} edges after ${text + 1} texts`);
      offsets[text + 1] = total;
    }
    sizes.push(drawn);
  }

  const skills = new Uint32Array(offsets[textCount]);
  let edge = 0;
  for (const drawn of sizes) {
    for (let cursor = 0; cursor < drawn.length; ) {
      for (let k = 0, first = 0; k < skillClasses.length; first += skillClasses[k++]) {
        for (let left = drawn[cursor++]; left > 0; left--) {
          skills[edge++] = first + rng.nextInteger(skillClasses[k]);
        }
      }
    }
  }
  return buildGraphOfTexts(skillCount, offsets, skills).graph;
}

/** A graph of foundation and domain texts, undirected and as a curriculum with frozen foundation. */
export type HierarchySizes = {
  readonly basicSkills: number;
  readonly domainSkills: number;
  readonly foundationTexts: number;
  readonly domainTexts: number;
  /** Mean number of basic skills of a foundation text. */
  readonly foundationMean: number;
  /** Mean numbers of basic and of domain skills of a domain text. */
  readonly basicMean: number;
  readonly domainMean: number;
};

/**
 * A random hierarchy in which a skill that a text draws twice is merged: foundation texts hold Poisson(foundationMean)
 * basic skills; domain texts hold Poisson(basicMean) basic and Poisson(domainMean) domain skills. Skills are
 * numbered basic first, texts foundation first.
 *
 * The result is the pair of graphs that `learnDirected` takes: foundation texts teach their basic skills; domain
 * texts require their basic skills and teach their domain skills (a frozen foundation). To learn both jointly, give
 * the two classes to {@link classGraph} instead. O(texts + edges).
 *
 * @throws TypeError or RangeError as {@link classGraph}.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { hierarchyGraph } from "@onset/core/graph";
 * const { requires, teaches } = hierarchyGraph(
 *   {
 *     basicSkills: 50, domainSkills: 20, foundationTexts: 100, domainTexts: 40,
 *     foundationMean: 4, basicMean: 2, domainMean: 3,
 *   },
 *   stream(1),
 * );
 * [requires.textCount, teaches.skillCount]; // => [140, 70]
 * requires.skillsOfText(0).length; // => 0
 * ```
 */
export function hierarchyGraph(
  sizes: HierarchySizes,
  rng: RandomStream,
): { readonly requires: SkillTextGraph; readonly teaches: SkillTextGraph } {
  checkStream(rng);
  const skills = [sizes.basicSkills, sizes.domainSkills];
  const texts = [sizes.foundationTexts, sizes.domainTexts];
  const requires = classGraph(
    {
      skills,
      texts,
      means: [
        [0, 0],
        [sizes.basicMean, 0],
      ],
    },
    rng,
  );
  const teaches = classGraph(
    {
      skills,
      texts,
      means: [
        [sizes.foundationMean, 0],
        [0, sizes.domainMean],
      ],
    },
    rng,
  );
  return { requires, teaches };
}

/** Levels of skills, each taught by texts of its own that require skills of lower levels. */
export type LevelSizes = {
  /** Number of skills of each level, from the foundation upwards. */
  readonly skills: readonly number[];
  /** Number of texts of each level. */
  readonly texts: readonly number[];
  /** `means[i][l]`: mean number of skills of level l <= i in a text of level i; the last is the level's own. */
  readonly means: readonly (readonly number[])[];
};

/**
 * A random hierarchy of any number of levels, as {@link hierarchyGraph} is one of two: a text of level i requires its skills of lower
 * levels and teaches those of its own. O(texts * levels + edges).
 *
 * @throws TypeError or RangeError as {@link classGraph}, and for rows of means that do not grow by one.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { levelGraph } from "@onset/core/graph";
 * const levels = { skills: [50, 20, 10], texts: [100, 40, 20], means: [[4], [2, 3], [1, 1, 2]] };
 * const { requires, teaches } = levelGraph(levels, stream(1));
 * [requires.textCount, teaches.skillCount]; // => [160, 80]
 * requires.skillsOfText(0).length; // => 0
 * ```
 */
export function levelGraph(
  levels: LevelSizes,
  rng: RandomStream,
): { readonly requires: SkillTextGraph; readonly teaches: SkillTextGraph } {
  checkStream(rng);
  const { skills, texts, means } = checkLevelSizes(levels);
  const all = (pick: (i: number, l: number) => boolean) =>
    means.map((row, i) => skills.map((_, l) => (pick(i, l) ? row[l] : 0)));
  const requires = classGraph({ skills, texts, means: all((i, l) => l < i) }, rng);
  const teaches = classGraph({ skills, texts, means: all((i, l) => l === i) }, rng);
  return { requires, teaches };
}

/** Returns `levels` when every level has a number of texts and a row of means that is one longer than the one below. */
export function checkLevelSizes(levels: LevelSizes): LevelSizes {
  const { skills, texts, means } = levels;
  if (!(skills.length > 0)) throw rejected(skills.length, "skills.length", "at least one level");
  if (texts.length !== skills.length)
    throw rejected(texts.length, "texts.length", `${skills.length}, one for each level`);
  if (means.length !== skills.length)
    throw rejected(means.length, "means.length", `${skills.length}, one row for each level`);
  skills.forEach((size, i) => {
    checkInteger(size, `skills[${i}]`, 1);
    checkInteger(texts[i], `texts[${i}]`, 0);
    if (means[i].length !== i + 1) {
      throw rejected(means[i].length, `means[${i}].length`, `${i + 1}, one for each level up to its own`);
    }
    means[i].forEach((mean, l) => {
      checkNonNegative(mean, `means[${i}][${l}]`);
    });
  });
  return levels;
}

/**
 * Returns `classes` when sizes are integers >= 0 and the means fit them.
 *
 * @throws TypeError or RangeError when they do not.
 */
export function checkClasses(classes: ClassSizes): ClassSizes {
  const { skills, texts, means } = classes;
  skills.forEach((size, k) => {
    checkInteger(size, `skills[${k}]`, 0);
  });
  texts.forEach((size, j) => {
    checkInteger(size, `texts[${j}]`, 0);
  });
  if (means.length !== texts.length) throw rejected(means.length, "means.length", `${texts.length}`);
  means.forEach((row, j) => {
    if (row.length !== skills.length) throw rejected(row.length, `means[${j}].length`, `${skills.length}`);
    row.forEach((mean, k) => {
      checkNonNegative(mean, `means[${j}][${k}]`);
      if (mean > 0 && skills[k] === 0)
        throw rejected(mean, `means[${j}][${k}]`, `0, as skill class ${k} is empty`);
    });
  });
  return classes;
}
