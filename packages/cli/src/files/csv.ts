import { type CellOptions, csvCells } from "@onset/core/base";

/** The option of verbs whose tables hold names from files. */
export const rawCells = [
  "--raw-cells",
  "no apostrophe before cells of tables that a spreadsheet would compute (= + - @)",
] as const;

/** One line of a CSV file (RFC 4180). */
export function csvLine(values: readonly (string | number)[], options: CellOptions = {}): string {
  return `${csvCells(values, options)}\n`;
}
