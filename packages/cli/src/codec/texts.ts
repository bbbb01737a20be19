import type { Command } from "commander";
import { DataError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import { oneOf } from "../options.js";
import { inOneLine } from "../reading/errors.js";
import { type Format, formats } from "../reading/format.js";
import { defineMacros } from "../reading/macros.js";
import { readLines } from "../reading/plain-text.js";
import { Session } from "../reading/session.js";
import { openSource, type Source, verifySource } from "../reading/source.js";
import { stage } from "../reading/stage.js";
import type { Progress } from "../terminal/progress.js";

/** The options of a verb that reads texts, as the command line gives them. */
export type TextOptions = {
  readonly textField?: string;
  readonly format?: Format;
  readonly columnDelimiter?: string;
};

/** Adds the options of a verb that reads texts. */
export function addTextOptions(command: Command): Command {
  return command
    .optionsGroup("Reading:")
    .option("--text-field <field>", "field of the text (default: recognised by name)")
    .option(
      "--format <format>",
      `what the corpus is, when its name does not tell: ${formats.join(", ")}`,
      oneOf(formats),
    )
    .option("--column-delimiter <text>", "between the columns of a CSV file (default: as found)");
}

/** Texts in the order of their file. */
export type Texts = {
  readonly texts: readonly string[];
  readonly label: string;
  readonly sha256: string;
  readonly bytes: number;
};

/** Reads every text of a file. A row that cannot be read is an error: none may be lost. */
export async function readTexts(
  name: string,
  { textField, format, columnDelimiter }: TextOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<Texts> {
  progress.stage("reading texts");
  const source = await openSource(name, workspace, { format, words: true });
  const sha256 = await verifySource(source, workspace.signal);
  const layout = { fields: textField === undefined ? {} : { text: textField }, words: true, columnDelimiter };
  const texts =
    source.format === "text"
      ? await linesOf(source, workspace.signal)
      : await rowsOf(source, layout, workspace);
  if (texts.length === 0) throw new DataError(`${source.label}: found no text`);
  return { texts, label: source.label, sha256, bytes: source.bytes };
}

async function linesOf(source: Source, signal: AbortSignal): Promise<string[]> {
  const texts: string[] = [];
  for await (const { line, text, problem } of readLines(source, signal)) {
    if (problem !== undefined) throw new DataError(`${source.label}, line ${line}: ${problem}`);
    texts.push(text);
  }
  return texts;
}

async function rowsOf(
  source: Source,
  layout: Parameters<typeof stage>[2],
  workspace: Workspace,
): Promise<string[]> {
  const session = await Session.open(workspace);
  try {
    await defineMacros(session);
    const { table } = await stage(session, source, layout, workspace);
    const texts: string[] = [];
    let bad: { record: number; problem: string } | null = null;
    await session.each("select problem, text from staged", ({ rowCount, columns: [problem, text] }) => {
      for (let row = 0; row < rowCount; row++) {
        const found = problem!.getItem(row) as string | null;
        if (found !== null) bad ??= { record: texts.length, problem: found };
        texts.push((text!.getItem(row) as string | null) ?? "");
      }
    });
    const [refused] = (await table.refused()).first;
    const [first] = bad === null ? [refused] : (await table.cases([bad])).concat(refused ?? []);
    if (first !== undefined) throw new DataError(`${source.label}, ${first.where}: ${first.problem}`);
    return texts;
  } catch (error) {
    throw await inOneLine(source, error);
  } finally {
    session.close();
  }
}
