import { checkOptions, rejected } from "../base/index.js";
import { checkGraph, type SkillTextGraph } from "../graph/index.js";
import { learnByFrontier } from "./frontier.js";
import {
  countUnlearned,
  type LearnedInRounds,
  type LearnOptions,
  learnerOf,
  learnOptionsKeys,
} from "./result.js";

/** What learning from directed texts ends with. `unlearnedOfText` counts the skills that a text teaches. */
export type LearnedFromDirected = LearnedInRounds & {
  /** For every text how many of the skills it requires stayed unlearned. */
  readonly missingOfText: Uint32Array<ArrayBuffer>;
};

/**
 * Learns from directed texts (a curriculum) in synchronous rounds: text `t` requires the skills that `requires`
 * gives it and teaches those that `teaches` gives it. At the start of a round, a text whose required skills are all
 * learned and of whose taught skills 1 to `maxUnlearned` (D) are unlearned teaches those in that round. A text that
 * requires nothing and teaches all its skills is an ordinary text of {@link learnRounds}; one that teaches nothing is
 * an exercise. A skill that a text both requires and teaches must be learned elsewhere first.
 *
 * A text is understood when all it requires and all it teaches is known or learned. Rounds, teaching texts and order
 * are defined as in {@link learnRounds}. O(texts + skills + edges of both).
 *
 * @param requires - Texts and what they require.
 * @param teaches - The same texts and skills, and what each text teaches.
 * @throws RangeError when the two graphs differ in their number of texts or skills, when `maxUnlearned` is no
 * integer >= 1 or `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learnDirected } from "@onset/core/learning";
 * // Text 0 teaches skill 0; text 1 requires it and teaches skill 1; text 2 requires skill 2, which nobody teaches.
 * const requires = buildGraphOfTexts(4, Uint32Array.of(0, 0, 1, 2), Uint32Array.of(0, 2)).graph;
 * const teaches = buildGraphOfTexts(4, Uint32Array.of(0, 1, 2, 3), Uint32Array.of(0, 1, 3)).graph;
 * const result = learnDirected(requires, teaches);
 * [...result.order]; // => [0, 1]
 * [...result.missingOfText]; // => [0, 0, 1]
 * result.textsUnderstood; // => 2
 * ```
 */
export function learnDirected(
  requires: SkillTextGraph,
  teaches: SkillTextGraph,
  options: LearnOptions = {},
): LearnedFromDirected {
  checkGraph(requires, "requires");
  checkGraph(teaches, "teaches");
  checkOptions(options, learnOptionsKeys);
  checkSame(requires, teaches);
  const learner = learnerOf(teaches, options);
  const missingOfText = countUnlearned(requires, learner);
  const unlearnedOfText = countUnlearned(teaches, learner);
  const rounds = learnByFrontier(teaches, learner, unlearnedOfText, { graph: requires, missingOfText });
  let textsUnderstood = 0;
  for (let text = 0; text < teaches.textCount; text++) {
    if (missingOfText[text] === 0 && unlearnedOfText[text] === 0) textsUnderstood++;
  }
  return { ...rounds, unlearnedOfText, missingOfText, textsUnderstood };
}

function checkSame(requires: SkillTextGraph, teaches: SkillTextGraph): void {
  if (requires.textCount !== teaches.textCount) {
    throw rejected(requires.textCount, "requires.textCount", `${teaches.textCount}, as "teaches" has`);
  }
  if (requires.skillCount !== teaches.skillCount) {
    throw rejected(requires.skillCount, "requires.skillCount", `${teaches.skillCount}, as "teaches" has`);
  }
}
