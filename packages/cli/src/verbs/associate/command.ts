import { existsSync } from "node:fs";
import { facts } from "@onset/core/report";
import { type GiantComponent, type GiantThreshold, giantComponent, giantThreshold } from "@onset/core/theory";
import type { Command } from "commander";
import { rawCells } from "../../files/csv.js";
import { addReadingOptions } from "../../input/options.js";
import { integer, repetitions } from "../../options.js";
import { type Origin, originOf } from "../../provenance.js";
import type { OutputOptions, Run } from "../../run/run.js";
import { addOutputOptions, verbCommand } from "../../run/verb.js";
import pc from "../../terminal/colors.js";
import { bar, percent } from "../../terminal/format.js";
import { sections, theoryLine } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";
import {
  addEnsembleOptions,
  addPopularityOptions,
  addRatioOption,
  atRatio,
  type EnsembleAtRatio,
  type EnsembleOptions,
  type EnsembleReport,
  ensembleOf,
  ensembleReport,
  type PopularityOptions,
} from "../../theory/ensemble.js";
import { lawHelp, theorySays } from "../../theory/laws.js";
import { learnerLines, tableLearnerOf } from "../../theory/learner.js";
import { type AssociateCorpusOptions, associateCorpus } from "./corpus.js";

type LawOptions = EnsembleOptions & PopularityOptions & OutputOptions & { readonly ratio?: number };

/** The result of `onset associate LAW` for other programs. */
export type AssociateLawReport = GiantComponent & {
  readonly schema: "onset/associate@2";
} & EnsembleReport & {
    /** Texts per skill from which on there is a giant component; null for given skill degrees. */
    readonly threshold: GiantThreshold | null;
    readonly provenance: Origin;
  };

const description = [
  "Tell how large a part of the learned skills hangs together.",
  "Two learned skills are associated when a text contains both. WHAT is a law of the number of skills of a text, or a corpus: files, folders of files, or - for standard input.",
  "Of a law, beside the exact giant component of this graph stands the one that independent percolation gives, which takes skills for learned at random. Of a corpus the giant component is measured as well, in the corpus itself and in a null model (the corpus rewired, all degrees as they are), with the curve of a percolation, the strongest associations, and the graph itself as GraphML, GEXF or CSV.",
];

const examples = `${lawHelp}

Examples:
  onset associate poisson:3 --ratio 0.95
  onset associate poisson:5 --ratio 1.2 --learner 2 --json
  onset associate poisson:5 --ratio 2 --reliability 0.8
  onset associate examples/cited-theorems.jsonl
  onset associate examples/king-james-words.jsonl.gz --known-top 80 --graphml words.graphml`;

/** `onset associate`: the giant component of the association graph. */
export function associateCommand(run: Run): Command {
  const command = verbCommand("associate", description, examples).argument(
    "<what...>",
    "law of the number of skills of a text, or a corpus in one file or several",
  );
  addPopularityOptions(addRatioOption(addEnsembleOptions(command)));
  addReadingOptions(command);
  addOutputOptions(addCorpusOptions(command));
  return command.action((what: string[], options: LawOptions & AssociateCorpusOptions) =>
    run(options, async (context) =>
      what.length > 1 || isCorpus(what[0])
        ? associateCorpus(what, options, context)
        : context.compute(() => associateLaw(what[0], options)),
    ),
  );
}

/** A law is written like no file that exists. */
function isCorpus(what: string): boolean {
  return (
    what === "-" ||
    existsSync(what) ||
    /[\\/]|\.(jsonl|ndjson|json|csv|tsv|parquet|txt)(\.gz|\.zst)?$/i.test(what)
  );
}

function addCorpusOptions(command: Command): Command {
  return command
    .optionsGroup("Corpus:")
    .option("--known <file>", "skills known from the start, one a line")
    .option("--known-top <k>", "take the k most frequent skills as known from the start", integer(0))
    .option("--runs <n>", "rewired corpora of the null model (default: what takes a second)", repetitions(0))
    .option("--seed <n>", "seed of all random choices", integer(0), 1)
    .option("--graphml <file>", "write the graph as GraphML")
    .option("--gexf <file>", "write the graph as GEXF")
    .option("--csv <file>", "write its edges as a table")
    .option(...rawCells)
    .option("--max-edges <n>", "write at most so many associations, the strongest", integer(0), 100_000)
    .option("--min-weight <n>", "write only associations of so many texts or more", integer(1), 1);
}

function associateLaw(law: string, options: LawOptions): string {
  const ensemble = theorySays(() => atRatio(ensembleOf(law, options), options.ratio, options));
  const learner = { ...tableLearnerOf(options), unknown: options.unknown };
  const state = theorySays(() => giantComponent(ensemble.texts, ensemble.skills, learner));
  const uniform = typeof ensemble.skills === "number";
  const threshold = uniform ? giantThreshold(ensemble.texts, learner) : null;
  if (!options.json) return terminalText(law, options, ensemble, state, threshold);
  const report: AssociateLawReport = {
    schema: "onset/associate@2",
    ...ensembleReport(ensemble, options),
    ...state,
    threshold,
    provenance: originOf(),
  };
  return jsonText(report);
}

function terminalText(
  law: string,
  options: LawOptions,
  { ratio }: EnsembleAtRatio,
  state: ReturnType<typeof giantComponent>,
  threshold: ReturnType<typeof giantThreshold> | null,
): string {
  const share = (value: number): string =>
    `${percent(value).padStart(7)}  ${pc.green(bar(value, 32))}`.trimEnd();
  const from = (value: number | null): string =>
    value === null ? "at no ratio" : `from ${Number(value.toPrecision(9))} texts per skill on`;
  const title = `${pc.bold("onset associate")} ${law} --ratio ${Number(ratio.toPrecision(12))}`;
  return sections(
    title,
    learnerLines(options),
    [
      theoryLine(facts.learned.label, share(state.learned)),
      theoryLine(facts.giant.label, share(state.giant)),
      theoryLine(facts.independentGiant.label, share(state.giantIndependent)),
    ],
    [
      theoryLine("growth", `${state.growth.toFixed(4)} (a giant component exists above 1)`),
      ...(threshold === null
        ? []
        : [
            theoryLine("exists", `${from(threshold.exact)}`),
            theoryLine("", `${from(threshold.independent)}, ${facts.independentGiant.note}`),
          ]),
    ],
  );
}
