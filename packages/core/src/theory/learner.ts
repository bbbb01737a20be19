/**
 * What a text teaches, seen from one of its unlearned skills.
 *
 * With rho the edge view of the text law and q the probability that another skill of the text is
 * unlearned, a D-skill learner learns the tagged skill with probability
 *
 *     u(q) = theta sum_{j<D} q^j rho^(j)(1-q)/j!,     -u'(q) = theta q^(D-1) rho^(D)(1-q)/(D-1)!
 *
 * (the sum telescopes), where theta is the probability that a text teaches at all.
 */
import {
  checkFunction,
  checkMaxUnlearned,
  checkPositive,
  checkProbability,
  type OptionKeys,
  rejected,
} from "../base/index.js";
import { PoissonSeries } from "./series/poisson.js";
import type { Series } from "./series/series.js";
import { checkSuccessTable, type Success } from "./success.js";

/** Who learns. */
export type LearnerOptions = {
  /** D: a text with at least 1 and at most D unlearned skills teaches all of them; 1 unless given. */
  readonly maxUnlearned?: number;
  /** theta: the probability, in (0, 1], that a text can teach at all; 1 unless given. */
  readonly reliability?: number;
  /**
   * A Poisson learner (Liao, Chang and Hong, section 3) in place of a D-skill learner. A function: the probability
   * that a skill is learned from a text in which the number of other unlearned skills is Poisson with
   * the given mean; for Poisson text laws only. A table: entry j is the probability with exactly j other unlearned
   * skills; for any text law. Both must fall, or stay.
   */
  readonly success?: Success;
};

export const learnerOptionsKeys: OptionKeys<LearnerOptions> = {
  maxUnlearned: true,
  reliability: true,
  success: true,
};

/** The curve u(q) of a text law and a learner. `at` fills the fields: a kernel without allocation. */
export interface TeachingCurve {
  /** u(q): the probability that the text teaches the tagged skill. */
  readonly teach: number;
  /** -u'(q) >= 0. */
  readonly slope: number;
  /** A lower bound of -u'(q)/q^(D-1) at q and below; 0 where nothing is known. */
  readonly slopeFactor: number;
  /** D, the order of 1 - u(q) at q = 0 when texts are reliable. */
  readonly maxUnlearned: number;
  /** Evaluates the curve at q, with `known` = 1 - q. */
  at(q: number, known: number): void;
  /** 1 - u(q) after `at(q, ...)`, to full relative accuracy where it is small. */
  missed(q: number): number;
}

/** The curve of a text law and a learner; checks the options. */
export function teachingCurve(texts: Series, options: LearnerOptions): TeachingCurve {
  const reliability = checkProbability(checkPositive(options.reliability ?? 1, "reliability"), "reliability");
  if (options.success === undefined) {
    return new SkillLearnerCurve(texts, checkMaxUnlearned(options.maxUnlearned), reliability);
  }
  if (options.maxUnlearned !== undefined) {
    throw rejected(options.maxUnlearned, "maxUnlearned", "nothing beside a success function");
  }
  if (Array.isArray(options.success))
    return new TableCurve(texts, checkSuccessTable(options.success), reliability);
  checkFunction(options.success, "success");
  if (!(texts instanceof PoissonSeries)) throw rejected(options.success, "success", "a Poisson text law");
  return new SuccessCurve(texts.mean, options.success as (meanOthers: number) => number, reliability);
}

/** Cost of `at`: one pass over the law, times D. */
class SkillLearnerCurve implements TeachingCurve {
  teach = 0;
  slope = 0;
  slopeFactor = 0;
  readonly maxUnlearned: number;
  readonly #series: Series;
  readonly #reliability: number;
  readonly #taylor: Float64Array;

  constructor(series: Series, maxUnlearned: number, reliability: number) {
    this.#series = series;
    this.maxUnlearned = maxUnlearned;
    this.#reliability = reliability;
    this.#taylor = new Float64Array(maxUnlearned + 2);
  }

