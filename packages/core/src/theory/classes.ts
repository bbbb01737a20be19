/**
 * Several classes of skills and of texts. A text of class j holds Poisson(c_jk) skills of class k; with
 * x_j = sum_l c_jl q_l the mean number of unlearned skills of such a text,
 *
 *     q_k = eps_k exp( - sum_j (|T_j|/|S_k|) c_jk theta P_suc(x_j) ),    P_suc(x) = sum_{i<D} e^-x x^i/i!
 *
 * Source: Yu, Huang, Chang and Lee, "Poisson receivers" (arXiv 2008.07561); Chang et al., "Stability regions
 * of coded Poisson receivers" (arXiv 2107.10696).
 *
 * The largest solution is found from above by steps that never pass it (`safe-step.ts`).
 */
import { checkOptions, expm1, log } from "../base/index.js";
import { type Classes, ClassMap, type ClassOptions, classOptionsKeys } from "./class-map.js";
import { safeStep } from "./safe-step.js";

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

const maxSteps = 100_000;

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
  checkOptions(options, classOptionsKeys);
  return evolveMap(classes, new ClassMap(classes, options));
}

/** Where learning ends under the map of classes. */
export function evolveMap(classes: Classes, map: ClassMap): ClassEvolution {
  let q = map.start();
  // The relative width of the box below the state, adapted to the last step.
  let share = 0.1;
  let iterations = 1;
  let converged = false;
  for (; iterations <= maxSteps && !converged; iterations++) {
    const others = map.others(q);
    const values = map.values(others);
    const gaps = new Array<number>(q.length);
    const widths = new Array<number>(q.length);
    const below = new Array<number>(q.length);
    converged = true;
    for (let k = 0; k < q.length; k++) {
      const gap = q[k] - values[k];
      if (converged && gap > rounding(q[k], values[k])) converged = false;
      gaps[k] = gap;
      widths[k] = share * q[k];
      below[k] = q[k] - widths[k];
    }
    if (converged) break;
    const safe = safeStep(gaps, widths, map.slopes(map.others(below), others));
    let isFull = false;
    let largest = 0;
    const next = new Array<number>(q.length);
    for (let k = 0; k < q.length; k++) {
      if (safe[k] > 0.99 * widths[k] && widths[k] > 0) isFull = true;
      if (q[k] > 0) largest = Math.max(largest, safe[k] / q[k]);
      next[k] = Math.max(0, Math.min(values[k], q[k] - safe[k]));
    }
    share = isFull ? Math.min(0.9, share * 4) : Math.min(0.9, Math.max(2 * largest, 1e-15));
    q = next;
  }
  const others = map.others(q);
  return summary(classes, map.isPopular ? map.shares(others) : q, others, converged, iterations);
}

function rounding(q: number, value: number): number {
  return value > 0 ? 4 * Number.EPSILON * q * (2 - log(value)) : 0;
}

function summary(
  classes: Classes,
  unlearned: readonly number[],
  others: readonly number[],
  converged: boolean,
  iterations: number,
): ClassEvolution {
  const total = classes.skills.reduce((sum, count) => sum + count, 0);
  return {
    unlearned,
    unlearnedOverall: unlearned.reduce((sum, share, k) => sum + share * classes.skills[k], 0) / total,
    textErrors: others.map((x) => -expm1(-x)),
    converged,
    iterations,
  };
}
