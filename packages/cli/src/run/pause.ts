import { setImmediate } from "node:timers/promises";
import { Interrupted } from "../errors.js";

const longestWithout = 50;

/** Stops long work for a moment now and then: only between turns of the event loop does a program hear of Ctrl-C. */
export class Pause {
  readonly #signal: AbortSignal;
  #last: number = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  isDue(): boolean {
    return performance.now() - this.#last > longestWithout;
  }

  /** @throws Interrupted when the user wants to stop */
  async take(): Promise<void> {
    await setImmediate();
    if (this.#signal.aborted) throw new Interrupted();
    this.#last = performance.now();
  }
}
