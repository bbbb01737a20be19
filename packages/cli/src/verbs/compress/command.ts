import { existsSync } from "node:fs";
import { bytesText } from "@onset/core/base";
import type { Codec, PackMode, PackReader } from "@onset/core/codec";
import { rateText } from "@onset/core/report";
import type { Command } from "commander";
import { readModel, readPack } from "../../codec/files.js";
import { addTextOptions, openTexts, type TextOptions, textsArgument } from "../../codec/texts.js";
import { DataError, UsageError } from "../../errors.js";
import { Outputs } from "../../files/outputs.js";
import type { Workspace } from "../../files/workspace.js";
import { oneOf } from "../../options.js";
import { type Provenance, provenanceOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";
import { count, plural } from "../../terminal/format.js";
import { labelledLines } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";
import { Packing, type PackTotals } from "./packing.js";

const modes = ["exact", "layered", "meaning"] as const satisfies readonly PackMode[];

type Options = TextOptions &
  OutputOptions & {
    readonly model: string;
    readonly output: string;
    readonly mode: (typeof modes)[number];
    readonly append?: true;
    readonly fast?: true;
  };

/** The result of `onset compress` for other programs. */
export type CompressReport = PackTotals & {
  readonly schema: "onset/compress@1";
  readonly mode: PackMode;
  readonly modelHash: string;
  readonly provenance: Provenance;
};

const description = [
  "Compress texts into a pack with a model of onset train. Every text is a record of its own, to be had by its number, the first being 0.",
  "In the mode layered a record holds the skills of its text in their order, and behind them the rest of the text, so that the skills alone can be read. In the mode meaning a record holds the skills of its text, not their order nor anything else.",
];

const examples = `
Examples:
  onset compress messages.jsonl --model messages.onset -o messages.pack
  onset compress more.jsonl --model messages.onset -o messages.pack --append
  onset compress messages.jsonl --model messages.onset --mode meaning -o meanings.pack`;

/** `onset compress`: texts into a pack. */
export function compressCommand(run: Run): Command {
  const command = verbCommand("compress", description, examples)
    .argument("<corpus...>", textsArgument)
    .requiredOption("--model <file>", "model of onset train")
    .requiredOption("-o, --output <file>", "where to write the pack")
    .option("--mode <mode>", `what a record holds: ${modes.join(", ")}`, oneOf(modes), "exact")
    .option(
      "--fast",
      "of exact records: do not try two layers, which takes most of the time and saves some 2 %",
    )
    .option("--append", "add to the pack when there is one");
  addTextOptions(command);
  addOutputOptions(command);
  return withJob(command, run, compress);
}

async function compress(
  names: readonly string[],
  options: Options,
  { workspace, progress }: RunContext,
): Promise<string> {
  const { model, output, mode } = options;
  const outputs = await Outputs.open({ reads: [...names, model], writes: [output] }, workspace.signal);
  const codec = await readModel(model, workspace);
  if (mode === "layered" && !codec.hasLayers) {
    throw new UsageError(`--mode layered: ${model} was trained with --no-layers`);
  }
  const old = options.append && existsSync(output) ? await earlier(options, codec, workspace) : null;
  const reading = await openTexts(names, options, workspace, progress);
  progress.stage("compressing");
  const packing = new Packing(codec.modelHash, mode, (text) =>
    recordOf(codec, mode, text, options.fast !== true),
  );
  const pieces = packing.pieces(old, reading.parts, (text) => progress.update(text));
  await outputs.writeFile(output, pieces);
  const report: CompressReport = {
    schema: "onset/compress@1",
    mode,
    ...packing.totals,
    modelHash: codec.modelHash,
    provenance: provenanceOf(0, reading),
  };
  return options.json ? jsonText(report) : terminalReport(reading.label, output, report);
}

function recordOf(codec: Codec, mode: PackMode, text: string, smallest: boolean): Uint8Array {
  if (mode === "layered") return codec.encodeLayered(text);
  return mode === "exact" ? codec.encode(text, { smallest }) : codec.encodeMeaning(text);
}

/** The pack that is there already, to be added to. */
async function earlier(
  { output, model, mode }: Options,
  codec: Codec,
  workspace: Workspace,
): Promise<{ path: string; pack: PackReader }> {
  const pack = await readPack(output, codec, model, workspace);
  if (pack.mode !== mode) {
    throw new DataError(`${output}: holds records of the mode ${pack.mode}, not ${mode}`);
  }
  return { path: output, pack };
}

function terminalReport(label: string, path: string, report: CompressReport): string {
  const rate = report.characters === 0 ? "" : `, ${rateText(report.recordBytes, report.characters)}`;
  const pack = `${path}, ${bytesText(report.packBytes)}, ${plural(report.records, "record")}`;
  return labelledLines(`onset compress ${label}`, [
    [
      "texts",
      `${plural(report.texts, "text")}, ${count(report.characters)} characters, ${bytesText(report.textBytes)}`,
    ],
    ["records", `${bytesText(report.recordBytes)} in all${rate}`],
    ["pack", `${pack} (${report.mode}, with an index and checks)`],
  ]);
}
