import { existsSync } from "node:fs";
import { basename, extname } from "node:path";
import { compareRows, type Row, type Shard } from "@onset/core/sweep";
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../../errors.js";
import { Lock } from "../../files/lock.js";
import { Outputs } from "../../files/outputs.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";
import { complain } from "../../terminal/complain.js";
import { jsonText } from "../../terminal/output.js";
import { addWorkerOptions, type WorkerOptions } from "../../workers/options.js";
import { readGrid } from "./grid-file.js";
import { sweepReport } from "./json.js";
import { mergeFiles } from "./merge.js";
import { terminalReport } from "./report.js";
import { linesOf, readRows } from "./rows-file.js";
import { runGrid, type SweepOutcome } from "./run-grid.js";

type Options = WorkerOptions &
  OutputOptions & {
    readonly out?: string;
    readonly resume?: true;
    readonly shard?: Shard;
    readonly merge?: true;
    readonly plot?: string;
    readonly export?: string;
  };

const description = [
  "Simulate all combinations of a grid of parameters.",
  "Rows of counts are appended to a file as they come. A run may be stopped at any moment, also by kill -9: --resume goes on where it stopped. The rows are the same, to the byte, for any number of workers, any interruptions, and any number of shards once they are merged.",
];

const examples = `
GRID is a JSON file; a value is one, a list, or a range:
  { "law": ["poisson:4", "poisson:5"],
    "skills": { "from": 1e3, "to": 1e6, "points": 4, "scale": "log" },
    "ratio": { "from": 2.3, "to": 2.6, "step": 0.05 },
    "trials": 10000 }
More keys: skillDegrees, popularity, textNumber, repeats, maxUnlearned, unknown, reliability, success, seed, engine
(as the options of onset simulate), maxEvents, targetError. In place of law several classes, levels, or a code over
a channel, the texts of classes and levels written as onset classes and onset finetune take them:
  { "classes": { "skills": [1e5, 5e4], "texts": ["2.6e5:4.5:0.5", "1.2e5:1.5:3"] },
    "scale": { "from": 0.5, "to": 1.2, "step": 0.1 }, "trials": 20 }
  { "hierarchy": { "skills": [1e5, 1e5, 1e4], "levels": ["1.6:4", "1.4:2:3", "2:1:1:3"] }, "trials": 20 }
  { "channel": "erasure", "parameter": { "from": 0, "to": 0.6, "step": 0.05 },
  "code": ["ldpc", "fountain"], "rate": 0.5, "packets": 256, "trials": 1000 }, where packets are skills.

Examples:
  onset sweep grid.json -o rows.jsonl
  onset sweep grid.json -o rows.jsonl --resume --plot figure.svg
  onset sweep grid.json -o rows-$TASK.jsonl --shard $TASK/100
  onset sweep --merge rows-*.jsonl -o rows.jsonl --export table.parquet`;

/** The option `--shard i/n`. */
function shard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || count === undefined || !(index >= 1 && index <= count && count <= 1e6)) {
    throw new InvalidArgumentError("Expected i/n with 1 <= i <= n, such as 3/100.");
  }
  return { index, count };
}

/** `onset sweep`: Monte Carlo of a grid of experiments. */
export function sweepCommand(run: Run): Command {
  const command = verbCommand("sweep", description, examples)
    .argument("<files...>", "grid of parameters; with --merge files of rows")
    .optionsGroup("Rows:")
    .option("-o, --out <file>", "file of rows to write (JSON Lines)")
    .option("--resume", "go on with the file of rows; begin when there is none")
    .option("--shard <i/n>", "do the i-th of n parts, each into a file of its own", shard)
    .option("--merge", "add up files of rows instead of simulating")
    .option("--plot <file>", "also draw a figure (.svg): simulation as points, theory as lines")
    .option("--export <file>", "also write a table, one line a task (.csv or .parquet)");
  addOutputOptions(addWorkerOptions(command));
  return withJob(command, run, sweep);
}

async function sweep(files: string[], options: Options, context: RunContext): Promise<string> {
  const { out, plot } = options;
  checkEnd("--plot", plot, [".svg"]);
  checkEnd("--export", options.export, [".csv", ".parquet"]);
  const named = { reads: files, writes: [out, plot, options.export] };
  const outputs = await Outputs.open(named, context.workspace.signal);
  const { rows, notes } = options.merge
    ? await merge(files, options, outputs)
    : await runOne(files, options, outputs, context);
  context.progress.stage("reporting");
  if (rows.length > 0) await writeViews(rows, files, options, outputs, context);
  const report = sweepReport(rows, out, notes);
  if (options.json) return jsonText(report);
  return terminalReport(files.map((file) => basename(file)).join(" "), rows, noteLines(rows, options));
}

/** What a file is to hold goes by the end of its name; said before anything is simulated. */
function checkEnd(option: string, name: string | undefined, ends: readonly string[]): void {
  if (name === undefined || ends.includes(extname(name).toLowerCase())) return;
  throw new UsageError(
    `${option} expected a name that ends in ${ends.join(" or ")}, got ${JSON.stringify(name)}`,
  );
}

async function runOne(
  files: string[],
  options: Options,
  outputs: Outputs,
  context: RunContext,
): Promise<SweepOutcome> {
  const [file, more] = files;
  if (more !== undefined) {
    throw new UsageError(
      `one grid is expected, got ${files.length} files (to add up files of rows, say --merge)`,
    );
  }
  if (options.out === undefined)
    throw new UsageError("-o is missing: say where the rows go, such as -o rows.jsonl");
  const grid = readGrid(file);
  for (const law of grid.files) await outputs.protect(law);
  return runGrid(grid.tasks, { ...options, out: options.out }, outputs, context);
}

async function merge(
  files: readonly string[],
  { out, resume, shard: part }: Options,
  outputs: Outputs,
): Promise<SweepOutcome> {
  if (resume || part !== undefined) {
    throw new UsageError(`--merge and ${resume ? "--resume" : "--shard"} exclude each other`);
  }
  const { rows, notes } = mergeFiles(files);
  for (const note of notes) complain(note);
  if (out !== undefined) {
    const lock = await Lock.take(out);
    try {
      // A merge may be repeated; a file of something else is not overwritten.
      if (existsSync(out)) readRows(out);
      await outputs.writeFile(out, linesOf(rows));
    } finally {
      lock.release();
    }
  }
  return { rows: [...rows].sort(compareRows), notes };
}

async function writeViews(
  rows: readonly Row[],
  files: readonly string[],
  options: Options,
  outputs: Outputs,
  { workspace }: RunContext,
): Promise<void> {
  // The database and the library that draws take a quarter of a second to load.
  if (options.export !== undefined) {
    await (await import("./export.js")).exportRows(rows, options.export, outputs, workspace);
  }
  if (options.plot === undefined) return;
  const [{ drawFigure }, { figureOf }] = await Promise.all([
    import("../../figures/draw.js"),
    import("./plot.js"),
  ]);
  await outputs.writeFile(options.plot, [drawFigure(figureOf(rows, basename(files[0])))]);
}

function noteLines(rows: readonly Row[], options: Options): string[] {
  if (rows.length === 0) return ["this shard has no trials: there are more shards than batches"];
  const written = [options.out, options.plot, options.export].filter((name) => name !== undefined);
  return written.length === 0 ? [] : [`written: ${written.join(", ")}`];
}
