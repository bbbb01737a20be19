import type { RandomStream } from "../../base/index.js";
import { sampleBinomial, sampleMultinomial, sampleOccupancy } from "../../graph/index.js";
import type { ChainRun, LearningChain } from "./chain.js";
import { keptProbabilities } from "./kept.js";
import type { SubsetTexts } from "./poisson-subsets.js";

/**
 * A fixed number of texts of any size law, D = 1. The state is the number of unlearned skills and, for every r, the
 * number of texts with r unlearned skills; those are a uniformly random r-subset of the unlearned skills, so in every
 * round each text keeps a hypergeometric number of them. A round takes one binomial for each pair of counts r >= i that
 * occurs: O(square of the largest text), less where few skills were learned.
 */
export class FixedSubsetChain implements LearningChain {
  readonly method = "any text law, fixed number";
  readonly #model: SubsetTexts;

  constructor(model: SubsetTexts) {
    this.#model = model;
  }

  run(rng: RandomStream, perRound?: number[]): ChainRun {
    const { texts, skills, law, unlearned: start } = this.#model;
    const first = start(rng);
    let unlearned = first;
    const counts = sampleMultinomial(texts, law, rng);
    if (first < skills) thin(counts, skills, skills - first, rng);
    let rounds = 0;
    while (unlearned > 0 && counts.length > 1 && counts[1] > 0) {
      const learned = sampleOccupancy(counts[1], unlearned, rng);
      rounds++;
      perRound?.push(learned);
      counts[1] = 0;
      thin(counts, unlearned, learned, rng);
      unlearned -= learned;
    }
    return { learnedCount: first - unlearned, unlearnedCount: unlearned, rounds };
  }
}

/** Moves every text to the number of its skills that stay unlearned when `learned` of `unlearned` are learned. */
export function thin(counts: Float64Array, unlearned: number, learned: number, rng: RandomStream): void {
  // Upwards: texts only move down, to counts that were handled before.
  for (let r = 1; r < counts.length; r++) {
    let left = counts[r];
    if (left === 0) continue;
    counts[r] = 0;
    const kept = keptProbabilities(r, unlearned, learned);
    let rest = 1;
    for (let i = r; i > 0 && left > 0; i--) {
      const probability = kept[i];
      const moved = sampleBinomial(left, rest > 0 ? Math.min(1, probability / rest) : 1, rng);
      counts[i] += moved;
      left -= moved;
      rest -= probability;
    }
    counts[0] += left;
  }
}
