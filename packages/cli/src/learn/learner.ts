import { readFile } from "node:fs/promises";
import type { Known } from "@onset/core/analysis";
import type { Command } from "commander";
import { UsageError } from "../errors.js";
import { integer, newPerText } from "../options.js";

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
    .option("--known <file>", "skills known from the start, one a line")
    .option("--known-top <k>", "take the k most frequent skills as known from the start", integer(0));
}

/** Which skills the user wants to be known; reads the file of `--known`. */
export async function knownOf({ known, knownTop }: LearnerOptions): Promise<Known> {
  if (known !== undefined && knownTop !== undefined) {
    throw new UsageError("--known and --known-top exclude each other: say one of them");
  }
  if (knownTop !== undefined) return { kind: "top", count: knownTop };
  if (known === undefined) return { kind: "none" };
  const text = await readFile(known, "utf8").catch(() => {
    throw new UsageError(`--known: there is no file ${JSON.stringify(known)} that can be read`);
  });
  return { kind: "list", names: text.split(/\r?\n/) };
}
