import { checkInteger, checkOptions, checkProbability, type OptionKeys } from "../../../base/index.js";
import { type LearnOptions, learnOptionsKeys } from "../../result.js";
import { LearnerState } from "../state.js";
import { stuckCores } from "../stuck.js";
import { type LearningTexts, lessonsOf } from "../texts.js";
import { Core, type UnlockMethod } from "./core.js";
import { CoreGraphs } from "./core-graph.js";
import { minTaught } from "./curves.js";
import { finished, isBetter, type Plan, plansFor } from "./plan.js";

/** What is to be unlocked, and at what price. */
export type UnlockOptions = LearnOptions & {
  /** The share of the skills not known at the start that is to be known in the end, in [0, 1]; default 1. */
  readonly target?: number | undefined;
  /** At most so many skills are taught, an integer >= 0; default: as many as it takes. */
  readonly budget?: number | undefined;
};

export const unlockOptionsKeys: OptionKeys<UnlockOptions> = {
  maxUnlearned: true,
  known: true,
  target: true,
  budget: true,
};

/** Skills to teach directly. Counts of skills leave out those known at the start. */
export type UnlockPlan = {
  /** The skills to teach, in order. */
  readonly teach: Uint32Array<ArrayBuffer>;
  /** How many skills are learned from texts after each of them, itself not counted. */
  readonly unlocks: Uint32Array<ArrayBuffer>;
  /** Number of skills not known at the start. */
  readonly unknown: number;
  /** Number of skills learned without any unlocking. */
  readonly before: number;
  /** Number of skills wanted in the end. */
  readonly wanted: number;
  /** Number of skills known in the end, those taught included: found by learning again with them. */
  readonly reached: number;
  /** No plan reaches what is wanted with fewer skills than this. */
  readonly lowerBound: number;
  /** The rule that found the plan; `exact` when every core is small. */
  readonly method: UnlockMethod;
  /** What each rule needed, and what it reached with that (less than wanted when the budget came first). */
  readonly tried: readonly {
    readonly method: UnlockMethod;
    readonly teach: number;
    readonly reached: number;
  }[];
};

/**
 * Plans which skills to teach directly so that learning comes to a target: few of them, in order, with what each
 * unlocks. To find the fewest is NP-hard (it is the size of a minimum contagious set), so:
 *
 * - What is stuck is split into its cores. Cores of up to 20 skills are solved exactly (branch and bound).
 * - In larger cores four rules are tried, each of near-linear time (see {@link StrategyName}); what a rule taught in
 *   vain is left out again, and the best rule's result is made smaller by exchanging two skills for one.
 * - How many skills to teach in which core is a knapsack, solved exactly unless it is very large.
 *
 * Beside it stands a lower bound: from the exact cores, the rank of the texts, twins, and the number of cores. When
 * it equals the length of the plan, the plan is the best there is.
 *
 * @param texts - What the learner has.
 * @param options - The learner (`maxUnlearned`, `known`), the target and the budget.
 * @throws TypeError or RangeError when `target` is outside [0, 1], `budget` no integer >= 0, or as a learner does.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { unlockSkills } from "@onset/core/learning";
 * // Texts {0, 1}, {1, 2}, {3, 4}.
 * const { graph } = buildGraphOfTexts(5, Uint32Array.of(0, 2, 4, 6), Uint32Array.of(0, 1, 1, 2, 3, 4));
 * const plan = unlockSkills(graph);
 * plan.teach.length; // => 2
 * [...plan.unlocks]; // => [2, 1]
 * plan.lowerBound; // => 2
 * unlockSkills(graph, { target: 0.6 }).reached; // => 3
 * ```
 */
export function unlockSkills(texts: LearningTexts, options: UnlockOptions = {}): UnlockPlan {
  checkOptions(options, unlockOptionsKeys);
  const budget = options.budget === undefined ? Infinity : checkInteger(options.budget, "budget", 0);
  const problem = problemOf(texts, options);
  const { before } = problem;
  const { plans, best, teach, unlocks, reached } = bestPlan(texts, options, problem, budget);
  return {
    teach: Uint32Array.from(teach),
    unlocks: Uint32Array.from(unlocks),
    unknown: problem.unknown,
    before,
    wanted: problem.wanted,
    reached,
    lowerBound: boundOf(problem),
    method: best?.method ?? "exact",
    tried: plans.map(({ method, price, known }) => ({ method, teach: price, reached: before + known })),
  };
}

