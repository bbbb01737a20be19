import type { RandomStream } from "../../base/index.js";
import { exp, expm1 } from "../../base/index.js";
import { sampleBinomial, sampleMultinomial, sampleOccupancy } from "../../graph/index.js";
import type { ChainRun, LearningChain } from "./chain.js";
import { thin } from "./fixed-subsets.js";
import { heldProbabilities } from "./held.js";
import type { SubsetTexts } from "./poisson-subsets.js";

/** Numbers of texts by their number of unlearned skills, as the unlearned skills become fewer. */
export type TextCounts = {
  /** Begins a run: entry j <= D is the number of texts with j unlearned skills. */
  start(unlearned: number, rng: RandomStream): Float64Array;
  /** Goes on: of the texts that had more than D unlearned skills, how many come down to j <= D now. */
  next(unlearned: number, learned: number, rng: RandomStream): Float64Array;
};

/**
 * A fixed number of texts, learned by a D-skill learner. The unlearned skills of a text are a uniformly random subset of
 * all unlearned ones, given how many they are, and texts are independent given those numbers. So the state is U and the
 * numbers of texts by unlearned skills. In a round the texts with j <= D of them are N_j random j-subsets of the U, and the
 * skills that learn are their union.
 *
 * The union of given numbers of subsets has no draw in constant time that we know. Subsets of one skill are balls in bins;
 * every larger one is drawn with its number of new skills alone, given how many skills are still outside of the
 * union. O(texts that teach), 5 to 15 ns each, over all rounds together.
 */
export class FixedLearnerChain implements LearningChain {
  readonly method = "fixed number, D > 1";
  readonly #counts: () => TextCounts;
  readonly #unlearned: (rng: RandomStream) => number;

  constructor(counts: () => TextCounts, unlearned: (rng: RandomStream) => number) {
    this.#counts = counts;
    this.#unlearned = unlearned;
  }

  run(rng: RandomStream, perRound?: number[]): ChainRun {
    const first = this.#unlearned(rng);
    let unlearned = first;
    const texts = this.#counts();
    let ready = texts.start(unlearned, rng);
    let rounds = 0;
    while (unlearned > 0) {
      const learned = unionOfGiven(ready, unlearned, rng);
      if (learned === 0) break;
      rounds++;
      perRound?.push(learned);
      unlearned -= learned;
      ready = texts.next(unlearned, learned, rng);
    }
    return { learnedCount: first - unlearned, unlearnedCount: unlearned, rounds };
  }
}

/** How many of `bins` skills are in the union of `counts[j]` random j-subsets, j >= 1. */
function unionOfGiven(counts: Float64Array, bins: number, rng: RandomStream): number {
  let outside = bins - (counts[1] > 0 ? sampleOccupancy(counts[1], bins, rng) : 0);
  for (let j = 2; j < counts.length; j++) {
    for (let left = counts[j]; left > 0 && outside > 0; left--) {
      // The i-th skill of a subset is one of the bins that the subset has not drawn; it is new when it is outside.
      for (let i = 0; i < j; i++) if (rng.nextFloat() * (bins - i) < outside) outside--;
    }
  }
  return bins - outside;
}

/** Any sizes: counts by unlearned skills, thinned in every round. O(square of the largest text) a round. */
export class SubsetTextCounts implements TextCounts {
  readonly #model: SubsetTexts;
  readonly #maxUnlearned: number;
  #waiting: Float64Array = new Float64Array(0);

  constructor(model: SubsetTexts, maxUnlearned: number) {
    this.#model = model;
    this.#maxUnlearned = maxUnlearned;
  }

  start(unlearned: number, rng: RandomStream): Float64Array {
    const { texts, skills, law } = this.#model;
    this.#waiting = sampleMultinomial(texts, law, rng);
    if (unlearned < skills) thin(this.#waiting, skills, skills - unlearned, rng);
    return this.#split();
  }

  next(unlearned: number, learned: number, rng: RandomStream): Float64Array {
    thin(this.#waiting, unlearned + learned, learned, rng);
    return this.#split();
  }

  #split(): Float64Array {
    const ready = new Float64Array(this.#maxUnlearned + 1);
    ready.set(this.#waiting.subarray(0, ready.length));
    this.#waiting.fill(0, 0, ready.length);
    return ready;
  }
}

/**
 * Poisson sizes: a text holds each skill independently, so the texts that wait need no counts by size. With h the mean
 * number of times that a text draws a skill, one that has more than D of U = U' + L unlearned skills comes down to j <= D with
 * probability Pr(j of the U') Pr(more than D - j of the L)/Pr(more than D of the U). O(D) and the terms of three tails a round.
 */
export class PoissonTextCounts implements TextCounts {
  readonly #texts: number;
  readonly #hazard: number;
  readonly #maxUnlearned: number;
  #waiting = 0;

  constructor(texts: number, hazard: number, maxUnlearned: number) {
    this.#texts = texts;
    this.#hazard = hazard;
    this.#maxUnlearned = maxUnlearned;
  }

  start(unlearned: number, rng: RandomStream): Float64Array {
    return this.#draw(this.#texts, heldProbabilities(this.#hazard, unlearned, this.#maxUnlearned), rng);
  }

  next(unlearned: number, learned: number, rng: RandomStream): Float64Array {
    const most = this.#maxUnlearned;
    const waiting = this.#tail(most + 1, unlearned + learned);
    if (!(waiting > 0)) {
      this.#waiting = 0;
      return new Float64Array(most + 1);
    }
    const held = heldProbabilities(this.#hazard, unlearned, this.#maxUnlearned);
    for (let j = 0; j < held.length; j++) held[j] *= this.#tail(most + 1 - j, learned) / waiting;
    return this.#draw(this.#waiting, held, rng);
  }

  /** Of `texts`, how many fall into each class with these probabilities; the rest waits. */
  #draw(texts: number, probabilities: Float64Array, rng: RandomStream): Float64Array {
    const drawn = new Float64Array(probabilities.length);
    let left = texts;
    let rest = 1;
    for (let j = 0; j < probabilities.length && left > 0; j++) {
      drawn[j] = sampleBinomial(left, rest > 0 ? Math.min(1, probabilities[j] / rest) : 1, rng);
      left -= drawn[j];
      rest -= probabilities[j];
    }
    this.#waiting = left;
    return drawn;
  }

  /** Pr(a text holds at least `least` of `count` skills), least >= 1: a sum of positive terms. */
  #tail(least: number, count: number): number {
    const odds = expm1(this.#hazard);
    let term = exp(-this.#hazard * count);
    // Beyond 745 skills on average, at least a few of them are certain.
    if (term === 0) return 1;
    let tail = 0;
    for (let i = 0; i <= count && (i < least || term > 1e-17 * tail); i++) {
      if (i >= least) tail += term;
      term *= ((count - i) / (i + 1)) * odds;
    }
    return Math.min(1, tail);
  }
}
