import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Known } from "@onset/core/analysis";
import { findKnown, type KnownList, naming, readKnownList } from "@onset/reading";
import type { Command } from "commander";
import { UsageError } from "../errors.js";
import { fileSource } from "../input/file-source.js";
import { inWordsOfCommand, type Reading } from "../input/read.js";
import { integer, newPerText } from "../options.js";
import type { RunContext } from "../run/run.js";
import { printable } from "../terminal/characters.js";

/** The options of every verb that learns, as the command line gives them. */
export type LearnerOptions = {
  readonly learner: number;
  readonly known?: string;
  readonly knownTop?: number;
};

/** Adds the options of a verb that learns. */
export function addLearnerOptions(command: Command): Command {
  return command
    .optionsGroup("Learning:")
    .option("--learner <d>", "maxUnlearned: learn up to this many new skills from a text", newPerText, 1)
    .option("--known <file>", "skills known from the start: a list, a table or JSON")
    .option("--known-top <k>", "take the k most frequent skills as known from the start", integer(0));
}

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
  const found = Array.from(skills, (skill) => corpus.skillNames.at(skill)!);
  if (missing.length === 0 || formsPath === undefined) return { kind: "list", names: [...found, ...missing] };
  const { skillsBeside } = await import("../input/skill-forms.js");
  const ofWord = await skillsBeside(formsPath, context);
  const more = missing.flatMap((word) => {
    const stands = ofWord(word);
    return stands.length > 0 ? stands : [word];
  });
  return { kind: "list", names: new Set([...found, ...more]) };
}
