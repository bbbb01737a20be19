import type { Cell, Table } from "../views/view.js";

/** A table as CSV (RFC 4180): numbers with all their digits, an empty field where there is no value. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns.map((column) => field(column.name)), ...rows.map((row) => row.map(field))];
  return lines.map((line) => `${line.join(",")}\r\n`).join("");
}

function field(cell: Cell): string {
  if (cell === null) return "";
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
