import { bytesText } from "@onset/core/base";
import { type ByteSource, FormatError, type PackMode, PackReader } from "@onset/core/codec";
import { inFile } from "../../codec/files.js";
import { type Origin, originOf } from "../../provenance.js";
import { Pause } from "../../run/pause.js";
import type { JobResult, RunContext } from "../../run/run.js";
import pc from "../../terminal/colors.js";
import { bar, count, percent, plural } from "../../terminal/format.js";
import { labelledLines } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";

/** The result of `onset inspect` on a pack for other programs. */
export type PackReport = {
  readonly schema: "onset/inspect@1";
  readonly kind: "pack";
  readonly mode: PackMode;
  readonly records: number;
  readonly blocks: number;
  /** Bytes of the records that are not damaged, and of the whole pack. */
  readonly recordBytes: number;
  readonly bytes: number;
  readonly longestRecord: number;
  /** How many records have fewer bytes than 1, 2, 4, 8, ... and not fewer than the number before. */
  readonly lengths: readonly number[];
  /** Blocks that are damaged, by their records. */
  readonly damaged: readonly { readonly first: number; readonly records: number; readonly problem: string }[];
  readonly modelHash: string;
  readonly provenance: Origin;
};

/** What a pack holds, after reading all of it block by block. A damaged block is a finding; the others are read. */
export async function inspectPack(
  path: string,
  file: ByteSource,
  json: boolean,
  context: RunContext,
): Promise<JobResult> {
  const pack = await PackReader.open(file).catch((error: unknown) => {
    throw inFile(path, error);
  });
  const report = await measure(pack, file.size, context);
  const output = json ? jsonText(report) : terminalReport(path, report);
  return { output, exitCode: report.damaged.length === 0 ? 0 : 1 };
}

async function measure(
  pack: PackReader,
  bytes: number,
  { workspace, progress }: RunContext,
): Promise<PackReport> {
  progress.stage("checking");
  const pause = new Pause(workspace.signal);
  const lengths: number[] = [];
  const damaged: PackReport["damaged"][number][] = [];
  let recordBytes = 0;
  let longestRecord = 0;
  for (let block = 0; block < pack.blockCount; block++) {
    const { first, records } = pack.blockAt(block);
    try {
      for await (const { length } of pack.records(first, first + records)) {
        recordBytes += length;
        longestRecord = Math.max(longestRecord, length);
        const digits = 32 - Math.clz32(length);
        lengths[digits] = (lengths[digits] ?? 0) + 1;
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      damaged.push({ first, records, problem: error.message });
    }
    if (!pause.isDue()) continue;
    await pause.take();
    progress.update(percent(block / pack.blockCount));
  }
  return {
    schema: "onset/inspect@1",
    kind: "pack",
    mode: pack.mode,
    records: pack.size,
    blocks: pack.blockCount,
    recordBytes,
    bytes,
    longestRecord,
    lengths: Array.from(lengths, (records) => records ?? 0),
    damaged,
    modelHash: pack.modelHash,
    provenance: originOf(),
  };
}

const modes: Record<PackMode, string> = {
  exact: "texts, to the byte",
  layered: "texts, to the byte, the skills in their order first",
  meaning: "the skills of texts, without their order",
};

const maxNamed = 5;
const barWidth = 20;

function terminalReport(path: string, report: PackReport): string {
  const { records, blocks, damaged, recordBytes, bytes, mode, modelHash } = report;
  const lost = damaged.reduce((sum, block) => sum + block.records, 0);
  const state = lost === 0 ? "all checked" : pc.red(`${count(damaged.length)} damaged`);
  const read = records - lost;
  const lines: [string, string][] = [
    ["pack", `${plural(records, "record")} in ${plural(blocks, "block")}, ${state}`],
    ["mode", `${mode}: ${modes[mode]}`],
    ["model", modelHash],
    ["bytes", `${bytesText(bytes)}, ${bytesText(recordBytes)} of them records`],
  ];
  if (read > 0) {
    const mean = (recordBytes / read).toFixed(1);
    lines.push(["records", `${mean} bytes on average, ${plural(report.longestRecord, "byte")} at most`]);
    lines.push(...lengthRows(report.lengths));
  }
  for (const { first, records: count_ } of damaged.slice(0, maxNamed)) {
    lines.push(["damaged", `records ${first} to ${first + count_ - 1}`]);
  }
  if (damaged.length > maxNamed) lines.push(["", `and ${plural(damaged.length - maxNamed, "block")} more`]);
  if (lost > 0) {
    const rest = `${count(lost)} of ${plural(records, "record")} are lost`;
    lines.push(["", read === 0 ? rest : `${rest}; onset decompress --id gets any of the others`]);
  }
  return labelledLines(`onset inspect ${path}`, lines);
}

/** How many records have how many bytes. */
function lengthRows(lengths: readonly number[]): [string, string][] {
  const most = Math.max(...lengths);
  const from = lengths.findIndex((records) => records > 0);
  return lengths.slice(from).map((records, i) => {
    const digits = from + i;
    const [least, end] = [digits === 0 ? 0 : 2 ** (digits - 1), 2 ** digits];
    const range = end - least <= 1 ? `${least}` : `${count(least)}–${count(end - 1)}`;
    return ["", `${range.padEnd(11)} ${count(records).padStart(11)}  ${bar(records / most, barWidth)}`];
  });
}
