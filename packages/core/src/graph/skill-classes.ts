import { checkOptions, type OptionKeys } from "../base/index.js";
import { checkGraph } from "./check-graph.js";
import { checkSkillFlags } from "./skill-flags.js";
import type { SkillTextGraph } from "./skill-text-graph.js";

/** Which skills {@link skillClasses} leaves out. */
export type SkillClassOptions = {
  /** One byte a skill, not 0 for the skills that are known: they share class 0 with those in no text. Default: none. */
  readonly known?: Uint8Array | undefined;
};

export const skillClassOptionsKeys: OptionKeys<SkillClassOptions> = { known: true };

/**
 * Numbers skills by the set of their texts: two skills have the same number exactly when the same texts hold them
 * (twins). Known skills, and skills in no text, have number 0. Numbers are below 2 skills + 1, some may be unused.
 *
 * By refinement of a partition, text after text, without hashing: every text splits the classes that it holds a part
 * of. A class that loses all its members gives its number back. O(texts + skills + edges).
 *
 * @throws RangeError when `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, skillClasses } from "@onset/core/graph";
 * // Texts {0, 1, 2}, {0, 1}.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 3, 5), Uint32Array.of(0, 1, 2, 0, 1));
 * const classes = skillClasses(graph);
 * classes[0] === classes[1]; // => true
 * classes[1] === classes[2]; // => false
 * classes[3]; // => 0
 * ```
 */
export function skillClasses(
  graph: SkillTextGraph,
  options: SkillClassOptions = {},
): Uint32Array<ArrayBuffer> {
  checkGraph(graph);
  checkOptions(options, skillClassOptionsKeys);
  const { textCount, skillCount, textOffsets, textSkills } = graph;
  const { known } = options;
  if (known !== undefined) checkSkillFlags(known, "known", skillCount);
  const none = 0xffff_ffff;
  const classOfSkill = new Uint32Array(skillCount);
  const size = new Uint32Array(2 * skillCount + 1);
  const splitBy = new Uint32Array(2 * skillCount + 1).fill(none);
  const splitInto = new Uint32Array(2 * skillCount + 1);
  const free = new Uint32Array(2 * skillCount + 1);
  let freeCount = 0;
  for (let number = size.length - 1; number > 0; number--) free[freeCount++] = number;
  // Class 0 never runs empty, so that its number stays with the skills of no text.
  size[0] = skillCount + 1;
  for (let text = 0; text < textCount; text++) {
    const end = textOffsets[text + 1];
    for (let edge = textOffsets[text]; edge < end; edge++) {
      const skill = textSkills[edge];
      if (known !== undefined && known[skill] !== 0) continue;
      const from = classOfSkill[skill];
      if (splitBy[from] !== text) {
        splitBy[from] = text;
        splitInto[from] = free[--freeCount];
      }
      const to = splitInto[from];
      classOfSkill[skill] = to;
      size[to]++;
      // An emptied class is not met again in this text, so its number may be given to another at once.
      if (--size[from] === 0) {
        free[freeCount++] = from;
        splitBy[from] = none;
      }
    }
  }
  return classOfSkill;
}
