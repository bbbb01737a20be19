import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * What a run may leave behind and must not: a temporary folder, made when first asked for, and open files.
 * `signal` aborts when the user interrupts.
 */
export class Workspace {
  readonly signal: AbortSignal;
  #directory: Promise<string> | null = null;
  readonly #actions: (() => Promise<void>)[] = [];

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  directory(): Promise<string> {
    this.#directory ??= mkdtemp(join(tmpdir(), "onset-"));
    return this.#directory;
  }

  /** Has something done at the end of the run, however it ends. */
  atEnd(action: () => Promise<void>): void {
    this.#actions.push(action);
  }

  async remove(): Promise<void> {
    for (const action of this.#actions.splice(0)) await action();
    if (this.#directory !== null) await rm(await this.#directory, { recursive: true, force: true });
  }
}
