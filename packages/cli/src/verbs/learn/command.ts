import { join, resolve } from "node:path";
import { knownSkills, studyCorpus } from "@onset/core/analysis";
import { studyReport } from "@onset/core/report";
import { Command } from "commander";
import { followed } from "../../corpus/followed.js";
import {
  type AskedKnown,
  addLearnerOptions,
  knownIn,
  knownOf,
  type LearnerOptions,
} from "../../corpus/learner.js";
import { isClusterAsked } from "../../corpus/with-engine.js";
import { addEngineOptions, type EngineOptions } from "../../engines/cluster/options.js";
import { hasScheme } from "../../engines/cluster/source.js";
import { rawCells } from "../../files/csv.js";
import { Outputs } from "../../files/outputs.js";
import { readNamedCorpus } from "../../input/named-corpus.js";
import { addReadingOptions, corporaArgument, type ReadingOptions, readOptions } from "../../input/options.js";
import type { Reading } from "../../input/read.js";
import { readingFacts } from "../../input/report.js";
import { integer, repetitions, share } from "../../options.js";
import { provenanceOf } from "../../provenance.js";
import { addOutputOptions, type OutputOptions, type Run, type RunContext } from "../../run/run.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { openHelpers } from "../../workers/helpers.js";
import { fileLines, filesUnderstood } from "./by-file.js";
import { learnReport, textsShown } from "./json.js";
import { terminalReport } from "./report.js";
import { beginningsOf, learnFileNames, learnFiles } from "./tables.js";

type Options = ReadingOptions &
  EngineOptions &
  LearnerOptions &
  OutputOptions & {
    readonly holdout: number;
    readonly mergeTwins?: true;
    readonly runs?: number;
    readonly rewirings?: number;
    readonly risk?: number;
    readonly ladder?: boolean;
    readonly labelErrors?: number | string;
    readonly byFile?: true;
    readonly seed: number;
    readonly out?: string;
    readonly rawCells?: true;
  };

// Without line breaks inside a paragraph: commander wraps them to the terminal.
const description = [
  "Learn a corpus one new skill at a time and tell what emerged.",
  "CORPUS is a file of texts with the skills each one needs (JSON Lines, JSON, CSV, TSV, or plain text with --words, each gzipped or not; Parquet), or - for standard input. A text with exactly one skill that is not learned yet teaches that skill; this is repeated until nothing changes. The report shows what was learned and in which order, what is stuck, and how far the corpus stands from the threshold at which skills emerge, theory beside measurement.",
].join("\n\n");

const examples = `
Fields are recognised by name: skills, tags, labels, concepts, keywords, topics, ... (a list, or a
string with delimiters); requires and teaches for a curriculum. Texts without skills and rows that
cannot be read are counted and reported with their place.

Examples:
  onset learn corpus.jsonl
  onset learn verses.jsonl.gz --known-top 80
  onset learn notes.txt --words --learner 3
  onset learn course.csv --skills-field concepts --json
  zcat corpus.jsonl.gz | onset learn - --holdout 0.1 --out report/`;

/** `onset learn`: the main job. */
export function learnCommand(run: Run): Command {
  const command = new Command("learn")
    .description(description)
    .addHelpText("after", examples)
    .argument("<corpus...>", corporaArgument);
  addReadingOptions(command);
  addEngineOptions(command);
  addLearnerOptions(command)
    .option("--merge-twins", "take skills that exactly the same texts teach as one skill")
    .option("--holdout <share>", "hold back this share of the texts and measure the error on them", share, 0)
    .option(
      "--runs <n>",
      "random orders to measure the margin in (default: what takes a second)",
      repetitions(0),
    )
    .option("--ladder", "climb the ladder of predictions however large the corpus is: 10 s a million edges")
    .option("--no-ladder", "predict from degrees alone, in milliseconds")
    .option(
      "--rewirings <n>",
      "rewired corpora to forecast take-off from (default: what takes a second)",
      repetitions(0),
    )
    .option(
      "--risk <share>",
      "share of the texts that goes, for each skill's chance to be learned (default 10%; 0: none)",
      share,
    )
    .option(
      "--label-errors <share>",
      "learn noisy copies in which this share of the labels is wrong: 4%, or a judged sheet of onset label review",
      shareOrSheet,
    )
    .option("--by-file", "tell for each file how many of its texts have no, one or more unknown skills")
    .option("--seed <n>", "seed of all random choices", integer(0), 1);
  addOutputOptions(command).option(
    "--out <folder>",
    "also write the report (HTML, JSON) and tables of skills, texts, twins and gaps there",
  );
  command.option(...rawCells);
  return command.action((corpora: string[], options: Options) =>
    run(options, (context) => learn(corpora, options, context)),
  );
}

async function learn(names: readonly string[], options: Options, context: RunContext): Promise<string> {
  return isClusterAsked(options)
    ? learnWithCluster(names, options, context)
    : learnHere(names, options, context);
}

