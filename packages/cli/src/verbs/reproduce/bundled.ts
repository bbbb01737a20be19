import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readTexts } from "../../codec/texts.js";
import { DataError } from "../../errors.js";
import type { Workspace } from "../../files/workspace.js";
import { type Reading, readFiles } from "../../input/read.js";
import { packageFolder } from "../../package-folder.js";
import type { Progress } from "../../terminal/progress.js";

/** Reads a corpus that comes with Onset: in the package, or among the examples of the workspace. */
export async function readBundled(name: string, workspace: Workspace, progress: Progress): Promise<Reading> {
  return readFiles([bundled(name)], {}, workspace, progress);
}

/** Reads texts that come with Onset. */
export async function readBundledTexts(
  name: string,
  workspace: Workspace,
  progress: Progress,
): Promise<readonly string[]> {
  return (await readTexts([bundled(name)], {}, workspace, progress)).texts;
}

function bundled(name: string): string {
  const places = ["examples/", "../../examples/"].map((place) =>
    fileURLToPath(new URL(place + name, packageFolder)),
  );
  const path = places.find(existsSync);
  if (path === undefined) throw new DataError(`the bundled corpus ${name} is missing: install Onset again`);
  return path;
}
