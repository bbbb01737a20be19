import type { Command } from "commander";
import { readModel, readPack } from "../../codec/files.js";
import { afterChecking, checkRecord, linesOfRecords } from "../../codec/lines.js";
import { UsageError } from "../../errors.js";
import { integer } from "../../options.js";
import type { Output, OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";

type Options = OutputOptions & { readonly model: string; readonly id?: number; readonly plain?: true };

const description = [
  "Turn meanings back into texts: for each record of a pack of meanings a text with exactly the same skills, found by a search under the model. It is not the text that was compressed, but it means the same.",
  "Prints JSON Lines with id and text.",
];

const examples = `
Examples:
  onset compress messages.jsonl --model messages.onset --mode meaning -o meanings.pack
  onset regenerate meanings.pack --model messages.onset --id 17 --plain`;

/** `onset regenerate`: texts from meanings. */
export function regenerateCommand(run: Run): Command {
  const command = verbCommand("regenerate", description, examples)
    .argument("<pack>", "pack of onset compress --mode meaning")
    .requiredOption("--model <file>", "the model it was made with")
    .option("--id <n>", "only the record with this number, the first being 0", integer(0))
    .option("--plain", "print the bare texts, one a line");
  addOutputOptions(command);
  return withJob(command, run, regenerate);
}

async function regenerate(path: string, options: Options, context: RunContext): Promise<Output> {
  const { workspace, progress } = context;
  const codec = await readModel(options.model, workspace);
  const pack = await readPack(path, codec, options.model, workspace);
  if (pack.mode !== "meaning") {
    throw new UsageError(`${path} holds ${pack.mode} texts: get them with onset decompress`);
  }
  const asked = { path, pack, id: options.id };
  checkRecord(asked);
  progress.stage("regenerating");
  const lines = linesOfRecords(asked, context, (record, id) => {
    const text = codec.regenerate(record);
    return options.plain ? text : JSON.stringify({ id, text });
  });
  return afterChecking(asked, context, lines);
}
