import { checkGraph, type SkillTextGraph, skillDegreeCounts, textSizeCounts } from "../graph/index.js";
import {
  type GrowingLearner,
  growingLearner,
  type LearnedInRounds,
  type LearningTexts,
  type LearnOptions,
  learnTexts,
  lessonsOf,
} from "../learning/index.js";
import { type CallOptions, Pace } from "./call.js";

/** How many skills texts have and how many texts skills have, known skills left out: all that theory asks of a corpus. */
export type DegreeCounts = {
  /** Entry `k`: how many texts have exactly `k` skills that are not known. */
  readonly textSizes: Uint32Array | Float64Array;
  /** Entry `d`: how many skills that are not known are in exactly `d` texts. */
  readonly skillDegrees: Uint32Array | Float64Array;
};

/**
 * The one door to the kernels: whoever holds texts and learns them. The embedded engine does it in this process;
 * another may do the rounds where the texts are, as long as it gives the same arrays. What needs more than rounds and
 * counts (cores, twins, chains, plans) needs the texts themselves.
 */
export type LearningEngine = {
  /** For reports: `embedded`, or what else did the rounds. */
  readonly name: string;
  /** Learns the texts in rounds: the result is that of `learnTexts`, skill by skill. */
  readonly learn: (options: LearnOptions, call?: CallOptions) => Promise<LearnedInRounds>;
  /** Counts the degrees of the texts; for directed texts of all that they require or teach. */
  readonly degreeCounts: (known: Uint8Array, call?: CallOptions) => Promise<DegreeCounts>;
  /** Where the texts are in this process: a learner to whom more and more skills are told. */
  readonly growing?: (maxUnlearned: number) => GrowingLearner;
};

/**
 * The engine that learns in this process.
 *
 * @param texts - As learners take them.
 * @param needs - All skills of each text: for directed texts those required and those taught.
 *
 * @example
 * ```ts
 * import { embeddedEngine } from "@onset/core/analysis";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(2, Uint32Array.of(0, 1, 3), Uint32Array.of(0, 0, 1));
 * const engine = embeddedEngine(graph, graph);
 * (await engine.learn({})).learnedCount; // => 2
 * (await engine.degreeCounts(new Uint8Array(2))).textSizes; // => [0, 1, 1]
 * ```
 */
export function embeddedEngine(texts: LearningTexts, needs: SkillTextGraph): LearningEngine {
  lessonsOf(texts);
  checkGraph(needs, "needs");
  return {
    name: "embedded",
    learn: async (options, call) => new Pace(call).compute(() => learnTexts(texts, options)),
    degreeCounts: async (known) => degreeCounts(needs, known),
    growing: (maxUnlearned) => growingLearner(texts, { maxUnlearned }),
  };
}

/**
 * Counts the degrees of a graph, known skills left out. O(edges).
 *
 * @throws RangeError when `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { degreeCounts } from "@onset/core/analysis";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(2, Uint32Array.of(0, 1, 3), Uint32Array.of(0, 0, 1));
 * degreeCounts(graph, Uint8Array.of(1, 0)); // => { textSizes: [1, 1], skillDegrees: [0, 1] }
 * ```
 */
export function degreeCounts(needs: SkillTextGraph, known: Uint8Array): DegreeCounts {
  return {
    textSizes: textSizeCounts(needs, { known }),
    skillDegrees: skillDegreeCounts(needs, { known }),
  };
}
