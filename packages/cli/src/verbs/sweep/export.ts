import { createReadStream } from "node:fs";
import { extname, join } from "node:path";
import { compareRows, type Row } from "@onset/core/sweep";
import { csvLine } from "../../files/csv.js";
import type { Outputs } from "../../files/outputs.js";
import type { Workspace } from "../../files/workspace.js";
import { type Column, cellsOf, columns } from "./columns.js";
import { literal, Session } from "./session.js";

const names = Object.keys(columns) as Column[];

/** Writes what rows say as a table, one line a task. */
export async function exportRows(
  rows: readonly Row[],
  path: string,
  outputs: Outputs,
  workspace: Workspace,
): Promise<void> {
  if (extname(path).toLowerCase() === ".csv") return outputs.writeFile(path, csvLines(rows));
  const folder = await workspace.directory();
  const [csv, parquet] = [join(folder, "rows.csv"), join(folder, "rows.parquet")];
  await outputs.writeFile(csv, csvLines(rows));
  const session = await Session.open(workspace);
  try {
    const types = names.map((name) => `${literal(name)}: ${literal(columns[name])}`).join(", ");
    const table = `read_csv(${literal(csv)}, header = true, columns = {${types}})`;
    await session.run(`COPY (SELECT * FROM ${table}) TO ${literal(parquet)} (FORMAT parquet)`);
  } finally {
    session.close();
  }
  await outputs.writeFile(path, createReadStream(parquet));
}

function* csvLines(rows: readonly Row[]): Generator<string> {
  yield csvLine(names);
  for (const row of [...rows].sort(compareRows)) {
    const cells = cellsOf(row);
    yield csvLine(names.map((name) => cells[name] ?? ""));
  }
}
