import { orderTexts, type Stage } from "@onset/core/analysis";
import { type Command, InvalidArgumentError } from "commander";
import { type CorpusVerbOptions, corpusVerb, readLearner } from "../../corpus/corpus-verb.js";
import { followed } from "../../corpus/followed.js";
import { UsageError } from "../../errors.js";
import { Outputs } from "../../files/outputs.js";
import { inFolder } from "../../files/paths.js";
import { provenanceOf } from "../../provenance.js";
import type { Run, RunContext } from "../../run/run.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { planFileName, planReport, planTable, planText } from "./by-file.js";
import { curriculumFiles, extensionOf, stageFile } from "./files.js";
import { orderReport, type WrittenStage } from "./json.js";
import { terminalReport } from "./report.js";

type Options = CorpusVerbOptions & {
  readonly stages?: true | number;
  readonly byFile?: true;
  readonly rawCells?: true;
  readonly out?: string;
};

/** Texts of the order whose beginnings are shown. */
const textsShown = 10;

/** `onset order`: a curriculum. */
export function orderCommand(run: Run): Command {
  const command = corpusVerb(
    "order",
    {
      description: [
        "Put the texts in an order in which each can be understood.",
        "Read in this order no text ever has more than D new skills, and a text without anything new comes as soon as it is understood. With --out the ordered corpus is written, every line as it stands in the source, with the names of the texts (ids.txt), the texts that no order helps (stuck), settings that keep trainers from shuffling (keep-the-order.md) and the report; with --stages also a file for every stage.",
      ],
      examples: [
        "order examples/python-course.jsonl",
        "order examples/cited-theorems-self.jsonl --stages --out book/",
        "order corpus.csv --learner 2 --stages 5 --out curriculum/",
      ],
    },
    (command) =>
      command
        .optionsGroup("Order:")
        .option(
          "--by-file",
          "a plan of reading over files: which one first, and how much of each is understood",
        )
        .option("--stages [n]", "a stage for every round, or at most n of about the same size", stages),
  ).option("--out <folder>", "write the ordered corpus there");
  return command.action((corpora: string[], options: Options) =>
    run(options, (context) =>
      options.byFile === true ? planFiles(corpora, options, context) : order(corpora, options, context),
    ),
  );
}

function stages(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1) throw new InvalidArgumentError("Expected an integer >= 1.");
  return value;
}

async function order(names: readonly string[], options: Options, context: RunContext): Promise<string> {
  const writes = options.out !== undefined;
  const outputs = await Outputs.open({ reads: [...names, options.known] }, context.workspace.signal);
  const learner = await readLearner(names, options, context, { places: writes });
  const maxStages = typeof options.stages === "number" ? options.stages : undefined;
  const call = followed(context);
  const curriculum = await orderTexts(learner, { maxStages, ...call });
  const withStages = writes && options.stages !== undefined;
  const { stages } = curriculum;
  const named = withStages ? withFileNames(stages, extensionOf(learner.reading.label)) : stages;
  if (writes && curriculum.order.length === 0) {
    throw new UsageError(`${learner.reading.label}: no text can be understood, so there is nothing to write`);
  }
  const files = writes ? curriculumFiles(learner, curriculum, withStages) : {};
  const fileNames = writes ? [...Object.keys(files), "report.json"] : [];
  const excerpts = await learner.reading.excerpts(curriculum.order.subarray(0, textsShown));
  const provenance = provenanceOf(0, learner.reading);
  const report = orderReport(learner, curriculum, named, excerpts, fileNames, provenance);
  if (options.out !== undefined) {
    context.progress.stage("writing");
    await outputs.writeFolder(options.out, { ...files, "report.json": [jsonText(report)] });
  }
  return options.json ? jsonText(report) : terminalReport(learner, report, terminalWidth());
}

async function planFiles(names: readonly string[], options: Options, context: RunContext): Promise<string> {
  if (options.stages !== undefined) {
    throw new UsageError("--by-file and --stages exclude each other: a plan of files has no stages");
  }
  const { out } = options;
  const writes = inFolder(out, [planFileName]);
  const outputs = await Outputs.open({ reads: [...names, options.known], writes }, context.workspace.signal);
  const learner = await readLearner(names, options, context);
  const provenance = provenanceOf(0, learner.reading);
  const written = out === undefined ? [] : [planFileName];
  const report = context.compute(() => planReport(learner, written, provenance));
  if (out !== undefined) {
    await outputs.writeFolder(out, { [planFileName]: planTable(report, options.rawCells === true) });
  }
  return options.json ? jsonText(report) : planText(learner, report, terminalWidth());
}

function withFileNames(stages: readonly Stage[], extension: string): WrittenStage[] {
  return stages.map((stage, i) => ({ ...stage, file: stageFile(i, stages.length, extension) }));
}
