import { explainSkill } from "@onset/core/analysis";
import { nearestNames } from "@onset/core/base";
import { findSkills } from "@onset/core/corpus";
import type { Command } from "commander";
import { type CorpusVerbOptions, corpusVerb, readLearner } from "../../corpus/corpus-verb.js";
import { followed } from "../../corpus/followed.js";
import { UsageError } from "../../errors.js";
import { provenanceOf } from "../../provenance.js";
import type { Run, RunContext } from "../../run/run.js";
import { withJob } from "../../run/verb.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { textsIn, whyReport } from "./json.js";
import { terminalReport } from "./report.js";

/** `onset why`: what teaches a skill, or what stands in its way. */
export function whyCommand(run: Run): Command {
  const command = corpusVerb("why", {
    description: [
      "Tell which texts teach a skill, or what stands in its way.",
      "Of a skill that is learned shows a short path of texts that teaches it, in reading order: none of them can be missed, and no path is shorter than the number of rounds it takes. Of a skill that is stuck shows the part it is stuck in, the text that is nearest to teaching it and what that text lacks.",
    ],
    examples: [
      "why examples/python-course.jsonl generators",
      "why examples/cited-theorems.jsonl wleo",
      "why examples/king-james-words.jsonl.gz begat --known-top 80 --json",
    ],
    argument: ["<skill>", "name of a skill of the corpus"],
  });
  return withJob(command, run, why);
}

async function why(
  name: string,
  skillName: string,
  options: CorpusVerbOptions,
  context: RunContext,
): Promise<string> {
  const learner = await readLearner([name], options, context);
  const { corpus, reading } = learner;
  const [skill] = findSkills(corpus, [skillName]).skills;
  if (skill === undefined) {
    const nearest = nearestNames(skillName, [...corpus.skillNames], 3).map((other) => JSON.stringify(other));
    throw new UsageError(
      `${reading.label} has no skill ${JSON.stringify(skillName)}; the nearest names are ${nearest.join(", ")}`,
    );
  }
  const explanation = await explainSkill(learner, skill, followed(context));
  const excerpts = await reading.excerpts(textsIn(explanation));
  const provenance = provenanceOf(0, reading);
  const report = whyReport(learner, skill, explanation, excerpts, provenance);
  return options.json ? jsonText(report) : terminalReport(learner, report, terminalWidth());
}
