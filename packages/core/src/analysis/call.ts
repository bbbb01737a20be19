/**
 * How long work tells where it is, and how it is stopped. A kernel runs to its end; between two of them work stops for
 * a moment now and then, so that a page stays alive, a bar moves and an abort is heard.
 */

import type { OptionKeys } from "../base/index.js";

/** As much of an AbortSignal as is needed: this library knows neither Node nor browsers. */
export type Signal = { readonly aborted: boolean; readonly reason: unknown };

/** What is being done. Names are for programs: whoever shows them says it in words. */
export type StepName =
  | "learning"
  | "known-curve"
  | "tipping-point"
  | "prediction"
  | "take-off"
  | "rewirings"
  | "risk"
  | "label-errors"
  | "cores"
  | "twins"
  | "associations"
  | "margin"
  | "keystones"
  | "test-error"
  | "explanation"
  | "fringe"
  | "plan"
  | "order"
  | "null-model"
  | "percolation"
  | "training"
  | "coding"
  | "transmission"
  | "forecast"
  | "next-jump";

/** A step, and how much of it is done: `done` of `of` equal parts, 0 of 1 where there is nothing to count. */
export type Step = { readonly step: StepName; readonly done: number; readonly of: number };

/** How a caller follows and stops long work. */
export type CallOptions = {
  /** Told where the work is: often, so that whoever shows it should do so a few times a second only. */
  readonly progress?: ((step: Step) => void) | undefined;
  /** Stops the work: the promise is rejected with the signal's reason. */
  readonly signal?: Signal | undefined;
  /** Lets others work, at most every {@link restEvery} milliseconds. Default: a timer of 0 milliseconds. */
  readonly rest?: (() => Promise<void>) | undefined;
  /**
   * Runs a kernel, which is synchronous and may take seconds, for callers that can end it in its middle. What it
   * throws ends the work. Default: calls it.
   */
  readonly compute?: (<T>(kernel: () => T) => T) | undefined;
};

export const callOptionsKeys: OptionKeys<CallOptions> = {
  progress: true,
  signal: true,
  rest: true,
  compute: true,
};

/** How long work goes on between two rests, in milliseconds: short enough for sixty pictures a second. */
const restEvery = 12;

// Node, browsers and workers all have it; the language itself does not.
declare function setTimeout(run: () => void, milliseconds: number): unknown;

const timer = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The pace of one piece of long work. The clock decides when it rests, never what it finds. */
export class Pace {
  readonly #options: CallOptions;
  #rested: number = Date.now();

  constructor(options: CallOptions = {}) {
    this.#options = options;
  }

  /**
   * To be awaited before every part of the work.
   *
   * @throws the reason of the signal once it is aborted
   */
  async at(step: StepName, done = 0, of = 1): Promise<void> {
    this.#options.progress?.({ step, done, of });
    if (Date.now() - this.#rested >= restEvery) await this.#rest();
    this.#check();
  }

  async #rest(): Promise<void> {
    const { rest = timer } = this.#options;
    await rest();
    this.#rested = Date.now();
  }

  #check(): void {
    const { signal } = this.#options;
    if (signal?.aborted) throw signal.reason ?? new Error("aborted");
  }

  /** Runs a kernel, after all that {@link Pace.at} does. */
  async run<T>(step: StepName, kernel: () => T, done = 0, of = 1): Promise<T> {
    await this.at(step, done, of);
    return this.compute(kernel);
  }

  /** Runs a kernel without telling of a step. */
  async compute<T>(kernel: () => T): Promise<T> {
    const { compute } = this.#options;
    if (compute === undefined) return kernel();
    // An interruption that waits for its turn would be lost once the kernel has begun.
    await this.#rest();
    this.#check();
    return compute(kernel);
  }
}
