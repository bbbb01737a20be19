import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * What a run may leave behind and must not: a temporary folder, made when first asked for. `signal` aborts
 * when the user interrupts.
 */
export class Workspace {
  readonly signal: AbortSignal;
  #directory: Promise<string> | null = null;

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  directory(): Promise<string> {
    this.#directory ??= mkdtemp(join(tmpdir(), "onset-"));
    return this.#directory;
  }

  async remove(): Promise<void> {
    if (this.#directory !== null) await rm(await this.#directory, { recursive: true, force: true });
  }
}
