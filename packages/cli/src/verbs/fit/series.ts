import { compareRows, type Row, rowSchema, summarize } from "@onset/core/sweep";
import { DataError, UsageError } from "../../errors.js";
import { axisValues, varying } from "../sweep/axes.js";
import { readRows } from "../sweep/rows-file.js";
import { parseTable } from "./table.js";

/** Points that one law is fitted to. */
export type Series = {
  /** What is the same for its points and not for those of others; empty when there is one series. */
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Standard errors of y; null where none are known. */
  readonly standardErrors: readonly number[] | null;
  /** Points that were left out because y is 0: a logarithm has no place for it. */
  readonly zeros: number;
};

/** Which columns hold what, as the command line gives them. */
export type ColumnNames = { readonly x?: string; readonly y?: string; readonly error?: string };

/** What was read: names of the quantities and the series. */
export type Points = { readonly x: string; readonly y: string; readonly series: readonly Series[] };

/** Whether a file holds rows of `onset sweep`. */
export const holdsRows = (text: string): boolean => text.startsWith(`{"schema":"${rowSchema.slice(0, 9)}`);

/** The points of a file of rows: the unlearned share against the ratio or the number of skills, one series a combination of the rest. */
export function seriesOfRows(path: string, names: ColumnNames): Points {
  const rows = [...readRows(path).rows.values()].sort(compareRows);
  if (rows.length === 0) throw new DataError(`${path} holds no row`);
  const x = names.x ?? "ratio";
  const y = names.y ?? "unlearned";
  if (x !== "ratio" && x !== "skills")
    throw new UsageError(`--x expected ratio or skills for rows of a sweep, got ${x}`);
  if (y !== "unlearned") throw new UsageError(`--y expected unlearned for rows of a sweep, got ${y}`);
  if (names.error !== undefined) throw new UsageError("--error: rows of a sweep bring their standard errors");
  const others = varying(rows).filter((axis) => axis !== x);
  const bySeries = new Map<string, Row[]>();
  for (const row of rows) {
    const values = axisValues(row);
    if (typeof values[x] !== "number")
      throw new DataError(`${path}: a row of ${row.experiment.model} has no ${x}`);
    const name = others.map((axis) => `${axis} ${values[axis]}`).join(", ");
    bySeries.set(name, [...(bySeries.get(name) ?? []), row]);
  }
  const series = [...bySeries].map(([name, members]) => {
    const points = members.map((row) => {
      const { mean, standardError } = summarize(row).unlearned;
      return { x: axisValues(row)[x] as number, y: mean, error: standardError };
    });
    return seriesOf(name, points);
  });
  return { x, y, series };
}

type Point = { readonly x: number; readonly y: number; readonly error: number | null };

/** Points at 0 are left out; standard errors are used where all points have one above 0. */
function seriesOf(name: string, points: readonly Point[]): Series {
  const kept = points.filter(({ y }) => y > 0);
  const known = kept.length > 0 && kept.every(({ error }) => error !== null && error > 0);
  return {
    name,
    x: kept.map((point) => point.x),
    y: kept.map((point) => point.y),
    standardErrors: known ? kept.map(({ error }) => error!) : null,
    zeros: points.length - kept.length,
  };
}

/** The points of a table. */
export function seriesOfTable(text: string, path: string, names: ColumnNames): Points {
  const { columns, rows } = parseTable(text, path);
  const numeric = (name: string | undefined, position: number, option: string): number => {
    const index = name === undefined ? position : columns.indexOf(name);
    if (index >= 0 && index < columns.length) return index;
    throw new UsageError(
      `--${option} expected a column of ${path}: ${columns.join(", ")}; got ${name ?? "none"}`,
    );
  };
  const x = numeric(names.x, 0, "x");
  const y = numeric(names.y, 1, "y");
  const error = names.error === undefined ? null : numeric(names.error, -1, "error");
  const points = rows.map(({ line, cells }): Point => {
    const value = (column: number, least: string): number => {
      const number = cells[column].trim() === "" ? Number.NaN : Number(cells[column]);
      const fits = least === ">" ? number > 0 : number >= 0;
      if (fits && Number.isFinite(number)) return number;
      throw new DataError(
        `${path} line ${line}: column ${columns[column]} expected a number ${least} 0, got ${JSON.stringify(cells[column])}`,
      );
    };
    return { x: value(x, ">"), y: value(y, ">="), error: error === null ? null : value(error, ">=") };
  });
  return { x: columns[x], y: columns[y], series: [seriesOf("", points)] };
}
