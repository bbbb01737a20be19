/** Half of a graph, the lists of its texts: what a file needs to keep, since the other half follows from it. */
import { checkInteger } from "../base/index.js";
import { checkGraph } from "./check-graph.js";
import { transposeInRanges } from "./counting-sort.js";
import { allocateGraph, type GraphArrays, type GraphCounts, graphArrays, maxCount } from "./layout.js";
import { SkillTextGraph } from "./skill-text-graph.js";
import { checkLists } from "./validate.js";

/**
 * The lists of the texts of a graph: a view of its bytes, 4 (texts + 1 + edges) long, in the machine's byte order.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, textListBytes } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 3), Uint32Array.of(0, 2, 1));
 * textListBytes(graph).length; // => 24
 * ```
 */
export function textListBytes(graph: SkillTextGraph): Uint8Array<ArrayBuffer> {
  checkGraph(graph);
  return bytesOf(graph);
}

function bytesOf({ textOffsets, textSkills }: GraphArrays): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset } = textOffsets;
  return new Uint8Array(buffer, byteOffset, textOffsets.byteLength + textSkills.byteLength);
}

/**
 * A graph whose texts are filled in from outside, in its own memory: what {@link textListBytes} gave goes into `bytes`.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, HalfGraph, textListBytes } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 3), Uint32Array.of(0, 2, 1));
 * const half = new HalfGraph(2, 3, 3);
 * half.bytes.set(textListBytes(graph));
 * [...half.finish().textsOfSkill(2)]; // => [0]
 * new HalfGraph(2, 3, 3).finish(); // throws Error: corrupted skill-text graph: the text offsets run from 0 to 0, expected 0 to 3
 * ```
 */
export class HalfGraph {
  /** Where the lists of the texts go, all zero at first. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #counts: GraphCounts;
  readonly #buffer: ArrayBuffer;
  readonly #arrays: GraphArrays;

  /** @throws RangeError when a count is no integer from 0 to 2^32 - 2, or the graph does not fit the memory. */
  constructor(textCount: number, skillCount: number, edgeCount: number) {
    checkInteger(textCount, "textCount", 0, maxCount);
    checkInteger(skillCount, "skillCount", 0, maxCount);
    checkInteger(edgeCount, "edgeCount", 0, maxCount);
    this.#counts = { texts: textCount, skills: skillCount, edges: edgeCount };
    this.#buffer = allocateGraph(this.#counts);
    this.#arrays = graphArrays(this.#buffer, this.#counts);
    this.bytes = bytesOf(this.#arrays);
  }

  /**
   * The whole graph. The lists are checked: offsets rise to the number of edges, and skills are distinct, ascending and
   * exist. O(texts + skills + edges), and 32 MB of scratch space.
   *
   * @throws Error that names what is wrong with the lists.
   */
  finish(): SkillTextGraph {
    const { texts, skills, edges } = this.#counts;
    const { textOffsets, textSkills, skillOffsets } = this.#arrays;
    checkLists("text", texts, edges, textOffsets, "skill", skills, textSkills);
    // Skill s is counted where skill s + 1 will begin.
    for (let edge = 0; edge < edges; edge++) skillOffsets[textSkills[edge] + 1]++;
    fillSkillLists(this.#arrays);
    return SkillTextGraph.fromBuilder(this.#buffer);
  }
}

/** Makes the lists of skills from those of texts, where `skillOffsets` counts the texts of skill `s` at `s + 1`. */
export function fillSkillLists({ textOffsets, textSkills, skillOffsets, skillTexts }: GraphArrays): void {
  for (let skill = 1; skill < skillOffsets.length; skill++) skillOffsets[skill] += skillOffsets[skill - 1];
  transposeInRanges(textOffsets, textSkills, skillOffsets, skillTexts);
}
