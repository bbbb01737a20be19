import { renameSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Interrupted, UsageError } from "../errors.js";
import type { Content } from "./content.js";
import { followed, keep, makeFolders, removeEmpty } from "./paths.js";
import { identityOf, type Place, placeOf, statOf } from "./place.js";
import { cannotWrite, naming, systemError } from "./reason.js";
import { type Staged, stage } from "./stage.js";
import { hiddenName, removeLeftovers } from "./temporary.js";

/** What a run reads and writes, as the user named it: `-` is standard input, undefined what was not asked for. */
export type Named = {
  readonly reads: readonly (string | undefined)[];
  /** As far as it is known before anything is read. */
  readonly writes?: readonly (string | undefined)[];
};

/**
 * The one way to write the files of a run. A file is there whole or not at all; until it is, what stood in its place
 * stays. Files that are written together appear together. No file that the run reads is written over, whatever the
 * spelling of its path.
 */
export class Outputs {
  readonly #inputs = new Map<string, string>();
  readonly #signal: AbortSignal;

  private constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Takes note of what the run reads, and refuses what it must not write before any work is done.
   *
   * @throws UsageError when an output is an input, another output, or a folder.
   */
  static async open({ reads, writes = [] }: Named, signal: AbortSignal): Promise<Outputs> {
    const outputs = new Outputs(signal);
    for (const name of reads) if (name !== undefined) await outputs.protect(name);
    await outputs.#placesOf(writes.filter((name) => name !== undefined));
    return outputs;
  }

  /** Takes note of one more file that the run reads. */
  async protect(name: string): Promise<void> {
    const identity = identityOf(await statOf(name));
    if (identity !== null) this.#inputs.set(identity, name);
  }

  /** Writes a file. The folder that it is in must be there. */
  async writeFile(name: string, content: Content): Promise<void> {
    await this.writeFiles([[name, content]]);
  }

  /** Writes files that belong together. */
  async writeFiles(files: readonly (readonly [name: string, content: Content])[]): Promise<void> {
    const names = files.map(([name]) => name);
    const places = await this.#placesOf(names);
    const folders = new Set(places.filter(isOnDisk).map(({ folder }) => folder));
    for (const folder of folders) await removeLeftovers(folder);
    await this.#write(
      files.map(([, content], i) => [places[i], content]),
      // What stands there may be something else by now.
      () => this.#placesOf(names),
    );
    for (const folder of folders) await keep(folder);
  }

  /**
   * Writes files into a folder. One that is not there is made, with those around it, and appears with all of its files
   * at once.
   */
  async writeFolder(name: string, files: Readonly<Record<string, Content>>): Promise<void> {
    if (name === "") throw cannotWrite(name, systemError("ENOENT"));
    const entries = Object.entries(files);
    if ((await statOf(name)) !== null) {
      return this.writeFiles(entries.map(([file, content]) => [join(name, file), content]));
    }
    const folder = await naming(name, () => followed(name));
    const around = dirname(folder);
    const temporary = join(around, hiddenName());
    const outermost = await naming(name, () => makeFolders(around));
    try {
      await removeLeftovers(around);
      await naming(name, () => mkdir(temporary));
      await this.#write(
        entries.map(([file, content]) => {
          const place = {
            name: join(name, file),
            path: join(temporary, file),
            folder: temporary,
            found: null,
          };
          return [place, content];
        }),
      );
      await naming(name, async () => renameSync(temporary, folder));
      await keep(around);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      if (outermost !== null) await removeEmpty(around, outermost);
      throw error;
    }
  }

  /** Writes all of the files before the first one comes into its place. */
  async #write(files: readonly (readonly [Place, Content])[], check?: () => Promise<unknown>): Promise<void> {
    const staged: Staged[] = [];
    try {
      for (const [place, content] of files) staged.push(await stage(place, content, this.#signal));
      await check?.();
      if (this.#signal.aborted) throw new Interrupted();
      // Nothing comes between these, not even Ctrl-C.
      for (const file of staged) file.commit();
    } finally {
      for (const file of staged) await file.discard();
    }
  }

  /** The places of outputs; refuses inputs, and two outputs in one place. */
  async #placesOf(names: readonly string[]): Promise<Place[]> {
    const places: Place[] = [];
    for (const name of names) {
      const place = await placeOf(name);
      const input = this.#inputs.get(identityOf(place.found) ?? "");
      if (input !== undefined) {
        const read = input === "-" ? "standard input" : JSON.stringify(input);
        throw new UsageError(
          `${JSON.stringify(name)} is the file that is read as ${read}: write to another one`,
        );
      }
      if (isOnDisk(place) && places.some(({ path }) => path === place.path)) {
        throw new UsageError(`${JSON.stringify(name)} cannot be two files: name another one`);
      }
      places.push(place);
    }
    return places;
  }
}

/** Not a device or a pipe. */
function isOnDisk({ found }: Place): boolean {
  return found === null || found.isFile();
}