async function learnHere(names: readonly string[], options: Options, context: RunContext): Promise<string> {
  const { workspace, progress } = context;
  const named = {
    reads: [...names, options.known, sheetIn(options)],
    writes: options.out === undefined ? [] : learnFileNames.map((file) => join(options.out!, file)),
  };
  const outputs = await Outputs.open(named, workspace.signal);
  const asked = await knownOf(options, { workspace });
  const reading = await readNamedCorpus(names, options, workspace, progress);
  return studied(reading, options, asked, outputs, context);
}

/** By a cluster: it makes integers of the corpus, and learning ends here where they fit, else there. */
async function learnWithCluster(
  names: readonly string[],
  options: Options,
  context: RunContext,
): Promise<string> {
  const [cluster, remote, { remoteReport }] = await Promise.all([
    import("../../engines/cluster/open.js"),
    import("./remote.js"),
    import("./remote-report.js"),
  ]);
  const { fetchReading } = await import("../../engines/cluster/reading.js");
  const { bytesOfTables, requireRoom } = await import("../../engines/cluster/disk.js");
  const { fitsHere } = await import("./remote-report.js");
  const { workspace, progress } = context;
  const asked = await knownOf(options, { workspace });
  return cluster.withCluster(names, options, readOptions(options), context, async (run) => {
    const isTableHere = options.out === undefined || !hasScheme(options.out);
    if (run.finish === "local" && isTableHere) {
      const fits = fitsHere(run);
      if (fits !== null) progress.note(fits);
      const files = options.out === undefined ? [] : learnFileNames.map((file) => join(options.out!, file));
      const outputs = await Outputs.open({ reads: [options.known], writes: files }, workspace.signal);
      if (options.out !== undefined) {
        await requireRoom("--out", resolve(options.out), bytesOfTables(run.staged), "tables of this corpus");
      }
      const reading = await fetchReading(run, names, "learn");
      return studied(reading, options, asked, outputs, context);
    }
    const report = await remote.learnInCluster(run, names, options, asked);
    return options.json ? jsonText(report) : remoteReport(report, names.join(", "), terminalWidth());
  });
}

/** A share of wrong labels, or the name of a judged sheet that tells it: what looks like no number is a name. */
function shareOrSheet(text: string): number | string {
  return /^[-+.\d]*%?$/.test(text) ? share(text) : text;
}

function sheetIn({ labelErrors }: Options): string | undefined {
  return typeof labelErrors === "string" ? labelErrors : undefined;
}

async function labelErrorsAsked({ labelErrors }: Options, context: RunContext): Promise<number | undefined> {
  if (typeof labelErrors !== "string") return labelErrors;
  const { labelErrorsOf } = await import("../../corpus/sheet.js");
  return labelErrorsOf(labelErrors, context);
}

/** The study of a corpus that has been read, and what is written of it. */
async function studied(
  reading: Reading,
  options: Options,
  asked: AskedKnown,
  outputs: Outputs,
  context: RunContext,
): Promise<string> {
  const { progress } = context;
  const known = await knownIn(asked, reading, context);
  progress.note(`edges: ${reading.corpus.needs.edgeCount}`);
  const { learner: maxUnlearned, holdout, seed, mergeTwins, runs } = options;
  const { ladder, rewirings, risk } = options;
  const labelErrors = await labelErrorsAsked(options, context);
  const theory = { ladder, rewirings, lost: risk, labelErrors };
  const settings = { maxUnlearned, known, holdout, seed, mergeTwins, runs, ...theory };
  const helpers = openHelpers(reading.corpus, context.workspace.signal);
  const study = await studyCorpus(reading.corpus, {
    ...settings,
    ...followed(context),
    helpers: helpers ?? undefined,
  }).finally(() => helpers?.close());
  progress.stage("reporting");
  const files =
    options.byFile === true ? filesUnderstood(reading, knownSkills(reading.corpus, known).flags) : null;
  const shown = textsShown(study);
  const excerpts = await reading.excerpts(shown);
  const provenance = provenanceOf(process.argv.slice(2), seed, reading);
  const report = learnReport(reading, study, provenance, files, excerpts);
  const wasAskedForErrors = labelErrors !== undefined;
  const beginnings = new Map(
    shown.flatMap((text, i) => (excerpts[i] === null ? [] : [[text, excerpts[i]] as const])),
  );
  const words = studyReport(readingFacts(reading, beginnings), study, { wasAskedForErrors });
  if (options.out !== undefined) {
    const cells = { raw: options.rawCells === true };
    const begins = await beginningsOf(reading);
    await outputs.writeFolder(options.out, learnFiles(reading, study, report, words, begins, cells));
  }
  return options.json
    ? jsonText(report)
    : terminalReport(
        words,
        reading.label,
        report.provenance,
        terminalWidth(),
        files === null ? [] : fileLines(files, terminalWidth()),
      );
}
