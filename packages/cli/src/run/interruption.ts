import { createContext, Script } from "node:vm";
import { Interrupted } from "../errors.js";

/**
 * Calls what it is given. Only the engine itself can end synchronous work, and it does so for scripts alone. A thread of its own hears
 * of the signal: one that comes at the very end of the work would be lost, were the script over before that thread is awake.
 */
const caller = new Script("(() => { const value = work(); pause(); settle(); return value; })()");
const cell = new Int32Array(new SharedArrayBuffer(4));
const pause = (): void => void Atomics.wait(cell, 0, 0, 3);
/** A call, before which the engine looks whether it has been told to end. */
const settle = (): void => {};

/**
 * Hears Ctrl-C and requests to terminate, between the turns of the event loop. The first one aborts `signal`, so that
 * the run cleans up; then the system's own handling is back, and a second one ends the process at once.
 */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #hear = (): void => {
    this.release();
    this.#controller.abort();
  };

  constructor() {
    process.on("SIGINT", this.#hear);
    process.on("SIGTERM", this.#hear);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Does synchronous work that may take long. Ctrl-C ends it in its middle, without its `finally`; a request to
   * terminate ends the process at once, and the next run removes what this one leaves.
   *
   * @throws Interrupted when the user ends it.
   */
  compute<T>(work: () => T): T {
    if (this.signal.aborted) throw new Interrupted();
    process.off("SIGTERM", this.#hear);
    try {
      return caller.runInContext(createContext({ work, pause, settle }), {
        breakOnSigint: true,
        displayErrors: false,
      }) as T;
    } catch (error) {
      if (!isInterruption(error)) throw error;
      this.#hear();
      throw new Interrupted();
    } finally {
      if (!this.signal.aborted) process.on("SIGTERM", this.#hear);
    }
  }

  /** Leaves the signals to the system. */
  release(): void {
    process.off("SIGINT", this.#hear);
    process.off("SIGTERM", this.#hear);
  }
}

/** The error of an ended script comes from the script's own world, where `Error` is another class. */
function isInterruption(error: unknown): boolean {
  return (error as { code?: unknown } | null | undefined)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}
