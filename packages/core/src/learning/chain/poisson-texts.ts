import type { RandomStream } from "../../base/index.js";
import { exp } from "../../base/index.js";
import { sampleBinomial } from "../../graph/index.js";
import type { ChainRun, LearningChain } from "./chain.js";
import { exponentialMinusOne } from "./exponentials.js";

/** The parameters of the two fast chains: Poisson text sizes, D = 1. */
export type PoissonTexts = {
  /** Number of texts, or its mean. */
  readonly texts: number;
  /** c/S: minus the logarithm of the probability that a text misses a given skill. */
  readonly hazard: number;
  /**
   * Probability that a text holds a given skill once, over the probability that it misses it: e^(c/S) - 1 when
   * repeats are merged, c/S when they are kept (a text that holds its only unlearned skill twice then teaches nothing).
   */
  readonly odds: number;
  /** Unlearned skills at the start of a run. */
  readonly unlearned: (rng: RandomStream) => number;
};

/**
 * A Poisson number of texts. Texts with a given set of unlearned skills are then independent Poisson numbers, so the
 * texts that point at a skill alone are a Poisson number for each skill, with a mean that depends on counts only:
 *
 *     U skills are unlearned, L of them learn:  L ~ Binomial(U, 1 - e^-mu),
 *     next mu = T odds e^(-hazard U') (1 - e^(-hazard L)),  U' = U - L.
 *
 * With w = T odds e^(-hazard U) and g = e^(hazard L) - 1 that is mu = w g and w -> w (1 + g): one exponential a round.
 */
export class PoissonCorpusChain implements LearningChain {
  readonly method = "poisson texts, poisson number";
  readonly #model: PoissonTexts;

  constructor(model: PoissonTexts) {
    this.#model = model;
  }

  run(rng: RandomStream, perRound?: number[]): ChainRun {
    const { texts, hazard, odds, unlearned: start } = this.#model;
    const first = start(rng);
    let unlearned = first;
    let weight = texts * odds * exp(-hazard * unlearned);
    let mean = weight;
    let rounds = 0;
    while (unlearned > 0) {
      const learned = sampleBinomial(unlearned, -exponentialMinusOne(-mean), rng);
      if (learned === 0) break;
      rounds++;
      perRound?.push(learned);
      unlearned -= learned;
      const growth = exponentialMinusOne(hazard * learned);
      mean = weight * growth;
      weight += mean;
    }
    return { learnedCount: first - unlearned, unlearnedCount: unlearned, rounds };
  }
}
