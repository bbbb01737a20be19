import { checkOptions } from "../../base/index.js";
import { type Corpus, checkCorpus, findSkills, type Names } from "../../corpus/index.js";
import { skillFlags } from "../../graph/index.js";
import { chooseTexts, unlockLowerBound } from "../../learning/index.js";
import { Pace } from "../call.js";
import { type CorpusLearner, checkLearner, shareOf } from "../learner.js";
import { joinCorpora } from "./join.js";
import { resultOf, type UnlockGoal, type UnlockResult, unlockGoalKeys } from "./plan-skills.js";

/** Which texts of a second corpus to add, in order, and how many skills are learned by each. */
export type TextPlan = UnlockResult & {
  /** Indices among the candidates. */
  readonly add: readonly { readonly text: number; readonly unlocks: number }[];
  /** The share that all candidates together reach. */
  readonly reachable: number;
};

/**
 * Chooses the fewest texts of a second corpus that reach the target. Skills are the same when their names are; only
 * those of the first corpus count.
 *
 * @param candidates - Both corpora must be directed, or neither.
 * @throws RangeError when one is directed and the other is not, or `target` or `budget` is out of its range.
 *
 * @example
 * ```ts
 * import { corpusLearner, planTexts } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["add", "carry"] }]);
 * const candidates = corpusFromRecords([{ skills: ["fly"] }, { skills: ["add"] }]).corpus;
 * const { add } = await planTexts(corpusLearner(corpus), candidates);
 * add; // => [{ text: 1, unlocks: 2 }]
 * ```
 */
export async function planTexts(
  learner: CorpusLearner,
  candidates: Corpus,
  goal: UnlockGoal = {},
): Promise<TextPlan> {
  checkLearner(learner);
  checkCorpus(candidates, "candidates");
  checkOptions(goal, unlockGoalKeys, "goal");
  const { corpus, options, texts } = learner;
  const { maxUnlearned } = options;
  const { target = 1, budget } = goal;
  const joined = joinCorpora(corpus, candidates);
  const own = corpus.needs.textCount;
  const { skillCount, textCount } = joined.needs;
  const flags = Uint8Array.from({ length: textCount }, (_, text) => (text < own ? 0 : 1));
  const flagsOf = (names: Iterable<string>): Uint8Array<ArrayBuffer> =>
    skillFlags(skillCount, findSkills(joined, names).skills);
  const choice = await new Pace(goal).run("plan", () =>
    chooseTexts(joined.directed ?? joined.needs, flags, {
      maxUnlearned,
      known: flagsOf(knownNames(corpus.skillNames, options.known)),
      counted: flagsOf(corpus.skillNames),
      target,
      budget,
    }),
  );
  // What is reached, not what is asked for: all candidates together may not get that far.
  const reached = shareOf(choice.reached, choice.unknown);
  const bound = unlockLowerBound(texts, { ...options, target: reached });
  return {
    ...resultOf(choice, target),
    lowerBound: Math.ceil(bound / maxUnlearned),
    add: Array.from(choice.add, (text, i) => ({ text: text - own, unlocks: choice.unlocks[i] })),
    reachable: shareOf(choice.reachable, choice.unknown),
    method: choice.method,
    tried: choice.tried.map(({ method, add, reached }) => ({ method, size: add, reached })),
  };
}

function knownNames(names: Names, known: Uint8Array): string[] {
  return Array.from(names).filter((_, skill) => known[skill] === 1);
}
