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
import { checkInteger, checkOpenProbability } from "../base/index.js";
import type { Series } from "./series/series.js";

/** Who learns: a text with at least 1 and at most `maxUnlearned` unlearned skills teaches all of them. */
export type LearnerOptions = {
  /** D: how many new skills of one text can be learned at once; 1 unless given. */
  readonly maxUnlearned?: number;
  /** The probability that a text can teach at all, decided once for each text and skill; 1 unless given. */
  readonly reliability?: number;
};

/** The curve u(q) of a text law and a learner. `at` fills the fields: a kernel without allocation. */
export class TeachingCurve {
  /** u(q): the probability that the text teaches the tagged skill. */
  teach = 0;
  /** -u'(q) >= 0. */
  slope = 0;
  /** -u'(q)/q^(D-1), which decreases in q. */
  slopeFactor = 0;
  readonly series: Series;
  readonly maxUnlearned: number;
  readonly reliability: number;
  readonly #taylor: Float64Array;

  constructor(series: Series, options: LearnerOptions) {
    this.series = series;
    this.maxUnlearned = checkInteger(options.maxUnlearned ?? 1, "maxUnlearned", 1);
    const reliability = options.reliability ?? 1;
    this.reliability = reliability === 1 ? 1 : checkOpenProbability(reliability, "reliability");
    this.#taylor = new Float64Array(this.maxUnlearned + 2);
  }

  /** Evaluates the curve at q, with `known` = 1 - q; cost: one pass over the law, times D. */
  at(q: number, known: number): void {
    const taylor = this.#taylor;
    const most = this.maxUnlearned;
    this.series.fill(taylor, most + 1, known, q);
    const scale = this.reliability / this.series.mean;
    let power = 1;
    let sum = 0;
    for (let j = 0; j < most; j++) {
      sum += power * (j + 1) * taylor[j + 1]!;
      if (j < most - 1) power *= q;
    }
    this.teach = Math.min(this.reliability, scale * sum);
    this.slopeFactor = scale * most * (most + 1) * taylor[most + 1]!;
    this.slope = power * this.slopeFactor;
  }

  /** 1 - u(q) after `at(q, ...)`, to full relative accuracy where it is small. */
  missed(q: number): number {
    if (this.teach < 0.5) return 1 - this.teach;
    return 1 - this.reliability + this.reliability * this.series.edgeTail(this.maxUnlearned, q);
  }
}
