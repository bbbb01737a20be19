import { chooseDelimiter, type Fields, listNames, recogniseFields, skillRoles } from "@onset/core/corpus";
import { DataError, UsageError } from "../errors.js";
import { identifier, literal, pathLiteral, type Session } from "./session.js";
import type { Source } from "./source.js";

/** What the user says about the layout of a corpus; the rest is recognised. */
export type Layout = {
  readonly fields: Fields;
  readonly words: boolean;
  readonly skillsDelimiter?: string | undefined;
  readonly columnDelimiter?: string | undefined;
};

/** What a table of texts was found to hold. */
export type Staged = {
  /** The lists of skills a row has, or the text whose words they are. */
  readonly columns: readonly ("skills" | "requires" | "teaches" | "text")[];
  readonly fields: Fields;
};

/** The longest record; DuckDB keeps two of them for each thread. */
const longestRecord = 16 * 1024 * 1024;

const sampleRows = 1000;

/**
 * Reads a source into the temporary table `staged`, one row a record in the order of the source: `id`
 * (or null), `problem` (or null), and a list of skills for each of the returned columns (or the text).
 */
export async function stage(session: Session, source: Source, layout: Layout): Promise<Staged> {
  const table = await openTable(session, source, layout);
  const sample = await table.columns();
  const fields = fieldsOf(source, sample, layout);
  const columns = columnsOf(source, sample, fields, layout);
  const delimiter = layout.skillsDelimiter ?? (await delimiterOf(session, table, fields, columns));
  const lists = columns.map((role) => ({ role, value: table.value(fields[role]!) }));
  const problems = lists.map(({ role, value }) => {
    const problem = role === "text" ? table.problemOfText(value) : table.problemOfSkills(value);
    return `${literal(`"${fields[role]}" `)} || ${problem}`;
  });
  const selected = lists.map(({ role, value }) => {
    const read = role === "text" ? table.text(value) : table.skills(value, literal(delimiter));
    return `case when problem is null then ${read} end as ${role}`;
  });
  const id = fields.id === undefined ? "null" : table.text(table.value(fields.id));
  await session.run(`create temp table staged as
    select ${id} as id, problem, ${selected.join(", ")}
    from (select *, coalesce(${[table.problem, ...problems].join(", ")}) as problem from ${table.relation})`);
  return { columns, fields };
}

/** A kind of table: how to get at its columns in SQL. */
type Table = {
  readonly relation: string;
  /** Names of the columns, in order; empty when there is no record to tell. */
  columns(): Promise<string[]>;
  /** SQL for the problem with a record as a whole. */
  readonly problem: string;
  value(column: string): string;
  text(value: string): string;
  skills(value: string, delimiter: string): string;
  problemOfText(value: string): string;
  problemOfSkills(value: string): string;
};

async function openTable(session: Session, source: Source, layout: Layout): Promise<Table> {
  switch (source.format) {
    case "jsonl":
    case "json":
      return jsonTable(session, source);
    case "csv":
    case "tsv":
      return delimitedTable(session, source, layout.columnDelimiter);
    case "parquet":
      return parquetTable(session, source);
    case "text":
      throw new UsageError(
        `${source.label} is plain text, which names no skills: take its words with --words`,
      );
  }
}

function jsonTable(session: Session, source: Source): Table {
  const lines = source.format === "jsonl";
  const options = [
    `format = ${literal(lines ? "newline_delimited" : "array")}`,
    `compression = ${literal(source.gzip ? "gzip" : "uncompressed")}`,
    `maximum_object_size = ${longestRecord}`,
    `ignore_errors = ${lines}`,
  ];
  const relation = `read_json_objects(${pathLiteral(source.path)}, ${options.join(", ")})`;
  return {
    relation,
    columns: async () => {
      const sampled = `select json from ${relation} limit ${sampleRows}`;
      const rows = await session.rows(
        `select json_keys(json) from (${sampled}) where json_type(json) = 'OBJECT'`,
      );
      return [...new Set(rows.flatMap(([keys]) => keys as string[]))];
    },
    problem: `case when json is null then 'is not valid JSON'
      when json_type(json) <> 'OBJECT' then 'is not a JSON object' end`,
    value: (column) =>
      `json_extract(json, ${literal(`/${column.replaceAll("~", "~0").replaceAll("/", "~1")}`)})`,
    text: (value) => `json_extract_string(${value}, '$')`,
    skills: (value, delimiter) => `skills_of_json(${value}, ${delimiter})`,
    problemOfText: (value) =>
      `case when json_type(${value}) in ('NULL', 'VARCHAR') then null else 'is not a string' end`,
    problemOfSkills: (value) => `problem_of_json(${value})`,
  };
}

