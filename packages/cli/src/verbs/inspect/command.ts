import type { Command } from "commander";
import { DataError } from "../../errors.js";
import { openFile } from "../../files/open.js";
import type { JobResult, OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";
import { inspectModel } from "./model.js";
import { inspectPack } from "./pack.js";

/** The first bytes of both formats, and the one that tells them apart. */
const mark = [0x89, 0x4f, 0x4e, 0x53] as const;
const packMark = 0x50;

const description = [
  "Tell what a model of onset train or a pack of onset compress holds, after checking every byte of it.",
  "Of a damaged pack it tells which records are lost; the exit code is 1.",
];

const examples = `
Examples:
  onset inspect messages.onset
  onset inspect messages.pack`;

/** `onset inspect`: what a model or pack holds. */
export function inspectCommand(run: Run): Command {
  const command = verbCommand("inspect", description, examples).argument("<file>", "model or pack");
  addOutputOptions(command);
  return withJob(command, run, inspect);
}

async function inspect(path: string, options: OutputOptions, context: RunContext): Promise<JobResult> {
  const file = await openFile(path, context.workspace);
  const head = await file.read(0, Math.min(mark.length + 1, file.size));
  if (mark.some((byte, i) => head[i] !== byte)) {
    throw new DataError(`${path}: is neither a model nor a pack, or its first bytes are damaged`);
  }
  const json = options.json === true;
  return head[mark.length] === packMark
    ? inspectPack(path, file, json, context)
    : inspectModel(path, file, json);
}
