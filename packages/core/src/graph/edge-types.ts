/**
 * Types of edges: what a random graph keeps of a corpus beside its degrees. A corpus rewired inside types (see
 * `rewiredWithin`), and density evolution with the same types, keep for every text and every skill how many of its edges
 * are of which type. In the literature of LDPC codes: multi-edge-type ensembles (Richardson, Urbanke, "Modern Coding
 * Theory", section 7.1).
 */

import { checkInteger, checkOptions, type OptionKeys, rejected } from "../base/index.js";
import { checkGraph } from "./check-graph.js";
import { skillClasses } from "./skill-classes.js";
import type { SkillTextGraph } from "./skill-text-graph.js";

/**
 * What the type of an edge may tell:
 * - `"rarity"`: in how many texts its skill is: d up to 12, from there on 12 + floor(3 log2(d/12));
 * - `"twins"`: whether its skill has a twin, a skill of exactly the same texts;
 * - `"size"`: how many skills its text has: k up to 8, from there on 8 + floor(2 log2(k/8));
 * - `"place"`: in which block of the corpus, in its order, the first text of its skill stands.
 */
export type EdgeFeature = "rarity" | "twins" | "size" | "place";

/** A type for each edge of a graph. */
export type EdgeTypes = {
  /** K: the number of types; every one has an edge. */
  readonly typeCount: number;
  /** For every edge its type, below `typeCount`; edges in the order of `textSkills`. */
  readonly typeOfEdge: Uint32Array<ArrayBuffer>;
  /** `typeCount + 1` ascending positions in `edges`. */
  readonly typeOffsets: Uint32Array<ArrayBuffer>;
  /** The edges, type after type, ascending within a type. */
  readonly edges: Uint32Array<ArrayBuffer>;
};

/** Options of {@link edgeTypes}. */
export type EdgeTypeOptions = {
  /** Into how many blocks of equally many texts `"place"` divides the corpus, an integer from 1 to 4,096; default 16. */
  readonly blocks?: number | undefined;
};

export const edgeTypeOptionsKeys: OptionKeys<EdgeTypeOptions> = { blocks: true };

const maxBlocks = 4096;

/** The class of a degree or size: itself up to `exact`, then `steps` classes for every doubling. */
function logClass(value: number, exact: number, steps: number): number {
  if (value <= exact) return value;
  // floor(steps log2(value/exact)) without a logarithm: powers of integers compare exactly where it matters.
  const ratio = value / exact;
  let power = 1;
  for (let step = 0; step < steps; step++) power *= ratio;
  let classes = 0;
  for (let limit = 2; power >= limit; limit *= 2) classes++;
  return exact + classes;
}

/**
 * The types of the edges of a graph by some features together; without features all edges are of one type.
 * O(texts + skills + edges).
 *
 * @param features - Each at most once, in any order.
 * @throws RangeError for another feature or number of blocks.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, edgeTypes } from "@onset/core/graph";
 * // Texts {0, 1}, {0, 2, 3}.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 2, 5), Uint32Array.of(0, 1, 0, 2, 3));
 * edgeTypes(graph, []).typeCount; // => 1
 * [...edgeTypes(graph, ["rarity"]).typeOfEdge]; // => [1, 0, 1, 0, 0]
 * [...edgeTypes(graph, ["rarity", "twins"]).typeOfEdge]; // => [2, 0, 2, 1, 1]
 * [...edgeTypes(graph, ["size"]).typeOfEdge]; // => [0, 0, 1, 1, 1]
 * ```
 */
export function edgeTypes(
  graph: SkillTextGraph,
  features: readonly EdgeFeature[],
  options: EdgeTypeOptions = {},
): EdgeTypes {
  checkGraph(graph);
  const blocks = blocksIn(options);
  const keys = new Uint32Array(graph.edgeCount);
  let keyCount = 1;
  for (const feature of features) keyCount = divide(graph, keys, keyCount, feature, blocks);
  return groupedTypes(keys, graph.edgeCount === 0 ? 0 : keyCount);
}

/**
 * Types divided further by one more feature: what {@link edgeTypes} gives for all features together, without dividing
 * by the others again. O(texts + skills + edges).
 *
 * @param types - Types of the same graph.
 * @param feature - One that they do not tell yet.
 * @throws RangeError for another feature or number of blocks, and for types of another graph.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, dividedTypes, edgeTypes } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 2, 5), Uint32Array.of(0, 1, 0, 2, 3));
 * const byRarity = edgeTypes(graph, ["rarity"]);
 * [...dividedTypes(graph, byRarity, "twins").typeOfEdge]; // => [2, 0, 2, 1, 1]
 * ```
 */
export function dividedTypes(
  graph: SkillTextGraph,
  types: EdgeTypes,
  feature: EdgeFeature,
  options: EdgeTypeOptions = {},
): EdgeTypes {
  checkGraph(graph);
  const { typeCount, typeOfEdge } = types;
  if (typeOfEdge.length !== graph.edgeCount) {
    throw rejected(typeOfEdge.length, "types", `a type for each of the ${graph.edgeCount} edges`);
  }
  const keys = typeOfEdge.slice();
  return groupedTypes(keys, divide(graph, keys, typeCount, feature, blocksIn(options)));
}

function blocksIn(options: EdgeTypeOptions): number {
  checkOptions(options, edgeTypeOptionsKeys);
  return checkInteger(options.blocks ?? 16, "blocks", 1, maxBlocks);
}

