import { checkInteger, checkNumber, rejected } from "../base/index.js";
import { engineNamed } from "./engines/choose.js";
import { experimentFrom } from "./experiments/from-data.js";
import type { Moments } from "./moments.js";
import { checkRanges, countTrials } from "./ranges.js";
import { histogramBins, type Row } from "./row.js";
import { taskId } from "./task.js";

/** The schema of a line. */
export const rowSchema = "onset/row@2";

/** A row as a line of JSON holds it: sums are strings of digits, which may be larger than a number keeps exactly. */
export type RowLine = Omit<Row, "moments"> & {
  readonly schema: typeof rowSchema;
  /** Name and version of the program that made it. */
  readonly tool: string;
  /** Of each quantity the sum and the sum of squares over the trials. */
  readonly moments: Readonly<Record<string, { readonly sum: string; readonly squares: string }>>;
};

/**
 * Returns a row as one line of JSON, without the line end. Sums are strings of digits: they may be larger than
 * what most readers of JSON keep exactly.
 *
 * @param tool - Name and version of the program that made it, such as `onset 0.1.0`.
 */
export function printRow(row: Row, tool: string): string {
  const moments = Object.fromEntries(
    Object.entries(row.moments).map(([name, { sum, squares }]) => [
      name,
      { sum: sum.toString(), squares: squares.toString() },
    ]),
  );
  const line: RowLine = {
    schema: rowSchema,
    tool,
    task: row.task,
    experiment: row.experiment,
    engine: row.engine,
    seed: row.seed,
    emergedAbove: row.emergedAbove,
    ranges: row.ranges,
    trials: row.trials,
    emerged: row.emerged,
    complete: row.complete,
    moments,
    histogram: row.histogram,
  };
  return JSON.stringify(line);
}

/**
 * Returns the row of a line. Nothing in it is believed: it must be of this schema and this version of the
 * program (numbers may differ between versions, and rows of different numbers must not be added), its id must be
 * that of its task, and its counts must agree with each other.
 *
 * @param line - One line.
 * @param tool - Name and version of the program that reads it.
 * @throws SyntaxError when the line is not JSON, TypeError or RangeError when it is not such a row.
 *
 * @example
 * ```ts
 * import { corpusExperiment, makeTask, parseRow, printRow, runTrials } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const task = makeTask(corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1000 }));
 * const line = printRow(runTrials(task, [0, 10]), "onset 0.1.0");
 * parseRow(line, "onset 0.1.0").trials; // => 10
 * parseRow(line, "onset 9.0.0"); // throws RangeError: made by onset 0.1.0, but this is onset 9.0.0: numbers may differ between versions
 * parseRow("{}", "onset 0.1.0"); // throws RangeError: "schema" expected "onset/row@2", got undefined
 * ```
 */
export function parseRow(line: string, tool: string): Row {
  const data = JSON.parse(line) as Record<keyof Row | "schema" | "tool", unknown>;
  if (typeof data !== "object" || data === null) throw rejected(data, "row", "an object", true);
  if (data.schema !== rowSchema) throw rejected(data.schema, "schema", JSON.stringify(rowSchema));
  if (data.tool !== tool) {
    throw new RangeError(`made by ${data.tool}, but this is ${tool}: numbers may differ between versions`);
  }
  const experiment = experimentFrom(data.experiment as { model: string });
  const engine = engineNamed(data.engine as Row["engine"]).name;
  const seed = checkInteger(data.seed as number, "seed", 0);
  const task = taskId(experiment, engine, seed);
  if (data.task !== task) throw rejected(data.task, "task", `${task}, the id of its experiment`);
  const trials = checkInteger(data.trials as number, "trials", 1);
  const count = (value: unknown, title: string) => checkInteger(value as number, title, 0, trials);
  const row: Row = {
    task,
    experiment,
    engine,
    seed,
    emergedAbove:
      data.emergedAbove === null ? null : checkNumber(data.emergedAbove as number, "emergedAbove"),
    ranges: checkRanges(data.ranges as Row["ranges"], "ranges"),
    trials,
    emerged: data.emerged === null ? null : count(data.emerged, "emerged"),
    complete: count(data.complete, "complete"),
    moments: momentsFrom(data.moments, engineNamed(engine).quantities(experiment)),
    histogram: histogramFrom(data.histogram, trials),
  };
  if ((row.emerged === null) !== (row.emergedAbove === null)) {
    throw rejected(row.emerged, "emerged", "null if and only if emergedAbove is null");
  }
  if (countTrials(row.ranges) !== trials) throw rejected(trials, "trials", `${countTrials(row.ranges)}`);
  return row;
}

function momentsFrom(data: unknown, quantities: readonly string[]): Record<string, Moments> {
  const given = (typeof data === "object" ? data : null) ?? {};
  const names = Object.keys(given);
  if (names.length !== quantities.length || names.some((name) => !quantities.includes(name))) {
    throw rejected(names.join(", "), "moments", quantities.join(", "));
  }
  const moments: Record<string, Moments> = {};
  for (const [name, value] of Object.entries(given as Record<string, Record<keyof Moments, unknown>>)) {
    moments[name] = {
      sum: integerFrom(value?.sum, `moments.${name}.sum`),
      squares: integerFrom(value?.squares, `moments.${name}.squares`),
    };
  }
  return moments;
}

function integerFrom(value: unknown, title: string): bigint {
  if (typeof value === "string" && /^\d+$/.test(value)) return BigInt(value);
  throw rejected(value, title, "a string of digits", typeof value !== "string");
}

function histogramFrom(data: unknown, trials: number): number[] {
  if (!Array.isArray(data) || data.length !== histogramBins) {
    throw rejected(data, "histogram", `${histogramBins} counts`, !Array.isArray(data));
  }
  let sum = 0;
  for (const count of data) sum += checkInteger(count, "histogram", 0);
  if (sum !== trials) throw rejected(sum, "sum of the histogram", `${trials} trials`);
  return data;
}
