import type { Command } from "commander";
import { DataError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import { oneOf } from "../options.js";
import { inOneLine } from "../reading/errors.js";
import { type Format, formats } from "../reading/format.js";
import type { Case } from "../reading/left-out.js";
import { defineMacros } from "../reading/macros.js";
import { readLines } from "../reading/plain-text.js";
import { Session } from "../reading/session.js";
import { openSource, type Source, verifySource } from "../reading/source.js";
import { type Layout, stage } from "../reading/stage.js";
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
  { textField, format, columnDelimiter }: TextOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<TextStream> {
  progress.stage("reading texts");
  const source = await openSource(name, workspace, { format, words: true });
  const sha256 = await verifySource(source, workspace.signal);
  const layout = { fields: textField === undefined ? {} : { text: textField }, words: true, columnDelimiter };
  const parts =
    source.format === "text" ? linesOf(source, workspace.signal) : rowsOf(source, layout, workspace);
  return { parts: notEmpty(parts, source), label: source.label, sha256, bytes: source.bytes };
}

async function* notEmpty(parts: AsyncIterable<string[]>, { label }: Source): AsyncGenerator<string[]> {
  let texts = 0;
  for await (const part of parts) {
    texts += part.length;
    yield part;
  }
  if (texts === 0) throw new DataError(`${label}: found no text`);
}

const maxLines = 2048;
const maxCharacters = 1 << 20;

async function* linesOf(source: Source, signal: AbortSignal): AsyncGenerator<string[]> {
  let part: string[] = [];
  let characters = 0;
  for await (const { line, text, problem } of readLines(source, signal)) {
    if (problem !== undefined) throw new DataError(`${source.label}, line ${line}: ${problem}`);
    part.push(text);
    characters += text.length;
    if (part.length < maxLines && characters < maxCharacters) continue;
    yield part;
    part = [];
    characters = 0;
  }
  yield part;
}

async function* rowsOf(source: Source, layout: Layout, workspace: Workspace): AsyncGenerator<string[]> {
  const session = await Session.open(workspace);
  try {
    await session.readAheadLittle();
    await defineMacros(session);
    const { table } = await stage(session, source, layout, workspace, "once");
    const refuse = ({ where, problem }: Case): never => {
      throw new DataError(`${source.label}, ${where}: ${problem}`);
    };
    (await table.refused()).first.forEach(refuse);
    // A result in pieces that fails on its way ends early, without a word. So all rows are counted first: that tells what
    // is wrong with them, and how many are to come.
    const [counts] = await session.rows("select count(*), count(problem), count(text) from staged");
    const expected = Number(counts![0]);
    let record = 0;
    for await (const { rowCount, columns } of session.chunks("select problem, text from staged")) {
      const [problem, text] = columns;
      const part: string[] = [];
      for (let row = 0; row < rowCount; row++, record++) {
        const found = problem!.getItem(row) as string | null;
        if (found !== null) (await table.cases([{ record, problem: found }])).forEach(refuse);
        part.push((text!.getItem(row) as string | null) ?? "");
      }
      yield part;
    }
    if (record !== expected) {
      throw new DataError(
        `${source.label}: of ${expected} rows only ${record} could be read: the memory is too small`,
      );
    }
  } catch (error) {
    throw await inOneLine(source, error);
  } finally {
    session.close();
  }
}
