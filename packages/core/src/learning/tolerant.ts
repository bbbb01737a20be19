import { checkOptions, type OptionKeys, rejected } from "../base/index.js";
import { checkGraph, type SkillTextGraph } from "../graph/index.js";
import { countUnlearned, learnerOf } from "./result.js";

/** What a learner knows at the start. */
export type TolerantOptions = {
  /** One byte a skill, not 0 for the skills known at the start. Default: none. */
  readonly known?: Uint8Array | undefined;
};

export const tolerantOptionsKeys: OptionKeys<TolerantOptions> = { known: true };

/** What a learner with a D of its own for each text ends with. */
export type TolerantlyLearned = {
  /** One byte a skill: 1 when known at the start or learned. */
  readonly learnedFlags: Uint8Array<ArrayBuffer>;
  /** Number of skills known at the start. */
  readonly knownCount: number;
  /** Number of skills learned, those known at the start not counted. */
  readonly learnedCount: number;
  /** How many skills each round learned: entry 0 for round 1. */
  readonly learnedPerRound: Uint32Array<ArrayBuffer>;
};

/**
 * Learns in synchronous rounds with a D of its own for each text: a text teaches all its unlearned skills when they are at most
 * so many. D of all texts is the D-skill learner; a text with 0 never teaches; D drawn with Pr(D > j) = p_j is the Poisson learner
 * with the table p. O(texts + skills + edges) for all rounds together.
 *
 * @param graph - The skill-text graph.
 * @param tolerances - D of each text, integers >= 0.
 * @throws RangeError when there is not one number for each text, or `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learnTolerantly } from "@onset/core/learning";
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 3), Uint32Array.of(0, 1, 2));
 * learnTolerantly(graph, [2, 0]).learnedCount; // => 2
 * [...learnTolerantly(graph, [1, 1]).learnedFlags]; // => [0, 0, 1]
 * ```
 */
export function learnTolerantly(
  graph: SkillTextGraph,
  tolerances: ArrayLike<number>,
  options: TolerantOptions = {},
): TolerantlyLearned {
  checkGraph(graph);
  checkOptions(options, tolerantOptionsKeys);
  const { textCount, textOffsets, textSkills, skillOffsets, skillTexts } = graph;
  if (tolerances.length !== textCount) {
    throw rejected(tolerances.length, "tolerances.length", `${textCount}, one for each text`);
  }
  const { learned, knownCount } = learnerOf(graph, { known: options.known });
  const unlearned = countUnlearned(graph, { learned, knownCount, maxUnlearned: 1 });
  // A text teaches once, when its count comes down to its D; a skill is learned once.
  const teachers = new Uint32Array(textCount);
  const fresh = new Uint32Array(graph.skillCount);
  const perRound: number[] = [];
  let [teacherBegin, teacherEnd, freshBegin, freshEnd] = [0, 0, 0, 0];
  for (let text = 0; text < textCount; text++) {
    if (unlearned[text] > 0 && unlearned[text] <= tolerances[text]) teachers[teacherEnd++] = text;
  }
  while (teacherBegin < teacherEnd) {
    for (const end = teacherEnd; teacherBegin < end; teacherBegin++) {
      const text = teachers[teacherBegin];
      for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
        const skill = textSkills[edge];
        if (learned[skill] !== 0) continue;
        learned[skill] = 1;
        fresh[freshEnd++] = skill;
      }
    }
    if (freshEnd > freshBegin) perRound.push(freshEnd - freshBegin);
    for (const end = freshEnd; freshBegin < end; freshBegin++) {
      const skill = fresh[freshBegin];
      for (let edge = skillOffsets[skill]; edge < skillOffsets[skill + 1]; edge++) {
        const text = skillTexts[edge];
        if (--unlearned[text] === tolerances[text] && tolerances[text] > 0) teachers[teacherEnd++] = text;
      }
    }
  }
  return {
    learnedFlags: learned,
    knownCount,
    learnedCount: freshEnd,
    learnedPerRound: Uint32Array.from(perRound),
  };
}
