import { checkInteger, checkOptions, type OptionKeys } from "../base/index.js";
import { batchesOf, batchSize, type Shard } from "./batches.js";
import type { Range } from "./ranges.js";
import { emptyRow, mergeRows, type Row, sameTask } from "./row.js";
import { checkStopRule, isAdaptive, isEnough, type StopRule } from "./stop.js";
import type { Task } from "./task.js";

/** A task and when it has enough trials. */
export type SweepTask = { readonly task: Task; readonly rule: StopRule };

/**
 * Has trials simulated somewhere: by a worker thread of Node, a web worker, or here (`runTrials`). All that a platform
 * must bring.
 */
export type Submit = (task: Task, range: Range) => Promise<Row>;

/** Options of {@link runSweep}. */
export type SweepOptions = {
  /** How many batches may be under way at once: the number of workers. Default 1. */
  readonly width?: number | undefined;
  /** Which part of the sweep to do. Default: all of it. */
  readonly shard?: Shard | undefined;
  /** Rows of trials that are done already, by task. */
  readonly done?: ReadonlyMap<string, Row> | undefined;
  /** Hears of every batch that counts: first batch first within a task, so that what was heard is a state to resume. */
  readonly onRow?: ((row: Row) => void) | undefined;
};

export const sweepOptionsKeys: OptionKeys<SweepOptions> = {
  width: true,
  shard: true,
  done: true,
  onRow: true,
};

type State = {
  readonly sweepTask: SweepTask;
  readonly batches: Iterator<Range>;
  /** Batches that ended before an earlier one did. */
  readonly waiting: Map<number, Row>;
  row: Row;
  issued: number;
  accepted: number;
  enough: boolean;
};

/**
 * Runs the tasks of a sweep and returns the row of each, in their order; of a shard only what it has done.
 *
 * Whatever the number of workers, the order in which they answer, interruptions (go on with the rows heard so far as
 * `done`) and shards: the rows are the same to the last bit. Trials have streams of their own, sums are exact, and
 * the stop rule is looked at only when trials 0 up to the end of a batch are all there; batches that were begun
 * beyond the stop are dropped.
 *
 * @param tasks - The tasks, each with its stop rule.
 * @param submit - Simulates a batch.
 * @param options - See {@link SweepOptions}.
 * @returns A promise of the rows, `null` for tasks of which this shard has no trial; it rejects with the first failure
 * of `submit`.
 * @throws RangeError when two of the tasks are the same, or a rule or the shard is out of range.
 *
 * @example
 * ```ts
 * import { corpusExperiment, makeTask, type Range, runSweep, runTrials, type Task } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const task = makeTask(corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1e6 }));
 * const submit = async (task: Task, range: Range) => runTrials(task, range);
 * const [row] = await runSweep([{ task, rule: { maxTrials: 30 } }], submit);
 * row!.trials; // => 30
 * ```
 */
export async function runSweep(
  tasks: readonly SweepTask[],
  submit: Submit,
  options: SweepOptions = {},
): Promise<(Row | null)[]> {
  checkOptions(options, sweepOptionsKeys);
  const { shard = { index: 1, count: 1 }, done, onRow } = options;
  const width = checkInteger(options.width ?? 1, "width", 1);
  checkInteger(shard.count, "shard.count", 1);
  checkInteger(shard.index, "shard.index", 1, shard.count);
  checkDistinct(tasks);
  const states = tasks.map((sweepTask, position) => begin(sweepTask, position, shard, done));
  let current = 0;
  let failed = false;

  const next = (): { state: State; index: number; range: Range } | null => {
    for (; current < states.length && !failed; current++) {
      const state = states[current];
      if (state.enough) continue;
      const { value, done: ended } = state.batches.next();
      if (!ended) return { state, index: state.issued++, range: value };
    }
    return null;
  };

  const work = async (): Promise<void> => {
    for (let job = next(); job !== null; job = next()) {
      const row = await submit(job.state.sweepTask.task, job.range);
      if (failed) return;
      accept(job.state, job.index, row, onRow);
    }
  };

  try {
    await Promise.all(Array.from({ length: width }, work));
  } catch (error) {
    failed = true;
    throw error;
  }
  return states.map((state) => (state.row.trials === 0 ? null : state.row));
}

function begin(sweepTask: SweepTask, position: number, shard: Shard, done?: ReadonlyMap<string, Row>): State {
  const { task, rule } = sweepTask;
  checkStopRule(rule);
  const empty = emptyRow(task);
  const row = done?.get(task.id) ?? empty;
  if (!sameTask(row, empty)) throw new RangeError(`the row done of task ${task.id} is one of another task`);
  const batches = batchesOf(task, position, rule, shard, row.ranges);
  const enough = isDecided(row, sweepTask);
  return { sweepTask, batches, waiting: new Map(), row, issued: 0, accepted: 0, enough };
}

/** Takes batches in their order; the first for which the rule is met is the last one. */
function accept(state: State, index: number, row: Row, onRow?: (row: Row) => void): void {
  state.waiting.set(index, row);
  for (;;) {
    const first = state.waiting.get(state.accepted);
    if (first === undefined || state.enough) return;
    state.waiting.delete(state.accepted++);
    state.row = mergeRows(state.row, first);
    state.enough = isDecided(state.row, state.sweepTask);
    onRow?.(first);
  }
}

/** Whether the rule ends a task here: asked only where a batch ends and nothing before it is missing. */
function isDecided(row: Row, { task, rule }: SweepTask): boolean {
  if (!isAdaptive(rule) || row.ranges.length !== 1) return false;
  const [from, to] = row.ranges[0];
  const atBatchEnd = to % batchSize(task) === 0 || to >= rule.maxTrials;
  return from === 0 && atBatchEnd && isEnough(row, rule);
}

function checkDistinct(tasks: readonly SweepTask[]): void {
  const ids = new Set<string>();
  for (const { task } of tasks) {
    if (ids.has(task.id)) throw new RangeError(`task ${task.id} is there twice`);
    ids.add(task.id);
  }
}
