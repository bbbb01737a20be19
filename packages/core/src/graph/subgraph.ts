import { buildGraphOfTexts } from "./build.js";
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
  const { textCount, textOffsets, textSkills } = graph;
  const offsets = new Uint32Array(texts.length + 1);
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!;
    if (text >= textCount) throw new RangeError(`text ${text} does not exist: there are ${textCount} texts`);
    offsets[i + 1] = offsets[i]! + textOffsets[text + 1]! - textOffsets[text]!;
  }
  const skills = new Uint32Array(offsets[texts.length]!);
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!;
    skills.set(textSkills.subarray(textOffsets[text]!, textOffsets[text + 1]!), offsets[i]!);
  }
  return buildGraphOfTexts(graph.skillCount, offsets, skills).graph;
}
