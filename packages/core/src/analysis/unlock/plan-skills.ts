import { checkOptions, type OptionKeys } from "../../base/index.js";
import { unlockSkills } from "../../learning/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "../call.js";
import { type CorpusLearner, checkLearner, shareOf } from "../learner.js";

/** What is wanted and what it may cost. */
export type UnlockGoal = CallOptions & {
  /** Share of the skills not known at the start that is to be learned, in (0, 1]; default 1. */
  readonly target?: number | undefined;
  /** At most so many skills are taught, or texts added; default as many as it takes. */
  readonly budget?: number | undefined;
};

export const unlockGoalKeys: OptionKeys<UnlockGoal> = { ...callOptionsKeys, target: true, budget: true };

/** What a plan reaches, as shares of the skills not known at the start and as numbers. */
export type UnlockResult = {
  /** Shares: asked for, without unlocking, with it. */
  readonly target: number;
  readonly before: number;
  readonly reached: number;
  /** The same as numbers of skills, out of `unknown`. */
  readonly skills: {
    readonly unknown: number;
    readonly wanted: number;
    readonly before: number;
    readonly reached: number;
  };
  /** No smaller set of skills (of texts, where texts are added) reaches the target. */
  readonly lowerBound: number;
  readonly method: string;
  /** What each rule needed. */
  readonly tried: readonly { readonly method: string; readonly size: number; readonly reached: number }[];
};

/** Which skills to teach directly, in order, and how many are learned from texts after each. */
export type SkillPlan = UnlockResult & {
  readonly teach: readonly { readonly skill: number; readonly unlocks: number }[];
};

/**
 * Plans which skills to teach directly so that the target is reached. What the plan promises is found by learning
 * again, by another kernel.
 *
 * @throws RangeError when `target` or `budget` is out of its range.
 *
 * @example
 * ```ts
 * import { corpusLearner, planSkills } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["add", "carry"] }, { skills: ["carry", "borrow"] }]);
 * const { teach, reached } = await planSkills(corpusLearner(corpus));
 * teach.length; // => 1
 * reached; // => 1
 * ```
 */
export async function planSkills(learner: CorpusLearner, goal: UnlockGoal = {}): Promise<SkillPlan> {
  checkLearner(learner);
  checkOptions(goal, unlockGoalKeys, "goal");
  const { texts, options, known, engine } = learner;
  const { target = 1, budget } = goal;
  const pace = new Pace(goal);
  const plan = await pace.run("plan", () => unlockSkills(texts, { ...options, target, budget }));
  const taught = options.known.slice();
  for (const skill of plan.teach) taught[skill] = 1;
  await pace.at("learning");
  const again = await engine.learn({ ...options, known: taught }, goal);
  const reached = again.knownCount + again.learnedCount - known.count;
  if (reached !== plan.reached) {
    throw new Error(`the plan promised ${plan.reached} skills, learning again gives ${reached}`);
  }
  return {
    ...resultOf(plan, target),
    lowerBound: plan.lowerBound,
    teach: Array.from(plan.teach, (skill, i) => ({ skill, unlocks: plan.unlocks[i] })),
    method: plan.method,
    tried: plan.tried.map(({ method, teach, reached }) => ({ method, size: teach, reached })),
  };
}

/** The numbers that plans of both kinds have. */
export function resultOf(
  { unknown, wanted, before, reached }: UnlockResult["skills"],
  target: number,
): Pick<UnlockResult, "target" | "before" | "reached" | "skills"> {
  return {
    target,
    before: shareOf(before, unknown),
    reached: shareOf(reached, unknown),
    skills: { unknown, wanted, before, reached },
  };
}
