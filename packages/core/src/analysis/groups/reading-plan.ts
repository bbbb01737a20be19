/** In which order to read groups of texts, so that each is understood as well as can be when its turn comes. */
import { checkMaxUnlearned, checkOptions, type OptionKeys } from "../../base/index.js";
import type { SkillTextGraph } from "../../graph/index.js";
import { type Comprehension, checkGroups, comprehensionOfGroups } from "./comprehension.js";

/** A group in the order of reading. */
export type PlannedGroup = {
  readonly group: number;
  /** What is understood of it when its turn comes, and when all that it teaches by itself has been learned. */
  readonly before: Comprehension;
  readonly after: Comprehension;
  /** Skills that it teaches. */
  readonly learned: number;
};

/** Who reads. */
export type ReadingPlanOptions = {
  /** One byte a skill, not 0 for those known from the start. */
  readonly known: Uint8Array;
  /** D, default 1. */
  readonly maxUnlearned?: number | undefined;
};

const readingPlanOptionsKeys: OptionKeys<ReadingPlanOptions> = { known: true, maxUnlearned: true };

/**
 * Orders groups of texts greedily: next comes the group of whose skills, over all of its texts, the largest share is known;
 * of equal ones the first. Reading a group teaches what its own texts teach, one after the other, from what is known
 * then. O(groups^2 + groups * (texts + edges)).
 *
 * @param groupOfText - by text an integer from 0 to `groupCount - 1`
 * @throws RangeError when an array has another length than the graph, or a group is out of range
 *
 * @example
 * ```ts
 * import { readingPlan } from "@onset/core/analysis";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * // Episode 0: {1, 2}. Episode 1: {0}, {0, 1}.
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 3, 5), Uint32Array.of(1, 2, 0, 0, 1));
 * const plan = readingPlan(graph, Uint32Array.of(0, 1, 1), 2, { known: Uint8Array.of(1, 0, 0) });
 * plan.map(({ group, learned }) => [group, learned]); // => [[1, 1], [0, 1]]
 * ```
 */
export function readingPlan(
  graph: SkillTextGraph,
  groupOfText: Uint32Array,
  groupCount: number,
  options: ReadingPlanOptions,
): PlannedGroup[] {
  checkOptions(options, readingPlanOptionsKeys);
  checkGroups(graph, groupOfText, groupCount, options.known);
  const maxUnlearned = checkMaxUnlearned(options.maxUnlearned);
  const known = Uint8Array.from(options.known, (flag) => (flag === 0 ? 0 : 1));
  const textsOfGroup: number[][] = Array.from({ length: groupCount }, () => []);
  for (let text = 0; text < graph.textCount; text++) textsOfGroup[groupOfText[text]].push(text);
  const left = new Set(textsOfGroup.keys());
  const plan: PlannedGroup[] = [];
  while (left.size > 0) {
    const now = comprehensionOfGroups(graph, groupOfText, groupCount, known);
    let group = -1;
    for (const other of left) if (group < 0 || shareOf(now[other]) > shareOf(now[group])) group = other;
    left.delete(group);
    const learned = learnGroup(graph, textsOfGroup[group], groupOfText, known, maxUnlearned);
    const after = comprehensionOfGroups(graph, groupOfText, groupCount, known)[group];
    plan.push({ group, before: now[group], after, learned });
  }
  return plan;
}

function shareOf({ edges, knownEdges }: Comprehension): number {
  return edges === 0 ? 1 : knownEdges / edges;
}

/** Learns what some texts teach; `known` is changed. @returns how many skills were learned */
function learnGroup(
  graph: SkillTextGraph,
  texts: readonly number[],
  groupOfText: Uint32Array,
  known: Uint8Array,
  maxUnlearned: number,
): number {
  const group = groupOfText[texts[0]];
  const unknown = new Map<number, number>();
  const ready: number[] = [];
  for (const text of texts) {
    let count = 0;
    for (const skill of graph.skillsOfText(text)) if (known[skill] === 0) count++;
    unknown.set(text, count);
    if (count > 0 && count <= maxUnlearned) ready.push(text);
  }
  let learned = 0;
  for (let text = ready.pop(); text !== undefined; text = ready.pop()) {
    for (const skill of graph.skillsOfText(text)) {
      if (known[skill] !== 0) continue;
      known[skill] = 1;
      learned++;
      for (const other of graph.textsOfSkill(skill)) {
        if (groupOfText[other] !== group) continue;
        const count = unknown.get(other)! - 1;
        unknown.set(other, count);
        if (count > 0 && count <= maxUnlearned) ready.push(other);
      }
    }
  }
  return learned;
}
