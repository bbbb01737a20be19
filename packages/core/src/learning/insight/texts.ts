import { checkOptions, rejected } from "../../base/index.js";
import { SkillTextGraph } from "../../graph/index.js";
import { learnDirected } from "../directed.js";
import { type LearnedInRounds, type LearnOptions, learnOptionsKeys } from "../result.js";
import { learnRounds } from "../rounds.js";

/**
 * Texts to learn from: a graph, every skill of a text both needed and taught, or two graphs of the same texts and
 * skills, what each text requires and what it teaches (see `learnDirected`).
 */
export type LearningTexts =
  | SkillTextGraph
  | { readonly requires: SkillTextGraph; readonly teaches: SkillTextGraph };

/** What texts teach, and what they require where that is something else. */
export type Lessons = { readonly teaches: SkillTextGraph; readonly requires: SkillTextGraph | null };

/**
 * Returns both kinds of texts in one form. O(1).
 *
 * @throws TypeError when they are neither.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { lessonsOf } from "@onset/core/learning";
 * const { graph } = buildGraphOfTexts(2, Uint32Array.of(0, 1, 3), Uint32Array.of(0, 0, 1));
 * lessonsOf(graph).requires; // => null
 * ```
 */
export function lessonsOf(texts: LearningTexts): Lessons {
  if (texts instanceof SkillTextGraph) return { teaches: texts, requires: null };
  const { requires, teaches } = texts;
  if (requires instanceof SkillTextGraph && teaches instanceof SkillTextGraph) return texts;
  throw rejected(texts, "texts", "a SkillTextGraph, or two: { requires, teaches }", true);
}

/**
 * Learns texts of either kind in rounds: `learnRounds` for a graph, `learnDirected` for two.
 *
 * @throws RangeError as those do.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learnTexts } from "@onset/core/learning";
 * const { graph } = buildGraphOfTexts(2, Uint32Array.of(0, 1, 3), Uint32Array.of(0, 0, 1));
 * learnTexts(graph).learnedCount; // => 2
 * learnTexts({ requires: graph, teaches: graph }).learnedCount; // => 0
 * ```
 */
export function learnTexts(texts: LearningTexts, options: LearnOptions = {}): LearnedInRounds {
  checkOptions(options, learnOptionsKeys);
  const { teaches, requires } = lessonsOf(texts);
  return requires === null ? learnRounds(teaches, options) : learnDirected(requires, teaches, options);
}
