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

/** How a worker begins: its place in a team, and the modules that define what it is asked to simulate. */
export type Beginning = { readonly membership: Membership | null; readonly modules: readonly string[] };

const { membership, modules } = workerData as Beginning;
const learner = membership === null ? undefined : joinImplicitTeam(membership.team, membership.member);
// Batches wait until the modules are there; one that cannot be imported is told with every batch.
const imported = Promise.all(modules.map((module) => import(module)));
imported.catch(() => {});

parentPort!.on("message", async ({ task, range }: Batch) => {
  parentPort!.postMessage(await answer(task, range));
});

async function answer(task: Task, range: Range): Promise<Answer> {
  try {
    await imported;
    return { row: runTrials(task, range, learner) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
