/** How a delimited file is laid out, as its beginning tells. */
import { recognisedFieldNames } from "@onset/core/corpus";
import { dataError } from "../../errors.js";
import { delimiterInWords } from "../../layout/delimiters.js";
import { maxColumns, maxRecordBytes } from "../../limits.js";
import { type TextBytes, withLongerHead } from "../../source/unpack.js";
import { isUtf8 } from "../../source/utf8.js";
import { checkedDelimiter, type DelimitedOptions, type Quoting } from "./options.js";
import { preambleOf } from "./preamble.js";
import { recogniseQuoting } from "./quoting.js";
import { type SampleRow, sampleRows, shareOf, usualCount } from "./sample.js";
import type { Dialect, Position } from "./scanner.js";

export type DelimitedLayout = {
  readonly dialect: Dialect;
  readonly names: readonly string[];
  /** Where the first row of texts begins. */
  readonly from: Position;
  /** The first rows below the header. */
  readonly sample: readonly SampleRow[];
  readonly conventions: readonly string[];
  readonly delimiters: Readonly<Record<number, string>>;
  /** The first line of a CSV file with a cell that begins with a quote, where nobody said that quotes are letters. */
  readonly letterQuote: number | null;
};

type Split = { readonly delimiter: string; readonly dialect: Dialect; readonly rows: readonly SampleRow[] };

const candidates = ["\t", ",", ";", "|"];
const maxTitleLines = 20;

/**
 * Recognises delimiter, quoting, title lines and header.
 *
 * @param format - `tsv` has tabs and, where nothing tells, no quoting; `csv` any of tab, `,`, `;` and `|`, and quotes
 * @throws ReadingError when there is no row, or the first one is too large
 */
export async function recogniseLayout(
  text: TextBytes,
  format: "csv" | "tsv",
  options: DelimitedOptions,
): Promise<DelimitedLayout> {
  const { head, isWhole } = await longEnough(text);
  const preamble = preambleOf(head, options.skipLines);
  const asked = options.columnDelimiter === undefined ? undefined : checkedDelimiter(options.columnDelimiter);
  const said = asked ?? preamble.delimiter ?? (format === "tsv" ? "\t" : undefined);
  const splits = (said === undefined ? candidates : [said]).map((delimiter) =>
    split(head, isWhole, delimiter, preamble.from, options.quoting, format === "tsv" ? "none" : "quoted"),
  );
  if (splits.every(({ rows }) => rows.length === 0))
    throw dataError("found no row: expected a header and rows");
  const { split: chosen, titleRows } = chooseSplit(splits, preamble.isHeaderless, options);
  const first = chosen.rows[titleRows];
  if (first.problem !== null)
    throw dataError(`line ${first.at.line} ${first.problem}: expected a header and rows`);
  if (first.cellCount > maxColumns) {
    throw dataError(
      `line ${first.at.line} has ${first.cellCount} columns, more than ${maxColumns}: write a row for each pair of text and skill, and say --group-by`,
    );
  }
  if (!isUtf8(head, first.at.offset, first.next.offset)) {
    const encoding = text.encoding.name.toUpperCase();
    throw dataError(
      `its first row, on line ${first.at.line}, is not valid ${encoding}: say what it is, as with --encoding windows-1252`,
    );
  }
  const hasHeader = !preamble.isHeaderless && isHeader(chosen.rows.slice(titleRows), options);
  const rows = chosen.rows.slice(titleRows + (hasHeader ? 1 : 0));
  const numbered = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, i) => String(i + 1));
  const count = hasHeader ? first.cellCount : usualCount(rows);
  return {
    dialect: chosen.dialect,
    names: hasHeader ? first.cells.map((name) => name.trim()) : (preamble.names ?? numbered)(count),
    from: hasHeader ? first.next : first.at,
    sample: rows,
    delimiters: preamble.delimiters ?? {},
    letterQuote: format === "csv" && options.quoting === undefined ? firstLetterQuote(chosen) : null,
    conventions: [
      ...preamble.conventions,
      ...(titleRows > 0 ? [`${titleRows} title ${titleRows === 1 ? "line" : "lines"} skipped`] : []),
      ...(count > 1 ? [`${delimiterInWords(chosen.delimiter)} between columns`] : []),
      ...quotingNote(chosen, format),
      ...(hasHeader ? [] : ["no header"]),
    ],
  };
}

/** How quotes are read, where there are some and it is not what everybody expects. */
function quotingNote(split: Split, format: "csv" | "tsv"): string[] {
  if (split.dialect.quoted) return format === "tsv" ? ["cells in quotes"] : [];
  return firstLetterQuote(split) === null ? [] : ["quotes are letters"];
}

