import { exp, log } from "../../base/index.js";
import { type SkillTextGraph, skillDegreeCounts, textSizeCounts } from "../../graph/index.js";
import { estimateRates, expectedSkills, type SkillRates } from "../../learning/index.js";
import { type DegreeLaw, empirical, evolve, mixedPoisson } from "../../theory/index.js";
import { type Estimate, refused, type Told, told } from "./estimate.js";
import type { TextOrder } from "./parts.js";

/** Who learns: up to how many new skills from a text, and what is known from the start. */
export type ForecastLearner = { readonly maxUnlearned: number; readonly known: Uint8Array<ArrayBuffer> };

/** What is expected to be learned: the share of the skills that the texts will show, and their number. */
export type LearnedEstimate = {
  readonly share: Estimate;
  readonly skills: Estimate;
  /**
   * False where learning has not taken off yet: it may stay as it is (`low`) or take off (`high`), and `expected` is no
   * more than the way between.
   */
  readonly takenOff: boolean;
};

/** From this share of the skills on learning has taken off. */
const takeOff = 0.25;
const maxMultiple: Readonly<Record<TextOrder, number>> = { mixed: 5, following: 3 };
const maxShareWidth = 0.4;
/** Half the interval of the log-odds in its unit, see {@link afterTakeOff}; `bench/forecast.mjs` fits them again. */
export const forecastShareSpreads: Readonly<Record<TextOrder, number>> = { mixed: 0.9, following: 1.5 };

/**
 * Density evolution of some texts, taken to other numbers of texts by the estimated rates of their skills
 * (`estimateRates`). Making one takes about 30 ms, each multiple one density evolution.
 *
 * @throws RangeError when `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { Extrapolation } from "@onset/core/analysis";
 * import { stream } from "@onset/core/base";
 * import { uniformGraph } from "@onset/core/graph";
 * // c = 5, R = 1.5: learning emerges at R = 2.457.
 * const texts = uniformGraph({ kind: "poisson", mean: 5 }, 3000, 2000, stream(1));
 * const laws = new Extrapolation(texts, { maxUnlearned: 1, known: new Uint8Array(2000) });
 * laws.learnedShare(1) < 0.2; // => true
 * laws.learnedShare(2) > 0.9; // => true
 * ```
 */
export class Extrapolation {
  readonly rates: SkillRates;
  readonly #sizes: DegreeLaw | null;
  readonly #maxUnlearned: number;
  readonly #weights: Float64Array;

  constructor(texts: SkillTextGraph, { known, maxUnlearned }: ForecastLearner) {
    const sizes = textSizeCounts(texts, { known });
    this.rates = estimateRates(skillDegreeCounts(texts, { known }));
    this.#sizes = sizes.length < 2 ? null : empirical(sizes);
    this.#maxUnlearned = maxUnlearned;
    const sum = this.rates.weights.reduce((total, weight) => total + weight, 0);
    this.#weights = this.rates.weights.map((weight) => weight / sum);
  }

  /** Skills learned from a multiple of the texts. */
  learned(multiple: number): number {
    if (this.#sizes === null || this.rates.seen === 0) return 0;
    const skills = mixedPoisson(
      this.rates.means.map((mean) => mean * multiple),
      this.#weights,
    );
    const { learned } = evolve(this.#sizes, skills, { maxUnlearned: this.#maxUnlearned });
    return Math.max(0, learned) * this.rates.total;
  }

  /** Share learned of the skills that a multiple of the texts shows. */
  learnedShare(multiple: number): number {
    const shown = expectedSkills(this.rates, multiple);
    return shown === 0 ? 0 : Math.min(1, this.learned(multiple) / shown);
  }
}

/**
 * Expects what a multiple of the texts would teach, of the skills expected in them. Density evolution promises about twice the
 * change in log-odds that comes: new texts bring new rare skills of the same neighbourhoods.
 */
export function forecastLearned(
  laws: Extrapolation,
  learned: number,
  skills: Estimate,
  multiple: number,
  order: TextOrder,
): Told<LearnedEstimate> {
  if (multiple > maxMultiple[order]) return refused("multiple", multiple, maxMultiple[order]);
  const { seen } = laws.rates;
  const now = learned / seen;
  const share =
    now < takeOff
      ? { ...beforeTakeOff(laws, now, multiple), low: learned / Math.max(seen, skills.high) }
      : afterTakeOff(laws, now, multiple, order);
  const width = share.high - share.low;
  if (now >= takeOff && width > maxShareWidth) return refused("width", width, maxShareWidth);
  // Errors of the share and of the number of skills come from different sources: their squares add.
  const away = (bound: "low" | "high"): number => {
    const ofShare = log(share[bound] / share.expected);
    const ofSkills = log(skills[bound] / skills.expected);
    return Math.sqrt(ofShare * ofShare + ofSkills * ofSkills);
  };
  const expected = Math.max(learned, share.expected * skills.expected);
  const low = now < takeOff ? learned : Math.max(learned, expected * exp(-away("low")));
  const high = now < takeOff ? share.high * skills.high : Math.min(skills.high, expected * exp(away("high")));
  return told({ share, skills: { expected, low, high: Math.max(expected, high) }, takenOff: now >= takeOff });
}

function afterTakeOff(laws: Extrapolation, now: number, multiple: number, order: TextOrder): Estimate {
  const { seen } = laws.rates;
  const odds = (share: number): number => logit(share, seen);
  const change = odds(laws.learnedShare(multiple)) - odds(laws.learnedShare(1));
  const middle = odds(now) + change / 2;
  const width = forecastShareSpreads[order] * (0.15 + Math.abs(change) / 2 + 0.12 * log(multiple));
  return { expected: logistic(middle), low: logistic(middle - width), high: logistic(middle + width) };
}

/** It may not take off, so that what is learned now is a smaller share of more skills, or reach what theory says of twice as many texts. */
function beforeTakeOff(laws: Extrapolation, now: number, multiple: number): Omit<Estimate, "low"> {
  const high = Math.max(now, laws.learnedShare(2 * multiple));
  return { expected: Math.max(now, Math.min(high, laws.learnedShare(multiple))), high };
}

/** Log-odds of a share of `count` things; none and all count as half a thing from the end. */
function logit(share: number, count: number): number {
  const inside = Math.min(1 - 0.5 / count, Math.max(0.5 / count, share));
  return log(inside / (1 - inside));
}

function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}
