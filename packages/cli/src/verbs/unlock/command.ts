import { planSkills, planTexts } from "@onset/core/analysis";
import type { Command } from "commander";
import {
  type CorpusVerbOptions,
  corpusVerb,
  type ReadLearner,
  readLearner,
} from "../../corpus/corpus-verb.js";
import { followed } from "../../corpus/followed.js";
import { positiveShare } from "../../corpus/shares.js";
import { UsageError } from "../../errors.js";
import { Outputs } from "../../files/outputs.js";
import { inFolder } from "../../files/paths.js";
import { readNamedCorpus } from "../../input/named-corpus.js";
import { integer } from "../../options.js";
import { provenanceOf } from "../../provenance.js";
import type { JobResult, Run, RunContext } from "../../run/run.js";
import { withJob } from "../../run/verb.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { skillPlanReport, textPlanReport, type UnlockReport } from "./json.js";
import { terminalReport } from "./report.js";

type Options = CorpusVerbOptions & {
  readonly target: number;
  readonly budget?: number;
  readonly texts?: string;
  readonly out?: string;
};

/** `onset unlock`: what to add. */
export function unlockCommand(run: Run): Command {
  const command = corpusVerb(
    "unlock",
    {
      description: [
        "Find the few skills, or texts, that set the rest in motion.",
        "Plans which skills to teach directly so that the target is reached: in order, with what each unlocks, and with the least number that could do. Parts of up to 20 skills are solved exactly; in larger ones four rules are compared and the best result is improved by exchanges. With --texts the help comes from a second corpus instead: held-back texts of which the fewest are to be added.",
        "The plan is checked by learning again. The exit code is 1 when the budget or the candidates do not reach the target.",
      ],
      examples: [
        "unlock examples/cited-theorems.jsonl --target 95%",
        "unlock examples/king-james-words.jsonl.gz --target 80%",
        "unlock examples/javascript-course.jsonl --budget 3",
        "unlock corpus.jsonl --texts held-back.jsonl --target 90%",
        "unlock corpus.jsonl --out plan/ && onset learn corpus.jsonl --known plan/known.txt",
      ],
    },
    (command) =>
      command
        .optionsGroup("Planning:")
        .option("--target <share>", "of the skills not known at the start", positiveShare, 1)
        .option("--budget <n>", "teach at most so many skills, or add so many texts", integer(0))
        .option("--texts <file>", "a corpus of candidates: add texts of it instead of teaching skills"),
  ).option("--out <folder>", "also write report.json and known.txt (or texts.txt) there");
  return withJob(command, run, unlock);
}

async function unlock(names: readonly string[], options: Options, context: RunContext): Promise<JobResult> {
  if (names.includes("-") && options.texts === "-") {
    throw new UsageError("the corpus and --texts cannot both be standard input");
  }
  const { out, known, texts } = options;
  const list = texts === undefined ? "known.txt" : "texts.txt";
  const writes = inFolder(out, ["report.json", list]);
  const outputs = await Outputs.open({ reads: [...names, known, texts], writes }, context.workspace.signal);
  const learner = await readLearner(names, options, context);
  const report = await plan(learner, options, context);
  if (out !== undefined) await outputs.writeFolder(out, filesOf(learner, report));
  return {
    output: options.json ? jsonText(report) : terminalReport(learner, report, terminalWidth()),
    exitCode: report.skills.reached < report.skills.wanted ? 1 : 0,
  };
}

async function plan(learner: ReadLearner, options: Options, context: RunContext): Promise<UnlockReport> {
  const { target, budget, texts } = options;
  const provenance = provenanceOf(0, learner.reading);
  const candidates =
    texts === undefined ? null : await readNamedCorpus([texts], options, context.workspace, context.progress);
  const goal = { target, budget, ...followed(context) };
  if (candidates === null) return skillPlanReport(learner, await planSkills(learner, goal), provenance);
  if ((learner.corpus.directed === undefined) !== (candidates.corpus.directed === undefined)) {
    throw new UsageError(
      "one corpus is directed (requires and teaches), the other is not: they cannot be joined",
    );
  }
  const textPlan = await planTexts(learner, candidates.corpus, goal);
  const excerpts = await candidates.excerpts(textPlan.add.map(({ text }) => text));
  return textPlanReport(learner, candidates.corpus, textPlan, excerpts, provenance);
}

function filesOf({ corpus, options }: ReadLearner, report: UnlockReport): Record<string, Iterable<string>> {
  const json = { "report.json": [jsonText(report)] };
  if (report.add !== undefined) return { ...json, "texts.txt": report.add.map(({ text }) => `${text}\n`) };
  const before = [...corpus.skillNames].filter((_, skill) => options.known[skill] === 1);
  const names = [...before, ...report.teach.map(({ skill }) => skill)];
  return { ...json, "known.txt": names.map((skill) => `${skill}\n`) };
}
