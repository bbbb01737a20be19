import { rejected } from "../base/index.js";
import { type GraphArrays, graphArrays, readHeader } from "./layout.js";
import { validateArrays } from "./validate.js";

/**
 * A bipartite graph of texts and the skills they need, each edge once (builders merge double edges and count them).
 *
 * Both directions stand ready: the skills of text `t` are `textSkills[textOffsets[t]]` up to
 * `textSkills[textOffsets[t + 1] - 1]`, ascending; the texts of skill `s` are found the same way in `skillTexts`
 * through `skillOffsets`, ascending. Texts and skills are numbered from 0; either may have no edge at all.
 *
 * All arrays are views into `buffer`, which is the whole state: write it to a file, post it to a worker, and
 * {@link SkillTextGraph.from} makes the graph again without copying. Treat the arrays as read-only: changing them
 * changes the graph under everyone who holds it. Memory: 4 (texts + skills + 2 edges) + 40 bytes.
 *
 * @example
 * ```ts
 * import { SkillTextGraph, buildGraph } from "@onset/core/graph";
 * // Text 0 needs skills 0 and 2, text 1 needs skill 2.
 * const { graph } = buildGraph(2, 3, Uint32Array.of(1, 0, 0), Uint32Array.of(2, 2, 0));
 * graph.edgeCount; // => 3
 * [...graph.skillsOfText(0)]; // => [0, 2]
 * [...graph.textsOfSkill(2)]; // => [0, 1]
 * SkillTextGraph.from(graph.buffer).textCount; // => 2
 * ```
 */
export class SkillTextGraph {
  /** Header and arrays: the whole graph. */
  readonly buffer: ArrayBuffer;
  /** Number of texts, those without a skill included. */
  readonly textCount: number;
  /** Number of skills, those in no text included. */
  readonly skillCount: number;
  /** Number of distinct (text, skill) pairs. */
  readonly edgeCount: number;
  /** `textCount + 1` ascending positions in `textSkills`; first 0, last `edgeCount`. */
  readonly textOffsets: Uint32Array<ArrayBuffer>;
  /** `edgeCount` skills, text after text. */
  readonly textSkills: Uint32Array<ArrayBuffer>;
  /** `skillCount + 1` ascending positions in `skillTexts`; first 0, last `edgeCount`. */
  readonly skillOffsets: Uint32Array<ArrayBuffer>;
  /** `edgeCount` texts, skill after skill. */
  readonly skillTexts: Uint32Array<ArrayBuffer>;

  private constructor(buffer: ArrayBuffer) {
    const counts = readHeader(buffer);
    const arrays: GraphArrays = graphArrays(buffer, counts);
    this.buffer = buffer;
    this.textCount = counts.texts;
    this.skillCount = counts.skills;
    this.edgeCount = counts.edges;
    this.textOffsets = arrays.textOffsets;
    this.textSkills = arrays.textSkills;
    this.skillOffsets = arrays.skillOffsets;
    this.skillTexts = arrays.skillTexts;
  }

  /**
   * The graph in a buffer, which stays shared with it (no copy). Everything is checked, so that a file or a message
   * may be handed over as it came: header, length, order and range of all numbers, and that both directions hold
   * the same edges. O(texts + skills + edges), about 10 ns an edge.
   *
   * @throws TypeError when `buffer` is no ArrayBuffer.
   * @throws Error when it is truncated, corrupted, foreign, of another version or of the other byte order; the
   * message says what was expected and what was found.
   *
   * @example
   * ```ts
   * import { SkillTextGraph } from "@onset/core/graph";
   * SkillTextGraph.from(new ArrayBuffer(3)); // throws Error: not a skill-text graph: expected a header of 32 bytes, found 3 bytes in all
   * ```
   */
  static from(buffer: ArrayBuffer): SkillTextGraph {
    if (!(buffer instanceof ArrayBuffer)) {
      throw rejected(buffer, "buffer", "an ArrayBuffer", true);
    }
    const graph = new SkillTextGraph(buffer);
    validateArrays(graph);
    return graph;
  }

  /**
   * The graph in a buffer that a builder of this module has just filled: the header is checked, the edges are not.
   *
   * @internal
   */
  static fromBuilder(buffer: ArrayBuffer): SkillTextGraph {
    return new SkillTextGraph(buffer);
  }

  /** The skills of a text, ascending: a view, not a copy. O(1). Empty for a text number that does not exist. */
  skillsOfText(text: number): Uint32Array<ArrayBuffer> {
    return this.textSkills.subarray(this.textOffsets[text] ?? 0, this.textOffsets[text + 1] ?? 0);
  }

  /** The texts of a skill, ascending: a view, not a copy. O(1). Empty for a skill number that does not exist. */
  textsOfSkill(skill: number): Uint32Array<ArrayBuffer> {
    return this.skillTexts.subarray(this.skillOffsets[skill] ?? 0, this.skillOffsets[skill + 1] ?? 0);
  }
}
