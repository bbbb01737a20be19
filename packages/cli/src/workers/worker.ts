/** A worker thread: gets batches of trials and answers with the rows that they add up to. */
import { parentPort, workerData } from "node:worker_threads";
import { type ImplicitTeam, joinImplicitTeam } from "@onset/core/learning";
import { type Range, type Row, runTrials, type Task } from "@onset/core/sweep";

/** What a worker gets. */
export type Batch = { readonly task: Task; readonly range: Range };

/** What it answers: a row, or why there is none. */
export type Answer = { readonly row: Row } | { readonly error: string };

/** The place of a worker that simulates each trial together with others. */
export type Membership = { readonly team: ImplicitTeam; readonly member: number };

const membership = workerData as Membership | null;
const learner = membership === null ? undefined : joinImplicitTeam(membership.team, membership.member);

parentPort!.on("message", ({ task, range }: Batch) => {
  parentPort!.postMessage(answer(task, range));
});

function answer(task: Task, range: Range): Answer {
  try {
    return { row: runTrials(task, range, learner) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
