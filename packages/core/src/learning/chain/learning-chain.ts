import {
  checkInteger,
  checkLaw,
  checkMaxUnlearned,
  checkNonNegative,
  checkOptions,
  checkPositive,
  checkProbability,
  expm1,
  type OptionKeys,
  type RandomStream,
  rejected,
} from "../../base/index.js";
import { type DegreeLawData, sampleBinomial } from "../../graph/index.js";
import type { LearningChain } from "./chain.js";
import { FixedLearnerChain, PoissonTextCounts, SubsetTextCounts } from "./fixed-learner.js";
import { FixedSubsetChain } from "./fixed-subsets.js";
import { FixedCorpusChain } from "./fixed-texts.js";
import { PoissonLearnerChain, PoissonTextMeans, SubsetTextMeans } from "./poisson-learner.js";
import { PoissonSubsetChain } from "./poisson-subsets.js";
import { PoissonCorpusChain } from "./poisson-texts.js";
import { distinctSkillsLaw } from "./subset-law.js";

/** What a chain simulates. */
export type ChainOptions = {
  /** Whether the number of texts is what was given (default) or Poisson with that mean. */
  readonly textNumber?: "fixed" | "poisson" | undefined;
  /**
   * What a text does when it draws a skill twice: `"merge"` (default) and `"redraw"` as in `uniformGraph`. With
   * `"keep"` (Poisson sizes, D = 1 only) the double edge counts twice, so that a text whose only unlearned skill
   * it is teaches nothing: the multigraph of the implicit kernels and of textbooks on decoding.
   */
  readonly repeats?: "merge" | "redraw" | "keep" | undefined;
  /** D. Default 1. */
  readonly maxUnlearned?: number | undefined;
  /** How many skills are known at the start. Default 0. */
  readonly knownSkills?: number | undefined;
  /** Instead: each skill is unknown at the start with this probability (the eps of an erasure channel). */
  readonly unknown?: number | undefined;
  /** theta: the probability, in (0, 1], that a text can teach at all. Default 1. */
  readonly reliability?: number | undefined;
};

export const chainOptionsKeys: OptionKeys<ChainOptions> = {
  textNumber: true,
  repeats: true,
  maxUnlearned: true,
  knownSkills: true,
  unknown: true,
  reliability: true,
};

/**
 * An exact simulation of learning random texts in which neither texts nor skills exist: `textCount` texts with sizes
 * from `law` choose uniformly among `skillCount` skills and are learned in synchronous rounds, and each
 * `run` gives a number of learned skills, a number of rounds and the learned skills of every round in exactly the
 * distribution of `learnRounds(uniformGraph(law, textCount, skillCount, rng))`. Learned sets are exchangeable,
 * so the round of every single skill can be drawn afterwards (see `assignRounds`).
 *
 * Any size up to 2^53: memory is O(1), and the time of a run is that of its rounds (20 far above the threshold,
 * hundreds near it). Which chain runs, and what a round costs with c = 5:
 * - Poisson sizes, Poisson number of texts: one binomial draw, 0.1 us.
 * - Poisson sizes, fixed number: one occupancy and two binomial draws, 0.3 to 0.45 us.
 * - Any sizes, Poisson number: one binomial draw after O(k) work, k the largest size.
 * - Any sizes, fixed number: one occupancy and up to k^2/2 binomial draws.
 * - D > 1, Poisson number: D Poisson draws and an occupancy draw, after O(k^2) work unless sizes are Poisson.
 * - D > 1, fixed number: the union of a *given* number of distinct pairs has no known draw in constant time, so that all
 *   rounds together also take 5 to 15 ns for each text that teaches more than one skill.
 *
 * @throws TypeError or RangeError when an argument or option is out of range, or a combination has no exact chain.
 *
 * Source: deferred decisions as in the analysis of peeling by Luby, Mitzenmacher, Shokrollahi, Spielman ("Efficient
 * erasure correcting codes", 2001); with Poisson texts the chain is that of Reed and Frost.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { learningChain } from "@onset/core/learning";
 * const chain = learningChain({ kind: "poisson", mean: 5 }, 2.6e12, 1e12, { textNumber: "poisson" });
 * const perRound: number[] = [];
 * const { learnedCount, rounds } = chain.run(stream(1), perRound);
 * learnedCount / 1e12 > 0.99999; // => true
 * perRound.length === rounds; // => true
 * ```
 */