/** The first line with a cell that begins with a quote which is a letter. */
function firstLetterQuote({ dialect, rows }: Split): number | null {
  if (dialect.quoted) return null;
  return rows.find(({ opensQuote }) => opensQuote)?.at.line ?? null;
}

/** The head of a text with its first line in it: a header may be longer than what is usually looked at. */
async function longEnough(text: TextBytes): Promise<TextBytes> {
  if (text.isWhole || hasLineEnd(text.head)) return text;
  const longer = await withLongerHead(text);
  if (!longer.isWhole && !hasLineEnd(longer.head)) {
    throw dataError(
      `its first line is longer than ${maxRecordBytes / 1024 ** 2} MB: expected a header and rows`,
    );
  }
  return longer;
}

function hasLineEnd(bytes: Uint8Array): boolean {
  return bytes.includes(0x0a) || bytes.includes(0x0d);
}

function split(
  head: Uint8Array,
  isWhole: boolean,
  delimiter: string,
  from: Position,
  asked: Quoting | undefined,
  usual: Quoting,
): Split {
  const bytes = new TextEncoder().encode(delimiter);
  const read = (quoted: boolean): SampleRow[] =>
    sampleRows(head, isWhole, { delimiter: bytes, quoted }, from);
  const quoted = asked === "none" ? [] : read(true);
  const plain = asked === "quoted" ? [] : read(false);
  const quoting = asked ?? recogniseQuoting(quoted, plain, usual);
  return {
    delimiter,
    dialect: { delimiter: bytes, quoted: quoting === "quoted" },
    rows: quoting === "quoted" ? quoted : plain,
  };
}

/**
 * The delimiter under which the first row has as many cells as most rows have; of several that which makes the most of
 * it. Where there is none and most rows agree, what stands before the first of them are title lines.
 */
function chooseSplit(
  splits: readonly Split[],
  isHeaderless: boolean,
  options: DelimitedOptions,
): { split: Split; titleRows: number } {
  const columnsOf = ({ rows }: Split): number => rows[0]?.cellCount ?? 0;
  const most = (some: readonly Split[], of: (split: Split) => number): Split =>
    some.reduce((best, next) => (of(next) > of(best) ? next : best));
  const fitting = splits.filter((some) => columnsOf(some) > 1 && usualCount(some.rows) === columnsOf(some));
  if (fitting.length > 0) return { split: most(fitting, columnsOf), titleRows: 0 };
  const titled = splits.flatMap((some) => {
    const columns = usualCount(some.rows);
    const titleRows = some.rows.findIndex(({ cellCount }) => cellCount === columns);
    const below = some.rows.slice(titleRows);
    const isTitled =
      columns > 1 &&
      titleRows > 0 &&
      titleRows <= maxTitleLines &&
      below.length > 1 &&
      shareOf(below, columns) >= 0.8 &&
      !some.rows
        .slice(0, titleRows)
        .some(({ cells, cellCount }) => cellCount > columns || namesColumns(cells, options));
    return isTitled && !isHeaderless
      ? [{ split: some, titleRows, fit: shareOf(below, columns) * columns }]
      : [];
  });
  if (titled.length > 0) return titled.reduce((best, next) => (next.fit > best.fit ? next : best));
  return { split: most(splits, columnsOf), titleRows: 0 };
}

const knownNames: ReadonlySet<string> = new Set(Object.values(recognisedFieldNames).flat());

/** Whether some cells are names that columns have. */
function namesColumns(cells: readonly string[], { named = [] }: DelimitedOptions): boolean {
  return cells.some((cell) => knownNames.has(cell.trim().toLowerCase()) || named.includes(cell.trim()));
}

const number = /^\s*[-+]?\d+(?:[.,]\d+)?\s*$/;

/** Whether the first row names the columns; it does not where it holds a number in a column of numbers. */
function isHeader([first, ...rest]: readonly SampleRow[], options: DelimitedOptions): boolean {
  if (options.header !== undefined) return options.header;
  if (namesColumns(first.cells, options)) return true;
  const begins = first.cells.flatMap((cell, column) => {
    if (!number.test(cell)) return [];
    const cells = rest.map(({ cells }) => cells[column] ?? "").filter((cell) => cell !== "");
    if (!cells.every((cell) => number.test(cell))) return [];
    // In a table of zeros and ones other numbers are names of skills.
    return [cells.length === 0 || !cells.every(isFlag) || isFlag(cell)];
  });
  return begins.length === 0 || begins.includes(false);
}

function isFlag(cell: string): boolean {
  return /^\s*[01]\s*$/.test(cell);
}
