/** How much of each group of texts is understood: the episodes of a series, the chapters of a book. */
import { checkInteger } from "../../base/index.js";
import type { SkillTextGraph } from "../../graph/index.js";

/** A group of texts, and how much of it a learner knows. */
export type Comprehension = {
  readonly texts: number;
  /** Texts with no skill that is not known, with one, and with more. */
  readonly withNone: number;
  readonly withOne: number;
  readonly withMore: number;
  /** Pairs of text and skill, and how many of these skills are known. */
  readonly edges: number;
  readonly knownEdges: number;
  /** Distinct skills that are not known. */
  readonly newSkills: number;
};

/**
 * Counts what is known of each group of texts. O(texts + edges).
 *
 * @param groupOfText - by text an integer from 0 to `groupCount - 1`
 * @param known - one byte a skill, not 0 for those that are known
 * @throws RangeError when an array has another length than the graph, or a group is out of range
 *
 * @example
 * ```ts
 * import { comprehensionOfGroups } from "@onset/core/analysis";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * // Texts {0}, {0, 1}, {1, 2}: the first two are one group.
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 1, 3, 5), Uint32Array.of(0, 0, 1, 1, 2));
 * const [first, second] = comprehensionOfGroups(graph, Uint32Array.of(0, 0, 1), 2, Uint8Array.of(1, 0, 0));
 * first; // => { texts: 2, withNone: 1, withOne: 1, withMore: 0, edges: 3, knownEdges: 2, newSkills: 1 }
 * second.withMore; // => 1
 * ```
 */
export function comprehensionOfGroups(
  graph: SkillTextGraph,
  groupOfText: Uint32Array,
  groupCount: number,
  known: Uint8Array,
): Comprehension[] {
  checkGroups(graph, groupOfText, groupCount, known);
  const counts = Array.from({ length: groupCount }, () => ({
    texts: 0,
    withNone: 0,
    withOne: 0,
    withMore: 0,
    edges: 0,
    knownEdges: 0,
    newSkills: 0,
  }));
  for (let text = 0; text < graph.textCount; text++) {
    const count = counts[groupOfText[text]];
    const skills = graph.skillsOfText(text);
    let unknown = 0;
    for (const skill of skills) if (known[skill] === 0) unknown++;
    count.texts++;
    count.edges += skills.length;
    count.knownEdges += skills.length - unknown;
    if (unknown === 0) count.withNone++;
    else if (unknown === 1) count.withOne++;
    else count.withMore++;
  }
  const last = new Uint32Array(groupCount).fill(0xffff_ffff);
  for (let skill = 0; skill < graph.skillCount; skill++) {
    if (known[skill] !== 0) continue;
    for (const text of graph.textsOfSkill(skill)) {
      const group = groupOfText[text];
      if (last[group] === skill) continue;
      last[group] = skill;
      counts[group].newSkills++;
    }
  }
  return counts;
}

/** Checks groups of texts against their graph. */
export function checkGroups(
  graph: SkillTextGraph,
  groupOfText: Uint32Array,
  groupCount: number,
  known: Uint8Array,
): void {
  checkInteger(groupCount, "groupCount", 0);
  if (groupOfText.length !== graph.textCount) {
    throw new RangeError(
      `"groupOfText" expected ${graph.textCount} groups, one a text, got ${groupOfText.length}`,
    );
  }
  if (known.length !== graph.skillCount) {
    throw new RangeError(`"known" expected ${graph.skillCount} bytes, one a skill, got ${known.length}`);
  }
  for (const group of groupOfText) {
    if (!(group < groupCount)) {
      throw new RangeError(`"groupOfText" expected integers from 0 to ${groupCount - 1}, got ${group}`);
    }
  }
}
