import {
  type CorpusExperiment,
  corpusExperiment,
  type EngineName,
  type Repeats,
  type StopRule,
  type TextNumber,
} from "@onset/core/sweep";
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../../errors.js";
import { integer, oneOf, positive } from "../../options.js";
import { addEnsembleOptions, addRatioOption, type EnsembleOptions } from "../../theory/ensemble.js";
import { lawOf, theorySays } from "../../theory/laws.js";
import { tableLearnerOf } from "../../theory/learner.js";

/** The options of what is simulated and how often, as the command line gives them. */
export type TrialOptions = EnsembleOptions & {
  readonly ratio?: number;
  readonly skills?: number;
  readonly textNumber: TextNumber;
  readonly popularity?: number;
  readonly repeats?: Repeats;
  readonly trials: number;
  readonly maxEvents?: number;
  readonly targetError?: number;
  readonly seed: number;
  readonly engine: EngineName | "auto";
};

/** An option that is a whole number of at least 1, also as 1e6. */
function wholeNumber(text: string): number {
  const value = /^\d+(\.\d+)?(e\+?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 1) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError("Expected an integer from 1 to 2^53 - 1, such as 10000 or 1e6.");
  }
  return value;
}

/** An option that is any finite number. */
function finite(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError("Expected a number.");
  return value;
}

/** Adds the options of what is simulated and how often. */
export function addTrialOptions(command: Command): Command {
  return addRatioOption(addEnsembleOptions(command))
    .option("--skills <n>", "number of skills of a corpus, such as 1e6", wholeNumber)
    .option("--popularity <x>", "texts choose the k-th skill with weight k^-x (default: uniformly)", finite)
    .option(
      "--text-number <kind>",
      "number of texts: fixed (ratio * skills), or poisson with that mean",
      oneOf(["fixed", "poisson"] as const),
      "fixed",
    )
    .option(
      "--repeats <policy>",
      "a skill drawn twice by a text: merge, redraw or keep (default: merge if sizes are Poisson, else redraw)",
      oneOf(["merge", "redraw", "keep"] as const),
    )
    .optionsGroup("Trials:")
    .option("--trials <n>", "number of corpora, at most", wholeNumber, 1000)
    .option("--max-events <n>", "stop when the rarer outcome, emerged or not, was seen so often", wholeNumber)
    .option("--target-error <x>", "stop at this relative standard error of the learned share", positive)
    .option("--seed <n>", "seed of all random choices", integer(0), 1)
    .option(
      "--engine <name>",
      "chain (exact, no graph), graph, or auto: the chain where it is exact; graph is 15 times cheaper with --repeats keep, without associations",
      oneOf(["auto", "chain", "graph"] as const),
      "auto",
    );
}

/** The experiment that options describe. */
export function experimentOf(law: string, options: TrialOptions): CorpusExperiment {
  const { skillDegrees, ratio, skills, textNumber, popularity, repeats, unknown } = options;
  if (skills === undefined) throw new UsageError("--skills is missing: say how many skills a corpus has");
  const { maxUnlearned, ...others } = tableLearnerOf(options);
  const parameters = {
    ...others,
    law: law.trim().toLowerCase() === "poisson" ? ("poisson" as const) : lawOf(law),
    skillDegrees: skillDegrees === undefined ? null : lawOf(skillDegrees),
    ...{ ratio, skills, textNumber, popularity, repeats, maxUnlearned, unknown },
  };
  return theorySays(() => corpusExperiment(parameters));
}

/** When there are enough trials. */
export function ruleOf({ trials, maxEvents, targetError }: TrialOptions): StopRule {
  return { maxTrials: trials, maxEvents, targetError };
}
