import { closeSync, renameSync } from "node:fs";
import { extname, join } from "node:path";
import { compareRows, type Row } from "@onset/core/sweep";
import type { Workspace } from "../files/workspace.js";
import { csvLine } from "../files/write.js";
import { literal, Session } from "../reading/session.js";
import { type Column, cellsOf, columns } from "./columns.js";
import { openForWriting, writeWhole } from "./whole-file.js";

const names = Object.keys(columns) as Column[];

/** Writes what rows say as a table, one line a task, whole or not at all. */
export async function exportRows(rows: readonly Row[], path: string, workspace: Workspace): Promise<void> {
  if (extname(path).toLowerCase() === ".csv") return writeWhole(path, csvLines(rows));
  const csv = join(await workspace.directory(), "rows.csv");
  writeWhole(csv, csvLines(rows));
  // Told in its own words when there is no such folder, before the database is asked.
  closeSync(openForWriting(`${path}.tmp`, "w"));
  const session = await Session.open(workspace);
  try {
    const types = names.map((name) => `${literal(name)}: ${literal(columns[name])}`).join(", ");
    const table = `read_csv(${literal(csv)}, header = true, columns = {${types}})`;
    await session.run(`COPY (SELECT * FROM ${table}) TO ${literal(`${path}.tmp`)} (FORMAT parquet)`);
  } finally {
    session.close();
  }
  renameSync(`${path}.tmp`, path);
}

function* csvLines(rows: readonly Row[]): Generator<string> {
  yield csvLine(names);
  for (const row of [...rows].sort(compareRows)) {
    const cells = cellsOf(row);
    yield csvLine(names.map((name) => cells[name] ?? ""));
  }
}