async function delimitedTable(
  session: Session,
  source: Source,
  delimiter = source.format === "tsv" ? "\t" : undefined,
): Promise<Table> {
  const options = [
    "all_varchar = true",
    "header = true",
    "store_rejects = true",
    `compression = ${literal(source.gzip ? "gzip" : "none")}`,
    `max_line_size = ${longestRecord}`,
    `quote = '"'`,
    `escape = '"'`,
    `delim = ${literal(delimiter ?? (await columnDelimiterOf(session, source)))}`,
  ];
  // All columns at once: with some left out, this version of the reader fails on a row it should reject.
  await session.run(
    `create temp table rows as from read_csv(${pathLiteral(source.path)}, ${options.join(", ")})`,
  );
  return plainTable(session, "rows", new Map());
}

/** That of tab, `,`, `;` and `|` which stands most often in the header. */
async function columnDelimiterOf(session: Session, source: Source): Promise<string> {
  const [row] = await session.rows(`select line from read_csv(${pathLiteral(source.path)}, header = false,
    delim = E'\\x01', quote = '', escape = '', columns = {line: 'VARCHAR'}, auto_detect = false,
    compression = ${literal(source.gzip ? "gzip" : "none")}, max_line_size = ${longestRecord},
    ignore_errors = true) limit 1`);
  const header = String(row?.[0] ?? "");
  const count = (delimiter: string): number => header.split(delimiter).length;
  return ["\t", ",", ";", "|"].reduce((best, candidate) =>
    count(candidate) > count(best) ? candidate : best,
  );
}

async function parquetTable(session: Session, source: Source): Promise<Table> {
  const relation = `read_parquet(${pathLiteral(source.path)})`;
  const rows = await session.rows(`select column_name, column_type from (describe from ${relation})`);
  return plainTable(
    session,
    relation,
    new Map(rows.map(([name, type]) => [identifier(String(name)), String(type)])),
  );
}

/** A table whose columns have types, by the name as SQL writes it; the other columns are strings. */
function plainTable(session: Session, relation: string, types: ReadonlyMap<string, string>): Table {
  const typeOf = (value: string): string => types.get(value) ?? "VARCHAR";
  const isList = (value: string): boolean => /^(?!STRUCT|MAP|UNION)[^[]*\[\d*\]$/.test(typeOf(value));
  return {
    relation,
    columns: async () =>
      (await session.rows(`select column_name from (describe from ${relation})`)).map(([name]) =>
        String(name),
      ),
    problem: "cast(null as varchar)",
    value: identifier,
    text: (value) => `cast(${value} as varchar)`,
    skills: (value, delimiter) =>
      isList(value)
        ? `tidy(cast(${value} as varchar[]))`
        : `skills_of_string(cast(${value} as varchar), ${delimiter})`,
    problemOfText: () => "cast(null as varchar)",
    problemOfSkills: (value) =>
      isList(value) || typeOf(value) === "VARCHAR"
        ? "cast(null as varchar)"
        : `case when ${value} is not null then ${literal(`is of type ${typeOf(value)}`)} end`,
  };
}

function fieldsOf(source: Source, columns: readonly string[], layout: Layout): Fields {
  try {
    return recogniseFields(columns, layout.fields);
  } catch (error) {
    if (columns.length === 0) throw noRecord(source);
    throw new UsageError(`${source.label}: ${(error as Error).message}`);
  }
}

function columnsOf(
  source: Source,
  columns: readonly string[],
  fields: Fields,
  layout: Layout,
): Staged["columns"] {
  const roles = layout.words ? (fields.text === undefined ? null : (["text"] as const)) : skillRoles(fields);
  if (roles !== null) return roles;
  if (columns.length === 0) throw noRecord(source);
  const found = `its fields: ${listNames(columns)}`;
  throw new UsageError(
    layout.words
      ? `${source.label}: no field of text recognised; ${found}. Say which with --text-field`
      : `${source.label}: no field of skills recognised; ${found}. Say which with --skills-field, or take the words of the texts with --words`,
  );
}

function noRecord(source: Source): DataError {
  const expected = source.format.startsWith("json") ? "JSON objects, one a line" : "a header and rows";
  return new DataError(`${source.label}: found no record in its first ${sampleRows}: expected ${expected}`);
}

async function delimiterOf(
  session: Session,
  table: Table,
  fields: Fields,
  columns: Staged["columns"],
): Promise<string> {
  const values: string[] = [];
  for (const role of columns) {
    if (role === "text") continue;
    const text = table.text(table.value(fields[role]!));
    const rows = await session.rows(`select ${text} from ${table.relation} limit ${sampleRows}`);
    for (const [value] of rows)
      if (typeof value === "string" && !value.trimStart().startsWith("[")) values.push(value);
  }
  return chooseDelimiter(values);
}
