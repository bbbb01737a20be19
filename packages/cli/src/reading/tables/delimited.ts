import { DataError, UsageError } from "../../errors.js";
import type { Workspace } from "../../files/workspace.js";
import { type Header, hasUnevenRows, linesOfRows, readHeader, withLineFeeds } from "../delimited-text.js";
import { casesKept } from "../left-out.js";
import { placesOfRows } from "../places.js";
import { literal, pathLiteral, type Session } from "../session.js";
import { copyOf, type Source } from "../source.js";
import type { Reads } from "../stage.js";
import { columnReaders } from "./columns.js";
import { longestRecord, type Table } from "./table.js";

/**
 * Columns of text with a delimiter between them. All is said to the database: what it finds out by itself is a guess,
 * and a damaged row makes it give up.
 */
export async function delimitedTable(
  session: Session,
  source: Source,
  workspace: Workspace,
  delimiter: string | undefined,
  reads: Reads,
): Promise<Table> {
  const asked = delimiter === undefined && source.format === "tsv" ? "\t" : delimiterOf(delimiter);
  const header = await readHeader(source, asked);
  if (header === null) throw new DataError(`${source.label}: found no row: expected a header and rows`);
  const read = await loadRows(session, source, workspace, header, reads);
  return {
    relation: "rows",
    fields: header.names,
    noRecord: async () => "found no row: expected a header and rows",
    value: (field) => columnName(header.names.indexOf(field)),
    ...columnReaders(() => "VARCHAR"),
    cases: async (first) => {
      const accepted = first.map(({ record }) => record);
      const refused = new Set((await refusedRows(session)).map(({ offset }) => offset));
      const lines = await linesOfRows(read, header, { accepted, refused }, 0);
      return first.map(({ problem }, i) => ({ where: `line ${lines.accepted[i]}`, problem }));
    },
    refused: async () => {
      const rows = await refusedRows(session);
      const refused = new Set(rows.map(({ offset }) => offset));
      const lines = await linesOfRows(read, header, { accepted: [], refused }, casesKept);
      const first = rows
        .slice(0, casesKept)
        .map(({ problem }, i) => ({ where: `line ${lines.refused[i]}`, problem }));
      return { count: rows.length, first };
    },
    places: async () => {
      const refused = new Set((await refusedRows(session)).map(({ offset }) => offset));
      return placesOfRows(read, workspace, header, refused);
    },
  };
}

function delimiterOf(delimiter: string | undefined): string | undefined {
  if (delimiter === undefined) return undefined;
  // What a shell leaves of '\t'.
  if (delimiter === "\\t") return "\t";
  if (/["\r\n]/.test(delimiter) || delimiter === "" || Buffer.byteLength(delimiter) > 4) {
    throw new UsageError(
      `--column-delimiter: expected one to four bytes without a quote or a line end, got ${JSON.stringify(delimiter)}`,
    );
  }
  return delimiter;
}

function columnName(index: number): string {
  return `c${index}`;
}

/**
 * Reads all rows into the table `rows`; to be read once, into nothing, to see that they can be read, and `rows` is a view.
 *
 * @returns the source they were read from
 */
async function loadRows(
  session: Session,
  source: Source,
  workspace: Workspace,
  header: Header,
  reads: Reads,
): Promise<Source> {
  // All columns at once: with some left out, this version of the reader fails on a row it should refuse.
  const columns = header.names.map((_, i) => `${columnName(i)}: 'VARCHAR'`);
  const options = [
    "auto_detect = false",
    `columns = {${columns.join(", ")}}`,
    "header = true",
    `skip = ${header.skipped}`,
    `delim = ${literal(header.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    "store_rejects = true",
    `max_line_size = ${longestRecord}`,
    "hive_partitioning = false",
  ];
  // Of the buffers several are in use at a time; by default each has room for 16 of the longest rows.
  if (reads === "once") options.push(`buffer_size = ${2 * longestRecord}`);
  const kind = reads === "once" ? "view" : "table";
  const load = async ({ path, gzip }: Source): Promise<void> => {
    const compression = `compression = ${literal(gzip ? "gzip" : "none")}`;
    await session.run(
      `create temp ${kind} rows as from read_csv(${pathLiteral(path)}, ${[...options, compression].join(", ")})`,
    );
    if (reads === "often") return;
    await session.run(`select ${header.names.map((_, i) => `count(${columnName(i)})`).join(", ")} from rows`);
  };
  // The database takes all rows to end as the first one does.
  try {
    await load(source);
    const refused = await session.count("select count(*) from reject_errors");
    if (refused === 0 || !(await hasUnevenRows(source, header.delimiter))) return source;
  } catch (error) {
    if (!(await hasUnevenRows(source, header.delimiter))) throw error;
  }
  const copy = await copyOf(source, workspace, withLineFeeds(header.delimiter));
  await session.run(`drop ${kind} if exists rows`);
  for (const table of ["reject_errors", "reject_scans"]) await session.run(`drop table if exists ${table}`);
  await load(copy);
  return copy;
}

const wordsOfError: Record<string, string> = {
  "TOO MANY COLUMNS": "has too many columns",
  "MISSING COLUMNS": "has too few columns",
  "UNQUOTED VALUE": "has a quote in a place where none can be, or one that does not end",
  "INVALID ENCODING": "is not valid UTF-8",
  "LINE SIZE OVER MAXIMUM": "is longer than 16 MB",
};

/** Rows that are not rows, in the order of the file. */
async function refusedRows(session: Session): Promise<{ offset: number; problem: string }[]> {
  // Offsets are counted from 1; a row may have several errors.
  const rows = await session.rows(
    `select line_byte_position - 1 as offset, first(error_type::varchar) from reject_errors group by 1 order by 1`,
  );
  return rows.map(([offset, kind]) => ({
    offset: Number(offset),
    problem: wordsOfError[String(kind)] ?? `cannot be read: ${String(kind).toLowerCase()}`,
  }));
}
