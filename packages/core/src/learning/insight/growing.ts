import { checkOptions } from "../../base/index.js";
import { type LearnOptions, learnOptionsKeys } from "../result.js";
import { LearnerState } from "./state.js";
import type { LearningTexts } from "./texts.js";

/** A learner to whom more and more skills are told. */
export type GrowingLearner = {
  /**
   * Takes skills as known that were not told before, and learns what follows. Returns how many skills are learned beyond
   * all that were told: as many as a learner learns who knows those from the start.
   */
  readonly know: (skills: Uint32Array) => number;
};

/**
 * A learner for several sets of known skills of which each holds the one before: what is learned with fewer is learned with
 * more, so all sets together cost what one does. O(texts + skills + edges) for all calls together.
 *
 * @throws RangeError when `maxUnlearned` is no integer >= 1 or `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { growingLearner } from "@onset/core/learning";
 * // Texts {0, 1}, {1, 2}.
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 4), Uint32Array.of(0, 1, 1, 2));
 * const learner = growingLearner(graph);
 * learner.know(new Uint32Array(0)); // => 0
 * learner.know(Uint32Array.of(0)); // => 2
 * learner.know(Uint32Array.of(1)); // => 1
 * ```
 */
export function growingLearner(texts: LearningTexts, options: LearnOptions = {}): GrowingLearner {
  checkOptions(options, learnOptionsKeys);
  const state = new LearnerState(texts, options);
  let told = 0;
  let isSettled = false;
  return {
    know(skills) {
      if (!isSettled) state.settle();
      isSettled = true;
      for (let i = 0; i < skills.length; i++) if (state.learned[skills[i]] === 0) state.teach(skills[i]);
      told += skills.length;
      return state.count - told;
    },
  };
}