export function learningChain(
  law: DegreeLawData,
  textCount: number,
  skillCount: number,
  options: ChainOptions = {},
): LearningChain {
  checkLaw(law);
  checkOptions(options, chainOptionsKeys);
  const { reliability = 1, ...others } = options;
  checkProbability(checkPositive(reliability, "reliability"), "reliability");
  // Texts that cannot teach might as well not be there: a Poisson number of the others is left, or a binomial one.
  if (reliability === 1) return chainOfAll(law, textCount, skillCount, others);
  const whole = chainOfAll(law, textCount, skillCount, others);
  if (options.textNumber === "poisson") return chainOfAll(law, reliability * textCount, skillCount, others);
  return {
    method: whole.method,
    run: (rng, perRound) =>
      chainOfAll(law, sampleBinomial(textCount, reliability, rng), skillCount, others).run(rng, perRound),
  };
}

/** The chain when every text can teach. */
function chainOfAll(
  law: DegreeLawData,
  textCount: number,
  skillCount: number,
  options: ChainOptions,
): LearningChain {
  const { textNumber = "fixed", repeats = "merge", maxUnlearned = 1 } = options;
  const fixed = textNumber === "fixed";
  if (!fixed && textNumber !== "poisson") throw rejected(textNumber, "textNumber", '"fixed" or "poisson"');
  checkInteger(skillCount, "skillCount", textCount > 0 ? 1 : 0);
  checkMaxUnlearned(maxUnlearned);
  if (fixed) checkInteger(textCount, "textCount", 0);
  else checkNonNegative(textCount, "textCount");
  const unlearned = unlearnedAtStart(skillCount, options);

  if (repeats !== "merge" && repeats !== "redraw" && repeats !== "keep") {
    throw rejected(repeats, "repeats", '"merge", "redraw" or "keep"');
  }
  if (skillCount === 0) {
    return { method: "nothing to learn", run: () => ({ learnedCount: 0, unlearnedCount: 0, rounds: 0 }) };
  }
  if (law.kind === "poisson" && repeats !== "redraw") {
    const hazard = checkNonNegative(law.mean, "mean") / skillCount;
    const model = {
      texts: textCount,
      hazard,
      odds: repeats === "keep" ? hazard : expm1(hazard),
      unlearned,
    };
    if (maxUnlearned === 1) return fixed ? new FixedCorpusChain(model) : new PoissonCorpusChain(model);
    if (repeats === "merge") {
      return fixed
        ? new FixedLearnerChain(() => new PoissonTextCounts(textCount, hazard, maxUnlearned), unlearned)
        : new PoissonLearnerChain(new PoissonTextMeans(textCount, hazard, maxUnlearned), unlearned);
    }
  }
  if (repeats === "keep") {
    throw rejected(repeats, "repeats", '"merge" or "redraw", as sizes are not Poisson or D is above 1');
  }
  const model = {
    texts: textCount,
    skills: skillCount,
    law: distinctSkillsLaw(law, skillCount, repeats),
    unlearned,
  };
  if (maxUnlearned === 1) return fixed ? new FixedSubsetChain(model) : new PoissonSubsetChain(model);
  return fixed
    ? new FixedLearnerChain(() => new SubsetTextCounts(model, maxUnlearned), unlearned)
    : new PoissonLearnerChain(new SubsetTextMeans(model, maxUnlearned), unlearned);
}

/** How many skills are unlearned when a run begins. */
function unlearnedAtStart(skillCount: number, options: ChainOptions): (rng: RandomStream) => number {
  const { knownSkills, unknown } = options;
  if (knownSkills !== undefined && unknown !== undefined) {
    throw rejected(unknown, "unknown", 'to be left out, as "knownSkills" is given');
  }
  if (unknown !== undefined) {
    checkProbability(unknown, "unknown");
    return (rng) => sampleBinomial(skillCount, unknown, rng);
  }
  const unlearned = skillCount - checkInteger(knownSkills ?? 0, "knownSkills", 0, skillCount);
  return () => unlearned;
}
