import type { RandomStream } from "../../base/index.js";
import type { ImplicitLearner } from "../../learning/index.js";
import type { Experiment } from "../experiments/experiment.js";

/** The ways to simulate a trial. */
export type EngineName = "chain" | "graph" | "custom";

/**
 * Simulates one trial: writes its counts, integers >= 0, one for each of the engine's quantities and in their order.
 */
export type Simulate = {
  (rng: RandomStream, counts: Float64Array): void;
  /**
   * The same of many trials, where they are faster side by side: `rng` gives the stream of each, `take` gets its number and
   * its counts, which are overwritten by the next, in any order.
   */
  readonly many?: (
    trials: number,
    rng: (trial: number) => RandomStream,
    counts: Float64Array,
    take: (trial: number) => void,
  ) => void;
};

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

/** How an engine simulates one kind of experiments. */
export type EngineKind<E extends Experiment> = {
  readonly refuses?: (experiment: E) => string | null;
  readonly quantities: (experiment: E) => readonly string[];
  readonly prepare: (experiment: E, member?: ImplicitLearner) => Simulate;
};

/** One record for each kind that an engine simulates; of the others the reason why it does not. */
export type EngineKinds = {
  readonly [M in Experiment["model"]]: EngineKind<Extract<Experiment, { model: M }>> | string;
};

/** What an engine does with an experiment, or why it cannot. */
function engineKindOf<E extends Experiment>(kinds: EngineKinds, experiment: E): EngineKind<E> | string {
  return kinds[experiment.model] as unknown as EngineKind<E> | string;
}

/** The part of an engine that differs by the kind of the experiment. */
export function byKind(kinds: EngineKinds): Pick<Engine, "refuses" | "quantities" | "prepare"> {
  return {
    refuses(experiment) {
      const kind = engineKindOf(kinds, experiment);
      return typeof kind === "string" ? kind : (kind.refuses?.(experiment) ?? null);
    },
    quantities: (experiment) => able(kinds, experiment).quantities(experiment),
    prepare: (experiment, member) => able(kinds, experiment).prepare(experiment, member),
  };
}

function able<E extends Experiment>(kinds: EngineKinds, experiment: E): EngineKind<E> {
  const kind = engineKindOf(kinds, experiment);
  if (typeof kind === "string") throw new RangeError(kind);
  return kind;
}
