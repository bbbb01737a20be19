import { openTexts as openFileOfTexts, type TextsRead } from "@onset/reading";
import type { Command } from "commander";
import type { Workspace } from "../files/workspace.js";
import { sourcesOf } from "../input/file-source.js";
import { addRowOptions, type RowOptions, rowOptions } from "../input/options.js";
import { contextOf, type FileRead, hashOf, inWordsOfCommand, labelOf } from "../input/read.js";
import type { Progress } from "../terminal/progress.js";

/** The options of a verb that reads texts, as the command line gives them. */
export type TextOptions = RowOptions & {
  readonly textField?: string;
};

/** What the help says of the argument of a verb that reads texts. */
export const textsArgument =
  "files of texts, one a row or line, folders of files, or - for standard input: together, in this order";

/** Adds the options of a verb that reads texts. */
export function addTextOptions(command: Command): Command {
  return addRowOptions(
    command
      .optionsGroup("Reading:")
      .option("--text-field <field>", "field of the text (default: recognised by name)"),
  );
}

/** What was read: its name, hash and size; of several files as those of a corpus. */
export type TextFile = { readonly label: string; readonly sha256: string; readonly bytes: number };

/** Texts in the order of their files. */
export type Texts = TextFile & { readonly texts: readonly string[] };

/** Texts in the order of their files, some at a time: to be read once, in the memory that some take. */
export type TextStream = TextFile & { readonly parts: AsyncIterable<readonly string[]> };

/** Reads every text of the files of some names. A row that cannot be read is an error: none may be lost. */
export async function readTexts(
  names: readonly string[],
  options: TextOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<Texts> {
  const { parts, ...file } = await openTexts(names, options, workspace, progress);
  const texts: string[] = [];
  for await (const part of parts) for (const text of part) texts.push(text);
  return { ...file, texts };
}

/**
 * Opens files of texts, which may be larger than the memory, one behind the other, and checks that their bytes are whole.
 * The error for a row that cannot be read, or for a file without texts, comes while the texts are read.
 */
export async function openTexts(
  names: readonly string[],
  options: TextOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<TextStream> {
  progress.stage("reading texts");
  const sources = await sourcesOf(names, workspace);
  const asked = { textField: options.textField, ...rowOptions(options) };
  const opened: (TextsRead & FileRead)[] = [];
  for (const source of sources) {
    const read = await inWordsOfCommand(workspace, () =>
      openFileOfTexts(source, asked, contextOf(workspace, progress)),
    );
    opened.push({ ...read, name: source.name });
  }
  return {
    parts: ownErrors(opened, workspace),
    label: labelOf(names, sources),
    sha256: hashOf(opened),
    bytes: sources.reduce((sum, { size }) => sum + size, 0),
  };
}

async function* ownErrors(
  files: readonly TextsRead[],
  workspace: Workspace,
): AsyncGenerator<readonly string[]> {
  for (const { parts } of files) {
    const iterator = parts[Symbol.asyncIterator]();
    for (;;) {
      const next = await inWordsOfCommand(workspace, () => iterator.next());
      if (next.done) break;
      yield next.value;
    }
  }
}