  at(q: number, known: number): void {
    const taylor = this.#taylor;
    const most = this.maxUnlearned;
    this.#series.fill(taylor, most + 1, known, q);
    const scale = this.#reliability / this.#series.mean;
    let power = 1;
    let sum = 0;
    for (let j = 0; j < most; j++) {
      sum += power * (j + 1) * taylor[j + 1];
      if (j < most - 1) power *= q;
    }
    this.teach = Math.min(this.#reliability, scale * sum);
    this.slopeFactor = scale * most * (most + 1) * taylor[most + 1];
    this.slope = power * this.slopeFactor;
  }

  missed(q: number): number {
    if (this.teach < 0.5) return 1 - this.teach;
    return 1 - this.#reliability + this.#reliability * this.#series.edgeTail(this.maxUnlearned, q);
  }
}

/**
 * u(q) = theta sum_j p_j q^j rho^(j)(1-q)/j!, with d_j = p_j - p_(j+1) >= 0:
 * -u'(q) = theta sum_j d_j q^j rho^(j+1)(1-q)/j!, and 1 - u(q) = 1 - theta p_0 + theta sum_j d_j Pr(more than j others).
 */
class TableCurve implements TeachingCurve {
  teach = 0;
  slope = 0;
  slopeFactor = 0;
  readonly maxUnlearned: number;
  readonly #series: Series;
  readonly #table: readonly number[];
  readonly #reliability: number;
  readonly #taylor: Float64Array;

  constructor(series: Series, table: readonly number[], reliability: number) {
    this.#series = series;
    this.#table = table;
    this.#reliability = reliability;
    this.#taylor = new Float64Array(table.length + 2);
    let first = 0;
    while (this.#drop(first) === 0) first++;
    this.maxUnlearned = first + 1;
  }

  /** d_j. */
  #drop(j: number): number {
    return this.#table[j] - (this.#table[j + 1] ?? 0);
  }

  at(q: number, known: number): void {
    const taylor = this.#taylor;
    const size = this.#table.length;
    const first = this.maxUnlearned - 1;
    this.#series.fill(taylor, size + 1, known, q);
    const scale = this.#reliability / this.#series.mean;
    let [power, teach, slope] = [1, 0, 0];
    for (let j = 0; j < size; j++) {
      teach += this.#table[j] * power * (j + 1) * taylor[j + 1];
      const steepness = this.#drop(j) * (j + 1) * (j + 2) * taylor[j + 2];
      slope += power * steepness;
      // All terms are positive, and this one over q^first rises as q falls.
      if (j === first) this.slopeFactor = scale * steepness;
      power *= q;
    }
    this.teach = Math.min(this.#reliability * this.#table[0], scale * teach);
    this.slope = scale * slope;
  }

  missed(q: number): number {
    if (this.teach < 0.5) return 1 - this.teach;
    const theta = this.#reliability;
    let sum = 1 - theta + theta * (1 - this.#table[0]);
    for (let j = 0; j < this.#table.length; j++) {
      const drop = this.#drop(j);
      if (drop > 0) sum += theta * drop * this.#series.edgeTail(j + 1, q);
    }
    return sum;
  }
}

/** u(q) = theta P_suc(c q) for any success function, its slope by differences. */
class SuccessCurve implements TeachingCurve {
  teach = 0;
  readonly slopeFactor = 0;
  readonly maxUnlearned = 1;
  readonly #mean: number;
  readonly #success: (meanOthers: number) => number;
  readonly #reliability: number;
  #at = 0;

  constructor(mean: number, success: (meanOthers: number) => number, reliability: number) {
    this.#mean = mean;
    this.#success = success;
    this.#reliability = reliability;
  }

  #value(meanOthers: number): number {
    const value = this.#success(meanOthers);
    return this.#reliability * checkProbability(value, `success(${meanOthers})`);
  }

  at(q: number): void {
    this.#at = q;
    this.teach = this.#value(this.#mean * q);
  }

  /** Central differences of order 4 with a step of 0.1 %: relative error 10^-12 for smooth functions. */
  get slope(): number {
    const x = this.#mean * this.#at;
    if (x === 0) return 0;
    const h = 1e-3 * x;
    const inner = this.#value(x + h) - this.#value(x - h);
    const outer = this.#value(x + 2 * h) - this.#value(x - 2 * h);
    return Math.max(0, (this.#mean * (outer - 8 * inner)) / (12 * h));
  }

  missed(): number {
    return 1 - this.teach;
  }
}
