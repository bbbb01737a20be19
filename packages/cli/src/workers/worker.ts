/** A worker thread: gets batches of trials and answers with the rows that they add up to. */
import { parentPort } from "node:worker_threads";
import { type Range, type Row, runTrials, type Task } from "@onset/core/sweep";

/** What a worker gets. */
export type Batch = { readonly task: Task; readonly range: Range };

/** What it answers: a row, or why there is none. */
export type Answer = { readonly row: Row } | { readonly error: string };

parentPort!.on("message", ({ task, range }: Batch) => {
  parentPort!.postMessage(answer(task, range));
});

function answer(task: Task, range: Range): Answer {
  try {
    return { row: runTrials(task, range) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
