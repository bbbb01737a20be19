import { readTexts } from "../../codec/texts.js";
import type { Workspace } from "../../files/workspace.js";
import { exampleFile } from "../../input/example-file.js";
import { type Reading, readFiles } from "../../input/read.js";
import type { Progress } from "../../terminal/progress.js";

/** Reads a corpus that comes with Onset: in the package, or among the examples of the workspace. */
export async function readBundled(name: string, workspace: Workspace, progress: Progress): Promise<Reading> {
  return readFiles([exampleFile(name)], {}, workspace, progress);
}

/** Reads texts that come with Onset. */
export async function readBundledTexts(
  name: string,
  workspace: Workspace,
  progress: Progress,
): Promise<readonly string[]> {
  return (await readTexts([exampleFile(name)], {}, workspace, progress)).texts;
}
