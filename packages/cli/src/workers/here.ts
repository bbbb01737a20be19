import { type Range, type Row, runTrials, type Task } from "@onset/core/sweep";
import { Interrupted } from "../errors.js";
import { failure, type WorkerPool } from "../pool/pool.js";

/** Simulates on the thread of the command itself: for runs that end before a worker would have started. */
export function workHere(signal: AbortSignal): WorkerPool {
  return {
    width: 1,
    submit: async (task: Task, range: Range): Promise<Row> => {
      // A turn of the event loop between batches lets an interruption through.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new Interrupted();
      try {
        return runTrials(task, range);
      } catch (error) {
        throw failure({ task, range }, error instanceof Error ? error.message : String(error));
      }
    },
    close: async () => {},
  };
}
