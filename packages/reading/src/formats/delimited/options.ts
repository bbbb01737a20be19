import { usageError } from "../../errors.js";

/** Whether cells may stand in quotes: `quoted` as in CSV (RFC 4180), `none` where a quote is a letter like others. */
export type Quoting = "quoted" | "none";

/** What the user says about the rows of a delimited file; the rest is recognised. */
export type DelimitedOptions = {
  /** Between the columns, one to four bytes. */
  readonly columnDelimiter?: string | undefined;
  readonly quoting?: Quoting | undefined;
  /** Whether the first row names the columns. */
  readonly header?: boolean | undefined;
  /** Lines before the first row. */
  readonly skipLines?: number | undefined;
  /** Columns that the user names: a row that holds one of them is the header. */
  readonly named?: readonly string[] | undefined;
};

/**
 * The delimiter that was asked for.
 *
 * @throws ReadingError when it cannot be one
 */
export function checkedDelimiter(delimiter: string): string {
  // What a shell leaves of '\t'.
  if (delimiter === "\\t") return "\t";
  if (/["\r\n]/.test(delimiter) || delimiter === "" || new TextEncoder().encode(delimiter).length > 4) {
    throw usageError(
      `--column-delimiter: expected one to four bytes without a quote or a line end, got ${JSON.stringify(delimiter)}`,
    );
  }
  return delimiter;
}
