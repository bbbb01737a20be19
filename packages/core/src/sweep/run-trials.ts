import { checkInteger, stream } from "../base/index.js";
import type { ImplicitLearner } from "../learning/index.js";
import { engineNamed } from "./engines/choose.js";
import type { Simulate } from "./engines/engine.js";
import { skillCountOf } from "./kinds.js";
import { MomentCollector, type Moments } from "./moments.js";
import type { Range } from "./ranges.js";
import { emptyRow, histogramBins, type Row } from "./row.js";
import { checkTask, type Task } from "./task.js";

/**
 * Simulates trials of a task and returns what they add up to: the work of a worker. Trial t draws from the stream
 * `stream(seed, task id, t)` and from nothing else. O(trials * cost of one); the preparation of the last
 * task is kept, so that a worker that gets batch after batch of it prepares once.
 *
 * @param task - The task.
 * @param range - Which trials: from the first number up to, but without, the second.
 * @param member - This thread's learner in a team that simulates them together (see {@link graphTeam}).
 * @throws TypeError or RangeError when the range is none, or a trial cannot be simulated (see the graph's builders).
 *
 * @example
 * ```ts
 * import { corpusExperiment, makeTask, runTrials } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const task = makeTask(corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1e9 }));
 * const row = runTrials(task, [0, 20]);
 * [row.trials, row.emerged, row.engine]; // => [20, 20, "chain"]
 * ```
 */
export function runTrials(task: Task, range: Range, member?: ImplicitLearner): Row {
  checkTask(task);
  const [from, to] = range;
  checkInteger(from, "range[0]", 0);
  checkInteger(to, "range[1]", from + 1);
  const { simulate, quantities, skills } = prepared(task, member);
  const { emergedAbove } = task;
  const counts = new Float64Array(quantities.length);
  const collectors = quantities.map(() => new MomentCollector());
  const histogram = new Array<number>(histogramBins).fill(0);
  const streams = stream(task.seed, task.id);
  let emerged = 0;
  let complete = 0;
  const take = (): void => {
    for (let i = 0; i < collectors.length; i++) collectors[i].add(counts[i]);
    const unlearned = counts[0];
    const learned = (skills - unlearned) / skills;
    if (unlearned === 0) complete++;
    if (emergedAbove !== null && learned > emergedAbove) emerged++;
    histogram[Math.min(histogramBins - 1, Math.floor(learned * histogramBins))]++;
  };
  if (simulate.many === undefined) {
    for (let trial = from; trial < to; trial++) {
      simulate(streams.split(trial), counts);
      take();
    }
  } else simulate.many(to - from, (trial) => streams.split(from + trial), counts, take);
  const moments: Record<string, Moments> = {};
  for (const [i, name] of quantities.entries()) moments[name] = collectors[i].moments();
  return {
    ...emptyRow(task),
    ranges: [[from, to]],
    trials: to - from,
    emerged: emergedAbove === null ? null : emerged,
    complete,
    moments,
    histogram,
  };
}

type Prepared = {
  readonly id: string;
  readonly member: ImplicitLearner | undefined;
  readonly simulate: Simulate;
  readonly quantities: readonly string[];
  readonly skills: number;
};

let last: Prepared | undefined;

function prepared(task: Task, member: ImplicitLearner | undefined): Prepared {
  if (last?.id === task.id && last.member === member) return last;
  const engine = engineNamed(task.engine);
  last = {
    id: task.id,
    member,
    simulate: engine.prepare(task.experiment, member),
    quantities: engine.quantities(task.experiment),
    skills: skillCountOf(task.experiment),
  };
  return last;
}
