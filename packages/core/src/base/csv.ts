import { checkOptions, type OptionKeys } from "./arguments.js";

/** What a spreadsheet takes for a formula: it would compute a cell that begins so, when it opens a table. */
const formula = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const numeral = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** How the cells of a table are written. */
export type CellOptions = {
  /** Texts that look like formulas stay as they are. Default: they get an apostrophe in front. */
  readonly raw?: boolean;
};

export const cellOptionsKeys: OptionKeys<CellOptions> = { raw: true };

/**
 * Returns the cells of one line of a CSV file (RFC 4180), without the end of the line: numbers with all their digits,
 * nothing for null.
 *
 * A text that begins with `=`, `+`, `-`, `@`, a tab or the end of a line, and is no number, gets an apostrophe in
 * front: a spreadsheet would compute it. One that begins with apostrophes before such a character gets one more, so
 * that nothing is lost: {@link unguardedCell} has the text again.
 *
 * @example
 * ```ts
 * import { csvCells } from "@onset/core/base";
 * csvCells(["a,b", -1, null]); // => "\"a,b\",-1,"
 * csvCells(["=1+1", "-1", "'=x", "it's"]); // => "'=1+1,-1,''=x,it's"
 * csvCells(["=1+1"], { raw: true }); // => "=1+1"
 * ```
 */
export function csvCells(
  values: readonly (string | number | boolean | null)[],
  options: CellOptions = {},
): string {
  checkOptions(options, cellOptionsKeys);
  const { raw = false } = options;
  const cells = values.map((value) => {
    if (typeof value !== "string") return value ?? "";
    const text = !raw && formula.test(value) && !numeral.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return cells.join(",");
}

/**
 * Returns the text of a cell that {@link csvCells} wrote, its quotes already gone: the apostrophe before what a
 * spreadsheet would compute is taken away.
 *
 * @example
 * ```ts
 * import { unguardedCell } from "@onset/core/base";
 * unguardedCell("'=1+1"); // => "=1+1"
 * unguardedCell("it's"); // => "it's"
 * ```
 */
export function unguardedCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
