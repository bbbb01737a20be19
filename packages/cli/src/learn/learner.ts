import { readFile } from "node:fs/promises";
import { type Corpus, findSkills, mostFrequentSkills } from "@onset/core/corpus";
import { skillFlags } from "@onset/core/graph";
import type { Command } from "commander";
import { UsageError } from "../errors.js";
import { integer } from "../options.js";

/** Which skills are known from the start. */
export type Known =
  | { readonly kind: "none" }
  | { readonly kind: "top"; readonly count: number }
  | { readonly kind: "list"; readonly label: string; readonly names: readonly string[] };

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
    .option("--learner <d>", "learn up to this many new skills from a text", integer(1), 1)
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
  return { kind: "list", label: known, names: text.split(/\r?\n/) };
}

/** The known skills of a corpus. */
export type KnownSkills = {
  /** One byte a skill, as the kernels take it. */
  readonly flags: Uint8Array<ArrayBuffer>;
  readonly count: number;
  /** Names that the corpus does not have. */
  readonly missing: readonly string[];
};

/** Finds the known skills in a corpus. */
export function knownSkills(corpus: Corpus, known: Known): KnownSkills {
  const { skills, missing } = findKnown(corpus, known);
  return { flags: skillFlags(corpus.needs.skillCount, skills), count: skills.length, missing };
}

function findKnown(corpus: Corpus, known: Known): { skills: Uint32Array; missing: readonly string[] } {
  switch (known.kind) {
    case "none":
      return { skills: new Uint32Array(0), missing: [] };
    case "top":
      return { skills: mostFrequentSkills(corpus, known.count), missing: [] };
    case "list":
      return findSkills(corpus, known.names);
  }
}
