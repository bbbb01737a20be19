/** The map of density evolution with several classes, and lower bounds of its Jacobian. */
import {
  checkMaxUnlearned,
  checkNonNegative,
  checkPositive,
  checkProbability,
  exp,
  type OptionKeys,
  poissonPmf,
  rejected,
} from "../base/index.js";
import type { MixedPoissonLaw } from "./laws.js";
import { checkSuccessTable, type Success } from "./success.js";

/** Classes of skills and texts. */
export type Classes = {
  /** |S_k|: the number of skills (or their share) of each class, > 0. */
  readonly skills: readonly number[];
  /** |T_j|: the number of texts of each class, in the same unit, >= 0. */
  readonly texts: readonly number[];
  /** c_jk: the mean number of skills of class k in a text of class j, one row for each class of texts. */
  readonly means: readonly (readonly number[])[];
};

/** A D-skill learner, and what is known of each class. */
export type ClassOptions = {
  /** D, 1 unless given. */
  readonly maxUnlearned?: number;
  /** The probability that a text can teach, 1 unless given. */
  readonly reliability?: number;
  /** A Poisson learner in place of a D-skill learner, as in {@link LearnerOptions}: a function, or a table. */
  readonly success?: Success;
  /** The share of the skills of each class that is unknown at the start; 1 each unless given. */
  readonly unknown?: readonly number[];
};

export const classOptionsKeys: OptionKeys<ClassOptions> = {
  maxUnlearned: true,
  reliability: true,
  success: true,
  unknown: true,
};

/** Checks shapes and numbers. */
export function checkClasses(classes: Classes): void {
  if (!(classes.skills.length > 0)) throw rejected(classes.skills.length, "skills", "at least one class");
  for (const count of classes.skills) checkPositive(count, "skills");
  for (const count of classes.texts) checkNonNegative(count, "texts");
  if (classes.means.length !== classes.texts.length) {
    throw rejected(
      classes.means.length,
      "means",
      `${classes.texts.length} rows, one for each class of texts`,
    );
  }
  for (const row of classes.means) {
    if (row.length !== classes.skills.length) {
      throw rejected(
        row.length,
        "means",
        `rows of ${classes.skills.length} numbers, one for each class of skills`,
      );
    }
    for (const mean of row) checkNonNegative(mean, "means");
  }
}

/** The map F with lower bounds of its Jacobian. */
export class ClassMap {
  readonly #means: readonly (readonly number[])[];
  /** By class of texts and class of skills: the mean number of texts of the one that a skill of the other is in. */
  readonly #rates: readonly (readonly number[])[];
  /** p_j, or null where only a function is known. */
  readonly #table: readonly number[] | null;
  readonly #function: ((meanOthers: number) => number) | null;
  readonly #reliability: number;
  readonly #unknown: readonly number[];
  readonly #popularity: readonly MixedPoissonLaw[] | null;

  /**
   * @param popularity - For each class of skills the law of popularity, with the mean 1: q_k is then the share of
   *   unlearned skills among those that texts choose, E[w exp(-w s_k)]. Equal popularity where it is left out.
   */
  constructor(classes: Classes, options: ClassOptions, popularity: readonly MixedPoissonLaw[] | null = null) {
    checkClasses(classes);
    const { skills, texts, means } = classes;
    this.#means = means;
    this.#rates = means.map((row, j) => row.map((mean, k) => (texts[j] / skills[k]) * mean));
    this.#popularity = popularity;
    const { success } = options;
    if (success !== undefined && options.maxUnlearned !== undefined) {
      throw rejected(options.maxUnlearned, "maxUnlearned", "nothing beside a success function");
    }
    this.#function = typeof success === "function" ? success : null;
    this.#table =
      typeof success === "function"
        ? null
        : success === undefined
          ? new Array<number>(checkMaxUnlearned(options.maxUnlearned)).fill(1)
          : checkSuccessTable(success);
    this.#reliability = checkProbability(
      checkPositive(options.reliability ?? 1, "reliability"),
      "reliability",
    );
    this.#unknown = options.unknown ?? classes.skills.map(() => 1);
    if (this.#unknown.length !== classes.skills.length) {
      throw rejected(
        this.#unknown.length,
        "unknown",
        `${classes.skills.length} numbers, one for each class of skills`,
      );
    }
    for (const share of this.#unknown) checkProbability(share, "unknown");
  }

