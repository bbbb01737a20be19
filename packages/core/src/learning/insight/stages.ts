import { type LearnedInRounds, none } from "../result.js";
import { type LearningTexts, lessonsOf } from "./texts.js";

/**
 * For every text the stage at which it can be read: the first round at whose start at most `maxUnlearned` of the
 * skills that it teaches are unlearned and all that it requires is learned; {@link none} for texts that are never
 * understood. Read stage by stage, in any order within a stage, no text ever has more than `maxUnlearned` new skills,
 * and a text that teaches nothing new comes as soon as it can be understood.
 *
 * O(texts + edges), times the logarithm of the longest text where `maxUnlearned` is above 1.
 *
 * @param result - What learning these texts in rounds ended with, and with which `maxUnlearned`.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learnTexts, readingStages } from "@onset/core/learning";
 * // Texts {0, 1}, {0}, {2, 3}, {1}.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 2, 3, 5, 6), Uint32Array.of(0, 1, 0, 2, 3, 1));
 * [...readingStages(graph, learnTexts(graph))]; // => [2, 1, 0xffffffff, 1]
 * ```
 */
export function readingStages(
  texts: LearningTexts,
  { roundOfSkill }: Pick<LearnedInRounds, "roundOfSkill">,
  maxUnlearned = 1,
): Uint32Array<ArrayBuffer> {
  const { teaches, requires } = lessonsOf(texts);
  const stages = new Uint32Array(teaches.textCount);
  for (let text = 0; text < stages.length; text++) {
    const skills = teaches.skillsOfText(text);
    const taught = nthLatest(skills, roundOfSkill, maxUnlearned + 1);
    let last = taught;
    if (requires !== null) {
      for (const skill of requires.skillsOfText(text)) last = Math.max(last, roundOfSkill[skill]);
    }
    stages[text] = last === none ? none : last + 1;
  }
  return stages;
}

/** The n-th largest of the rounds of some skills; 0 when there are fewer. */
function nthLatest(skills: Uint32Array, roundOfSkill: Uint32Array, n: number): number {
  if (skills.length < n) return 0;
  if (n > 2) return skills.map((skill) => roundOfSkill[skill]).sort()[skills.length - n];
  let first = 0;
  let second = 0;
  for (let i = 0; i < skills.length; i++) {
    const round = roundOfSkill[skills[i]];
    if (round > first) {
      second = first;
      first = round;
    } else if (round > second) second = round;
  }
  return second;
}
