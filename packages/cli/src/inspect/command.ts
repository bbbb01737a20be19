import { Pack } from "@onset/core/codec";
import { Command } from "commander";
import { formatErrorsOf, readBytes, readModel } from "../codec/files.js";
import { labelled } from "../codec/report.js";
import { bytesText } from "../codec/size.js";
import { addOutputOptions, type OutputOptions, type Run } from "../run.js";
import { count, percent, plural } from "../terminal/format.js";
import { jsonText, terminalWidth } from "../terminal/output.js";

const packMark = 0x50;

const examples = `
Examples:
  onset inspect messages.onset
  onset inspect messages.pack`;

/** `onset inspect`: what a model or pack holds. */
export function inspectCommand(run: Run): Command {
  const command = new Command("inspect")
    .summary("tell what a model or a pack holds, and check it")
    .description(
      "Tell what a model of onset train or a pack of onset compress holds, after checking every byte of it.",
    )
    .addHelpText("after", examples)
    .argument("<file>", "model or pack");
  addOutputOptions(command);
  return command.action((file: string, options: OutputOptions) => run(options, () => inspect(file, options)));
}

async function inspect(path: string, { json }: OutputOptions): Promise<string> {
  const bytes = await readBytes(path);
  return bytes[4] === packMark ? inspectPack(path, bytes, json) : inspectModel(path, json);
}

function inspectPack(path: string, bytes: Uint8Array, json: true | undefined): string {
  const pack = formatErrorsOf(path, () => {
    const opened = Pack.open(bytes);
    opened.verify();
    return opened;
  });
  let recordBytes = 0;
  for (const record of pack.records()) recordBytes += record.length;
  const { size: records, mode, modelHash, blockCount: blocks } = pack;
  if (json) {
    return jsonText({
      schema: "onset/inspect@1",
      kind: "pack",
      mode,
      records,
      blocks,
      recordBytes,
      bytes: bytes.length,
      modelHash,
    });
  }
  return labelled(
    `onset inspect ${path}`,
    [
      ["pack", `${plural(records, "record")} in ${plural(blocks, "block")}, all checked`],
      ["mode", mode],
      ["bytes", `${bytesText(bytes.length)}, ${bytesText(recordBytes)} of them records`],
      ["model", modelHash],
    ],
    terminalWidth(),
  );
}

async function inspectModel(path: string, json: true | undefined): Promise<string> {
  const { contents, modelHash, skillCount: skills } = await readModel(path);
  if (json) return jsonText({ schema: "onset/inspect@1", kind: "model", modelHash, skills, ...contents });
  const { origin } = contents;
  const open = Math.max(1, origin.skills - origin.foundation);
  return labelled(
    `onset inspect ${path}`,
    [
      ["model", `${modelHash}, ${bytesText(contents.bytes)}`],
      ["codebook", `${count(contents.units)} units, ${count(skills)} base forms that carry meaning`],
      ["tables", `${count(contents.ngrams)} sequences of two and more units`],
      ...contents.sections.map(({ name, bytes }): [string, string] => [
        "",
        `${name.padEnd(10)} ${bytesText(bytes)}`,
      ]),
      [
        "trained on",
        `${plural(origin.texts, "text")}, ${count(origin.letters)} characters, ${count(origin.skills)} distinct words`,
      ],
      [
        "learned",
        `${count(origin.learned)} words (${percent(origin.learned / open)}) from a foundation of ${count(origin.foundation)}; ${count(origin.understood)} texts understood`,
      ],
    ],
    terminalWidth(),
  );
}