/**
 * The one skill to teach directly, and how many others are learned from texts after it: the plan of {@link unlockSkills}
 * for all skills with a budget of 1, which is found without planning any further. Null where nothing is stuck.
 *
 * @throws TypeError or RangeError as a learner does.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { skillToTeach } from "@onset/core/learning";
 * // Texts {0, 1}, {1, 2}, {3, 4}.
 * const { graph } = buildGraphOfTexts(5, Uint32Array.of(0, 2, 4, 6), Uint32Array.of(0, 1, 1, 2, 3, 4));
 * skillToTeach(graph)?.unlocks; // => 2
 * ```
 */
export function skillToTeach(
  texts: LearningTexts,
  options: LearnOptions = {},
): { readonly skill: number; readonly unlocks: number } | null {
  checkOptions(options, learnOptionsKeys);
  const { teach, unlocks } = bestPlan(texts, options, problemOf(texts, options, 1), 1);
  return teach.length === 0 ? null : { skill: teach[0], unlocks: unlocks[0] };
}

type Played = {
  readonly plans: readonly Plan[];
  readonly best: Plan | null;
  readonly teach: readonly number[];
  readonly unlocks: readonly number[];
  readonly reached: number;
};

/** The best plan, played: what is taught is learned again, with all that follows. */
function bestPlan(
  texts: LearningTexts,
  options: UnlockOptions,
  { cores, need }: Problem,
  budget: number,
): Played {
  const plans = need <= 0 ? [] : plansFor(cores, need, budget);
  const best = plans.reduce<Plan | null>((a, b) => (a === null || isBetter(b, a, need) ? b : a), null);
  const teach: number[] = [];
  const unlocks: number[] = [];
  const replay = new LearnerState(texts, options);
  replay.settle();
  for (const skill of best === null ? [] : finished(cores, best, need)) {
    if (replay.learned[skill] === 1) continue;
    teach.push(skill);
    unlocks.push(replay.teach(skill));
  }
  return { plans, best, teach, unlocks, reached: replay.count };
}

/** What is stuck, and how much of it is wanted. */
type Problem = {
  readonly cores: readonly Core[];
  readonly unknown: number;
  readonly before: number;
  readonly wanted: number;
  readonly need: number;
};

/** @param maxTaught - how many skills of a core plans may hold: cores need not find out about more */
function problemOf(
  texts: LearningTexts,
  options: UnlockOptions,
  maxTaught: number = Number.POSITIVE_INFINITY,
): Problem {
  const target = checkProbability(options.target ?? 1, "target");
  const state = new LearnerState(texts, options);
  const unknown = countUnlearned(state.learned);
  state.settle();
  const before = state.count;
  // A share is meant as it reads: 0.9 of 10 is 9, not the 10 that rounding errors could make of it.
  const wanted = Math.min(unknown, Math.ceil(target * unknown - 1e-9));
  const { maxUnlearned } = state;
  const stuck = stuckCores(texts, state.learned, { maxUnlearned });
  const graphs = new CoreGraphs(lessonsOf(texts), stuck);
  const cores = Array.from(
    stuck.skillCounts,
    (_, core) => new Core(graphs.at(core), maxUnlearned, maxTaught),
  );
  return { cores, unknown, before, wanted, need: wanted - before };
}

function boundOf({ cores, need }: Problem): number {
  if (need <= 0) return 0;
  const curves = cores.map((core) => core.optimistic());
  return minTaught(curves, need);
}

function countUnlearned(learned: Uint8Array): number {
  let count = 0;
  for (let skill = 0; skill < learned.length; skill++) count += 1 - learned[skill];
  return count;
}

/**
 * Only the lower bound of {@link unlockSkills}: no set of skills to teach that is smaller reaches the target. Each of
 * a set of added texts teaches at most `maxUnlearned` skills, so divided by that it bounds texts to add as well.
 *
 * @throws TypeError or RangeError as {@link unlockSkills} does.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { unlockLowerBound } from "@onset/core/learning";
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 2, 4), Uint32Array.of(0, 1, 2, 3));
 * unlockLowerBound(graph); // => 2
 * unlockLowerBound(graph, { target: 0.5 }); // => 1
 * ```
 */
export function unlockLowerBound(texts: LearningTexts, options: UnlockOptions = {}): number {
  checkOptions(options, unlockOptionsKeys);
  return boundOf(problemOf(texts, options));
}
