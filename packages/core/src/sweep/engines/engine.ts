import type { RandomStream } from "../../base/index.js";
import type { ImplicitLearner } from "../../learning/index.js";
import type { Experiment } from "../experiments/experiment.js";

/** The ways to simulate a trial. */
export type EngineName = "chain" | "graph" | "custom";

/**
 * Simulates one trial: writes its counts, integers >= 0, one for each of the engine's quantities and in their order.
 */
export type Simulate = (rng: RandomStream, counts: Float64Array) => void;

/** A way to simulate the trials of an experiment. */
export type Engine = {
  readonly name: EngineName;
  /** Why this engine cannot simulate an experiment, as the end of a sentence; null when it can. */
  refuses(experiment: Experiment): string | null;
  /** What a trial counts. The first is always `unlearned`, the skills that stay unlearned, of all classes. */
  quantities(experiment: Experiment): readonly string[];
  /** Bytes that a worker needs at its peak, its own 50 MB included: an upper bound. */
  memory(experiment: Experiment): number;
  /** Nanoseconds that one trial takes, to a factor of about three; the same on every machine. */
  cost(experiment: Experiment): number;
  /** Does once what all trials share. `member` learns graphs that are not stored, together with other threads. */
  prepare(experiment: Experiment, member?: ImplicitLearner): Simulate;
};
