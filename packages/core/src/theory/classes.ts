/**
 * Several classes of skills and of texts. A text of class j holds Poisson(c_jk) skills of class k; with
 * x_j = sum_l c_jl q_l the mean number of unlearned skills of such a text,
 *
 *     q_k = eps_k exp( - sum_j (|T_j|/|S_k|) c_jk theta P_suc(x_j) ),    P_suc(x) = sum_{i<D} e^-x x^i/i!
 *
 * Source: Yu, Huang, Chang and Lee, "Poisson receivers" (arXiv 2008.07561); Chang et al., "Stability regions
 * of coded Poisson receivers" (arXiv 2107.10696).
 *
 * The largest solution is found from above by steps that never pass it, as for one class: on a box [q - w, q] the
 * Jacobian is at least M, entry by entry, so that the distance d to the solution obeys d >= min(w, g + M d),
 * g = q - F(q). With x the solution of x = g + s M x, 0 < s <= 1, where it exists, d >= t x for every t <= 1 with
 * t x <= w: the iterates of t g + s M y from 0 never exceed t x and are such bounds.
 */
import {
  checkInteger,
  checkNonNegative,
  checkPositive,
  checkProbability,
  poissonPmf,
  rejected,
} from "../base/index.js";

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
  /** The share of the skills of each class that is unknown at the start; 1 each unless given. */
  readonly unknown?: readonly number[];
};

/** The state in which learning ends. */
export type ClassEvolution = {
  /** The share of unlearned skills in each class of skills. */
  readonly unlearned: readonly number[];
  /** The share of unlearned skills among all. */
  readonly unlearnedOverall: number;
  /** The probability that a new text of each class has an unlearned skill. */
  readonly textErrors: readonly number[];
  readonly converged: boolean;
  readonly iterations: number;
};

const MAX_STEPS = 100_000;

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
class ClassMap {
  readonly #classes: Classes;
  readonly #most: number;
  readonly #reliability: number;
  readonly #unknown: readonly number[];

