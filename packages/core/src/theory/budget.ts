/**
 * Compute-optimal size: how many skills to aim at with a budget of B = |S| |T|.
 *
 * Source of the question: Nayak and Varshney, "An Information Theory of Compute-Optimal Size Scaling,
 * Emergence, and Plateaus in Language Models" (arXiv 2410.01243). With |S| = sqrt(B/R) the expected number of
 * learned skills is sqrt(B) E[zeta(R)]/sqrt(R): in the limit of a large budget the best ratio maximises
 * zeta(R)/sqrt(R), which a jump makes its threshold R*, and |S| = sqrt(B/R*). At finite size the corpus must
 * stay above its window, R = R* + beta n^(-2/3) + z alpha n^(-1/2), where z grows like sqrt(ln n).
 */
import {
  brentMinimum,
  checkLaw,
  checkOptions,
  checkPositive,
  normalCdf,
  type OptionKeys,
  power,
} from "../base/index.js";
import { evolve } from "./evolution.js";
import { type FiniteSizeLaw, finiteSizeLaw } from "./finite-size.js";
import { fixedPoints } from "./fixed-points.js";
import type { DegreeLaw } from "./laws.js";
import { ratioThreshold } from "./ratio-threshold.js";
import { edgeView, meanDegree } from "./views.js";

/** Options of {@link splitBudget}. */
export type BudgetOptions = {
  /** D: a text with at least 1 and at most D unlearned skills teaches all of them; 1 unless given. */
  readonly maxUnlearned?: number;
  /** theta: the probability, in (0, 1], that a text can teach at all; 1 unless given. */
  readonly reliability?: number;
};

export const budgetOptionsKeys: OptionKeys<BudgetOptions> = { maxUnlearned: true, reliability: true };

/** The best use of a budget. */
export type BudgetSplit = {
  /** |S|: the number of skills to aim at, not rounded. */
  readonly skills: number;
  /** |T|: the number of texts, budget/skills. */
  readonly texts: number;
  /** The ratio |T|/|S|. */
  readonly ratio: number;
  /** The expected number of learned skills. */
  readonly learned: number;
  /** The best ratio in the limit of a large budget: |S| is sqrt(budget/limitRatio) there. */
  readonly limitRatio: number;
};

/**
 * Returns how to split a budget of |S| |T| between skills and texts so that a D-skill learner is expected to
 * learn the most skills. 10 ms.
 *
 * The expectation is over both branches of the transition: with the probability of the finite-size law the
 * corpus emerges, else learning stops at the branch before the jump.
 *
 * @param texts - The law of the number of skills of a text; skills are chosen uniformly.
 * @param budget - |S| |T|, >= 100.
 * @param options - The learner.
 * @throws TypeError or RangeError for what is not a law or a number > 0.
 *
 * @example
 * ```ts
 * import { poisson, splitBudget } from "@onset/core/theory";
 * const { limitRatio, ratio } = splitBudget(poisson(5), 1e10);
 * limitRatio; // => 2.4565308892391955
 * ratio > limitRatio; // => true
 * ```
 */
export function splitBudget(texts: DegreeLaw, budget: number, options: BudgetOptions = {}): BudgetSplit {
  checkLaw(texts, "texts");
  checkPositive(budget, "budget");
  checkOptions(options, budgetOptionsKeys);
  const { reliability = 1 } = options;
  const finite = finiteSizeLaw(texts, options);
  const jumps = ratioThreshold(texts, options).jumps.map((jump) => jump.value);
  const scale = finite?.ratio ?? 1 / (reliability * edgeView(texts, 0));
  // From hardly any texts to a ratio at which all but e^-20 of the skills are learned.
  const grid = logarithmic(scale / 100, Math.max(scale, 20 / (reliability * meanDegree(texts))) * 2, 300);
  // Just above a jump the limit is that of the upper branch.
  const above = jumps.map((ratio) => ratio * (1 + 1e-12));
  const limit = bestRatio((ratio) => evolve(texts, ratio, options).learned, [...grid, ...above]);
  const atJump = above.indexOf(limit);
  const share = (ratio: number) =>
    finite ? meanShare(texts, finite, ratio, budget, options) : evolve(texts, ratio, options).learned;
  const best = finite ? bestRatio(share, [...grid, ...window(finite, budget)]) : limit;
  const skills = Math.sqrt(budget / best);
  return {
    skills,
    texts: budget / skills,
    ratio: best,
    learned: skills * share(best),
    limitRatio: atJump < 0 ? limit : jumps[atJump],
  };
}

function logarithmic(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low * power(high / low, i / (count - 1)));
}

/** Ratios across the transition of the corpus that the budget allows, which a plain grid may miss. */
function window(law: FiniteSizeLaw, budget: number): number[] {
  const skills = Math.sqrt(budget / law.ratio);
  const ratios = Array.from({ length: 61 }, (_, i) => {
    const score = -3 + i / 4;
    return law.ratio + law.beta * power(skills, -2 / 3) + (score * law.alpha) / Math.sqrt(skills);
  });
  return ratios.filter((ratio) => ratio > 0);
}

/** E[zeta]: the branch before the jump, or the one after it with the probability of emergence. */
function meanShare(
  texts: DegreeLaw,
  law: FiniteSizeLaw,
  ratio: number,
  budget: number,
  options: BudgetOptions,
): number {
  const skills = Math.sqrt(budget / ratio);
  const score = (Math.sqrt(skills) * (ratio - law.ratio - law.beta * power(skills, -2 / 3))) / law.alpha;
  const points = fixedPoints(texts, ratio, options);
  const stopped = ratio < law.ratio ? 1 - points[0].unlearned : 1 - law.unlearnedBefore;
  const emerged = 1 - points[points.length - 1].unlearned;
  return stopped + normalCdf(score) * (emerged - stopped);
}

/** The ratio that maximises share(ratio)/sqrt(ratio), from candidates and refined between the neighbours of the best. */
function bestRatio(share: (ratio: number) => number, candidates: number[]): number {
  const ratios = candidates.sort((a, b) => a - b);
  const gain = (ratio: number) => share(ratio) / Math.sqrt(ratio);
  let best = 0;
  const gains = ratios.map(gain);
  for (let i = 1; i < gains.length; i++) if (gains[i] > gains[best]) best = i;
  const [low, high] = [ratios[Math.max(0, best - 1)], ratios[Math.min(ratios.length - 1, best + 1)]];
  const refined = brentMinimum((ratio) => -gain(ratio), low, high).value;
  return gain(refined) > gains[best] * (1 + 1e-12) ? refined : ratios[best];
}
