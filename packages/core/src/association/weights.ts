import { checkGraph, checkSkillFlags, type SkillTextGraph } from "../graph/index.js";

/** The associations of one skill with those of larger numbers. */
export type AssociationRow = {
  readonly skill: number;
  /** Skills with larger numbers that share a text with it, ascending: a view that the next row overwrites. */
  readonly neighbours: Uint32Array;
  /** How many texts each of them shares with it. */
  readonly weights: Uint32Array;
};

/**
 * Goes through the edges of the association graph, each once: for every skill of `learned`, ascending, its
 * neighbours with larger numbers and the number of texts that hold both. Skills without such neighbours are left
 * out. Nothing is stored but one row, as there are far more associations than edges: texts with k skills make up to
 * k (k - 1) / 2 of them. O(sum of k^2), 10 ns each.
 *
 * @throws TypeError or RangeError when `learned` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { associationRows } from "@onset/core/association";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * // Texts {0, 1, 2}, {0, 1}.
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 3, 5), Uint32Array.of(0, 1, 2, 0, 1));
 * const rows = [...associationRows(graph, Uint8Array.of(1, 1, 1))].map(({ skill, weights }) => [skill, ...weights]);
 * rows; // => [[0, 2, 1], [1, 1]]
 * ```
 */
export function* associationRows(graph: SkillTextGraph, learnedFlags: Uint8Array): Generator<AssociationRow> {
  checkGraph(graph);
  checkSkillFlags(learnedFlags, "learnedFlags", graph.skillCount);
  const { skillCount, textOffsets, textSkills, skillOffsets, skillTexts } = graph;
  const shared = new Uint32Array(skillCount);
  const neighbours = new Uint32Array(skillCount);
  for (let skill = 0; skill < skillCount; skill++) {
    if (learnedFlags[skill] === 0) continue;
    let count = 0;
    const lastText = skillOffsets[skill + 1];
    for (let edge = skillOffsets[skill]; edge < lastText; edge++) {
      const text = skillTexts[edge];
      const first = textOffsets[text];
      // From the end, as the skills of a text ascend.
      for (let i = textOffsets[text + 1] - 1; i >= first; i--) {
        const other = textSkills[i];
        if (other <= skill) break;
        if (learnedFlags[other] === 0) continue;
        if (shared[other]++ === 0) neighbours[count++] = other;
      }
    }
    if (count === 0) continue;
    const row = neighbours.subarray(0, count).sort();
    const weights = Uint32Array.from(row, (other) => shared[other]);
    for (let i = 0; i < count; i++) shared[row[i]] = 0;
    yield { skill, neighbours: row, weights };
  }
}
