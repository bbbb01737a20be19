import { checkStream, type RandomStream, rejected } from "../../base/index.js";
import { buildGraphOfTexts } from "../build.js";
import { checkGraph } from "../check-graph.js";
import type { EdgeTypes } from "../edge-types.js";
import type { SkillTextGraph } from "../skill-text-graph.js";
import { findDoubles, hasSkill, textOfEdge } from "./double-edges.js";

/** A rewired graph and what became of its double edges. */
export type RewiredWithin = {
  readonly graph: SkillTextGraph;
  /** How many edges repeated another one of their text and were switched away. */
  readonly switched: number;
  /** How many found no place in their type and were merged: so many edges fewer the graph has. */
  readonly merged: number;
};

// Nearly every first attempt fits in a sparse type; in a small or dense one hardly any may.
const maxAttempts = 100;

/**
 * A random graph that keeps, for every text and every skill, how many of its edges are of which type: the skills
 * change places among the edges of a type, uniformly. The null model of edge-type density evolution: what a corpus
 * learns beyond it is structure that the types do not tell.
 *
 * An edge that then repeats another of its text exchanges its skill with a random edge of its type where neither comes
 * to be double; when 100 attempts fail it is merged with the one it repeats. O(texts + skills + edges), about 70 ns an
 * edge.
 *
 * @throws RangeError when `types` has not one entry an edge.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { buildGraphOfTexts, edgeTypes, rewiredWithin, skillDegreeCounts } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 2, 4), Uint32Array.of(0, 1, 2, 3));
 * const rewired = rewiredWithin(graph, edgeTypes(graph, ["rarity"]), stream(1));
 * [...skillDegreeCounts(rewired.graph)]; // => [0, 4]
 * rewired.merged; // => 0
 * ```
 */
export function rewiredWithin(graph: SkillTextGraph, types: EdgeTypes, rng: RandomStream): RewiredWithin {
  checkGraph(graph);
  checkStream(rng);
  const { textOffsets, skillCount, edgeCount } = graph;
  const { typeCount, typeOfEdge, typeOffsets, edges } = types;
  if (typeOfEdge.length !== edgeCount) {
    throw rejected(typeOfEdge.length, "types", `a type for each of the ${edgeCount} edges`);
  }
  const skills = graph.textSkills.slice();
  for (let type = 0; type < typeCount; type++) {
    const begin = typeOffsets[type];
    // Fisher and Yates.
    for (let i = typeOffsets[type + 1] - 1; i > begin; i--) {
      const edge = edges[i];
      const other = edges[begin + rng.nextInteger(i - begin + 1)];
      const skill = skills[edge];
      skills[edge] = skills[other];
      skills[other] = skill;
    }
  }
  const doubles = findDoubles(textOffsets, skills, skillCount);
  for (const edge of doubles) {
    const text = textOfEdge(textOffsets, edge);
    if (!repeats(textOffsets, skills, text, edge)) continue;
    const begin = typeOffsets[typeOfEdge[edge]];
    const size = typeOffsets[typeOfEdge[edge] + 1] - begin;
    exchange(skills, textOffsets, text, edge, () => edges[begin + rng.nextInteger(size)]);
  }
  // Exchanges make no double edge: those that are left found no place.
  const built = buildGraphOfTexts(skillCount, textOffsets, skills);
  const merged = built.duplicateEdges;
  return { graph: built.graph, switched: doubles.length - merged, merged };
}

/** Whether another edge of the text has the skill of this one: an earlier exchange may have ended that. */
function repeats(offsets: Uint32Array, skills: Uint32Array, text: number, edge: number): boolean {
  for (let other = offsets[text]; other < offsets[text + 1]; other++) {
    if (other !== edge && skills[other] === skills[edge]) return true;
  }
  return false;
}

/** Exchanges the skill of a double edge with that of a random one where neither comes to be double, if one is found. */
function exchange(
  skills: Uint32Array,
  offsets: Uint32Array,
  text: number,
  edge: number,
  draw: () => number,
): void {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const other = draw();
    const otherText = textOfEdge(offsets, other);
    if (otherText === text) continue;
    const skill = skills[edge];
    const otherSkill = skills[other];
    if (hasSkill(offsets, skills, text, otherSkill) || hasSkill(offsets, skills, otherText, skill)) continue;
    skills[edge] = otherSkill;
    skills[other] = skill;
    return;
  }
}
