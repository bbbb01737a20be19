import { checkInteger, checkNumber, rejected } from "../base/index.js";
import { engineNamed } from "./engines/choose.js";
import type { EngineName } from "./engines/engine.js";
import type { Moments } from "./moments.js";
import { checkRanges, countTrials, type Ranges } from "./ranges.js";
import { histogramBins, type Row } from "./row.js";
import { readExperiment, type WrittenExperiment, writeExperiment } from "./row-experiment.js";
import { taskId } from "./task.js";

/** The schema of a line. */
export const rowSchema = "onset/row@3";

/**
 * A row as a line of JSON holds it, its experiment as fields beside the others. What a reader can tell is left out: the number
 * of trials, fields of the experiment that have their default, bins without trials.
 */
export type RowLine = {
  readonly schema: typeof rowSchema;
  /** Name and version of the program that made it. */
  readonly tool: string;
  /** The id of the task: the fingerprint of experiment, engine and seed. */
  readonly task: string;
  readonly engine: EngineName;
  readonly seed: number;
  /** The learned share above which a trial counts as emerged; null where learning is gradual. */
  readonly emergedAbove: number | null;
  /** Which trials these are: from each first number up to, but without, the second. */
  readonly trials: Ranges;
  /** Trials that ended above `emergedAbove`; null where learning is gradual. */
  readonly emerged: number | null;
  /** Trials in which every skill was learned. */
  readonly complete: number;
  /** Of each quantity the sum and the sum of squares over the trials, which may be larger than a number keeps exactly. */
  readonly moments: Readonly<Record<string, readonly [sum: string, squares: string]>>;
  /** Trials by the share of skills that are learned or known, in 100 bins; -n stands for n bins without trials. */
  readonly histogram: readonly number[];
} & WrittenExperiment;

/**
 * Returns a row as one line of JSON, without the line end. Sums are strings of digits: they may be larger than
 * what most readers of JSON keep exactly.
 *
 * @param tool - Name and version of the program that made it, such as `onset 0.1.0`.
 */
export function printRow(row: Row, tool: string): string {
  const moments = Object.entries(row.moments).map(([name, { sum, squares }]) => [
    name,
    [sum.toString(), squares.toString()],
  ]);
  const line: RowLine = {
    schema: rowSchema,
    tool,
    task: row.task,
    ...writeExperiment(row.experiment),
    engine: row.engine,
    seed: row.seed,
    emergedAbove: row.emergedAbove,
    trials: row.ranges,
    emerged: row.emerged,
    complete: row.complete,
    moments: Object.fromEntries(moments),
    histogram: writeHistogram(row.histogram),
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
 * parseRow("{}", "onset 0.1.0"); // throws RangeError: "schema" expected "onset/row@3", got undefined
 * ```
 */
export function parseRow(line: string, tool: string): Row {
  const data = JSON.parse(line) as Record<keyof RowLine, unknown>;
  if (typeof data !== "object" || data === null) throw rejected(data, "row", "an object", true);
  const { schema, tool: maker, task, trials: ranges, emergedAbove, complete, emerged, ...rest } = data;
  if (schema !== rowSchema) throw rejected(schema, "schema", JSON.stringify(rowSchema));
  if (maker !== tool) {
    throw new RangeError(`made by ${maker}, but this is ${tool}: numbers may differ between versions`);
  }
  const { engine: engineName, seed: givenSeed, moments, histogram, ...fields } = rest;
  const experiment = readExperiment(fields);
  const engine = engineNamed(engineName as Row["engine"]);
  const seed = checkInteger(givenSeed as number, "seed", 0);
  const id = taskId(experiment, engine.name, seed);
  if (task !== id) throw rejected(task, "task", `${id}, the id of its experiment`);
  const checkedRanges = checkRanges(ranges as Ranges, "trials");
  const trials = checkInteger(countTrials(checkedRanges), "number of trials", 1);
  const count = (value: unknown, title: string) => checkInteger(value as number, title, 0, trials);
  const row: Row = {
    task: id,
    experiment,
    engine: engine.name,
    seed,
    emergedAbove: emergedAbove === null ? null : checkNumber(emergedAbove as number, "emergedAbove"),
    ranges: checkedRanges,
    trials,
    emerged: emerged === null ? null : count(emerged, "emerged"),
    complete: count(complete, "complete"),
    moments: momentsFrom(moments, engine.quantities(experiment)),
    histogram: histogramFrom(histogram, trials),
  };
  if ((row.emerged === null) !== (row.emergedAbove === null)) {
    throw rejected(row.emerged, "emerged", "null if and only if emergedAbove is null");
  }
  return row;
}

function momentsFrom(data: unknown, quantities: readonly string[]): Record<string, Moments> {
  const given = (typeof data === "object" ? data : null) ?? {};
  const names = Object.keys(given);
  if (names.length !== quantities.length || names.some((name) => !quantities.includes(name))) {
    throw rejected(names.join(", "), "moments", quantities.join(", "));
  }
  const moments: Record<string, Moments> = {};
  for (const [name, value] of Object.entries(given as Record<string, unknown>)) {
    if (!Array.isArray(value) || value.length !== 2) {
      throw rejected(value, `moments.${name}`, "a sum and a sum of squares", !Array.isArray(value));
    }
    moments[name] = {
      sum: integerFrom(value[0], `moments.${name}[0]`),
      squares: integerFrom(value[1], `moments.${name}[1]`),
    };
  }
  return moments;
}

function integerFrom(value: unknown, title: string): bigint {
  if (typeof value === "string" && /^\d+$/.test(value)) return BigInt(value);
  throw rejected(value, title, "a string of digits", typeof value !== "string");
}

/** Runs of zeros as their negative length. */
function writeHistogram(histogram: readonly number[]): number[] {
  const written: number[] = [];
  for (const count of histogram) {
    if (count === 0 && (written.at(-1) ?? 0) < 0) written[written.length - 1]--;
    else written.push(count === 0 ? -1 : count);
  }
  return written;
}

function histogramFrom(data: unknown, trials: number): number[] {
  if (!Array.isArray(data)) throw rejected(data, "histogram", "a list of counts", true);
  const histogram: number[] = [];
  for (const item of data) {
    const value = checkInteger(item, "histogram", -histogramBins);
    if (value > 0) histogram.push(value);
    else for (let bin = value; bin < 0; bin++) histogram.push(0);
    if (histogram.length > histogramBins) break;
  }
  if (histogram.length !== histogramBins) {
    const bins = histogram.length > histogramBins ? "more" : histogram.length;
    throw new RangeError(`"histogram" expected ${histogramBins} bins, got ${bins}`);
  }
  const sum = histogram.reduce((before, value) => before + value, 0);
  if (sum !== trials) throw rejected(sum, "sum of the histogram", `${trials} trials`);
  return histogram;
}
