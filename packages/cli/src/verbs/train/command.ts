import {
  type CurvePoint,
  degreeCounts,
  type Emergence,
  emergenceCurve,
  measureRate,
  Pace,
  predictByLadder,
  predictRate,
  splitTrainingTexts,
} from "@onset/core/analysis";
import { loadCodec, type Training, trainCodec } from "@onset/core/codec";
import { learnTexts } from "@onset/core/learning";
import type { Command } from "commander";
import { byteSize } from "../../codec/size.js";
import { addTextOptions, readTexts, type TextOptions, textsArgument } from "../../codec/texts.js";
import { emergenceReport } from "../../corpus/emergence.js";
import { followed } from "../../corpus/followed.js";
import { DataError, UsageError } from "../../errors.js";
import { Outputs } from "../../files/outputs.js";
import { integer, newPerText, share } from "../../options.js";
import { provenanceOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";
import { jsonText } from "../../terminal/output.js";
import { type TrainReport, terminalReport } from "./report.js";

type Options = TextOptions &
  OutputOptions & {
    readonly output: string;
    readonly size: number;
    readonly foundation?: number;
    readonly learner: number;
    readonly holdout: number;
    readonly curve?: true;
    readonly layers: boolean;
    readonly prediction: boolean;
    readonly seed: number;
  };

const description = [
  "Train a codec: learn the words of the texts and make a model that codes such texts in a fraction of their size, each alone.",
  "Words are skills: the most frequent are the foundation, others are learned from texts with one new word. Only what is learned may enter the codebook, and each entry and each sequence of units in the tables has to save more bits than it takes. The rate on new texts is predicted from the training texts alone, and measured on a part of the texts that is held back.",
];

const examples = `
Examples:
  onset train messages.jsonl -o messages.onset
  onset train titles.csv --text-field title --size 350KB -o titles.onset
  onset train notes.txt --curve -o notes.onset`;

/** `onset train`: a model from texts. */
export function trainCommand(run: Run): Command {
  const command = verbCommand("train", description, examples)
    .argument("<corpus...>", textsArgument)
    .requiredOption("-o, --output <file>", "where to write the model");
  addTextOptions(command)
    .optionsGroup("Training:")
    .option("--size <bytes>", "most bytes of the model file", byteSize, 1_000_000)
    .option(
      "--foundation <k>",
      "words known from the start, the most frequent (default: as few as repeated words take)",
      integer(0),
    )
    .option("--learner <d>", "maxUnlearned: learn up to this many new words from a text", newPerText, 1)
    .option("--holdout <share>", "hold back this share of the texts to measure the rate", share, 0.05)
    .option("--no-layers", "leave out what layered records need; the same size then codes exact ones better")
    .option("--no-prediction", "do not predict the rate, which takes about as long as the training")
    .option("--curve", "also train with parts of the texts: how the rate falls as skills emerge")
    .option("--seed <n>", "seed of the choice of texts held back", integer(0), 1);
  addOutputOptions(command);
  return withJob(command, run, train);
}

async function train(names: readonly string[], options: Options, context: RunContext): Promise<string> {
  const { workspace, progress, compute } = context;
  if (options.size < 10_000) throw new UsageError("--size: expected at least 10KB");
  if (options.curve === true && options.holdout === 0)
    throw new UsageError("--curve needs --holdout above 0");
  const outputs = await Outputs.open({ reads: names, writes: [options.output] }, workspace.signal);
  const reading = await readTexts(names, options, workspace, progress);
  const { training: texts, test } = splitTrainingTexts(reading.texts, options.holdout, options.seed);
  progress.stage("training");
  const { size, foundation, layers } = options;
  const settings = { size, foundation, layers, maxUnlearned: options.learner };
  const training = compute(() => trained(reading.label, texts, settings));
  await outputs.writeFile(options.output, [training.model]);
  const pace = new Pace(followed(context));
  const rate = test.length === 0 ? null : await measureRate(training.model, test, pace);
  progress.stage("predicting the rate from the training texts");
  const prediction = options.prediction
    ? await predictRate(texts, training, settings, options.seed, rate?.texts, pace)
    : null;
  let curve: CurvePoint[] | null = null;
  if (options.curve === true && rate !== null) {
    progress.stage("training with parts of the texts");
    curve = await emergenceCurve(texts, test, training, settings, rate, pace);
  }
  const codec = loadCodec(training.model);
  const { model: _, words, ...told } = training;
  const report: TrainReport = {
    schema: "onset/train@2",
    modelHash: codec.modelHash,
    model: { path: options.output, skills: codec.skillCount, ...codec.contents },
    training: told,
    emergence: emergenceReport(await emergenceOf(words, options.learner, pace), options.learner),
    prediction,
    rate,
    curve,
    provenance: provenanceOf(options.seed, reading),
  };
  return options.json ? jsonText(report) : terminalReport(reading.label, report, options.prediction);
}

/** What theory says of the words by the best rung of their ladder. */
function emergenceOf(
  { needs, known: flags }: Training["words"],
  maxUnlearned: number,
  pace: Pace,
): Promise<Emergence> {
  const known = { flags, count: flags.reduce((sum, flag) => sum + flag, 0) };
  const learned = learnTexts(needs, { maxUnlearned, known: flags });
  return predictByLadder(needs, known, degreeCounts(needs, flags), learned, maxUnlearned, pace);
}

/** Too little text is a fault of the data, not of the program. */
function trained(
  label: string,
  texts: readonly string[],
  settings: Parameters<typeof trainCodec>[1],
): Training {
  try {
    return trainCodec(texts, settings);
  } catch (error) {
    if (error instanceof RangeError) throw new DataError(`${label}: ${error.message}`);
    throw error;
  }
}
