import { UsageError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import type { Progress } from "../terminal/progress.js";
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
  const reading = isRaw
    ? await (await import("./raw-texts.js")).readRawTexts(names, options, workspace, progress, places)
    : await readFiles(names, readOptions(options, places), workspace, progress, options.cache);
  for (const line of firstTexts(reading)) progress.note(line);
  return reading;
}
