import { checkInteger, checkOptions, type OptionKeys, rejected } from "../base/index.js";
import { canonicalJson, fingerprint } from "./canonical.js";
import { chooseEngine } from "./engines/choose.js";
import type { EngineName } from "./engines/engine.js";
import type { Experiment } from "./experiments/experiment.js";
import { emergenceLevel } from "./prediction/predict.js";

/**
 * A unit of a sweep: trials 0, 1, 2, ... of one experiment by one engine from one seed. Every trial has a random
 * stream of its own, made from the seed, the task and its number, so that its counts are the same whoever computes it,
 * when and in which order.
 */
export type Task = {
  /** Fingerprint of experiment, engine and seed: 32 hexadecimal digits. */
  readonly id: string;
  readonly experiment: Experiment;
  readonly engine: EngineName;
  readonly seed: number;
  /** The learned share above which a trial counts as emerged; null where learning is gradual. */
  readonly emergedAbove: number | null;
};

/** Options of {@link makeTask}. */
export type TaskOptions = {
  /** Default 1. */
  readonly seed?: number | undefined;
  /** Default `"auto"`: the chain where it is exact, else the graph. */
  readonly engine?: EngineName | "auto" | undefined;
};

export const taskOptionsKeys: OptionKeys<TaskOptions> = { seed: true, engine: true };

/**
 * Returns the task of an experiment in normal form (see `corpusExperiment`).
 *
 * @throws TypeError or RangeError when no engine can simulate it, or not the one that is asked for.
 *
 * @example
 * ```ts
 * import { corpusExperiment, makeTask } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const task = makeTask(corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 1e4 }), { seed: 7 });
 * task.engine; // => "chain"
 * task.emergedAbove; // => 0.614152
 * task.id; // => "6f85d6321d24371de88148e758b3846d"
 * ```
 */
export function makeTask(experiment: Experiment, options: TaskOptions = {}): Task {
  checkOptions(options, taskOptionsKeys);
  const seed = checkInteger(options.seed ?? 1, "seed", 0);
  const engine = chooseEngine(experiment, options.engine ?? "auto").name;
  return {
    id: taskId(experiment, engine, seed),
    experiment,
    engine,
    seed,
    emergedAbove: emergenceLevel(experiment),
  };
}

/** Returns `task` when it is one that {@link makeTask} made, or the same data. */
export function checkTask(task: Task): Task {
  if (typeof task?.id === "string" && typeof task.experiment?.model === "string") return task;
  throw rejected(task, "task", "a task, such as makeTask returns", true);
}

/**
 * The fingerprint of all that the numbers of a task depend on. The names in it never change: the streams of all trials
 * come from it, so that a field with a better name keeps its numbers.
 */
export function taskId(experiment: Experiment, engine: EngineName, seed: number): string {
  const fields = Object.entries(experiment).map(([name, value]) => [fingerprinted[name] ?? name, value]);
  return fingerprint(canonicalJson({ experiment: Object.fromEntries(fields), engine, seed }));
}

/** The names under which fields enter a fingerprint, where they differ. */
const fingerprinted: Readonly<Record<string, string>> = { maxUnlearned: "learner", unknown: "prior" };
