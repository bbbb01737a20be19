import { type makeTask, mergeRows, type Row, runTrials } from "@onset/core/sweep";

/** Runs the trials of a task one by one, and lets messages in between. */
export async function trialsOf(
  task: ReturnType<typeof makeTask>,
  trials: number,
  yieldNow: () => Promise<void>,
): Promise<Row> {
  let row = runTrials(task, [0, 1]);
  await yieldNow();
  for (let trial = 1; trial < trials; trial++) {
    row = mergeRows(row, runTrials(task, [trial, trial + 1]));
    await yieldNow();
  }
  return row;
}
