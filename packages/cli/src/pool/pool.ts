import { Worker } from "node:worker_threads";
import type { Range, Row, Submit, Task } from "@onset/core/sweep";
import { DataError, Interrupted } from "../errors.js";
import type { Answer, Batch, Beginning } from "./worker.js";

/** Somewhere to simulate trials. */
export type WorkerPool = {
  /** How many batches it can have under way. */
  readonly width: number;
  readonly submit: Submit;
  /** Ends it, whatever it is doing. */
  close(): Promise<void>;
};

type Job = {
  readonly batch: Batch;
  readonly resolve: (row: Row) => void;
  readonly reject: (error: Error) => void;
};

/**
 * Starts worker threads; `signal` ends them, in the middle of a trial if need be. Each gets `beginning`: its place in a
 * team, and what it imports first.
 */
export function startWorkers(
  count: number,
  signal: AbortSignal,
  beginning: Beginning = { membership: null, modules: [] },
): WorkerPool {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Job>();
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL("./worker.js", import.meta.url), { workerData: beginning }),
  );

  const assign = (): void => {
    while (waiting.length > 0 && idle.length > 0) {
      const worker = idle.pop()!;
      const job = waiting.shift()!;
      busy.set(worker, job);
      worker.postMessage(job.batch);
    }
  };
  const failAll = (error: Error): void => {
    for (const job of [...busy.values(), ...waiting]) job.reject(error);
    busy.clear();
    waiting.length = 0;
  };

  for (const worker of workers) {
    worker.on("message", (answer: Answer) => {
      const job = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      if ("row" in answer) job?.resolve(answer.row);
      else job?.reject(failure(job.batch, answer.error));
      assign();
    });
    // A worker that runs out of memory dies; what it had to do is lost.
    worker.on("error", (error) => {
      failAll(new DataError(`a worker ended: ${error.message}; use fewer --workers`));
    });
    idle.push(worker);
  }
  const close = async (): Promise<void> => {
    signal.removeEventListener("abort", interrupt);
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  const interrupt = (): void => {
    failAll(new Interrupted());
    void close();
  };
  signal.addEventListener("abort", interrupt);

  return {
    width: count,
    submit: (task: Task, range: Range) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(new Interrupted());
        waiting.push({ batch: { task, range }, resolve, reject });
        assign();
      }),
    close,
  };
}

/** An error of a trial, such as degrees for which there is no graph. */
export function failure({ task, range }: Batch, message: string): DataError {
  return new DataError(`trials ${range[0]} to ${range[1] - 1} of task ${task.id} failed: ${message}`);
}
