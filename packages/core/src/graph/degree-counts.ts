import { checkOptions, type OptionKeys } from "../base/index.js";
import { checkGraph } from "./check-graph.js";
import { checkSkillFlags } from "./skill-flags.js";
import type { SkillTextGraph } from "./skill-text-graph.js";

/** Which skills a degree count leaves out. */
export type DegreeCountOptions = {
  /** One byte a skill, not 0 for the skills that are known: they and their edges are left out. Default: none. */
  readonly known?: Uint8Array | undefined;
};

export const degreeCountOptionsKeys: OptionKeys<DegreeCountOptions> = { known: true };

/**
 * How many texts need how many skills: entry `k` is the number of texts with exactly `k` (not known) skills, from
 * 0 to the largest size that occurs. The entries add up to the number of texts. O(texts + edges of known skills).
 *
 * @throws RangeError when `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, textSizeCounts } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 2, 4), Uint32Array.of(0, 2, 1, 2));
 * [...textSizeCounts(graph)]; // => [1, 0, 2]
 * [...textSizeCounts(graph, { known: Uint8Array.of(0, 0, 1) })]; // => [1, 2]
 * ```
 */
export function textSizeCounts(
  graph: SkillTextGraph,
  options: DegreeCountOptions = {},
): Uint32Array<ArrayBuffer> {
  checkGraph(graph);
  checkOptions(options, degreeCountOptionsKeys);
  const { textCount, textOffsets, skillOffsets, skillTexts } = graph;
  const { known } = options;
  const sizes = new Uint32Array(textCount);
  for (let text = 0; text < textCount; text++) sizes[text] = textOffsets[text + 1] - textOffsets[text];
  if (known !== undefined) {
    checkSkillFlags(known, "known", graph.skillCount);
    for (let skill = 0; skill < known.length; skill++) {
      if (known[skill] === 0) continue;
      const end = skillOffsets[skill + 1];
      for (let edge = skillOffsets[skill]; edge < end; edge++) sizes[skillTexts[edge]]--;
    }
  }
  return histogram(sizes);
}

/**
 * How many skills occur in how many texts: entry `d` is the number of (not known) skills in exactly `d` texts,
 * from 0 to the largest degree that occurs. The entries add up to the number of skills that are not known.
 * O(skills).
 *
 * @throws RangeError when `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, skillDegreeCounts } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 2, 4), Uint32Array.of(0, 2, 1, 2));
 * [...skillDegreeCounts(graph)]; // => [0, 2, 1]
 * [...skillDegreeCounts(graph, { known: Uint8Array.of(0, 0, 1) })]; // => [0, 2]
 * ```
 */
export function skillDegreeCounts(
  graph: SkillTextGraph,
  options: DegreeCountOptions = {},
): Uint32Array<ArrayBuffer> {
  checkGraph(graph);
  checkOptions(options, degreeCountOptionsKeys);
  const { skillCount, skillOffsets } = graph;
  const { known } = options;
  if (known !== undefined) checkSkillFlags(known, "known", skillCount);
  const degrees = new Uint32Array(skillCount);
  let kept = 0;
  for (let skill = 0; skill < skillCount; skill++) {
    if (known === undefined || known[skill] === 0) {
      degrees[kept++] = skillOffsets[skill + 1] - skillOffsets[skill];
    }
  }
  return histogram(degrees.subarray(0, kept));
}

function histogram(values: Uint32Array): Uint32Array<ArrayBuffer> {
  let largest = -1;
  for (let i = 0; i < values.length; i++) if (values[i] > largest) largest = values[i];
  const counts = new Uint32Array(largest + 1);
  for (let i = 0; i < values.length; i++) counts[values[i]]++;
  return counts;
}
