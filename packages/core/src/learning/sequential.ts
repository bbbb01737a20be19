import type { SkillTextGraph } from "../graph/index.js";
import {
  countUnlearned,
  countZeros,
  type Learned,
  type Learner,
  type LearnOptions,
  learnerOf,
  NONE,
} from "./result.js";

/**
 * Learns one text after the other, in whatever order is fastest: the same learned skills and counts as
 * {@link learnRounds}, without rounds. `order` is one in which the skills can be learned and `textOfSkill` goes with
 * it; both are deterministic, but they are this function's choice among many.
 *
 * O(texts + skills + edges). With D = 1 a text carries the exclusive or of its unlearned skills, so that the last
 * one is known without reading its list (the peeling of invertible Bloom lookup tables: Goodrich, Mitzenmacher,
 * 2011). Memory beside the result: 4 bytes a text (8 with D = 1).
 *
 * @throws RangeError when `maxUnlearned` is no integer >= 1 or `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learnSequential } from "@onset/core/learning";
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 1, 3, 6), Uint32Array.of(0, 0, 1, 1, 2, 3));
 * const result = learnSequential(graph);
 * [...result.learned]; // => [1, 1, 0, 0]
 * [...result.order]; // => [0, 1]
 * result.textsUnderstood; // => 2
 * ```
 */
export function learnSequential(graph: SkillTextGraph, options: LearnOptions = {}): Learned {
  const learner = learnerOf(graph, options);
  const { maxUnlearned, learned, knownCount } = learner;
  const unlearnedOfText = countUnlearned(graph, learner);
  const textOfSkill = new Uint32Array(graph.skillCount).fill(NONE);
  const queue = new Uint32Array(graph.skillCount);
  const learnedCount =
    maxUnlearned === 1
      ? peel(graph, learner, unlearnedOfText, textOfSkill, queue)
      : learn(graph, learner, unlearnedOfText, textOfSkill, queue);
  return {
    learned,
    knownCount,
    learnedCount,
    textOfSkill,
    order: queue.slice(0, learnedCount),
    unlearnedOfText,
    textsUnderstood: countZeros(unlearnedOfText),
  };
}

/** D = 1. Every learned skill is queued once and tells its texts in turn. */
function peel(
  graph: SkillTextGraph,
  { learned }: Learner,
  unlearned: Uint32Array,
  textOfSkill: Uint32Array,
  queue: Uint32Array,
): number {
  const { textCount, textOffsets, textSkills, skillOffsets, skillTexts } = graph;
  const remaining = new Uint32Array(textCount);
  for (let text = 0; text < textCount; text++) {
    const end = textOffsets[text + 1]!;
    let skills = 0;
    for (let edge = textOffsets[text]!; edge < end; edge++) {
      const skill = textSkills[edge]!;
      if (learned[skill] === 0) skills ^= skill;
    }
    remaining[text] = skills;
  }

  let queued = 0;
  let told = 0;
  for (let first = 0; first < textCount; first++) {
    if (unlearned[first] !== 1) continue;
    const skill = remaining[first]!;
    learned[skill] = 1;
    textOfSkill[skill] = first;
    queue[queued++] = skill;
    // The avalanche of this text runs to its end before the next one is looked at.
    while (told < queued) {
      const fresh = queue[told++]!;
      const end = skillOffsets[fresh + 1]!;
      for (let edge = skillOffsets[fresh]!; edge < end; edge++) {
        const text = skillTexts[edge]!;
        const left = remaining[text]! ^ fresh;
        const count = unlearned[text]! - 1;
        remaining[text] = left;
        unlearned[text] = count;
        if (count === 1 && learned[left] === 0) {
          learned[left] = 1;
          textOfSkill[left] = text;
          queue[queued++] = left;
        }
      }
    }
  }
  return queued;
}

/** Any D. A text is read again only when its count has come down to D. */
function learn(
  graph: SkillTextGraph,
  { maxUnlearned, learned }: Learner,
  unlearned: Uint32Array,
  textOfSkill: Uint32Array,
  queue: Uint32Array,
): number {
  const { textCount, textOffsets, textSkills, skillOffsets, skillTexts } = graph;
  const teachers = new Uint32Array(textCount);
  let teacherEnd = 0;
  for (let text = 0; text < textCount; text++) {
    if (unlearned[text]! <= maxUnlearned) teachers[teacherEnd++] = text;
  }
  let queued = 0;
  for (let i = 0; i < teacherEnd; i++) {
    const teacher = teachers[i]!;
    if (unlearned[teacher] === 0) continue;
    const begin = queued;
    const end = textOffsets[teacher + 1]!;
    for (let edge = textOffsets[teacher]!; edge < end; edge++) {
      const skill = textSkills[edge]!;
      if (learned[skill] === 0) {
        learned[skill] = 1;
        textOfSkill[skill] = teacher;
        queue[queued++] = skill;
      }
    }
    for (let told = begin; told < queued; told++) {
      const skill = queue[told]!;
      const end = skillOffsets[skill + 1]!;
      for (let edge = skillOffsets[skill]!; edge < end; edge++) {
        const text = skillTexts[edge]!;
        const count = unlearned[text]! - 1;
        unlearned[text] = count;
        if (count === maxUnlearned) teachers[teacherEnd++] = text;
      }
    }
  }
  return queued;
}
