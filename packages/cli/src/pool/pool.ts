import { Worker } from "node:worker_threads";
import type { StudyHelpers } from "@onset/core/analysis";
import type { Range, Row, Submit, Task } from "@onset/core/sweep";
import { DataError, Interrupted } from "../errors.js";
import type { Answer, Batch, Beginning, Work } from "./worker.js";

/** Somewhere to simulate trials. */
export type WorkerPool = {
  /** How many batches it can have under way. */
  readonly width: number;
  readonly submit: Submit;
  /** Ends it, whatever it is doing. */
  close(): Promise<void>;
};

/**
 * Starts worker threads that simulate trials; `signal` ends them, in the middle of a trial if need be. Each gets
 * `beginning`: its place in a team, and what it imports first.
 */
export function startWorkers(
  count: number,
  signal: AbortSignal,
  beginning: Beginning = { membership: null, modules: [] },
): WorkerPool {
  const { width, send, close } = startThreads(count, signal, beginning, "use fewer --workers");
  const submit = async (task: Task, range: Range): Promise<Row> => {
    try {
      return (await send({ task, range })) as Row;
    } catch (error) {
      throw error instanceof WorkFailed ? failure({ task, range }, error.message) : error;
    }
  };
  return { width, submit, close };
}

/** Worker threads that do parts of a study. */
export type HelperPool = StudyHelpers & {
  /** Ends them, whatever they are doing. */
  close(): Promise<void>;
};

/** Starts worker threads for parts of a study; `signal` ends them. */
export function startHelpers(count: number, signal: AbortSignal): HelperPool {
  const { width, send, close } = startThreads(
    count,
    signal,
    { membership: null, modules: [] },
    "--rewirings 0 and --risk 0 need less",
  );
  return { width, close, submit: async (study) => (await send({ study })) as never };
}

/** Work that threw in a worker, with the message of its error. */
class WorkFailed extends Error {}

type Job = {
  readonly work: Work;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
};

type Threads = {
  readonly width: number;
  readonly send: (work: Work) => Promise<unknown>;
  close(): Promise<void>;
};

function startThreads(count: number, signal: AbortSignal, beginning: Beginning, remedy: string): Threads {
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
      worker.postMessage(job.work);
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
      if ("result" in answer) job?.resolve(answer.result);
      else job?.reject(new WorkFailed(answer.error));
      assign();
    });
    // A worker that runs out of memory dies; what it had to do is lost.
    worker.on("error", (error) => {
      failAll(new DataError(`a worker ended: ${error.message}; ${remedy}`));
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
    send: (work) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(new Interrupted());
        waiting.push({ work, resolve, reject });
        assign();
      }),
    close,
  };
}

/** An error of a trial, such as degrees for which there is no graph. */
export function failure({ task, range }: Batch, message: string): DataError {
  return new DataError(`trials ${range[0]} to ${range[1] - 1} of task ${task.id} failed: ${message}`);
}
