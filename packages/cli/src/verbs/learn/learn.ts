import { resolve } from "node:path";
import { knownSkills, studyCorpus } from "@onset/core/analysis";
import { type Report, studyReport } from "@onset/core/report";
import { followed } from "../../corpus/followed.js";
import { type AskedKnown, knownIn, knownOf } from "../../corpus/learner.js";
import type { LearnerOptions } from "../../corpus/learner-options.js";
import { isClusterAsked } from "../../corpus/with-engine.js";
import type { EngineOptions } from "../../engines/cluster/options.js";
import { hasScheme } from "../../engines/cluster/source.js";
import { Outputs } from "../../files/outputs.js";
import { inFolder } from "../../files/paths.js";
import { readNamedCorpus } from "../../input/named-corpus.js";
import { type ReadingOptions, readOptions } from "../../input/options.js";
import type { Reading } from "../../input/read.js";
import { readingFacts } from "../../input/report.js";
import { provenanceOf } from "../../provenance.js";
import type { OutputOptions, RunContext } from "../../run/run.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { openHelpers } from "../../workers/helpers.js";
import { fileLines, filesUnderstood } from "./by-file.js";
import { learnReport, textsShown } from "./json.js";
import { terminalReport } from "./report.js";
import { beginningsOf, learnFileNames, learnFiles } from "./tables.js";

/** The options of `onset learn`, as the command line gives them. */
export type LearnVerbOptions = ReadingOptions &
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

/** Learns the corpus of some names, here or by a cluster. Returns the report. */
export async function learn(
  names: readonly string[],
  options: LearnVerbOptions,
  context: RunContext,
): Promise<string> {
  return isClusterAsked(options)
    ? learnWithCluster(names, options, context)
    : learnHere(names, options, context);
}

async function learnHere(
  names: readonly string[],
  options: LearnVerbOptions,
  context: RunContext,
): Promise<string> {
  const { workspace, progress } = context;
  const named = {
    reads: [...names, options.known, sheetIn(options)],
    writes: inFolder(options.out, learnFileNames),
  };
  const outputs = await Outputs.open(named, workspace.signal);
  const asked = await knownOf(options, { workspace });
  const reading = await readNamedCorpus(names, options, workspace, progress);
  return studied(reading, options, asked, outputs, context);
}

/** By a cluster: it makes integers of the corpus, and learning ends here where they fit, else there. */
async function learnWithCluster(
  names: readonly string[],
  options: LearnVerbOptions,
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
  if (options.finish === "remote") remote.refuseLocal(options);
  const asked = await knownOf(options, { workspace });
  return cluster.withCluster(names, options, readOptions(options), context, async (run) => {
    const isTableHere = options.out === undefined || !hasScheme(options.out);
    if (run.finish === "local" && isTableHere) {
      const fits = fitsHere(run);
      if (fits !== null) progress.note(fits);
      const files = inFolder(options.out, learnFileNames);
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

function sheetIn({ labelErrors }: LearnVerbOptions): string | undefined {
  return typeof labelErrors === "string" ? labelErrors : undefined;
}

async function labelErrorsAsked(
  { labelErrors }: LearnVerbOptions,
  context: RunContext,
): Promise<number | undefined> {
  if (typeof labelErrors !== "string") return labelErrors;
  const { labelErrorsOf } = await import("../../corpus/sheet.js");
  return labelErrorsOf(labelErrors, context);
}

/** The study of a corpus that has been read, and what is written of it. */
async function studied(
  reading: Reading,
  options: LearnVerbOptions,
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
  const provenance = provenanceOf(seed, reading);
  const report = learnReport(reading, study, provenance, files, excerpts);
  const wasAskedForErrors = labelErrors !== undefined;
  const beginnings = new Map(
    shown.flatMap((text, i) => (excerpts[i] === null ? [] : [[text, excerpts[i]] as const])),
  );
  // For people alone: it looks for advice, which takes longer than the rest of the report.
  let made: Report | null = null;
  const words = (): Report => {
    made ??= studyReport(readingFacts(reading, beginnings), study, { wasAskedForErrors });
    return made;
  };
  if (options.out !== undefined) {
    const cells = { raw: options.rawCells === true };
    const begins = await beginningsOf(reading);
    await outputs.writeFolder(options.out, learnFiles(reading, study, report, words(), begins, cells));
  }
  return options.json
    ? jsonText(report)
    : terminalReport(
        words(),
        reading.label,
        report.provenance,
        terminalWidth(),
        files === null ? [] : fileLines(files, terminalWidth()),
      );
}
