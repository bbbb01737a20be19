import type { Command } from "commander";
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
    .option("--known <file>", "skills known from the start: a list, a table or JSON")
    .option("--known-top <k>", "take the k most frequent skills as known from the start", integer(0));
}
