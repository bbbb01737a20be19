/** Raw texts as a corpus without files in between: what `onset label` does, in the temporary folder of the run. */
import { createWriteStream } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Labelling } from "@onset/text";
import { UsageError } from "../errors.js";
import type { Workspace } from "../files/workspace.js";
import type { Progress } from "../terminal/progress.js";
import { sourcesOf } from "./file-source.js";
import { type ReadingOptions, rowOptions } from "./options.js";
import { contextOf, hashOf, inWordsOfCommand, namesShown, type Reading, readFiles } from "./read.js";

/** Reads raw texts: their words, stems or lemmas are the skills. Names are skills like others here. */
export async function readRawTexts(
  names: readonly string[],
  options: ReadingOptions,
  workspace: Workspace,
  progress: Progress,
  places: boolean,
): Promise<Reading> {
  const [{ byChoices, labelTexts, recipeLine, units }, { loadJapanese }] = await Promise.all([
    import("@onset/text"),
    import("./japanese.js"),
  ]);
  const oneOf = <T extends string>(option: string, values: readonly T[], asked: string): T => {
    const found = values.find((value) => value === asked);
    if (found === undefined)
      throw new UsageError(`${option}: expected one of ${values.join(", ")}, got ${asked}`);
    return found;
  };
  const by = oneOf(
    "--by",
    byChoices.filter((choice) => choice !== "terms"),
    options.by ?? "words",
  );
  const unit = oneOf("--unit", units, options.unit ?? "auto");
  progress.stage("reading texts");
  const sources = await sourcesOf(names, workspace);
  const labelling = await inWordsOfCommand(workspace, () =>
    labelTexts(
      sources,
      {
        ...rowOptions(options),
        textField: options.textField,
        by,
        unit,
        language: options.lang,
        names: "keep",
      },
      { ...contextOf(workspace, progress), japanese: loadJapanese },
    ),
  );
  const path = join(await mkdtemp(join(await workspace.directory(), "labelled-")), "labelled.jsonl");
  await pipeline(linesOf(labelling), createWriteStream(path), { signal: workspace.signal });
  const reading = await readFiles([path], { places }, workspace, progress);
  return {
    ...reading,
    label: sources.length === 1 ? sources[0].name : `${namesShown(names)} (${sources.length} files)`,
    sha256: hashOf(labelling.recipe.input.files),
    bytes: sources.reduce((sum, { size }) => sum + size, 0),
    recipe: recipeLine(labelling.recipe),
    skillsOf: labelling.skillsOf,
  };
}

async function* linesOf(labelling: Labelling): AsyncGenerator<string> {
  for await (const texts of labelling.texts()) {
    yield texts.map(({ id, text, skills }) => `${JSON.stringify({ id, text, skills })}\n`).join("");
  }
}
