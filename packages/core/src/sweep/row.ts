import type { EngineName } from "./engines/engine.js";
import type { Experiment } from "./experiments/experiment.js";
import { addMoments, type Moments } from "./moments.js";
import { type Ranges, unite } from "./ranges.js";
import { checkTask, type Task } from "./task.js";

/** Bins of the histogram of the learned share: bin i holds [i/100, (i + 1)/100), the last one also 1. */
export const histogramBins = 100;

/**
 * What some trials of a task add up to. Every field below `ranges` is a sum over trials, of integers and exact, so that
 * rows of disjoint trials can be added in any order.
 */
export type Row = {
  /** The id of the task, and all that it stands for. */
  readonly task: string;
  readonly experiment: Experiment;
  readonly engine: EngineName;
  readonly seed: number;
  readonly emergedAbove: number | null;
  /** Which trials these are. */
  readonly ranges: Ranges;
  /** How many. */
  readonly trials: number;
  /** Trials that ended above `emergedAbove`; null where learning is gradual. */
  readonly emerged: number | null;
  /** Trials in which every skill was learned. */
  readonly complete: number;
  /** Of each quantity the sum and the sum of squares: `unlearned`, `rounds`, and what the engine counts beside. */
  readonly moments: Readonly<Record<string, Moments>>;
  /** Trials by the share of skills that are learned or known: see {@link histogramBins}. */
  readonly histogram: readonly number[];
};

const noTrials: readonly number[] = Object.freeze(new Array<number>(histogramBins).fill(0));

/** Returns the row of a task without trials: adding it changes nothing. */
export function emptyRow(task: Task): Row {
  checkTask(task);
  return {
    task: task.id,
    experiment: task.experiment,
    engine: task.engine,
    seed: task.seed,
    emergedAbove: task.emergedAbove,
    ranges: [],
    trials: 0,
    emerged: task.emergedAbove === null ? null : 0,
    complete: 0,
    moments: {},
    histogram: noTrials,
  };
}

/** Returns whether two rows have the same task. */
export function sameTask(first: Row, second: Row): boolean {
  return first.task === second.task && first.emergedAbove === second.emergedAbove;
}

/**
 * Returns the row of the trials of both. Adding is commutative and associative to the last bit.
 *
 * @throws RangeError when the rows are of different tasks or have a trial in common.
 *
 * @example
 * ```ts
 * import { corpusExperiment, makeTask, mergeRows, runTrials } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const task = makeTask(corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1000 }));
 * const row = mergeRows(runTrials(task, [5, 10]), runTrials(task, [0, 5]));
 * row.ranges; // => [[0, 10]]
 * row.moments.rounds.sum === runTrials(task, [0, 10]).moments.rounds.sum; // => true
 * mergeRows(row, row); // throws RangeError: trials 0 to 9 cannot be added to trials 0 to 9: they overlap
 * ```
 */
export function mergeRows(first: Row, second: Row): Row {
  if (!sameTask(first, second)) {
    throw new RangeError(`rows of different tasks cannot be added: ${first.task} and ${second.task}`);
  }
  const ranges = unite(first.ranges, second.ranges);
  if (ranges === null) {
    throw new RangeError(`${named(second.ranges)} cannot be added to ${named(first.ranges)}: they overlap`);
  }
  const moments: Record<string, Moments> = { ...first.moments };
  for (const [name, added] of Object.entries(second.moments)) {
    const before = moments[name];
    moments[name] = before === undefined ? added : addMoments(before, added);
  }
  return {
    ...first,
    ranges,
    trials: first.trials + second.trials,
    emerged: first.emerged === null || second.emerged === null ? null : first.emerged + second.emerged,
    complete: first.complete + second.complete,
    moments,
    histogram: first.histogram.map((count, bin) => count + second.histogram[bin]),
  };
}

function named(ranges: Ranges): string {
  const texts = ranges.map(([from, to]) => (to - from === 1 ? `${from}` : `${from} to ${to - 1}`));
  return `trials ${texts.join(", ")}`;
}
