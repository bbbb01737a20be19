import type { Row } from "@onset/core/sweep";
import { type Cell, type ParameterColumn, parametersOf } from "./columns.js";

/** A parameter in which tasks differ; engine and seed count as such. */
export type AxisName = ParameterColumn | "engine" | "seed";

const names: readonly AxisName[] = [
  ...([
    "law",
    "skill_degrees",
    "popularity",
    "skills",
    "ratio",
    "max_unlearned",
    "unknown",
    "text_number",
  ] as const),
  ...(["channel", "parameter", "code", "rate", "repeats", "sizes", "model", "engine", "seed"] as const),
];

/** The parameters of a row. */
export function axisValues(row: Row): Record<AxisName, Cell> {
  return { ...parametersOf(row.experiment), engine: row.engine, seed: row.seed };
}

/** Those in which some rows differ, in the order in which people name them. */
export function varying(rows: readonly Row[]): AxisName[] {
  const values = rows.map(axisValues);
  const distinct = (of: (value: (typeof values)[number]) => unknown) => new Set(values.map(of)).size;
  const axes = names.filter((name) => distinct((value) => value[name]) > 1);
  // Classes whose texts only grow in proportion differ in their ratio already.
  const sizes = distinct(({ sizes }) => sizes);
  const isTold =
    distinct(({ ratio }) => ratio) === sizes && distinct((v) => `${v.ratio} ${v.sizes}`) === sizes;
  return isTold && axes.includes("ratio") ? axes.filter((name) => name !== "sizes") : axes;
}