/** Divides the edges of equal keys below `keyCount` by a feature; returns how many keys there are then. */
function divide(
  graph: SkillTextGraph,
  keys: Uint32Array,
  keyCount: number,
  feature: EdgeFeature,
  blocks: number,
): number {
  const { textCount, textOffsets, textSkills, edgeCount } = graph;
  const { ofSkill, ofText } = classesOf(graph, feature, blocks);
  const classes = 1 + largest(ofSkill ?? ofText!);
  if (ofSkill !== null) {
    for (let edge = 0; edge < edgeCount; edge++)
      keys[edge] = keys[edge] * classes + ofSkill[textSkills[edge]];
  }
  if (ofText !== null) {
    for (let text = 0; text < textCount; text++) {
      const end = textOffsets[text + 1];
      for (let edge = textOffsets[text]; edge < end; edge++) keys[edge] = keys[edge] * classes + ofText[text];
    }
  }
  // Numbered anew after each feature: keys stay below classes times edges.
  return renumber(keys, keyCount * classes);
}

/** The classes of one feature; those of the skills or those of the texts. */
function classesOf(
  graph: SkillTextGraph,
  feature: EdgeFeature,
  blocks: number,
): { readonly ofSkill: Uint32Array | null; readonly ofText: Uint32Array | null } {
  const { textCount, skillCount, textOffsets, skillOffsets, skillTexts } = graph;
  const degree = (skill: number): number => skillOffsets[skill + 1] - skillOffsets[skill];
  switch (feature) {
    case "rarity":
      return { ofSkill: table(skillCount, (skill) => logClass(degree(skill), 12, 3)), ofText: null };
    case "twins": {
      const classes = skillClasses(graph);
      const members = new Uint32Array(skillCount + 1);
      for (let skill = 0; skill < skillCount; skill++) members[classes[skill]]++;
      return { ofSkill: table(skillCount, (skill) => (members[classes[skill]] > 1 ? 1 : 0)), ofText: null };
    }
    case "size":
      return {
        ofSkill: null,
        ofText: table(textCount, (text) => logClass(textOffsets[text + 1] - textOffsets[text], 8, 2)),
      };
    case "place":
      return {
        ofSkill: table(skillCount, (skill) =>
          degree(skill) === 0 ? 0 : Math.floor((skillTexts[skillOffsets[skill]] * blocks) / textCount),
        ),
        ofText: null,
      };
    default:
      throw rejected(feature, "features", '"rarity", "twins", "size" or "place"');
  }
}

function table(length: number, value: (index: number) => number): Uint32Array<ArrayBuffer> {
  const values = new Uint32Array(length);
  for (let i = 0; i < length; i++) values[i] = value(i);
  return values;
}

function largest(values: Uint32Array): number {
  let max = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > max) max = values[i];
  return max;
}

/** Numbers the keys that occur from 0, in their order; returns how many they are. */
function renumber(keys: Uint32Array, keyCount: number): number {
  const numberOf = new Uint32Array(keyCount);
  for (let i = 0; i < keys.length; i++) numberOf[keys[i]] = 1;
  let count = 0;
  for (let key = 0; key < keyCount; key++) if (numberOf[key] === 1) numberOf[key] = count++;
  for (let i = 0; i < keys.length; i++) keys[i] = numberOf[keys[i]];
  return count;
}

function groupedTypes(typeOfEdge: Uint32Array<ArrayBuffer>, typeCount: number): EdgeTypes {
  const typeOffsets = new Uint32Array(typeCount + 1);
  for (let edge = 0; edge < typeOfEdge.length; edge++) typeOffsets[typeOfEdge[edge] + 1]++;
  for (let type = 0; type < typeCount; type++) typeOffsets[type + 1] += typeOffsets[type];
  const cursor = typeOffsets.slice();
  const edges = new Uint32Array(typeOfEdge.length);
  for (let edge = 0; edge < typeOfEdge.length; edge++) edges[cursor[typeOfEdge[edge]]++] = edge;
  return { typeCount, typeOfEdge, typeOffsets, edges };
}

/**
 * The share of the edges that come to another skill, on average, when the skills are permuted inside types:
 * 1 - sum over types k and skills s of n_ks^2/(n_k E). A null model that moves few edges is the corpus itself; what it
 * predicts explains nothing. 0 for a graph without edges. O(skills + edges).
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, edgeTypes, movedShare } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(2, Uint32Array.of(0, 1, 2), Uint32Array.of(0, 1));
 * movedShare(graph, edgeTypes(graph, [])); // => 0.5
 * movedShare(graph, edgeTypes(graph, ["place"], { blocks: 2 })); // => 0
 * ```
 */
export function movedShare(graph: SkillTextGraph, types: EdgeTypes): number {
  checkGraph(graph);
  const { skillCount, edgeCount, textSkills } = graph;
  const { typeCount, typeOffsets, edges } = types;
  if (edgeCount === 0) return 0;
  const count = new Uint32Array(skillCount);
  let stay = 0;
  for (let type = 0; type < typeCount; type++) {
    const begin = typeOffsets[type];
    const end = typeOffsets[type + 1];
    // Sum of n_ks^2 = sum over the edges of 2 (edges of the skill so far) + 1.
    let squares = 0;
    for (let i = begin; i < end; i++) squares += 2 * count[textSkills[edges[i]]]++ + 1;
    for (let i = begin; i < end; i++) count[textSkills[edges[i]]] = 0;
    stay += squares / (end - begin);
  }
  return 1 - stay / edgeCount;
}
