/** A ready pool of worker threads for programs: `import { openWorkers } from "onset/pool"`. */
import { availableParallelism } from "node:os";
import { checkInteger, checkOptions, type OptionKeys } from "@onset/core/base";
import { startWorkers, type WorkerPool } from "./pool.js";

export type { WorkerPool } from "./pool.js";

/** Options of {@link openWorkers}. */
export type PoolOptions = {
  /** How many threads, an integer >= 1; default one for each processor. */
  readonly workers?: number | undefined;
  /**
   * Addresses (`file:` URLs) of modules that each worker imports before its first trial: those that define experiments of
   * one's own.
   */
  readonly modules?: readonly string[] | undefined;
  /** Ends the workers, in the middle of a trial if need be. */
  readonly signal?: AbortSignal | undefined;
};

const poolOptionsKeys: OptionKeys<PoolOptions> = { workers: true, modules: true, signal: true };

/**
 * Starts worker threads that simulate trials: `submit` and `width` are what `runSweep` takes. Their number changes no
 * result. Call `close()` when the sweep is done, or the threads keep the program alive.
 *
 * @throws TypeError or RangeError for an option that there is not, or out of range.
 */
export function openWorkers(options: PoolOptions = {}): WorkerPool {
  checkOptions(options, poolOptionsKeys);
  const { modules = [], signal = new AbortController().signal } = options;
  const workers = checkInteger(options.workers ?? availableParallelism(), "workers", 1, 1024);
  return startWorkers(workers, signal, { membership: null, modules });
}
