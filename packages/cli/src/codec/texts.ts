import { openTexts as openFileOfTexts } from "@onset/reading";
import type { Command } from "commander";
import { UsageError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import { sourcesOf } from "../input/file-source.js";
import { addRowOptions, type RowOptions, rowOptions } from "../input/options.js";
import { contextOf, inWordsOfCommand } from "../input/read.js";
import type { Progress } from "../terminal/progress.js";

/** The options of a verb that reads texts, as the command line gives them. */
export type TextOptions = RowOptions & {
  readonly textField?: string;
};

/** Adds the options of a verb that reads texts. */
export function addTextOptions(command: Command): Command {
  return addRowOptions(
    command
      .optionsGroup("Reading:")
      .option("--text-field <field>", "field of the text (default: recognised by name)"),
  );
}

/** What was read: its name, hash and size. */
export type TextFile = { readonly label: string; readonly sha256: string; readonly bytes: number };

/** Texts in the order of their file. */
export type Texts = TextFile & { readonly texts: readonly string[] };

/** Texts in the order of their file, some at a time: to be read once, in the memory that some take. */
export type TextStream = TextFile & { readonly parts: AsyncIterable<readonly string[]> };

/** Reads every text of a file. A row that cannot be read is an error: none may be lost. */
export async function readTexts(
  name: string,
  options: TextOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<Texts> {
  const { parts, ...file } = await openTexts(name, options, workspace, progress);
  const texts: string[] = [];
  for await (const part of parts) for (const text of part) texts.push(text);
  return { ...file, texts };
}

/**
 * Opens a file of texts, which may be larger than the memory, and checks that its bytes are whole. The error for a row that
 * cannot be read, or for a file without texts, comes while the texts are read.
 */
export async function openTexts(
  name: string,
  options: TextOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<TextStream> {
  progress.stage("reading texts");
  const sources = await sourcesOf([name], workspace);
  const [source] = sources;
  if (sources.length > 1) throw new UsageError(`${JSON.stringify(name)} is a folder: name a file`);
  const { parts, sha256 } = await inWordsOfCommand(workspace, () =>
    openFileOfTexts(
      source,
      { textField: options.textField, ...rowOptions(options) },
      contextOf(workspace, progress),
    ),
  );
  return { parts: ownErrors(parts, workspace), label: source.name, sha256, bytes: source.size };
}

async function* ownErrors(
  parts: AsyncIterable<readonly string[]>,
  workspace: Workspace,
): AsyncGenerator<readonly string[]> {
  const iterator = parts[Symbol.asyncIterator]();
  for (;;) {
    const next = await inWordsOfCommand(workspace, () => iterator.next());
    if (next.done) return;
    yield next.value;
  }
}
