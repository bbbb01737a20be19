import { type CheckedRule, checkRules } from "@onset/core/analysis";
import type { Doubt } from "@onset/reading";
import type { Command } from "commander";
import { type CorpusVerbOptions, corpusVerb, readLearner } from "../../corpus/corpus-verb.js";
import { followed } from "../../corpus/followed.js";
import { wholeShare } from "../../corpus/shares.js";
import { type CorpusSummary, corpusSummary } from "../../corpus/summary.js";
import { UsageError } from "../../errors.js";
import { integer, repetitions, share } from "../../options.js";
import { type Provenance, provenanceOf } from "../../provenance.js";
import type { JobResult, Run, RunContext } from "../../run/run.js";
import { withJob } from "../../run/verb.js";
import { printable } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { count, percent, plural } from "../../terminal/format.js";
import { jsonText } from "../../terminal/output.js";

type Options = CorpusVerbOptions & {
  readonly maxStuck?: number;
  readonly minLearned?: number;
  readonly minMargin?: number;
  readonly maxKeystones?: number;
  readonly maxUntaught?: number;
  readonly maxCircles?: number;
  readonly acceptDoubts?: true;
  readonly runs: number;
  readonly seed: number;
};

/** The result of `onset check` for other programs. */
export type CheckReport = CorpusSummary & {
  readonly schema: "onset/check@1";
  readonly passed: boolean;
  readonly rules: readonly CheckedRule[];
  readonly provenance: Provenance;
};

/** `onset check`: a gate for continuous integration. */
export function checkCommand(run: Run): Command {
  const command = corpusVerb(
    "check",
    {
      description: [
        "Hold a corpus to rules, for continuous integration.",
        "Prints one line for each rule that is violated and ends with 1, or one line when all hold and ends with 0. A doubt about the reading ends with 1 too. The margin is measured: the share of the texts that can be removed, in the median of random orders, before less than half of what all texts teach is learned.",
      ],
      engines: true,
      examples: [
        "check examples/cited-theorems.jsonl --max-stuck 300 --min-learned 60%",
        "check examples/python-course.jsonl --max-stuck 0",
        "check examples/king-james-words.jsonl.gz --known-top 120 --min-margin 0.5 --seed 7",
      ],
    },
    (command) =>
      command
        .optionsGroup("Rules:")
        .option("--max-stuck <n>", "at most so many skills stay unlearned", integer(0))
        .option("--min-learned <share>", "at least this share of the skills not known is learned", wholeShare)
        .option("--min-margin <share>", "at least this share of the texts can go", share)
        .option("--max-keystones <n>", "at most so many texts carry half of the learning each", integer(0))
        .option("--max-untaught <n>", "at most so many required skills are taught by no text", integer(0))
        .option("--max-circles <n>", "at most so many circles of skills wait for each other", integer(0))
        .option("--accept-doubts", "hold the corpus to the rules although its reading is doubtful")
        .option("--runs <n>", "random orders to measure the margin in", repetitions(1), 100)
        .option("--seed <n>", "seed of the random orders", integer(0), 1),
  );
  return withJob(command, run, check);
}

async function check(names: readonly string[], options: Options, context: RunContext): Promise<JobResult> {
  const { maxStuck, minLearned, minMargin, maxKeystones, maxUntaught, maxCircles } = options;
  const asked = [maxStuck, minLearned, minMargin, maxKeystones, maxUntaught, maxCircles];
  if (asked.every((rule) => rule === undefined)) {
    throw new UsageError(
      "no rule to check: say --max-stuck, --min-learned, --min-margin, --max-keystones, --max-untaught or --max-circles",
    );
  }
  const learner = await readLearner(names, options, context, { verb: "check" });
  const { seed, runs } = options;
  const limits = { maxStuck, minLearned, minMargin, maxKeystones, maxUntaught, maxCircles };
  const rules = await checkRules(learner, limits, { seed, runs, ...followed(context) });
  const { doubts } = learner.reading;
  const isDoubtful = doubts.length > 0 && options.acceptDoubts !== true;
  const passed = rules.every(({ holds }) => holds) && !isDoubtful;
  const report: CheckReport = {
    schema: "onset/check@1",
    ...corpusSummary(learner),
    passed,
    rules,
    provenance: provenanceOf(options.seed, learner.reading),
  };
  return {
    output: options.json ? jsonText(report) : text(learner.reading.label, report, isDoubtful ? doubts : []),
    exitCode: passed ? 0 : 1,
  };
}

function text(
  name: string,
  { passed, rules, provenance: { project } }: CheckReport,
  doubts: readonly Doubt[],
): string {
  const label = project === undefined ? name : `${name} (options of ${printable(project.file)})`;
  if (passed) {
    const found = rules.map((rule) => foundText(rule)).join(", ");
    return `${pc.green("ok")} ${label}: ${found}\n`;
  }
  const broken = rules
    .filter(({ holds }) => !holds)
    .map((rule) => `${pc.red(rule.rule)} ${label}: ${foundText(rule)}, ${limitText(rule)}\n`);
  const doubtful = doubts.map(
    ({ matter, advice }) =>
      `${pc.red("doubt")} ${label}: ${printable(matter)}: ${printable(advice)}, or say --accept-doubts\n`,
  );
  return [...doubtful, ...broken].join("");
}

function foundText({ rule, measured }: CheckedRule): string {
  switch (rule) {
    case "max-stuck":
      return `${plural(measured, "skill")} stuck`;
    case "min-learned":
      return `${percent(measured)} learned`;
    case "min-margin":
      return `${percent(measured)} of the texts can go`;
    case "max-keystones":
      return plural(measured, "keystone");
    case "max-untaught":
      return `${plural(measured, "required skill")} taught by no text`;
    case "max-circles":
      return `${plural(measured, "circle")} of skills`;
  }
}

function limitText({ rule, limit }: CheckedRule): string {
  return rule.startsWith("max")
    ? `more than the ${count(limit)} allowed`
    : `less than the ${percent(limit)} wanted`;
}
