/**
 * Semantic compression: what a text costs when sender and receiver share a trained learner.
 *
 * When all k skills of a text are learned, its skill set is sent; otherwise the text itself, by a
 * conventional code; one bit tells which. With text error e,
 *
 *     mean bits = 1 + (1 - e) E[bits of the set | understood] + e E[bits of the text | not understood].
 *
 * The probability that a text of k skills is understood is zeta^k, so that the rate has the jump of learning.
 */
import {
  checkFunction,
  checkInteger,
  checkLaw,
  checkNonNegative,
  checkOptions,
  expm1,
  log,
  log2,
  logBinomial,
  type OptionKeys,
  power,
} from "../base/index.js";
import { checkSkills, type EvolutionOptions, type Skills } from "./ensemble.js";
import { evolve } from "./evolution.js";
import { lawKindOf } from "./law-kinds.js";
import type { DegreeLaw } from "./laws.js";

/** Costs and sizes of {@link codingRate}. */
export type CodingOptions = EvolutionOptions & {
  /** The number of skills of the language, an integer >= 1. */
  readonly skillCount: number;
  /** The bits of a text that is sent conventionally: a number, or a function of its number of skills. */
  readonly rawBits: number | ((size: number) => number);
  /** The bits of a set of `size` learned skills out of `learned`; {@link uniformSetBits} unless given. */
  readonly setBits?: (size: number, learned: number) => number;
};

export const codingOptionsKeys: OptionKeys<CodingOptions> = {
  maxUnlearned: true,
  reliability: true,
  success: true,
  unknown: true,
  skillCount: true,
  rawBits: true,
  setBits: true,
};

/** What a text costs on average. */
export type CodingRate = {
  /** The mean number of bits of a text, flag included. */
  readonly meanBits: number;
  /** The mean number of bits of the skill set of an understood text; 0 when none is understood. */
  readonly setBits: number;
  /** The mean number of bits of a text that is not understood; 0 when all are. */
  readonly rawBits: number;
  /** The probability that a text is understood: 1 - text error. */
  readonly understood: number;
  /** The number of learned skills, rounded. */
  readonly learned: number;
};

/**
 * Returns log2 C(learned, size), the bits of a set of skills that are all equally likely; 0 when there are
 * fewer than `size` of them.
 *
 * @example
 * ```ts
 * import { uniformSetBits } from "@onset/core/theory";
 * uniformSetBits(2, 5); // => 3.321928094887362
 * ```
 */
export function uniformSetBits(size: number, learned: number): number {
  return size > learned ? 0 : logBinomial(learned, size) / Math.LN2;
}

/**
 * Returns the bits of a sequence of skills where their order matters: size * log2(learned).
 *
 * @example
 * ```ts
 * import { sequenceBits } from "@onset/core/theory";
 * sequenceBits(3, 1024); // => 30
 * ```
 */
export function sequenceBits(size: number, learned: number): number {
  return size === 0 || learned === 0 ? 0 : size * log2(learned);
}

/**
 * Returns the mean number of bits of a text at a state of learning.
 *
 * @param texts - The law of the number of skills of a text.
 * @param skills - The law of the number of texts of a skill, or the ratio of texts to skills.
 * @param options - `skillCount`, `rawBits`, `setBits`, the learner and the `unknown` share.
 * @throws TypeError or RangeError for costs that are not numbers >= 0, and as `evolve` does.
 *
 * @example
 * ```ts
 * import { codingRate, poisson } from "@onset/core/theory";
 * const costs = { skillCount: 10_000, rawBits: 400 };
 * codingRate(poisson(5), 2.4, costs).meanBits > 390; // => true
 * codingRate(poisson(5), 2.5, costs).meanBits < 65; // => true
 * ```
 */
export function codingRate(texts: DegreeLaw, skills: Skills, options: CodingOptions): CodingRate {
  checkLaw(texts, "texts");
  checkSkills(skills);
  checkOptions(options, codingOptionsKeys);
  const { skillCount, setBits, rawBits, ...evolution } = options;
  const count = checkInteger(skillCount, "skillCount", 1);
  const setCost = setBits ?? uniformSetBits;
  checkFunction(setCost, "setBits");
  const raw = rawBits;
  const rawCost = typeof raw === "function" ? raw : () => raw;
  const zeta = evolve(texts, skills, evolution).learned;
  const learned = Math.round(zeta * count);
  const { degrees, probabilities } = lawKindOf(texts).support(texts);
  let [understood, setSum, rawSum, missed] = [0, 0, 0, 0];
  for (let i = 0; i < degrees.length; i++) {
    const size = degrees[i];
    const missing = size > learned ? 1 : size === 0 ? 0 : -expm1(size * log(zeta));
    const known = size > learned ? 0 : probabilities[i] * power(zeta, size);
    const unknown = probabilities[i] * missing;
    if (known > 0) setSum += known * checkNonNegative(setCost(size, learned), "setBits");
    if (unknown > 0) rawSum += unknown * checkNonNegative(rawCost(size), "rawBits");
    understood += known;
    missed += unknown;
  }
  return {
    meanBits: 1 + setSum + rawSum,
    setBits: understood > 0 ? setSum / understood : 0,
    rawBits: missed > 0 ? rawSum / missed : 0,
    understood,
    learned,
  };
}

/**
 * Returns the mean number of bits of a text at each of a list of ratios: the compression curve. The same
 * numbers as {@link codingRate} at each.
 *
 * @example
 * ```ts
 * import { codingCurve, poisson } from "@onset/core/theory";
 * codingCurve(poisson(5), [0, 3], { skillCount: 100, rawBits: 400 })[0]; // => 398.3048212
 * ```
 */
export function codingCurve(
  texts: DegreeLaw,
  ratios: ArrayLike<number>,
  options: CodingOptions,
): Float64Array<ArrayBuffer> {
  checkLaw(texts, "texts");
  checkOptions(options, codingOptionsKeys);
  return Float64Array.from(ratios, (ratio) => codingRate(texts, ratio, options).meanBits);
}
