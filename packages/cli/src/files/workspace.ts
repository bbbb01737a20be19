import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataError } from "../errors.js";
import { reasonOf } from "./reason.js";
import { folderPrefix, removeLeftovers } from "./temporary.js";

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

  /**
   * The temporary folder. What runs left that were killed is removed first.
   *
   * @throws DataError when there is no place for it.
   */
  directory(): Promise<string> {
    this.#directory ??= makeDirectory();
    return this.#directory;
  }

  /** Has something done at the end of the run, however it ends. */
  atEnd(action: () => Promise<void>): void {
    this.#actions.push(action);
  }

  /** Removes all of it. To be called again does no harm. */
  async remove(): Promise<void> {
    for (const action of this.#actions.splice(0)) await action().catch(() => undefined);
    const directory = await this.#directory?.catch(() => null);
    this.#directory = null;
    if (directory != null) await rm(directory, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function makeDirectory(): Promise<string> {
  const around = tmpdir();
  await removeLeftovers(around);
  return mkdtemp(join(around, folderPrefix())).catch((error: unknown) => {
    throw new DataError(
      `cannot make a temporary folder in ${JSON.stringify(around)} (${reasonOf(error)}): make room there, or set TMPDIR to another folder`,
    );
  });
}
