import { forecast, forecastConfidence } from "@onset/core/analysis";
import { type Command, InvalidArgumentError } from "commander";
import { type CorpusVerbOptions, corpusVerb, readLearner } from "../../corpus/corpus-verb.js";
import { followed } from "../../corpus/followed.js";
import { corpusSummary } from "../../corpus/summary.js";
import { UsageError } from "../../errors.js";
import { integer } from "../../options.js";
import { provenanceOf } from "../../provenance.js";
import type { Run, RunContext } from "../../run/run.js";
import { withJob } from "../../run/verb.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import type { ForecastReport } from "./json.js";
import { terminalReport } from "./report.js";

type Options = CorpusVerbOptions & { readonly times: readonly number[]; readonly seed: number };

/** `onset forecast`: what more texts of the same kind would teach. */
export function forecastCommand(run: Run): Command {
  const command = corpusVerb(
    "forecast",
    {
      description: [
        "Tell what more texts of the same kind would teach, and where the next jump is.",
        "How many skills were seen in how many texts tells how many were not seen yet; density evolution tells how the learned share changes. Two questions are kept apart: what texts mixed like these bring, and what texts bring that come after these in the order of the file.",
        "Intervals (80%) come from the corpus itself: parts of it forecast the whole, which is known. Where the corpus cannot tell, the forecast refuses and says why. The back-test is always shown.",
      ],
      engines: true,
      examples: [
        "forecast examples/cited-theorems.jsonl",
        "forecast examples/king-james-words.jsonl.gz --known-top 70",
        "forecast corpus.jsonl --times 1.5,3 --json",
      ],
    },
    (command) =>
      command
        .optionsGroup("Forecast:")
        .option("--times <list>", "multiples of the texts, with a comma between", multiples, [2, 5, 10])
        .option("--seed <n>", "seed of the random parts", integer(0), 1),
  );
  return withJob(command, run, look);
}

function multiples(text: string): readonly number[] {
  const values = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (!values.every((value) => value > 1 && value <= 1000)) {
    throw new InvalidArgumentError("Expected numbers > 1 and <= 1000 with a comma between, such as 2,5,10.");
  }
  return values.sort((a, b) => a - b);
}

async function look(names: readonly string[], options: Options, context: RunContext): Promise<string> {
  const learner = await readLearner(names, options, context, { verb: "forecast" });
  const { corpus, reading } = learner;
  if (corpus.directed !== undefined) {
    throw new UsageError(`${reading.label}: the theory of forecasts is about texts without direction`);
  }
  const { seed, times } = options;
  const report: ForecastReport = {
    schema: "onset/forecast@2",
    ...corpusSummary(learner),
    confidence: forecastConfidence,
    forecast: await forecast(corpus.needs, {
      ...learner.options,
      multiples: times,
      seed,
      ...followed(context),
    }),
    provenance: provenanceOf(seed, reading),
  };
  return options.json ? jsonText(report) : terminalReport(learner, report, terminalWidth());
}
