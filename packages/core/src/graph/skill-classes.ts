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
 * (twins). The number of a class is 1 + its smallest skill. Known skills, and skills in no text, have number 0.
 *
 * The texts of each skill are hashed as they stand, and compared where hashes agree: O(skills + edges), read in sequence,
 * 2 to 3 ns an edge (a refinement of the partition of skills, text after text, took 29).
 *
 * @throws RangeError when `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, skillClasses } from "@onset/core/graph";
 * // Texts {0, 1, 2}, {0, 1}.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 3, 5), Uint32Array.of(0, 1, 2, 0, 1));
 * [...skillClasses(graph)]; // => [1, 1, 3, 0]
 * ```
 */
export function skillClasses(
  graph: SkillTextGraph,
  options: SkillClassOptions = {},
): Uint32Array<ArrayBuffer> {
  checkGraph(graph);
  checkOptions(options, skillClassOptionsKeys);
  const { skillCount, skillOffsets } = graph;
  const { known } = options;
  if (known !== undefined) checkSkillFlags(known, "known", skillCount);
  const classOfSkill = new Uint32Array(skillCount);
  const hashes = textHashes(graph);
  // Open addressing, at most half full: 1 + the first skill of each class.
  const table = new Uint32Array(2 ** (32 - Math.clz32(2 * skillCount + 1)));
  const mask = table.length - 1;
  for (let skill = 0; skill < skillCount; skill++) {
    if (skillOffsets[skill] === skillOffsets[skill + 1] || (known !== undefined && known[skill] !== 0))
      continue;
    const hash = hashes[skill];
    let slot = hash & mask;
    while (table[slot] !== 0) {
      const first = table[slot] - 1;
      if (hashes[first] === hash && haveSameTexts(graph, first, skill)) break;
      slot = (slot + 1) & mask;
    }
    if (table[slot] === 0) table[slot] = skill + 1;
    classOfSkill[skill] = table[slot];
  }
  return classOfSkill;
}

/** For each skill a hash of its texts. */
function textHashes({ skillCount, skillOffsets, skillTexts }: SkillTextGraph): Uint32Array {
  const hashes = new Uint32Array(skillCount);
  for (let skill = 0; skill < skillCount; skill++) {
    const end = skillOffsets[skill + 1];
    let hash = 0x811c_9dc5;
    for (let edge = skillOffsets[skill]; edge < end; edge++) {
      hash = Math.imul(hash ^ skillTexts[edge], 0x9e37_79b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0x85eb_ca6b);
    hashes[skill] = hash ^ (hash >>> 16);
  }
  return hashes;
}

function haveSameTexts({ skillOffsets, skillTexts }: SkillTextGraph, one: number, other: number): boolean {
  const start = skillOffsets[one];
  const shift = skillOffsets[other] - start;
  const end = skillOffsets[one + 1];
  if (skillOffsets[other + 1] - end !== shift) return false;
  for (let edge = start; edge < end; edge++) {
    if (skillTexts[edge] !== skillTexts[edge + shift]) return false;
  }
  return true;
}
