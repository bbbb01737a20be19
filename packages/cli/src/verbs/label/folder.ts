/** What `onset label --out` has written, read again. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { UsageError } from "../../errors.js";
import { type FileSource, fileSource } from "../../input/file-source.js";
import { readSkillForms } from "../../input/skill-forms.js";
import type { RunContext } from "../../run/run.js";

/** A labelled text as it stands in `labelled.jsonl`. */
export type LabelledLine = {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly skills: readonly string[];
};

/**
 * The path of a file in a folder that `onset label` has written.
 *
 * @throws UsageError when it is not there
 */
export async function fileOfFolder(folder: string, name: string): Promise<FileSource> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) {
    throw new UsageError(
      `${JSON.stringify(folder)} holds no ${name}: name a folder that onset label --out has written`,
    );
  }
  return fileSource(path, basename(path), found.size);
}

/** The labelled texts at some positions, by position. */
export async function linesAt(path: string, wanted: ReadonlySet<number>): Promise<Map<number, LabelledLine>> {
  const found = new Map<number, LabelledLine>();
  if (wanted.size === 0) return found;
  const input = createReadStream(path);
  let position = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (wanted.has(position)) found.set(position, JSON.parse(line) as LabelledLine);
    position++;
    if (found.size === wanted.size) break;
  }
  input.destroy();
  return found;
}

/** The words that each skill stands for, the most frequent first, from `skills.csv`. */
export async function formsOfFolder(
  folder: string,
  context: RunContext,
): Promise<Map<string, readonly string[]>> {
  const source = await fileOfFolder(folder, "skills.csv");
  const skills = await readSkillForms(source, context);
  return new Map(Array.from(skills, ([skill, forms]) => [skill, forms.map(({ form }) => form)]));
}
