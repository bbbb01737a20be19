import { checkOptions } from "../base/index.js";
import { checkGraph, type SkillTextGraph } from "../graph/index.js";
import { peel } from "./peel.js";
import {
  countUnlearned,
  countZeros,
  type Learned,
  type Learner,
  type LearnOptions,
  learnerOf,
  learnOptionsKeys,
  none,
} from "./result.js";

/**
 * Learns one text after the other, in whatever order is fastest: the same learned skills and counts as
 * {@link learnRounds}, without rounds. `order` is one in which the skills can be learned and `textOfSkill` goes with
 * it; both are deterministic, but they are this function's choice among many.
 *
 * O(texts + skills + edges). Memory beside the result: 4 bytes a text and a skill (D = 1: 8 a text).
 *
 * @throws RangeError when `maxUnlearned` is no integer >= 1 or `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learnSequential } from "@onset/core/learning";
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 1, 3, 6), Uint32Array.of(0, 0, 1, 1, 2, 3));
 * const result = learnSequential(graph);
 * [...result.learnedFlags]; // => [1, 1, 0, 0]
 * [...result.order]; // => [0, 1]
 * result.textsUnderstood; // => 2
 * ```
 */
export function learnSequential(graph: SkillTextGraph, options: LearnOptions = {}): Learned {
  checkGraph(graph);
  checkOptions(options, learnOptionsKeys);
  const learner = learnerOf(graph, options);
  const { maxUnlearned, learned, knownCount } = learner;
  if (maxUnlearned === 1) {
    const { textOfSkill, queue, unlearnedOfText } = peel(graph, learner);
    const textsUnderstood = countZeros(unlearnedOfText);
    const learnedCount = queue.length;
    return {
      learnedFlags: learned,
      knownCount,
      learnedCount,
      textOfSkill,
      order: queue,
      unlearnedOfText,
      textsUnderstood,
    };
  }
  const unlearnedOfText = countUnlearned(graph, learner);
  const textOfSkill = new Uint32Array(graph.skillCount).fill(none);
  const queue = new Uint32Array(graph.skillCount);
  const learnedCount = learn(graph, learner, unlearnedOfText, textOfSkill, queue);
  return {
    learnedFlags: learned,
    knownCount,
    learnedCount,
    textOfSkill,
    order: queue.slice(0, learnedCount),
    unlearnedOfText,
    textsUnderstood: countZeros(unlearnedOfText),
  };
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
    if (unlearned[text] <= maxUnlearned) teachers[teacherEnd++] = text;
  }
  let queued = 0;
  for (let i = 0; i < teacherEnd; i++) {
    const teacher = teachers[i];
    if (unlearned[teacher] === 0) continue;
    const begin = queued;
    const end = textOffsets[teacher + 1];
    for (let edge = textOffsets[teacher]; edge < end; edge++) {
      const skill = textSkills[edge];
      if (learned[skill] === 0) {
        learned[skill] = 1;
        textOfSkill[skill] = teacher;
        queue[queued++] = skill;
      }
    }
    for (let told = begin; told < queued; told++) {
      const skill = queue[told];
      const end = skillOffsets[skill + 1];
      for (let edge = skillOffsets[skill]; edge < end; edge++) {
        const text = skillTexts[edge];
        const count = unlearned[text] - 1;
        unlearned[text] = count;
        if (count === maxUnlearned) teachers[teacherEnd++] = text;
      }
    }
  }
  return queued;
}
