import { learnerText } from "@onset/core/report";
import { type LearnerOptions, parseSuccess, type Success } from "@onset/core/theory";
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../errors.js";
import { newPerText } from "../options.js";
import { theoryLine } from "../terminal/layout.js";

/** A success function, with the words in which it was given. */
export type WrittenSuccess = { readonly notation: string; readonly success: Success };

/** The options of who learns, as the command line gives them. */
export type LearnerChoice = {
  readonly learner: number;
  readonly reliability: number;
  readonly success?: WrittenSuccess;
};

/** Adds the options of who learns. */
export function addLearnerOptions(command: Command): Command {
  return command
    .option("--learner <d>", "maxUnlearned: learn up to this many new skills from a text", newPerText, 1)
    .option("--reliability <p>", "probability that a text can teach at all", reliability, 1)
    .option(
      "--success <p>",
      "a Poisson learner: chances to learn a skill beside 0, 1, 2, ... other unlearned ones (1,0.5,0.2), or an expression of their mean x (exp(-x)*(1+x/2))",
      written,
    );
}

function reliability(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError("Expected a number > 0 and <= 1.");
  return value;
}

function written(notation: string): WrittenSuccess {
  try {
    return { notation, success: parseSuccess(notation) };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) {
      throw new InvalidArgumentError(`${error.message}.`);
    }
    throw error;
  }
}

/** The learner as theory takes it. */
export function learnerOf({ learner, reliability, success }: LearnerChoice): LearnerOptions {
  if (success === undefined) return { maxUnlearned: learner, reliability };
  if (learner !== 1) throw new UsageError("--learner and --success exclude each other");
  return { success: success.success, reliability };
}

/** The learner with a table of success where there is one; functions are refused. */
export function tableLearnerOf(
  choice: LearnerChoice,
): Omit<LearnerOptions, "success"> & { readonly success?: readonly number[] } {
  const { success, ...others } = learnerOf(choice);
  if (typeof success !== "function") return success === undefined ? others : { ...others, success };
  throw new UsageError(
    `--success ${choice.success?.notation}: a table such as 1,0.5,0.2 is needed here, which says what a single text teaches`,
  );
}

/** The learner in a result for other programs. */
export type LearnerReport = {
  /** D: a text with at most so many unlearned skills teaches them; 1 where `success` is given, and has no meaning. */
  readonly maxUnlearned: number;
  /** The probability that a text can teach at all. */
  readonly reliability: number;
  /** The success function of a Poisson learner as it was written; null for a D-skill learner. */
  readonly success: string | null;
};

/** The learner in a result for other programs. */
export function learnerReport({ learner, reliability, success }: LearnerChoice): LearnerReport {
  return { maxUnlearned: learner, reliability, success: success?.notation ?? null };
}

/** The popularity of skills in a report for people; nothing where all are equally popular. */
export function popularityLines(popularity: number | null | undefined): string[] {
  return popularity == null ? [] : [theoryLine("skills", `popularity falls as rank^-${popularity}`)];
}

/** The learner in a report for people: nothing of what is the rule. */
export function learnerLines({ learner, reliability, success }: LearnerChoice): string[] {
  const lines: string[] = [];
  if (learner > 1) lines.push(theoryLine("learner", learnerText({ maxUnlearned: learner })));
  if (success !== undefined) lines.push(theoryLine("learner", `success ${success.notation}`));
  if (reliability < 1)
    lines.push(theoryLine("reliability", `a text can teach with probability ${reliability}`));
  return lines;
}
