import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { naming, readKnownList } from "@onset/reading";
import { UsageError } from "../../errors.js";
import type { Workspace } from "../../files/workspace.js";
import { fileSource } from "../../input/file-source.js";
import { inWordsOfCommand } from "../../input/read.js";
import { printable } from "../../terminal/characters.js";

/** Entries of a list that an option names: lines of text, a column of a table, or JSON; undefined when it names none. */
export async function readList(
  option: string,
  name: string | undefined,
  workspace: Workspace,
): Promise<readonly string[] | undefined> {
  if (name === undefined) return undefined;
  const found = await stat(name).catch(() => null);
  if (found === null || !found.isFile()) {
    throw new UsageError(`${option}: there is no file ${JSON.stringify(name)} that can be read`);
  }
  const source = fileSource(resolve(name), printable(basename(name)), found.size);
  const { names, column } = await inWordsOfCommand(workspace, () =>
    naming(`${option}: ${source.name}`, () => readKnownList(source)),
  );
  return names.filter((entry) => !entry.startsWith("#") && entry !== column);
}
