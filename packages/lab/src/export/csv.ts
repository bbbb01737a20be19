import { csvCells } from "@onset/core/base";
import type { Table } from "../views/view.js";

/**
 * A table as CSV: numbers with all their digits, an empty field where there is no value, an apostrophe before what a
 * spreadsheet would compute. The JSON export has all as it is.
 */
export function csvOf({ columns, rows }: Table): string {
  return [columns.map((column) => column.name), ...rows].map((row) => `${csvCells(row)}\r\n`).join("");
}
