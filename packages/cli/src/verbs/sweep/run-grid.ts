import { existsSync, statSync } from "node:fs";
import { compareRows, type Row, runSweep, type Shard, type SweepTask } from "@onset/core/sweep";
import { UsageError } from "../../errors.js";
import { Lock } from "../../files/lock.js";
import type { Outputs } from "../../files/outputs.js";
import type { RunContext } from "../../run/run.js";
import { complain } from "../../terminal/complain.js";
import { plural } from "../../terminal/format.js";
import { Eta } from "../../workers/eta.js";
import { openPool } from "../../workers/open-pool.js";
import type { WorkerOptions } from "../../workers/options.js";
import { tornNote } from "./merge.js";
import { linesOf, noRows, RowsJournal, type RowsRead, readRows } from "./rows-file.js";

/** The options of a sweep that runs. */
export type GridOptions = WorkerOptions & {
  readonly out: string;
  readonly resume?: true;
  readonly shard?: Shard;
  readonly verbose?: true;
};

/** What a sweep ended with. */
export type SweepOutcome = {
  /** The rows of its tasks; of a shard those that it has. */
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
};

/**
 * Runs the tasks of a grid into a file of rows. While it runs, rows are appended as they come; in the end the file has
 * one row a task, in the order of what they simulate: the same bytes for any number of workers, and after any
 * interruptions.
 */
export async function runGrid(
  tasks: readonly SweepTask[],
  options: GridOptions,
  outputs: Outputs,
  context: RunContext,
): Promise<SweepOutcome> {
  const { out, resume } = options;
  const exists = existsSync(out);
  if (exists && !statSync(out).isFile())
    throw new UsageError(`-o expected a regular file, but ${out} is none`);
  if (exists && !resume) {
    throw new UsageError(`${out} is there already: --resume goes on with it, or choose another name`);
  }
  const lock = await Lock.take(out);
  try {
    const read = existsSync(out) ? readRows(out) : noRows;
    const { rows: done } = read;
    const notes = notesOf(out, read, tasks);
    for (const note of notes) complain(note);
    const left = tasks.filter(({ task, rule }) => (done.get(task.id)?.trials ?? 0) < rule.maxTrials);
    const rows = await simulate(tasks, left, read, lock, options, context);
    const all = new Map(done);
    for (const row of rows) if (row !== null) all.set(row.task, row);
    lock.check();
    await outputs.writeFile(out, linesOf(all.values()));
    return { rows: rows.filter((row) => row !== null).sort(compareRows), notes };
  } finally {
    lock.release();
  }
}

/** Runs what is left, rows going to the file as they come. */
async function simulate(
  tasks: readonly SweepTask[],
  left: readonly SweepTask[],
  read: RowsRead,
  lock: Lock,
  options: GridOptions,
  { workspace, progress }: RunContext,
): Promise<(Row | null)[]> {
  const { out, shard, verbose } = options;
  const pool = openPool(left, options, workspace.signal);
  try {
    const journal = new RowsJournal(out, read, () => lock.check());
    try {
      const eta = new Eta(tasks, read.rows.values());
      progress.stage("simulating");
      const onRow = (row: Row): void => {
        journal.add(row);
        eta.add(row);
        if (!verbose && eta.isDue()) progress.stage(`simulating: ${eta.text()}`);
      };
      return await runSweep(tasks, pool.submit, { width: pool.width, shard, done: read.rows, onRow });
    } finally {
      journal.close();
    }
  } finally {
    await pool.close();
  }
}

function notesOf(out: string, { rows, tornBytes }: RowsRead, tasks: readonly SweepTask[]): string[] {
  const notes: string[] = [];
  if (tornBytes > 0) notes.push(tornNote(out, tornBytes, "it is removed, and its trials are done again"));
  const ids = new Set(tasks.map(({ task }) => task.id));
  const others = [...rows.keys()].filter((id) => !ids.has(id)).length;
  if (others > 0)
    notes.push(`${out} also has ${plural(others, "task")} that the grid does not have; they are kept`);
  return notes;
}
