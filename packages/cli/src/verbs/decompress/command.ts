import type { Codec, PackMode } from "@onset/core/codec";
import type { Command } from "commander";
import { readModel, readPack } from "../../codec/files.js";
import { afterChecking, checkRecord, linesOfRecords } from "../../codec/lines.js";
import { DataError, UsageError } from "../../errors.js";
import { Outputs } from "../../files/outputs.js";
import { integer } from "../../options.js";
import type { Output, OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";

type Options = OutputOptions & {
  readonly model: string;
  readonly output?: string;
  readonly id?: number;
  readonly plain?: true;
  readonly meaning?: true;
};

const description = [
  "Decompress a pack of onset compress: all of it, or the record with one number.",
  "Prints JSON Lines with id, the number of the record from 0, and text, or meaning where the pack holds meanings.",
];

const examples = `
Examples:
  onset decompress messages.pack --model messages.onset -o messages.jsonl
  onset decompress messages.pack --model messages.onset --id 17 --plain`;

/** `onset decompress`: texts from a pack. */
export function decompressCommand(run: Run): Command {
  const command = verbCommand("decompress", description, examples)
    .argument("<pack>", "pack of onset compress")
    .requiredOption("--model <file>", "the model it was made with")
    .option("-o, --output <file>", "where to write them, instead of standard output")
    .option("--id <n>", "only the record with this number, the first being 0", integer(0))
    .option("--meaning", "of layered records read the first layer alone: the skills in their order")
    .option("--plain", "print the bare texts, one a line; of a meaning its skills");
  addOutputOptions(command);
  return withJob(command, run, decompress);
}

async function decompress(path: string, options: Options, context: RunContext): Promise<Output> {
  const { workspace, progress } = context;
  const named = { reads: [path, options.model], writes: [options.output] };
  const outputs = await Outputs.open(named, workspace.signal);
  const codec = await readModel(options.model, workspace);
  const pack = await readPack(path, codec, options.model, workspace);
  if (options.meaning && pack.mode === "exact") {
    throw new UsageError(`--meaning: ${path} holds exact texts, whose records have no layers`);
  }
  if (pack.mode === "layered" && !codec.hasLayers) throw new DataError(`${options.model}: has no layers`);
  const asked = { path, pack, id: options.id };
  checkRecord(asked);
  progress.stage("decompressing");
  const lines = linesOfRecords(asked, context, (record, id) =>
    lineOf(id, contentOf(codec, pack.mode, record, options.meaning === true), options.plain === true),
  );
  if (options.output === undefined) return afterChecking(asked, context, lines);
  await outputs.writeFile(options.output, lines);
  return "";
}

function contentOf(codec: Codec, mode: PackMode, record: Uint8Array, meaning: boolean): string | string[] {
  if (mode === "meaning") return codec.decodeMeaning(record);
  if (mode === "exact") return codec.decode(record);
  return meaning ? codec.meaningOfLayered(record) : codec.decodeLayered(record);
}

function lineOf(id: number, value: string | string[], plain: boolean): string {
  if (plain) return typeof value === "string" ? value : value.join(" ");
  return JSON.stringify(typeof value === "string" ? { id, text: value } : { id, meaning: value });
}
