/** Rows of a table that are looked for. */
import type { Cell, Table } from "../views/view.js";

const comparison = /^(.+?)\s*(<=|>=|=|<|>)\s*(.+)$/;

/**
 * The rows that hold what is written, in any column and without regard to case; or those of a comparison such as
 * `round > 3` or `stuck core = 1`, with the label or the name of a column.
 */
export function matching(table: Table, wanted: string): Table["rows"] {
  const text = wanted.trim().toLowerCase();
  if (text === "") return table.rows;
  const parts = comparison.exec(text);
  const column = parts === null ? -1 : columnOf(table, parts[1]);
  if (parts !== null && column >= 0) {
    const [, , sign, value] = parts;
    return table.rows.filter((row) => isSuch(row[column], sign, value));
  }
  return table.rows.filter((row) => row.some((cell) => cellWords(cell).includes(text)));
}

function columnOf({ columns }: Table, name: string): number {
  return columns.findIndex(
    (column) => column.label.toLowerCase() === name || column.name.toLowerCase() === name,
  );
}

function isSuch(cell: Cell, sign: string, value: string): boolean {
  if (typeof cell !== "number") return sign === "=" && cellWords(cell) === value;
  const number = Number(value);
  switch (sign) {
    case "<":
      return cell < number;
    case ">":
      return cell > number;
    case "<=":
      return cell <= number;
    case ">=":
      return cell >= number;
    default:
      return cell === number;
  }
}

function cellWords(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "boolean" ? (cell ? "yes" : "no") : String(cell).toLowerCase();
}
