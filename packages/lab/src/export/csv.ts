import { csvCells } from "@onset/core/base";
import type { Table } from "../views/view.js";

/**
 * A table as CSV: numbers with all their digits, an empty field where there is no value, an apostrophe before what a
 * spreadsheet would compute. The JSON export has all as it is.
 */
export function csvOf({ columns, rows }: Table): string {
  return [columns.map((column) => column.name), ...rows].map((row) => `${csvCells(row)}\r\n`).join("");
}

export type TableSource = {
  readonly title: string;
  readonly caption: string;
  readonly command: string;
  readonly link: string;
};

/**
 * The same with lines before it that say where it comes from. They begin with #, as pandas, R, DuckDB, gnuplot and NumPy
 * can skip.
 */
export function csvWithSource(table: Table, { title, caption, command, link }: TableSource): string {
  const lines = [title, caption, `onset ${__VERSION__}`, ...command.split("\n"), link];
  return lines.map((line) => `# ${line}\r\n`).join("") + csvOf(table);
}
