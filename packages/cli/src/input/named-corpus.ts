import { UsageError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import type { Progress } from "../terminal/progress.js";
import { sourcesOf } from "./file-source.js";
import { type ReadingOptions, readOptions } from "./options.js";
import { type Reading, readFiles } from "./read.js";
import { firstTexts } from "./report.js";

/** Reads the corpus that a verb was given, in one file or in several. */
export async function readNamedCorpus(
  names: readonly string[],
  options: ReadingOptions,
  workspace: Workspace,
  progress: Progress,
  { places = false }: { readonly places?: boolean } = {},
): Promise<Reading> {
  const isRaw = options.by !== undefined || options.unit !== undefined;
  if (options.lang !== undefined && !isRaw) {
    throw new UsageError("--lang is for texts that are labelled first: say --by or --unit too");
  }
  const reading = await (isRaw || options.words === true
    ? readTexts(names, options, workspace, progress, places)
    : readFiles(names, readOptions(options, places), workspace, progress, options.cache));
  for (const line of firstTexts(reading)) progress.note(line);
  return reading;
}

/** Reads texts whose words are the skills, or what is made of these; what a text is depends on what the texts are. */
async function readTexts(
  names: readonly string[],
  options: ReadingOptions,
  workspace: Workspace,
  progress: Progress,
  places: boolean,
): Promise<Reading> {
  const { readRawTexts, wordsAsTheyLie } = await import("./raw-texts.js");
  if (options.by === undefined && options.unit === undefined) {
    const sources = await sourcesOf(names, workspace);
    const recipe = await wordsAsTheyLie(sources, options, workspace, progress);
    if (recipe !== null) {
      const asked = readOptions(options, places);
      const reading = await readFiles(names, asked, workspace, progress, options.cache);
      return { ...reading, recipe };
    }
  }
  return readRawTexts(names, options, workspace, progress, places);
}
