import type { RandomStream } from "../../base/index.js";
import { expm1 } from "../../base/index.js";
import { sampleBinomial } from "../../graph/index.js";
import type { ChainRun, LearningChain } from "./chain.js";

/** Texts that are random subsets: entry k of `law` is the probability of k skills. */
export type SubsetTexts = {
  readonly texts: number;
  readonly skills: number;
  readonly law: Float64Array;
  readonly unlearned: (rng: RandomStream) => number;
};

/**
 * A Poisson number of texts of any size law, D = 1. As for Poisson texts, the texts that point at a skill alone are
 * a Poisson number for each skill. A text of k skills points at a given one of them when the other k - 1 are among
 * the x learned (or known) skills, so the mean is A(x) = T/S sum_k P_k k f_(k-1)(x) in all, with
 * f_j(x) = x (x - 1) ... (x - j + 1) / ((S - 1) ... (S - j)), and a round adds A(x + L) - A(x). That difference is built
 * up term by term, f_(j+1)(x + L) - f_(j+1)(x) = [(f_j(x + L) - f_j(x)) (x + L - j) + f_j(x) L] / (S - 1 - j), so that
 * nothing cancels when L is small. A round takes O(largest k).
 */
export class PoissonSubsetChain implements LearningChain {
  readonly method = "any text law, poisson number";
  readonly #model: SubsetTexts;

  constructor(model: SubsetTexts) {
    this.#model = model;
  }

  run(rng: RandomStream, perRound?: number[]): ChainRun {
    const { skills, unlearned: start } = this.#model;
    const first = start(rng);
    let unlearned = first;
    // All that the known skills teach at once, A(known) - A(0), and texts of one skill, A(0).
    let mean = this.#added(0, skills - first) + this.#single();
    let rounds = 0;
    while (unlearned > 0) {
      const learned = sampleBinomial(unlearned, -expm1(-mean), rng);
      if (learned === 0) break;
      rounds++;
      perRound?.push(learned);
      mean = this.#added(skills - unlearned, learned);
      unlearned -= learned;
    }
    return { learnedCount: first - unlearned, unlearnedCount: unlearned, rounds };
  }

  /** A(0): texts of one skill. */
  #single(): number {
    const { texts, skills, law } = this.#model;
    return law.length > 1 ? (texts / skills) * law[1] : 0;
  }

  /** A(before + learned) - A(before). */
  #added(before: number, learned: number): number {
    const { texts, skills, law } = this.#model;
    let old = 1;
    let difference = 0;
    let sum = 0;
    for (let k = 2; k < law.length; k++) {
      const j = k - 2;
      const left = before - j;
      const leftNow = left + learned;
      if (leftNow <= 0) break;
      const scale = skills - 1 - j;
      difference = (difference * leftNow + old * learned) / scale;
      old = left > 0 ? (old * left) / scale : 0;
      sum += law[k] * k * difference;
    }
    return (texts / skills) * sum;
  }
}
