import { fillSkillLists } from "./half.js";
import { allocateGraph, graphArrays } from "./layout.js";
import { SkillTextGraph } from "./skill-text-graph.js";

const smallestPiece = 1 << 12;
const largestPiece = 1 << 22;

/**
 * Collects the skills of texts, one text after the other, and makes a graph of them in little more memory than the
 * graph itself takes: a reader does not know beforehand how many there will be.
 *
 * O(1) amortised an entry; 4 bytes an entry, 4 a text and 4 a skill until {@link TextLists.build}, which adds the graph (8 bytes
 * an edge), 32 MB of scratch space, and lets go of what was collected while it copies.
 *
 * @example
 * ```ts
 * import { TextLists } from "@onset/core/graph";
 * const lists = new TextLists();
 * lists.add(Uint32Array.of(2, 0, 2), 3);
 * lists.add(Uint32Array.of(1), 1);
 * const { graph, duplicateEdges } = lists.build(3);
 * [...graph.skillsOfText(0)]; // => [0, 2]
 * graph.textCount; // => 2
 * duplicateEdges; // => 1
 * ```
 */
export class TextLists {
  #pieces: Uint32Array[] = [];
  #piece: Uint32Array = new Uint32Array(smallestPiece);
  #used = 0;
  #ends: Uint32Array = new Uint32Array(smallestPiece);
  /** For each skill 1 + the last text that named it. */
  #lastText: Uint32Array = new Uint32Array(smallestPiece);
  #texts = 0;
  #entries = 0;
  #duplicates = 0;

  /** Texts added so far. */
  get textCount(): number {
    return this.#texts;
  }

  /** Distinct pairs of text and skill added so far. */
  get edgeCount(): number {
    return this.#entries;
  }

  /**
   * Adds a text with the first `count` of some skills, in any order. A skill that stands twice is one edge and is counted
   * as a duplicate.
   *
   * @throws RangeError at 2^32 - 1 edges, which a graph cannot number
   */
  add(skills: Uint32Array, count: number): void {
    const mark = this.#texts + 1;
    let entries = this.#entries;
    for (let i = 0; i < count; i++) {
      const skill = skills[i];
      if (skill >= this.#lastText.length) this.#lastText = longer(this.#lastText, skill + 1);
      if (this.#lastText[skill] === mark) continue;
      this.#lastText[skill] = mark;
      if (this.#used === this.#piece.length) this.#extend();
      this.#piece[this.#used++] = skill;
      entries++;
    }
    this.#duplicates += count - (entries - this.#entries);
    if (entries > 0xffff_fffe) {
      throw new RangeError(`a graph holds at most ${0xffff_fffe} edges: text ${this.#texts} is one too many`);
    }
    this.#entries = entries;
    if (this.#texts === this.#ends.length) this.#ends = longer(this.#ends, this.#texts + 1);
    this.#ends[this.#texts++] = entries;
  }

  #extend(): void {
    this.#pieces.push(this.#piece);
    this.#piece = new Uint32Array(Math.min(largestPiece, 2 * this.#piece.length));
    this.#used = 0;
  }

  /** By skill whether any text needs it: 1 or 0. O(edges). */
  occurring(skillCount: number): Uint8Array<ArrayBuffer> {
    const flags = new Uint8Array(skillCount);
    for (const piece of this.#pieces) for (let i = 0; i < piece.length; i++) flags[piece[i]] = 1;
    for (let i = 0; i < this.#used; i++) flags[this.#piece[i]] = 1;
    return flags;
  }

  /**
   * The graph of all texts. The lists are empty afterwards. O(texts + skills + edges).
   *
   * @param skillCount - skills are numbered below it
   * @param rank - gives skill `s` the number `rank[s]`, distinct for the skills that occur; by default they keep theirs
   * @throws RangeError when a skill has no number below `skillCount`
   */
  build(
    skillCount: number,
    rank: Uint32Array | null = null,
  ): { graph: SkillTextGraph; duplicateEdges: number } {
    const counts = { texts: this.#texts, skills: skillCount, edges: this.#entries };
    const buffer = allocateGraph(counts);
    const arrays = graphArrays(buffer, counts);
    const { textOffsets, textSkills, skillOffsets } = arrays;
    textOffsets.set(this.#ends.subarray(0, this.#texts), 1);
    this.#ends = new Uint32Array(smallestPiece);
    this.#lastText = new Uint32Array(smallestPiece);
    const pieces = [...this.#pieces, this.#piece.subarray(0, this.#used)];
    this.#pieces = [];
    this.#piece = new Uint32Array(smallestPiece);
    let edge = 0;
    for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
      for (let k = 0; k < piece.length; k++) {
        const skill = rank === null ? piece[k] : rank[piece[k]];
        // Skill s is counted where skill s + 1 will begin.
        if (!(skill < skillCount)) {
          throw new RangeError(`edge ${edge} names skill ${skill}, but there are ${skillCount} skills`);
        }
        textSkills[edge++] = skill;
        skillOffsets[skill + 1]++;
      }
    }
    if (edge !== counts.edges) throw new Error(`${edge} edges were copied, expected ${counts.edges}`);
    for (let text = 0; text < counts.texts; text++)
      sortRange(textSkills, textOffsets[text], textOffsets[text + 1]);
    fillSkillLists(arrays);
    const duplicateEdges = this.#duplicates;
    this.#texts = this.#entries = this.#duplicates = this.#used = 0;
    return { graph: SkillTextGraph.fromBuilder(buffer), duplicateEdges };
  }
}

/** The same values in an array that is at least as long as asked for, and twice as long as before. */
function longer(values: Uint32Array, length: number): Uint32Array {
  const copy = new Uint32Array(Math.max(length, 2 * values.length));
  copy.set(values);
  return copy;
}

// Longer lists are quicker sorted by the engine; texts are mostly shorter.
const insertionLimit = 48;

function sortRange(values: Uint32Array, start: number, end: number): void {
  if (end - start > insertionLimit) {
    values.subarray(start, end).sort();
    return;
  }
  for (let i = start + 1; i < end; i++) {
    const value = values[i];
    let k = i - 1;
    while (k >= start && values[k] > value) {
      values[k + 1] = values[k];
      k--;
    }
    values[k + 1] = value;
  }
}
