import { type Classes, classJumps, evolveClasses } from "@onset/core/theory";
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../../errors.js";
import { addPlotOption, plotter } from "../../figures/plot.js";
import { integer, probability } from "../../options.js";
import type { Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";
import { jsonText } from "../../terminal/output.js";
import { theorySays } from "../../theory/laws.js";
import { addLearnerOptions, learnerOf } from "../../theory/learner.js";
import { classesReport } from "./json.js";
import { regionFigure, type Varied } from "./region.js";
import { terminalReport } from "./report.js";
import type { ClassesOptions, ClassesResult, TextClass } from "./result.js";

const description = [
  "Tell which of several classes of skills emerge from several classes of texts.",
  "Each --skills says how many skills a class has, each --texts N:C1:C2:... how many texts a class has and how many skills of each class such a text needs on average. All classes learn together; a class of skills may emerge long after another, or bring it along.",
];

const examples = `
Examples:
  onset classes --skills 1e5 --skills 5e4 --texts 2.6e5:4.5:0.5 --texts 1.2e5:1.5:3
      two classes of skills and of texts; texts of the first class have 4.5 skills of
      the first class and 0.5 of the second on average
  onset classes --skills 1000 --skills 1000 --texts 1500:4:0.3 --texts 900:0.4:3 --plot region.svg
  onset classes --skills 100 --skills 100 --skills 50 --texts 220:5:0:1 --texts 90:1:3:0 --texts 60:0:2:2 --json`;

/** `onset classes`: several classes of skills and texts. */
export function classesCommand(run: Run): Command {
  const command = verbCommand("classes", description, examples)
    .requiredOption("--skills <n>", "number of skills of a class (repeat)", addSkills)
    .requiredOption(
      "--texts <n:c...>",
      "number of texts of a class, and their mean skills of each class (repeat)",
      addTexts,
    )
    .option(
      "--unknown <eps>",
      "share of a class of skills unknown at the start, in the same order (repeat; default: 1)",
      addUnknown,
    );
  addLearnerOptions(command).optionsGroup("Figure:");
  addPlotOption(command, "the region in which classes emerge, in the plane of two ratios")
    .option(
      "--vary <j:k>",
      "an axis: texts of class j per skill of class k (twice; default: 1:1 and 2:2)",
      addVaried,
    )
    .option("--highest <r>", "largest ratio of the figure", positiveRatio, 4);
  addOutputOptions(command);
  return withJob(command, run, classesOf);
}

const numbersOf = (text: string): number[] =>
  text.split(":").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));

function addSkills(text: string, before: readonly number[] = []): number[] {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value > 0 && Number.isSafeInteger(value))) {
    throw new InvalidArgumentError("Expected an integer >= 1, such as 1000 or 1e5.");
  }
  return [...before, value];
}

function addTexts(text: string, before: readonly TextClass[] = []): TextClass[] {
  const [texts, ...means] = numbersOf(text);
  if (means.length === 0 || ![texts, ...means].every((number) => number >= 0 && Number.isFinite(number))) {
    throw new InvalidArgumentError("Expected N:C1:C2:... with numbers >= 0, one C for each class of skills.");
  }
  return [...before, { texts, means }];
}

function addUnknown(text: string, before: readonly number[] = []): number[] {
  return [...before, probability(text)];
}

function addVaried(text: string, before: readonly Varied[] = []): Varied[] {
  const parts = text.split(":");
  if (parts.length !== 2)
    throw new InvalidArgumentError("Expected J:K, a class of texts and a class of skills.");
  const [texts, skills] = parts.map((part) => integer(1)(part) - 1);
  return [...before, { texts, skills }];
}

function positiveRatio(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1e6)) throw new InvalidArgumentError("Expected a number > 0 and <= 1000000.");
  return value;
}

async function classesOf(options: ClassesOptions, { compute, workspace }: RunContext): Promise<string> {
  const { skills, texts, unknown = [] } = options;
  for (const [j, { means }] of texts.entries()) {
    if (means.length === skills.length) continue;
    throw new UsageError(
      `--texts ${j + 1} expected ${skills.length} mean numbers, one for each --skills, got ${means.length}`,
    );
  }
  if (unknown.length > 0 && unknown.length !== skills.length) {
    throw new UsageError(
      `--unknown expected once for each of the ${skills.length} classes, got ${unknown.length}`,
    );
  }
  const plot = await plotter(options, workspace.signal);
  const classes: Classes = {
    skills,
    texts: texts.map((entry) => entry.texts),
    means: texts.map((entry) => entry.means),
  };
  const learner = { ...learnerOf(options), unknown: unknown.length > 0 ? unknown : skills.map(() => 1) };
  const result = compute(() =>
    theorySays(
      (): ClassesResult => ({
        classes,
        unknown: learner.unknown,
        end: evolveClasses(classes, learner),
        jumps: classJumps(classes, learner),
      }),
    ),
  );
  const varied = variedOf(options);
  if (options.plot !== undefined) {
    if (varied === null)
      throw new UsageError("--plot needs two classes of texts, and --vary twice or not at all");
    await plot.write(() =>
      compute(() => theorySays(() => regionFigure(classes, varied, learner, options.highest))),
    );
  }
  return options.json ? jsonText(classesReport(result, options)) : terminalReport(result, options);
}

/** The two ratios of the figure; null where there are none. */
function variedOf({ vary, texts, skills }: ClassesOptions): readonly [Varied, Varied] | null {
  if (vary !== undefined) return vary.length === 2 ? [vary[0], vary[1]] : null;
  if (texts.length < 2) return null;
  return [
    { texts: 0, skills: 0 },
    { texts: 1, skills: Math.min(1, skills.length - 1) },
  ];
}
