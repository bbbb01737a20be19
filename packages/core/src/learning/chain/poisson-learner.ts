import type { RandomStream } from "../../base/index.js";
import { exp, expm1 } from "../../base/index.js";
import { sampleOccupancy, samplePoisson } from "../../graph/index.js";
import type { ChainRun, LearningChain } from "./chain.js";
import { heldProbabilities } from "./held.js";
import { keptProbabilities } from "./kept.js";
import type { SubsetTexts } from "./poisson-subsets.js";

/** Mean numbers of texts by their number of unlearned skills, as the unlearned skills become fewer. */
export type TextMeans = {
  /** Begins a run: entry j <= D is the mean number of texts with j unlearned skills. */
  start(unlearned: number): Float64Array;
  /** Goes on: of texts that had more than D unlearned skills, how many come down to j <= D by what was learned. */
  next(unlearned: number, learned: number): Float64Array;
};

/**
 * A Poisson number of texts, learned by a D-skill learner. Texts with a given set of unlearned skills are independent
 * Poisson numbers also here, so the state is finite: U and the *mean* numbers of texts by unlearned skills. In a
 * round the texts that have come down to j <= D unlearned skills are a Poisson number of uniformly random j-subsets of
 * the U, and the skills that learn are their union.
 *
 * The union is an occupancy draw. A tuple of j independent uniform skills is a random j-subset when they are distinct,
 * and a random smaller subset otherwise; so a Poisson number of tuples is a Poisson number of j-subsets together with
 * Poisson numbers of smaller ones. From j = D down, each mean is turned into tuples, and what they bring of smaller
 * subsets is taken off the smaller means. All tuples together are balls thrown on U bins. Only when a handful of
 * skills was learned the smaller means may not suffice; the few texts are then drawn one by one.
 */
export class PoissonLearnerChain implements LearningChain {
  readonly method = "poisson number, D > 1";
  readonly #means: TextMeans;
  readonly #unlearned: (rng: RandomStream) => number;

  constructor(means: TextMeans, unlearned: (rng: RandomStream) => number) {
    this.#means = means;
    this.#unlearned = unlearned;
  }

  run(rng: RandomStream, perRound?: number[]): ChainRun {
    const first = this.#unlearned(rng);
    let unlearned = first;
    let means = this.#means.start(unlearned);
    let rounds = 0;
    while (unlearned > 0) {
      const learned = unionOfSubsets(means, unlearned, rng);
      if (learned === 0) break;
      rounds++;
      perRound?.push(learned);
      unlearned -= learned;
      means = this.#means.next(unlearned, learned);
    }
    return { learnedCount: first - unlearned, unlearnedCount: unlearned, rounds };
  }
}

/**
 * Poisson sizes: a text holds each skill independently, so with U' of U = U' + L skills still unlearned the mean is
 * T Pr(j of the U') Pr(more than D - j of the L). O(D) and a few terms a round.
 */
export class PoissonTextMeans implements TextMeans {
  readonly #texts: number;
  readonly #hazard: number;
  readonly #maxUnlearned: number;

  constructor(texts: number, hazard: number, maxUnlearned: number) {
    this.#texts = texts;
    this.#hazard = hazard;
    this.#maxUnlearned = maxUnlearned;
  }

  start(unlearned: number): Float64Array {
    return heldProbabilities(this.#hazard, unlearned, this.#maxUnlearned).map(
      (probability) => this.#texts * probability,
    );
  }

  next(unlearned: number, learned: number): Float64Array {
    const odds = expm1(this.#hazard);
    const none = exp(-this.#hazard * learned);
    const held = heldProbabilities(this.#hazard, unlearned, this.#maxUnlearned);
    for (let j = 1; j < held.length; j++) {
      // Pr(at least m of the L): all terms are positive, and they fall off after the mean.
      const m = this.#maxUnlearned + 1 - j;
      let term = none;
      // Beyond 745 skills on average, at least m of them is certain.
      let tail = none === 0 ? 1 : 0;
      for (let i = 0; i <= learned && (i < m || term > 1e-17 * tail); i++) {
        if (i >= m) tail += term;
        term *= ((learned - i) / (i + 1)) * odds;
      }
      held[j] *= this.#texts * Math.min(1, tail);
    }
    return held;
  }
}

/** Any sizes: the means by unlearned skills are thinned in every round. O(square of the largest text) a round. */
export class SubsetTextMeans implements TextMeans {
  readonly #model: SubsetTexts;
  readonly #maxUnlearned: number;
  #waiting: Float64Array = new Float64Array(0);

  constructor(model: SubsetTexts, maxUnlearned: number) {
    this.#model = model;
    this.#maxUnlearned = maxUnlearned;
  }

  start(unlearned: number): Float64Array {
    const { texts, skills, law } = this.#model;
    const all = law.map((probability) => texts * probability);
    return this.#split(unlearned < skills ? thinned(all, skills, skills - unlearned) : all);
  }

  next(unlearned: number, learned: number): Float64Array {
    return this.#split(thinned(this.#waiting, unlearned + learned, learned));
  }

  /** Keeps the texts that cannot teach yet and returns the others. */
  #split(means: Float64Array): Float64Array {
    const ready = new Float64Array(this.#maxUnlearned + 1);
    ready.set(means.subarray(0, ready.length));
    means.fill(0, 0, ready.length);
    this.#waiting = means;
    return ready;
  }
}

/** The mean numbers of texts by unlearned skills after `learned` of `unlearned` were learned. */
function thinned(means: Float64Array, unlearned: number, learned: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(means.length);
  for (let r = 0; r < means.length; r++) {
    // So few texts are not one in 10^20 runs.
    if (!(means[r] > 1e-22) || r > unlearned) continue;
    const kept = keptProbabilities(r, unlearned, learned);
    for (let i = 0; i <= r; i++) result[i] += means[r] * kept[i];
  }
  return result;
}

/** How many of `bins` skills are in the union of Poisson numbers of random j-subsets with means `means[j]`, j >= 1. */
function unionOfSubsets(means: Float64Array, bins: number, rng: RandomStream): number {
  const tuples = tupleMeans(means, bins);
  let balls = 0;
  if (tuples !== undefined) {
    for (let j = 1; j < tuples.length; j++) balls += j * samplePoisson(tuples[j], rng);
    return sampleOccupancy(balls, bins, rng);
  }
  const union = new Set<number>();
  for (let j = 1; j < means.length; j++) {
    for (let left = samplePoisson(means[j], rng); left > 0; left--) {
      const subset = new Set<number>();
      while (subset.size < j) subset.add(rng.nextInteger(bins));
      for (const skill of subset) union.add(skill);
    }
  }
  return union.size;
}

/** The means of tuples that bring exactly these means of subsets; undefined when there are none. */
function tupleMeans(means: Float64Array, bins: number): Float64Array | undefined {
  const left = Float64Array.from(means);
  for (let j = left.length - 1; j >= 1; j--) {
    if (left[j] === 0) continue;
    if (!(left[j] > 0) || j > bins) return undefined;
    // distinct[i]: probability that j draws hit exactly i skills.
    const distinct = new Float64Array(j + 1);
    distinct[0] = 1;
    for (let drawn = 0; drawn < j; drawn++) {
      for (let i = drawn + 1; i >= 1; i--) {
        distinct[i] = (distinct[i] * i) / bins + (distinct[i - 1] * (bins - i + 1)) / bins;
      }
      distinct[0] = 0;
    }
    left[j] /= distinct[j];
    for (let i = 1; i < j; i++) left[i] -= left[j] * distinct[i];
  }
  return left;
}
