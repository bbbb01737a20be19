import { buildGraphOfTexts } from "./build.js";
import { checkGraph } from "./check-graph.js";
import type { SkillTextGraph } from "./skill-text-graph.js";

/**
 * The graph of some texts over the same skills: text `i` of the result is text `texts[i]` of the given graph. A text
 * may be taken more than once, in any order. Skills that only occurred in other texts stay, without a text.
 * O(texts + skills + edges of the result).
 *
 * @throws RangeError when a text does not exist.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, graphOfTexts } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 3), Uint32Array.of(0, 2, 1));
 * const half = graphOfTexts(graph, Uint32Array.of(1));
 * [half.textCount, half.skillCount, half.edgeCount]; // => [1, 3, 1]
 * ```
 */
export function graphOfTexts(graph: SkillTextGraph, texts: Uint32Array): SkillTextGraph {
  checkGraph(graph);
  const { textCount, textOffsets, textSkills } = graph;
  const offsets = new Uint32Array(texts.length + 1);
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    if (text >= textCount) throw new RangeError(`text ${text} does not exist: there are ${textCount} texts`);
    offsets[i + 1] = offsets[i] + textOffsets[text + 1] - textOffsets[text];
  }
  const skills = new Uint32Array(offsets[texts.length]);
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    skills.set(textSkills.subarray(textOffsets[text], textOffsets[text + 1]), offsets[i]);
  }
  return buildGraphOfTexts(graph.skillCount, offsets, skills).graph;
}

/**
 * The graph of some skills over the same texts: skill `i` of the result is skill `skills[i]` of the given graph. With
 * the skills that are not known from the start it is what there is to learn. Texts stay, some without a skill.
 * O(texts + skills + edges).
 *
 * @param skills - Distinct skills in any order.
 * @throws RangeError when a skill does not exist or is listed twice.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, graphOfSkills } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 3), Uint32Array.of(0, 2, 1));
 * const part = graphOfSkills(graph, Uint32Array.of(2, 1));
 * [part.textCount, part.skillCount, part.edgeCount]; // => [2, 2, 2]
 * [...part.skillsOfText(0)]; // => [0]
 * ```
 */
export function graphOfSkills(graph: SkillTextGraph, skills: Uint32Array): SkillTextGraph {
  checkGraph(graph);
  const { textCount, skillCount, textOffsets, textSkills } = graph;
  const absent = 0xffff_ffff;
  const numberOf = new Uint32Array(skillCount).fill(absent);
  for (let i = 0; i < skills.length; i++) {
    const skill = skills[i];
    if (skill >= skillCount) {
      throw new RangeError(`skill ${skill} does not exist: there are ${skillCount} skills`);
    }
    if (numberOf[skill] !== absent) throw new RangeError(`skill ${skill} is listed twice`);
    numberOf[skill] = i;
  }
  const offsets = new Uint32Array(textCount + 1);
  const kept = new Uint32Array(graph.edgeCount);
  let count = 0;
  for (let text = 0; text < textCount; text++) {
    const end = textOffsets[text + 1];
    for (let edge = textOffsets[text]; edge < end; edge++) {
      const number = numberOf[textSkills[edge]];
      if (number !== absent) kept[count++] = number;
    }
    offsets[text + 1] = count;
  }
  return buildGraphOfTexts(skills.length, offsets, kept.subarray(0, count)).graph;
}
