import { checkOptions } from "../../base/index.js";
import { buildGraphOfTexts, checkGraph, type SkillTextGraph, skillClasses } from "../../graph/index.js";
import { type LearnOptions, learnerOf, learnOptionsKeys, none } from "../result.js";
import { type LearningTexts, lessonsOf } from "./texts.js";

/** Groups of skills that no text tells apart. */
export type Twins = {
  /** Number of groups; each has two skills or more. */
  readonly groupCount: number;
  /** Where the skills of each group begin in `groupSkills`: `groupCount` + 1 ascending positions. */
  readonly groupOffsets: Uint32Array<ArrayBuffer>;
  /** The skills of the groups, group after group: the largest group first, ascending within a group. */
  readonly groupSkills: Uint32Array<ArrayBuffer>;
  /** For every skill the number of its group, {@link none} for skills that have no twin. */
  readonly groupOfSkill: Uint32Array<ArrayBuffer>;
  /**
   * The share of the skills not known at the start that is in no group of more than `maxUnlearned` skills: no learner
   * learns more from these texts. 1 when every skill is known.
   */
  readonly cap: number;
};

/**
 * Finds twins: unknown skills that exactly the same texts teach. Whatever a text teaches of one it teaches of the
 * other, so a text never has just one of a group of g unlearned twins; when g > `maxUnlearned` the group is never
 * learned, and its skills count against the cap. Skills that no text teaches are not twins of each other.
 *
 * O(skills + edges): the texts of each skill are read once, those of twins twice. Groups are ordered by their number of
 * skills, the largest first, then by their smallest skill.
 *
 * @throws RangeError when `maxUnlearned` is no integer >= 1 or `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { findTwins } from "@onset/core/learning";
 * // Texts {0, 1, 2}, {0, 1}, {3}.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 3, 5, 6), Uint32Array.of(0, 1, 2, 0, 1, 3));
 * const twins = findTwins(graph);
 * [...twins.groupSkills]; // => [0, 1]
 * twins.cap; // => 0.5
 * findTwins(graph, { maxUnlearned: 2 }).cap; // => 1
 * findTwins(graph, { known: Uint8Array.of(1, 0, 0, 0) }).groupCount; // => 0
 * ```
 */
export function findTwins(texts: LearningTexts, options: LearnOptions = {}): Twins {
  checkOptions(options, learnOptionsKeys);
  const { teaches } = lessonsOf(texts);
  const { learned: known, knownCount, maxUnlearned } = learnerOf(teaches, options);
  const classOfSkill = skillClasses(teaches, { known });
  const sizes = new Uint32Array(known.length + 1);
  for (let skill = 0; skill < known.length; skill++) sizes[classOfSkill[skill]]++;
  const members = new Map<number, number[]>();
  for (let skill = 0; skill < known.length; skill++) {
    const own = classOfSkill[skill];
    if (own === 0 || sizes[own] === 1) continue;
    const group = members.get(own);
    if (group === undefined) members.set(own, [skill]);
    else group.push(skill);
  }
  const groups = [...members.values()];
  groups.sort((a, b) => b.length - a.length || a[0] - b[0]);

  const groupOffsets = new Uint32Array(groups.length + 1);
  const groupOfSkill = new Uint32Array(known.length).fill(none);
  let blocked = 0;
  for (const [number, group] of groups.entries()) {
    groupOffsets[number + 1] = groupOffsets[number] + group.length;
    for (const skill of group) groupOfSkill[skill] = number;
    if (group.length > maxUnlearned) blocked += group.length;
  }
  const unknown = known.length - knownCount;
  return {
    groupCount: groups.length,
    groupOffsets,
    groupSkills: Uint32Array.from(groups.flat()),
    groupOfSkill,
    cap: unknown === 0 ? 1 : 1 - blocked / unknown,
  };
}

/**
 * Replaces each group of skills by one compound skill: a text that has any skill of the group has the compound. Other
 * skills stay. Skills are renumbered in the order of their smallest member. O(texts + skills + edges).
 *
 * @param groupOfSkill - For every skill its group, any number; {@link none} for skills that stay by themselves.
 * @returns the graph, and for every old skill its new number
 * @throws RangeError when `groupOfSkill` has not one entry a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { findTwins, learnRounds, mergeSkills } from "@onset/core/learning";
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 3, 5), Uint32Array.of(0, 1, 2, 0, 1));
 * const { graph: merged, skillOfOld } = mergeSkills(graph, findTwins(graph).groupOfSkill);
 * [...skillOfOld]; // => [0, 0, 1]
 * learnRounds(graph).learnedCount; // => 0
 * learnRounds(merged).learnedCount; // => 2
 * ```
 */
export function mergeSkills(
  graph: SkillTextGraph,
  groupOfSkill: Uint32Array,
): { readonly graph: SkillTextGraph; readonly skillOfOld: Uint32Array<ArrayBuffer> } {
  checkGraph(graph);
  if (groupOfSkill.length !== graph.skillCount) {
    throw new RangeError(
      `"groupOfSkill" expected one entry for each of the ${graph.skillCount} skills, got ${groupOfSkill.length}`,
    );
  }
  const skillOfOld = new Uint32Array(graph.skillCount);
  const skillOfGroup = new Map<number, number>();
  let count = 0;
  for (let skill = 0; skill < skillOfOld.length; skill++) {
    const group = groupOfSkill[skill];
    const seen = group === none ? undefined : skillOfGroup.get(group);
    skillOfOld[skill] = seen ?? count++;
    if (group !== none) skillOfGroup.set(group, skillOfOld[skill]);
  }
  const skills = graph.textSkills.map((skill) => skillOfOld[skill]);
  return { graph: buildGraphOfTexts(count, graph.textOffsets, skills).graph, skillOfOld };
}
