import { checkOptions } from "../base/index.js";
import { checkGraph, type SkillTextGraph } from "../graph/index.js";
import { learnByFrontier } from "./frontier.js";
import { orderByRound } from "./learning-order.js";
import { peel } from "./peel.js";
import {
  countUnlearned,
  countZeros,
  type LearnedInRounds,
  type LearnOptions,
  learnerOf,
  learnOptionsKeys,
} from "./result.js";

/**
 * Learns in synchronous rounds: every text that at the start of a round has 1 to `maxUnlearned` (D) unlearned
 * skills teaches all of them in that round. Rounds are counted without the last, empty one. When several texts
 * teach a skill in the same round, the one with the smallest number is said to have taught it; the result depends
 * on nothing but the graph and the options.
 *
 * Only what changed is looked at: each text is read once as a teacher and each learned skill tells its texts once,
 * so all rounds together take O(texts + skills + edges). Memory beside the result: 8 bytes a text and a skill; with
 * D = 1 and hundreds of thousands of texts also 4 bytes for each edge of the skills of the largest round.
 *
 * Source: the D-skill learner of Liao, Chang, Hong, "A Mathematical Theory for Learning Semantic Languages by
 * Abstract Learners" (2024); D = 1 is the peeling decoder of an LDPC code over the erasure channel, by flooding.
 *
 * @throws RangeError when `maxUnlearned` is no integer >= 1 or `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { learnRounds } from "@onset/core/learning";
 * // Texts {0}, {0, 1}, {1, 2, 3}: one new skill at a time, then two new ones at once.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 1, 3, 6), Uint32Array.of(0, 0, 1, 1, 2, 3));
 * const result = learnRounds(graph);
 * result.learnedCount; // => 2
 * [...result.roundOfSkill]; // => [1, 2, 0xffffffff, 0xffffffff]
 * [...result.unlearnedOfText]; // => [0, 0, 2]
 * [...learnRounds(graph, { maxUnlearned: 2 }).learnedPerRound]; // => [2, 2]
 * learnRounds(graph, { known: Uint8Array.of(0, 0, 1, 0) }).learnedCount; // => 3
 * ```
 */
export function learnRounds(graph: SkillTextGraph, options: LearnOptions = {}): LearnedInRounds {
  checkGraph(graph);
  checkOptions(options, learnOptionsKeys);
  const learner = learnerOf(graph, options);
  if (learner.maxUnlearned === 1) {
    const { queue, ...peeled } = peel(graph, learner);
    return {
      ...peeled,
      learnedFlags: learner.learned,
      knownCount: learner.knownCount,
      learnedCount: queue.length,
      order: orderByRound(peeled.roundOfSkill, peeled.textOfSkill, peeled.learnedPerRound, graph.textCount),
      textsUnderstood: countZeros(peeled.unlearnedOfText),
    };
  }
  const unlearnedOfText = countUnlearned(graph, learner);
  const rounds = learnByFrontier(graph, learner, unlearnedOfText);
  return { ...rounds, unlearnedOfText, textsUnderstood: countZeros(unlearnedOfText) };
}
