import { type ByteSource, bytesSource, type Reading, type ReadOptions, readCorpus } from "@onset/reading";
import { UsageError } from "../../errors.js";
import type { Dialect } from "../sql/dialect.js";
import type { SqlEngine } from "../sql/engine.js";
import type { ClusterSource } from "./source.js";

/** How rows become skills, as the reader of files finds it out from their first rows. */
export type ClusterLayout = {
  /** What was read of the first rows: columns, doubts, formats. */
  readonly sample: Reading;
  readonly isDirected: boolean;
  readonly hasIds: boolean;
  /** A query of all rows: arg, file, block, position, id, requires, teaches, bad. */
  readonly rows: string;
};

const rowsLooked = 1000;
const bytesLooked = 4e6;

/** White space as `String.prototype.trim` sees it. */
const whiteSpace = String.fromCharCode(
  ...[0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005],
  ...[0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff],
);

/**
 * Looks at the first rows with the reader of files, so that columns mean the same wherever they are read.
 *
 * @throws UsageError when they are laid out in a way that is only read here
 */
export async function layoutOf(
  engine: SqlEngine,
  source: ClusterSource,
  options: ReadOptions,
): Promise<ClusterLayout> {
  const refused = [
    options.words === true &&
      "--words and --text-field: words are cut by this program, not by a cluster; make a corpus of them with onset label",
    options.groupBy !== undefined && "--group-by: group the rows before",
    options.encoding !== undefined && "--encoding: a cluster reads UTF-8",
  ].find((reason) => reason !== false);
  if (refused !== undefined) throw new UsageError(`--engine spark does not take ${refused}`);
  const sample = await readCorpus([await firstRows(engine, source)], { ...options, format: "jsonl" });
  const { columns } = sample.read;
  const rows = rowsQuery(engine.dialect, source, columns);
  return {
    sample,
    isDirected: columns.some(({ role }) => role === "requires" || role === "teaches"),
    hasIds: columns.some(({ role }) => role === "id"),
    rows,
  };
}

async function firstRows(engine: SqlEngine, source: ClusterSource): Promise<ByteSource> {
  const lines: string[] = [];
  let bytes = 0;
  const query = engine.dialect.sample(source.files[0].path, source.format, rowsLooked);
  for await (const batch of engine.rows(query)) {
    for (const line of batch.strings("line")) {
      if (line === null || bytes > bytesLooked) continue;
      bytes += line.length;
      lines.push(line);
    }
  }
  return bytesSource(new TextEncoder().encode(`${lines.join("\n")}\n`), source.files[0].name);
}

type Columns = Reading["read"]["columns"];

function rowsQuery(dialect: Dialect, source: ClusterSource, columns: Columns): string {
  const { format, paths } = source;
  const wanted = columns.map(({ path, column, split }) => {
    if (path.some((part) => part === null)) {
      throw new UsageError(
        `"${column}" is inside a list of objects, which --engine spark does not read: take the names into a list of their own before`,
      );
    }
    if (split.kind !== "delimiter" && split.kind !== "whole") {
      throw new UsageError(
        `the skills of "${column}" are written in a way that --engine spark does not read (${split.kind}): name a delimiter with --skills-delimiter, or make lists of them before`,
      );
    }
    return path as readonly string[];
  });
  const top = [...new Set(wanted.map(([name]) => name))];
  const of = (path: string, i: number): string => {
    if (format === "jsonl") return dialect.parsed(dialect.lines(path, i), wanted);
    const fields = wanted.map((parts, f) => `, ${parts.map(dialect.identifier).join(".")} as f${f}`).join("");
    return `select arg, file, block, position${fields}, false as bad from (${dialect.table(path, i, top)})`;
  };
  const raw = paths.map(of).join(" union all ");
  const list = (roles: readonly string[]): string => {
    const lists = columns.flatMap((column, f) =>
      roles.includes(column.role) ? [listOf(dialect, column, `f${f}`, format)] : [],
    );
    return lists.length === 0 ? dialect.empty("text") : lists.reduce(dialect.joined);
  };
  const id = columns.findIndex(({ role }) => role === "id");
  const idText = id < 0 ? "cast(null as string)" : `cast(f${id} as string)`;
  return `
  select arg, file, block, position, ${idText} as id, ${list(["requires"])} as requires,
    ${list(["skills", "teaches"])} as teaches, bad
  from (${raw})`;
}

/** The skills of a cell: not empty, without white space around them. */
function listOf(
  dialect: Dialect,
  { cells, split }: Columns[number],
  cell: string,
  format: ClusterSource["format"],
): string {
  const whole = split.kind === "delimiter" ? dialect.split(cell, split.delimiter) : dialect.list(cell);
  const isList = `${dialect.trimmed(cell, " \t\r\n")} like '[%'`;
  const items =
    format === "parquet"
      ? cells === "lists"
        ? dialect.texts(cell)
        : whole
      : cells === "text" && split.kind === "whole"
        ? whole
        : `case when ${isList} then ${dialect.itemsOf(cell)} else ${whole} end`;
  const present = `coalesce(${items}, ${dialect.empty("text")})`;
  const trimmed = dialect.mapped(present, (item) => dialect.trimmed(item, whiteSpace));
  return dialect.kept(trimmed, (item) => `${item} is not null and ${item} <> ''`);
}
