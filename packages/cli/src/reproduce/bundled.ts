import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DataError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import { type Reading, readCorpus } from "../reading/read.js";
import type { Progress } from "../terminal/progress.js";

/** Reads a corpus that comes with Onset: in the package, or among the examples of the workspace. */
export async function readBundled(name: string, workspace: Workspace, progress: Progress): Promise<Reading> {
  const places = ["../../examples/", "../../../../examples/"].map((place) =>
    fileURLToPath(new URL(place + name, import.meta.url)),
  );
  const path = places.find(existsSync);
  if (path === undefined) throw new DataError(`the bundled corpus ${name} is missing: install Onset again`);
  return readCorpus(path, { fields: {}, words: false, strict: false }, workspace, progress);
}