  /** Whether skills of a class differ in popularity, so that the state is not the share of unlearned skills. */
  get isPopular(): boolean {
    return this.#popularity !== null;
  }

  start(): number[] {
    return [...this.#unknown];
  }

  /** x_j of every class of texts. */
  others(q: readonly number[]): number[] {
    const result = new Array<number>(this.#means.length);
    for (let j = 0; j < result.length; j++) {
      const row = this.#means[j];
      let sum = 0;
      for (let k = 0; k < row.length; k++) sum += row[k] * q[k];
      result[j] = sum;
    }
    return result;
  }

  /** F at the state with the given x_j. */
  values(others: readonly number[]): number[] {
    return this.#moments(others, 1);
  }

  /** The share of the skills of every class that is unlearned, at the state with the given x_j. */
  shares(others: readonly number[]): number[] {
    return this.#moments(others, 0);
  }

  /** Lower bounds of dF_k/dq_l where x_j lies in [low_j, high_j]. */
  slopes(low: readonly number[], high: readonly number[]): number[][] {
    // -P_suc'(x) = sum_i (p_i - p_(i+1)) e^-x x^i/i!: both factors at their smallest. Of a function nothing is known.
    const table = this.#table ?? [];
    const steepness = new Array<number>(low.length);
    for (let j = 0; j < low.length; j++) {
      let sum = 0;
      for (let i = 0; i < table.length; i++) {
        const drop = table[i] - (i + 1 < table.length ? table[i + 1] : 0);
        if (drop > 0) sum += drop * poissonPmf(i, low[j]);
      }
      steepness[j] = this.#reliability * sum * exp(low[j] - high[j]);
    }
    // -dF_k/ds_k = E[w^2 exp(-w s_k)] falls as s_k grows, and s_k is largest where the x_j are lowest.
    const falls = this.#moments(low, 2);
    return falls.map((fall, k) => {
      const row = new Array<number>(falls.length);
      for (let l = 0; l < row.length; l++) {
        let sum = 0;
        for (let j = 0; j < steepness.length; j++)
          sum += this.#rates[j][k] * this.#means[j][l] * steepness[j];
        row[l] = fall * sum;
      }
      return row;
    });
  }

  /** eps_k E[w^order exp(-w s_k)], where s_k is the mean number of texts that teach a skill of mean popularity. */
  #moments(others: readonly number[], order: 0 | 1 | 2): number[] {
    const success = new Array<number>(others.length);
    for (let j = 0; j < success.length; j++) success[j] = this.#success(others[j]);
    const result = new Array<number>(this.#unknown.length);
    for (let k = 0; k < result.length; k++) {
      let exponent = 0;
      for (let j = 0; j < success.length; j++) exponent += this.#rates[j][k] * success[j];
      const law = this.#popularity?.[k];
      const moment = law === undefined ? exp(-exponent) : mixedMoment(law, order, exponent);
      result[k] = this.#unknown[k] * moment;
    }
    return result;
  }

  #success(x: number): number {
    if (this.#function !== null) {
      return this.#reliability * checkProbability(this.#function(x), `success(${x})`);
    }
    const table = this.#table!;
    let term = exp(-x);
    let sum = table[0] * term;
    for (let i = 1; i < table.length; i++) {
      term *= x / i;
      sum += table[i] * term;
    }
    return this.#reliability * Math.min(1, sum);
  }
}

/** E[w^order exp(-w s)], summed so that thousands of groups leave the last digits right. */
function mixedMoment({ means, weights }: MixedPoissonLaw, order: 0 | 1 | 2, s: number): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < means.length; i++) {
    const mean = means[i];
    const power = order === 0 ? 1 : order === 1 ? mean : mean * mean;
    const term = weights[i] * power * exp(-mean * s) + lost;
    const next = sum + term;
    lost = term - (next - sum);
    sum = next;
  }
  return sum;
}