  constructor(classes: Classes, options: ClassOptions) {
    checkClasses(classes);
    this.#classes = classes;
    this.#most = checkInteger(options.maxUnlearned ?? 1, "maxUnlearned", 1, 1000);
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

  start(): number[] {
    return [...this.#unknown];
  }

  /** x_j of every class of texts. */
  others(q: readonly number[]): number[] {
    return this.#classes.means.map((row) => row.reduce((sum, mean, k) => sum + mean * q[k]!, 0));
  }

  /** F at the state with the given x_j. */
  values(others: readonly number[]): number[] {
    const success = others.map((x) => this.#success(x));
    return this.#unknown.map((unknown, k) => {
      let exponent = 0;
      for (let j = 0; j < success.length; j++) exponent += this.#rate(j, k) * success[j]!;
      return unknown * Math.exp(-exponent);
    });
  }

  /** Lower bounds of dF_k/dq_l where x_j lies in [low_j, high_j] and F is at least `values`. */
  slopes(values: readonly number[], low: readonly number[], high: readonly number[]): number[][] {
    // -P_suc'(x) = e^-x x^(D-1)/(D-1)!: both factors at their smallest.
    const steepness = low.map(
      (x, j) => this.#reliability * poissonPmf(this.#most - 1, x) * Math.exp(x - high[j]!),
    );
    return values.map((value, k) =>
      values.map((_, l) => {
        let sum = 0;
        for (let j = 0; j < steepness.length; j++) {
          sum += this.#rate(j, k) * this.#classes.means[j]![l]! * steepness[j]!;
        }
        return value * sum;
      }),
    );
  }

  #rate(j: number, k: number): number {
    return (this.#classes.texts[j]! / this.#classes.skills[k]!) * this.#classes.means[j]![k]!;
  }

  #success(x: number): number {
    let term = Math.exp(-x);
    let sum = term;
    for (let i = 1; i < this.#most; i++) sum += term *= x / i;
    return this.#reliability * Math.min(1, sum);
  }
}

/**
 * Returns the state in which learning ends with several classes of skills and texts, in the limit of many
 * skills of every class. Right on both sides of a jump; 10 us to 1 ms.
 *
 * @param classes - Sizes of the classes, and the mean numbers of skills in texts.
 * @param options - A D-skill learner, and the `unknown` share of each class of skills.
 * @throws TypeError or RangeError for numbers out of range and rows of wrong length.
 *
 * @example
 * ```ts
 * import { evolveClasses } from "@onset/core/theory";
 * const classes = { skills: [100_000, 50_000], texts: [260_000, 120_000], means: [[4.5, 0.5], [1.5, 3]] };
 * evolveClasses(classes).unlearned; // => [0.0000013719198439397858, 0.00005552385891127508]
 * ```
 */
export function evolveClasses(classes: Classes, options: ClassOptions = {}): ClassEvolution {
  const map = new ClassMap(classes, options);
  let q = map.start();
  // The relative width of the box below the state, adapted to the last step.
  let share = 0.1;
  let iterations = 1;
  let converged = false;
  for (; iterations <= MAX_STEPS && !converged; iterations++) {
    const others = map.others(q);
    const values = map.values(others);
    const gaps = q.map((value, k) => value - values[k]!);
    converged = gaps.every((gap, k) => !(gap > rounding(q[k]!, values[k]!)));
    if (converged) break;
    const widths = q.map((value) => share * value);
    const low = map.others(q.map((value, k) => value - widths[k]!));
    const slopes = map.slopes(map.values(low), low, others);
    const safe = safeStep(gaps, widths, slopes);
    const full = safe.some((step, k) => step > 0.99 * widths[k]! && widths[k]! > 0);
    const largest = safe.reduce((most, step, k) => (q[k]! > 0 ? Math.max(most, step / q[k]!) : most), 0);
    share = full ? Math.min(0.9, share * 4) : Math.min(0.9, Math.max(2 * largest, 1e-15));
    q = q.map((value, k) => Math.max(0, Math.min(values[k]!, value - safe[k]!)));
  }
  return summary(classes, q, map.others(q), converged, iterations);
}

function rounding(q: number, value: number): number {
  return value > 0 ? 4 * Number.EPSILON * q * (2 - Math.log(value)) : 0;
}

/** A step within the box that cannot pass the solution. */
function safeStep(
  gaps: readonly number[],
  widths: readonly number[],
  slopes: readonly (readonly number[])[],
): number[] {
  const right = gaps.map((gap) => Math.max(0, gap));
  const steps =
    solveDamped(slopes, right, 1) ?? solveDamped(slopes, right, 0.999 / growthBound(slopes, right))!;
  let scale = 1;
  for (let k = 0; k < steps.length; k++) if (steps[k]! > 0) scale = Math.min(scale, widths[k]! / steps[k]!);
  return steps.map((step) => scale * step);
}

/** An upper bound of the spectral radius of a non-negative matrix: max (M v)_k/v_k, after some steps of v <- M v. */
function growthBound(matrix: readonly (readonly number[])[], start: readonly number[]): number {
  const largest = Math.max(...start, 1e-300);
  let v = start.map((value) => value + 1e-3 * largest);
  let bound = Infinity;
  for (let step = 0; step < 20; step++) {
    const next = matrix.map((row) => row.reduce((sum, entry, l) => sum + entry * v[l]!, 0));
    bound = Math.min(bound, Math.max(...next.map((value, k) => value / v[k]!)));
    const size = Math.max(...next);
    v = next.map((value) => value / size + 1e-6);
  }
  return Math.max(bound, 1);
}

/**
 * Solves x = right + damping * matrix x by elimination; null unless all pivots are positive, which is when the
 * solution is the limit of the iteration from 0 (the system is an M-matrix).
 */
function solveDamped(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
  damping: number,
): number[] | null {
  const n = right.length;
  const rows = matrix.map((row, k) => row.map((entry, l) => (k === l ? 1 : 0) - damping * entry));
  const x = [...right];
  for (let pivot = 0; pivot < n; pivot++) {
    if (!(rows[pivot]![pivot]! > 1e-12)) return null;
    for (let k = pivot + 1; k < n; k++) {
      const factor = rows[k]![pivot]! / rows[pivot]![pivot]!;
      for (let l = pivot; l < n; l++) rows[k]![l]! -= factor * rows[pivot]![l]!;
      x[k]! -= factor * x[pivot]!;
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let l = k + 1; l < n; l++) x[k]! -= rows[k]![l]! * x[l]!;
    x[k]! /= rows[k]![k]!;
  }
  return x;
}

function summary(
  classes: Classes,
  q: readonly number[],
  others: readonly number[],
  converged: boolean,
  iterations: number,
): ClassEvolution {
  const total = classes.skills.reduce((sum, count) => sum + count, 0);
  return {
    unlearned: q,
    unlearnedOverall: q.reduce((sum, share, k) => sum + share * classes.skills[k]!, 0) / total,
    textErrors: others.map((x) => -Math.expm1(-x)),
    converged,
    iterations,
  };
}
