/** Raw texts as a corpus without files in between: what `onset label` does, in the temporary folder of the run. */
import { createWriteStream } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ReadOptions } from "@onset/reading";
import type { LabelOptions } from "@onset/text";
import type { Workspace } from "../files/workspace.js";
import type { Progress } from "../terminal/progress.js";
import { type FileSource, sourcesOf } from "./file-source.js";
import { type ReadingOptions, rowOptions } from "./options.js";
import { contextOf, hashOf, inWordsOfCommand, labelOf, type Reading, readFiles } from "./read.js";
import { labelledName } from "./recipe.js";

/** Texts in memory: what they were labelled by, their lines, and the skills of words of a list. */
type RawTexts = {
  readonly recipe: string;
  readonly files: readonly FileHash[];
  readonly lines: AsyncIterable<string>;
  readonly options: ReadOptions;
  readonly skillsOf?: (word: string) => readonly string[];
};

type FileHash = { readonly name: string; readonly sha256: string };

/** Reads raw texts: their words, stems or lemmas are the skills. Names are skills like others here. */
export async function readRawTexts(
  names: readonly string[],
  options: ReadingOptions,
  workspace: Workspace,
  progress: Progress,
  places: boolean,
): Promise<Reading> {
  progress.stage("reading texts");
  const sources = await sourcesOf(names, workspace);
  const { recipe, files, lines, skillsOf, ...raw } = await inWordsOfCommand(workspace, () =>
    options.by === undefined
      ? wordsOf(sources, options, workspace, progress)
      : formsOf(sources, options, options.by, workspace, progress),
  );
  const label = labelOf(names, sources);
  const path = join(await mkdtemp(join(await workspace.directory(), "labelled-")), labelledName);
  await inWordsOfCommand(workspace, () =>
    pipeline(lines, createWriteStream(path), { signal: workspace.signal }),
  );
  const reading = await readFiles([path], { ...raw.options, places }, workspace, progress).catch((error) => {
    // The user knows the sources, not the file in between.
    if (error instanceof Error) error.message = error.message.replace(labelledName, label);
    throw error;
  });
  return {
    ...reading,
    label,
    sha256: hashOf(files),
    bytes: sources.reduce((sum, { size }) => sum + size, 0),
    recipe,
    ...(skillsOf !== undefined && { skillsOf }),
  };
}

/** Skills in a form, as `onset label --by` makes them. */
async function formsOf(
  sources: readonly FileSource[],
  options: ReadingOptions,
  by: NonNullable<ReadingOptions["by"]>,
  workspace: Workspace,
  progress: Progress,
): Promise<RawTexts> {
  const [{ labelTexts, recipeLine }, { loadJapanese }] = await Promise.all([
    import("@onset/text"),
    import("./japanese.js"),
  ]);
  const asked: LabelOptions = {
    ...rowOptions(options),
    textField: options.textField,
    by,
    unit: options.unit ?? "auto",
    names: "keep",
  };
  const labelling = await labelTexts(
    sources,
    { ...asked, language: options.lang },
    { ...contextOf(workspace, progress), japanese: loadJapanese },
  );
  return {
    recipe: recipeLine(labelling.recipe),
    files: labelling.recipe.input.files,
    lines: linesOf(labelling.texts(), ({ id, text, skills }) => ({ id, text, skills })),
    options: {},
    skillsOf: labelling.skillsOf,
  };
}

/** Words as they stand, of what a text is in the sources. */
async function wordsOf(
  sources: readonly FileSource[],
  options: ReadingOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<RawTexts> {
  const { cutTexts, wordsLine } = await import("@onset/text");
  const { textField, unit = "auto", lang: language } = options;
  const asked = { ...rowOptions(options), textField, unit, language };
  const cut = await cutTexts(sources, asked, contextOf(workspace, progress));
  return {
    recipe: wordsLine(cut.units),
    files: cut.files,
    lines: linesOf(cut.texts(), ({ id, text }) => ({ id, text })),
    options: { words: true },
  };
}

/**
 * What texts are for `--words` where they need not be cut out of their sources, in a line; null where they must be. Words
 * of rows and of lines that stand for themselves are read as they lie there.
 */
export async function wordsAsTheyLie(
  sources: readonly FileSource[],
  options: ReadingOptions,
  workspace: Workspace,
  progress: Progress,
): Promise<string | null> {
  const { unitsAsTheyLie, wordsLine } = await import("@onset/text");
  const units = await inWordsOfCommand(workspace, () =>
    unitsAsTheyLie(sources, rowOptions(options), contextOf(workspace, progress)),
  );
  return units === null ? null : wordsLine(units);
}

async function* linesOf<T>(
  parts: AsyncIterable<readonly T[]>,
  fields: (text: T) => Readonly<Record<string, unknown>>,
): AsyncGenerator<string> {
  for await (const texts of parts) yield texts.map((text) => `${JSON.stringify(fields(text))}\n`).join("");
}
