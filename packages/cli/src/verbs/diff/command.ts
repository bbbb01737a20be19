import { compareCorpora } from "@onset/core/analysis";
import type { Command } from "commander";
import { type CorpusVerbOptions, corpusVerb, readLearner } from "../../corpus/corpus-verb.js";
import { followed } from "../../corpus/followed.js";
import { UsageError } from "../../errors.js";
import { provenanceOf } from "../../provenance.js";
import type { Run, RunContext } from "../../run/run.js";
import { withJob } from "../../run/verb.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { diffReport } from "./json.js";
import { terminalReport } from "./report.js";

/** `onset diff`: two corpora side by side. */
export function diffCommand(run: Run): Command {
  const command = corpusVerb("diff", {
    description: [
      "Compare what is learned of two corpora.",
      "Reads both with the same options and the same learner, and shows side by side how much of each is learned, which skills were gained, lost, added and removed, and how far each stands from its threshold. Skills and texts are the same when their names are.",
    ],
    engines: true,
    examples: [
      "diff examples/cited-theorems.jsonl examples/cited-theorems-self.jsonl",
      "diff last-release.csv this-release.csv --skills-field concepts --json",
    ],
    argument: ["<other>", "the corpus to compare with it"],
  });
  return withJob(command, run, diff);
}

async function diff(
  name: string,
  other: string,
  options: CorpusVerbOptions,
  context: RunContext,
): Promise<string> {
  if (name === "-" && other === "-") throw new UsageError("only one of two corpora can be standard input");
  const a = await readLearner([name], options, context, { verb: "diff" });
  const b = await readLearner([other], options, context, { verb: "diff" });
  const found = await compareCorpora(a, b, followed(context));
  const report = diffReport(a, b, found, provenanceOf(0, a.reading));
  return options.json ? jsonText(report) : terminalReport(report, terminalWidth());
}
