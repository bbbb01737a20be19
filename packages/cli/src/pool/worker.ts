/** A worker thread: gets batches of trials and answers with the rows that they add up to; or parts of a study. */
import { parentPort, workerData } from "node:worker_threads";
import type { StudyTask } from "@onset/core/analysis";
import { type ImplicitTeam, joinImplicitTeam } from "@onset/core/learning";
import { type Range, type Row, runTrials, type Task } from "@onset/core/sweep";

/** Trials to simulate. */
export type Batch = { readonly task: Task; readonly range: Range };

/** What a worker gets. */
export type Work = Batch | { readonly study: StudyTask };

/** What it answers: a row or the result of a part of a study, or why there is none. */
export type Answer = { readonly result: unknown } | { readonly error: string };

/** The place of a worker that simulates each trial together with others. */
export type Membership = { readonly team: ImplicitTeam; readonly member: number };

/** How a worker begins: its place in a team, and the modules that define what it is asked to simulate. */
export type Beginning = { readonly membership: Membership | null; readonly modules: readonly string[] };

const { membership, modules } = workerData as Beginning;
const learner = membership === null ? undefined : joinImplicitTeam(membership.team, membership.member);
// Batches wait until the modules are there; one that cannot be imported is told with every batch.
const imported = Promise.all(modules.map((module) => import(module)));
imported.catch(() => {});

parentPort!.on("message", async (work: Work) => {
  parentPort!.postMessage(await answer(work));
});

async function answer(work: Work): Promise<Answer> {
  try {
    await imported;
    return { result: "study" in work ? await studied(work.study) : simulated(work) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function simulated({ task, range }: Batch): Row {
  return runTrials(task, range, learner);
}

/** Trials need no analysis: it is loaded when it is asked for. */
async function studied(task: StudyTask): Promise<unknown> {
  const { runStudyTask } = await import("@onset/core/analysis");
  return runStudyTask(task);
}
