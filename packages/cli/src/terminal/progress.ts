import yoctoSpinner, { type Spinner } from "yocto-spinner";
import { printable } from "./characters.js";

/** A run shorter than this says nothing about its progress. */
const silentMilliseconds = 1000;

/**
 * Tells on standard error what a run is doing: on a terminal, once it takes longer than a second; with
 * `verbose` every stage with its time, wherever standard error goes.
 */
export class Progress {
  readonly #verbose: boolean;
  readonly #spinner: Spinner | null;
  #timer: NodeJS.Timeout | null = null;
  #stage: { name: string; begun: number } | null = null;

  constructor({ verbose, quiet }: { verbose: boolean; quiet: boolean }) {
    this.#verbose = verbose;
    const shows = process.stderr.isTTY && !verbose && !quiet;
    this.#spinner = shows ? yoctoSpinner({ stream: process.stderr, handleSignals: false }) : null;
  }

  /** A new stage begins; the one before has ended. */
  stage(name: string): void {
    this.#report();
    this.#stage = { name, begun: performance.now() };
    if (this.#spinner === null) return;
    this.#spinner.text = printable(name);
    this.#timer ??= setTimeout(() => this.#spinner?.start(), silentMilliseconds);
  }

  /** How far the stage is. */
  update(text: string): void {
    if (this.#spinner !== null && this.#stage !== null)
      this.#spinner.text = printable(`${this.#stage.name}: ${text}`);
  }

  /** How much of what the stage did, for the log. */
  note(text: string): void {
    if (this.#verbose) process.stderr.write(`${printable(text)}\n`);
  }

  /** All is done, or all is over. */
  end(): void {
    this.#report();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#spinner?.stop();
  }

  #report(): void {
    if (this.#verbose && this.#stage !== null) {
      const seconds = (performance.now() - this.#stage.begun) / 1000;
      process.stderr.write(`${this.#stage.name}: ${seconds.toFixed(3)} s\n`);
    }
    this.#stage = null;
  }
}
