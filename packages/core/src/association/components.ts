import { checkGraph, checkSkillFlags, type SkillTextGraph } from "../graph/index.js";
import { none } from "../learning/index.js";
import { DisjointSets } from "./disjoint-sets.js";

/** The association graph of some skills, taken apart. */
export type AssociationComponents = {
  /** Number of skills in the association graph: the learned ones. */
  readonly skills: number;
  /** Number of skills in the largest component; 0 when there is no skill. */
  readonly giant: number;
  /** Sizes of all components, the largest first; single skills count as components of size 1. */
  readonly componentSizes: Uint32Array<ArrayBuffer>;
  /**
   * For every skill the number of its component, counted as in `componentSizes`; {@link none} for skills that are not
   * learned. Components of equal size are numbered by their smallest skill.
   */
  readonly componentOfSkill: Uint32Array<ArrayBuffer>;
};

/**
 * The components of the skill association graph: its nodes are the learned skills, and two of them are associated
 * when some text contains both. A text with many skills associates all pairs of them, but its edges are never made:
 * the texts are read once and their skills merged, O(edges) to almost constant factor, about 20 ns an edge for 10^5
 * skills. Memory beside the result: 8 bytes a skill.
 *
 * @param graph - The texts; those that teach nothing associate their learned skills too.
 * @param learnedFlags - One byte a skill, not 0 for those learned or known (the `learnedFlags` of a learner).
 * @throws TypeError or RangeError when `learned` is not one byte a skill.
 *
 * Source: the skill association graph of Liao, Chang, Hong, "A Mathematical Theory for Learning Semantic Languages by
 * Abstract Learners" (2024), section on the giant component.
 *
 * @example
 * ```ts
 * import { associationComponents } from "@onset/core/association";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * // Texts {0, 1}, {1, 2}, {3}: without skill 1 nothing associates 0 and 2.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 2, 4, 5), Uint32Array.of(0, 1, 1, 2, 3));
 * [...associationComponents(graph, Uint8Array.of(1, 1, 1, 1)).componentSizes]; // => [3, 1]
 * [...associationComponents(graph, Uint8Array.of(1, 0, 1, 1)).componentSizes]; // => [1, 1, 1]
 * ```
 */
export function associationComponents(
  graph: SkillTextGraph,
  learnedFlags: Uint8Array,
): AssociationComponents {
  checkGraph(graph);
  checkSkillFlags(learnedFlags, "learnedFlags", graph.skillCount);
  return labelComponents(mergeTexts(graph, learnedFlags), learnedFlags);
}

/** Reads the texts and merges the learned skills of each. */
function mergeTexts(graph: SkillTextGraph, learned: Uint8Array): DisjointSets {
  const { textCount, textOffsets, textSkills } = graph;
  const sets = new DisjointSets(graph.skillCount);
  let apart = 0;
  for (let skill = 0; skill < learned.length; skill++) if (learned[skill] !== 0) apart++;
  // Once all hang together, the texts that follow have nothing to say.
  for (let text = 0; text < textCount && apart > 1; text++) {
    const end = textOffsets[text + 1];
    let root = -1;
    for (let edge = textOffsets[text]; edge < end; edge++) {
      const skill = textSkills[edge];
      if (learned[skill] === 0) continue;
      const found = sets.find(skill);
      if (root < 0) root = found;
      else if (found !== root) {
        root = sets.unite(root, found);
        apart--;
      }
    }
  }
  return sets;
}

function labelComponents(sets: DisjointSets, learned: Uint8Array): AssociationComponents {
  const skillCount = learned.length;
  const componentOfSkill = new Uint32Array(skillCount).fill(none);
  // Components in the order of their smallest skill, then stably by size, the largest first.
  const labelOfRoot = new Uint32Array(skillCount).fill(none);
  const sizes: number[] = [];
  let skills = 0;
  for (let skill = 0; skill < skillCount; skill++) {
    if (learned[skill] === 0) continue;
    skills++;
    const root = sets.find(skill);
    if (labelOfRoot[root] === none) {
      labelOfRoot[root] = sizes.length;
      sizes.push(sets.size(root));
    }
    componentOfSkill[skill] = labelOfRoot[root];
  }
  const order = Uint32Array.from(sizes, (_, label) => label).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const rank = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) rank[order[i]] = i;
  for (let skill = 0; skill < skillCount; skill++) {
    if (componentOfSkill[skill] !== none) componentOfSkill[skill] = rank[componentOfSkill[skill]];
  }
  const componentSizes = Uint32Array.from(order, (label) => sizes[label]);
  return { skills, giant: componentSizes[0] ?? 0, componentSizes, componentOfSkill };
}

/** How many components have which size. */
export type ComponentSizeCounts = {
  /** The sizes that occur, ascending. */
  readonly sizes: Uint32Array<ArrayBuffer>;
  /** How many components have each of them. */
  readonly counts: Uint32Array<ArrayBuffer>;
};

/**
 * The law of component sizes, from the sizes in any order that keeps equal ones together (as `componentSizes` does).
 * O(components).
 *
 * @example
 * ```ts
 * import { componentSizeCounts } from "@onset/core/association";
 * const { sizes, counts } = componentSizeCounts(Uint32Array.of(900, 2, 1, 1, 1));
 * [...sizes]; // => [1, 2, 900]
 * [...counts]; // => [3, 1, 1]
 * ```
 */
export function componentSizeCounts(componentSizes: Uint32Array): ComponentSizeCounts {
  const ascending = componentSizes.slice().sort();
  const sizes: number[] = [];
  const counts: number[] = [];
  for (const size of ascending) {
    if (size === sizes[sizes.length - 1]) counts[counts.length - 1]++;
    else {
      sizes.push(size);
      counts.push(1);
    }
  }
  return { sizes: Uint32Array.from(sizes), counts: Uint32Array.from(counts) };
}
