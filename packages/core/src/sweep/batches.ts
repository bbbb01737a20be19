import { log10, power } from "../base/index.js";
import { engineNamed } from "./engines/choose.js";
import type { Range, Ranges } from "./ranges.js";
import { missing } from "./ranges.js";
import { isAdaptive, type StopRule } from "./stop.js";
import { checkTask, type Task } from "./task.js";

/** A batch should take about a twentieth of a second: short enough to be lost, long enough to be worth a message. */
const batchNanoseconds = 5e7;
const maxBatch = 500;

/**
 * Returns how many trials of a task make a batch: what is given to a worker at once, and the step at which the stop rule
 * is looked at. It depends on the experiment and engine alone.
 *
 * @example
 * ```ts
 * import { batchSize, corpusExperiment, makeTask } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const experiment = corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1e4 });
 * batchSize(makeTask(experiment)); // => 500
 * batchSize(makeTask(experiment, { engine: "graph" })); // => 2
 * ```
 */
export function batchSize(task: Task): number {
  checkTask(task);
  const cost = engineNamed(task.engine).cost(task.experiment);
  const most = Math.max(1, Math.min(maxBatch, batchNanoseconds / cost));
  // 1, 2, 5, 10, 20, 50, ...: tasks that differ little have the same batches, and people can read them.
  const ten = power(10, Math.floor(log10(most) + 1e-9));
  return ten * (most >= 5 * ten ? 5 : most >= 2 * ten ? 2 : 1);
}

/** One of several runs that share the work of a sweep: the `index`-th of `count`, from 1. */
export type Shard = { readonly index: number; readonly count: number };

/**
 * Returns the batches of a task that are still to be done by a shard, in order. Shards share the batches of every task
 * when only the number of trials ends it; a rule that looks at results needs all earlier ones at hand, so that
 * whole tasks are shared then.
 *
 * @param position - The number of the task in the sweep, from 0.
 * @param done - The trials that are done already.
 */
export function* batchesOf(
  task: Task,
  position: number,
  rule: StopRule,
  shard: Shard,
  done: Ranges,
): Generator<Range> {
  const size = batchSize(task);
  const adaptive = isAdaptive(rule);
  if (adaptive && position % shard.count !== shard.index - 1) return;
  for (let batch = 0; batch * size < rule.maxTrials; batch++) {
    if (!adaptive && (position + batch) % shard.count !== shard.index - 1) continue;
    yield* missing([batch * size, Math.min((batch + 1) * size, rule.maxTrials)], done);
  }
}
