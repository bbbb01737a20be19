import type { RandomStream } from "../../base/index.js";

/** What one simulated corpus ended with. */
export type ChainRun = {
  /** Skills learned, those known at the start not counted. */
  readonly learnedCount: number;
  /** Skills that stay unlearned: all that are neither learned nor known at the start. */
  readonly unlearnedCount: number;
  /** Rounds in which something was learned. */
  readonly rounds: number;
};

/**
 * A random corpus that is learned in synchronous rounds without ever being made: only counts are drawn, in exactly
 * the distribution that a random graph and `learnRounds` would give.
 */
export type LearningChain = {
  /** Which of the exact chains this is, and therefore what a round costs. */
  readonly method: string;
  /**
   * Simulates one corpus. O(1) memory; a round takes about 0.1 us with Poisson texts.
   *
   * @param rng - A stream of its own for every run makes runs independent of their order.
   * @param perRound - Receives the number of skills learned in each round, appended.
   */
  run(rng: RandomStream, perRound?: number[]): ChainRun;
};
