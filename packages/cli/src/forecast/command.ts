import { stream } from "@onset/core/base";
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../errors.js";
import { type CorpusVerbOptions, corpusVerb, readLearner } from "../insight/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../insight/summary.js";
import { integer } from "../options.js";
import { type Provenance, provenanceOf } from "../provenance.js";
import type { Run, RunContext } from "../run.js";
import { jsonText, terminalWidth } from "../terminal/output.js";
import { type BackTest, backTest, confidence, type Forecast, forecast } from "./forecast.js";
import { terminalReport } from "./report.js";

type Options = CorpusVerbOptions & {
  readonly times: readonly number[];
  readonly backtest?: true;
  readonly seed: number;
};

/** The result of `onset forecast` for other programs. */
export type ForecastReport = CorpusSummary & {
  readonly schema: "onset/forecast@1";
  /** The part of its like that an interval is meant to hold. */
  readonly confidence: number;
  readonly forecast: Forecast;
  /** Forecasts of the whole corpus from parts of it, and what came. */
  readonly backTests: readonly BackTest[] | null;
  readonly provenance: Provenance;
};

const shares = [0.1, 0.3];
const runs = 5;

/** `onset forecast`: what more texts of the same kind would teach. */
export function forecastCommand(run: Run): Command {
  const command = corpusVerb(
    "forecast",
    {
      summary: "tell what more texts of the same kind would teach, and where the next jump is",
      description: [
        "Tell what more texts of the same kind would teach, and where the next jump is.",
        "From how many skills were seen in how many texts the skills not seen yet are estimated; density evolution then says what multiples of the texts would teach. Intervals (80%) hold the doubt about the unseen skills, measured on parts of the corpus, and about what correlations do, as known from other corpora. --backtest forecasts the whole corpus from random tenths and three tenths of it and shows how wrong that was.",
      ],
      examples: [
        "forecast examples/cited-theorems.jsonl --backtest",
        "forecast examples/king-james-words.jsonl.gz --known-top 70",
        "forecast corpus.jsonl --times 1.5,3 --json",
      ],
    },
    (command) =>
      command
        .optionsGroup("Forecast:")
        .option("--times <list>", "multiples of the texts, with a comma between", multiples, [2, 5, 10])
        .option("--backtest", "also forecast the corpus from parts of it")
        .option("--seed <n>", "seed of the random parts", integer(0), 1),
  );
  return command.action((corpus: string, options: Options) =>
    run(options, (context) => look(corpus, options, context)),
  );
}

function multiples(text: string): readonly number[] {
  const values = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (!values.every((value) => value > 1 && value <= 1000)) {
    throw new InvalidArgumentError("Expected numbers > 1 and <= 1000 with a comma between, such as 2,5,10.");
  }
  return values.sort((a, b) => a - b);
}

async function look(name: string, options: Options, context: RunContext): Promise<string> {
  const learner = await readLearner(name, options, context);
  const { corpus, reading } = learner;
  if (corpus.directed !== undefined) {
    throw new UsageError(`${reading.label}: the theory of forecasts is about texts without direction`);
  }
  const { seed } = options;
  context.progress.stage("forecasting");
  const future = forecast(corpus.needs, learner.options, options.times, stream(seed, "forecast"), true);
  if (options.backtest) context.progress.stage("testing on parts");
  const report: ForecastReport = {
    schema: "onset/forecast@1",
    ...corpusSummary(learner),
    confidence,
    forecast: future,
    backTests: options.backtest ? backTest(corpus.needs, learner.options, shares, runs, seed) : null,
    provenance: provenanceOf(process.argv.slice(2), seed, reading),
  };
  return options.json ? jsonText(report) : terminalReport(learner, report, terminalWidth());
}
