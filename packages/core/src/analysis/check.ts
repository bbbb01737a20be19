import { checkOptions, type OptionKeys } from "../base/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "./call.js";
import { type CorpusLearner, checkLearner, shareOf } from "./learner.js";
import { courseGaps } from "./prediction/course.js";
import { measureRobustness } from "./study/robustness.js";

/** What a corpus is held to; what is left out is not checked. */
export type RuleLimits = {
  /** At most so many skills stay unlearned. */
  readonly maxStuck?: number | undefined;
  /** At least this share of the skills not known is learned. */
  readonly minLearned?: number | undefined;
  /** At least this share of the texts can go before half of the learning is lost, in the median of random orders. */
  readonly minMargin?: number | undefined;
  /** At most so many texts carry half of the learning each. */
  readonly maxKeystones?: number | undefined;
  /** At most so many skills that directed texts require are taught by no text. */
  readonly maxUntaught?: number | undefined;
  /** At most so many circles of skills wait for each other. */
  readonly maxCircles?: number | undefined;
};

/** A rule, what it allows and what was found. */
export type CheckedRule = {
  readonly rule:
    | "max-stuck"
    | "min-learned"
    | "min-margin"
    | "max-keystones"
    | "max-untaught"
    | "max-circles";
  readonly limit: number;
  readonly measured: number;
  readonly holds: boolean;
};

/** Options of {@link checkRules}. */
export type CheckOptions = CallOptions & {
  /** In how many random orders the margin is measured, an integer >= 1; default 100. */
  readonly runs?: number | undefined;
  /** Seed of the random orders, an integer >= 0; default 1. */
  readonly seed?: number | undefined;
};

const ruleLimitsKeys: OptionKeys<RuleLimits> = {
  maxStuck: true,
  minLearned: true,
  minMargin: true,
  maxKeystones: true,
  maxUntaught: true,
  maxCircles: true,
};
const checkOptionsKeys: OptionKeys<CheckOptions> = { ...callOptionsKeys, runs: true, seed: true };

/**
 * Holds a corpus to rules. The margin and the keystones are only measured when a rule asks for them.
 *
 * @returns the rules that were given: those of the margin, which takes longest to measure, come last
 * @throws RangeError when `runs` is not an integer >= 1.
 *
 * @example
 * ```ts
 * import { checkRules, corpusLearner } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["add"] }, { skills: ["x", "y"] }]);
 * const [rule] = await checkRules(corpusLearner(corpus), { maxStuck: 1 });
 * rule; // => { rule: "max-stuck", limit: 1, measured: 2, holds: false }
 * ```
 */
export async function checkRules(
  learner: CorpusLearner,
  limits: RuleLimits,
  options: CheckOptions = {},
): Promise<CheckedRule[]> {
  checkLearner(learner);
  checkOptions(limits, ruleLimitsKeys, "limits");
  checkOptions(options, checkOptionsKeys);
  const { maxStuck, minLearned, minMargin, maxKeystones, maxUntaught, maxCircles } = limits;
  const { corpus, texts, known, engine } = learner;
  const unknown = corpus.needs.skillCount - known.count;
  const pace = new Pace(options);
  await pace.at("learning");
  const { learnedCount: learned, learnedFlags } = await engine.learn(learner.options, options);
  const rules: CheckedRule[] = [];
  if (maxStuck !== undefined) rules.push(atMost("max-stuck", maxStuck, unknown - learned));
  if (minLearned !== undefined) rules.push(atLeast("min-learned", minLearned, shareOf(learned, unknown)));
  // Texts without direction require nothing that they do not teach.
  const gaps =
    "requires" in texts
      ? courseGaps(texts.requires, texts.teaches, learnedFlags)
      : { untaught: [], circles: [] };
  if (maxUntaught !== undefined) rules.push(atMost("max-untaught", maxUntaught, gaps.untaught.length));
  if (maxCircles !== undefined) rules.push(atMost("max-circles", maxCircles, gaps.circles.length));
  if (minMargin === undefined && maxKeystones === undefined) return rules;
  const { runs = 100, seed = 1 } = options;
  const { margin, keystones } = await measureRobustness(texts, learner.options, seed, runs, pace);
  // Where nothing is learned there is nothing to lose, and nothing to be sure of.
  if (minMargin !== undefined) rules.push(atLeast("min-margin", minMargin, margin?.median ?? 0));
  if (maxKeystones !== undefined) rules.push(atMost("max-keystones", maxKeystones, keystones.count));
  return rules;
}

function atMost(rule: CheckedRule["rule"], limit: number, measured: number): CheckedRule {
  return { rule, limit, measured, holds: measured <= limit };
}

function atLeast(rule: CheckedRule["rule"], limit: number, measured: number): CheckedRule {
  return { rule, limit, measured, holds: measured >= limit };
}
