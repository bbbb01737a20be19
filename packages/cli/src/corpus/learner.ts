import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Known } from "@onset/core/analysis";
import { nameOf } from "@onset/core/corpus";
import { findKnown, type KnownList, naming, readKnownList } from "@onset/reading";
import { UsageError } from "../errors.js";
import { fileSource } from "../input/file-source.js";
import { inWordsOfCommand, type Reading } from "../input/read.js";
import type { RunContext } from "../run/run.js";
import { printable } from "../terminal/characters.js";
import type { LearnerOptions } from "./learner-options.js";

/** Which skills the user wants to be known, before the corpus is read. */
export type AskedKnown =
  | Exclude<Known, { readonly kind: "list" }>
  | { readonly kind: "file"; readonly list: KnownList };

/** Which skills the user wants to be known; reads the file of `--known`: text, a table or JSON, in any encoding. */
export async function knownOf(
  { known, knownTop }: LearnerOptions,
  { workspace }: Pick<RunContext, "workspace">,
): Promise<AskedKnown> {
  if (known !== undefined && knownTop !== undefined) {
    throw new UsageError("--known and --known-top exclude each other: say one of them");
  }
  if (knownTop !== undefined) return { kind: "top", count: knownTop };
  if (known === undefined) return { kind: "none" };
  const found = await stat(known).catch(() => null);
  if (found === null || !found.isFile()) {
    throw new UsageError(`--known: there is no file ${JSON.stringify(known)} that can be read`);
  }
  const source = fileSource(resolve(known), printable(basename(known)), found.size);
  const list = await inWordsOfCommand(workspace, () =>
    naming(`--known: ${source.name}`, () => readKnownList(source)),
  );
  return { kind: "file", list };
}

/**
 * The same as the names of skills of a corpus: those of words are cut and folded as the words of its texts were. Words of a
 * corpus that was labelled go through its forms, so that "houses" knows `house`.
 */
export async function knownIn(
  asked: AskedKnown,
  { corpus, read, skillsOf, formsPath }: Reading,
  context: Pick<RunContext, "workspace" | "progress">,
): Promise<Known> {
  if (asked.kind !== "file") return asked;
  if (skillsOf !== undefined) return { kind: "list", names: new Set(asked.list.names.flatMap(skillsOf)) };
  const isWords = read.columns.some(({ role }) => role === "text");
  const { skills, missing } = findKnown(corpus, asked.list, isWords);
  const found = Array.from(skills, (skill) => nameOf(corpus.skillNames, skill));
  if (missing.length === 0 || formsPath === undefined) return { kind: "list", names: [...found, ...missing] };
  const { skillsBeside } = await import("../input/skill-forms.js");
  const ofWord = await skillsBeside(formsPath, context);
  const more = missing.flatMap((word) => {
    const stands = ofWord(word);
    return stands.length > 0 ? stands : [word];
  });
  return { kind: "list", names: new Set([...found, ...more]) };
}
