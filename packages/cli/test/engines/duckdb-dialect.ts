import type { Dialect } from "../../src/engines/sql/dialect.js";
import { standardIdentifier as identifier, standardText as text } from "../../src/engines/sql/quote.js";

const blank = "' ' || chr(9) || chr(13) || chr(10)";
const columnNames = (columns: readonly string[]): string =>
  columns.map((column) => `, ${identifier(column)}`).join("");

/** No character of a line is special, so that a line is one cell. */
const asLines =
  "header = false, columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', auto_detect = false, max_line_size = 268435456";

/** The SQL of DuckDB. */
export const duckdbDialect: Dialect = {
  text,
  identifier,
  lines: (path, argument) => `
    select ${argument} as arg, filename as file, cast(0 as bigint) as block, row_number() over () - 1 as position, line
    from read_csv(${text(path)}, filename = true, ${asLines.replace("chr(1)", `'${String.fromCharCode(1)}'`)})
    where trim(line, ${blank}) <> ''`,
  table: (path, argument, columns) => `
    select ${argument} as arg, filename as file, cast(0 as bigint) as block, file_row_number as position${columnNames(columns)}
    from read_parquet(${text(path)}, filename = true, file_row_number = true)`,
  files: (path) =>
    `select filename as file, size as bytes, epoch_ms(last_modified) as changed from read_blob(${text(path)})`,
  sample: (path, format, limit) =>
    format === "jsonl"
      ? `select line from read_csv(${text(path)}, ${asLines.replace("chr(1)", `'${String.fromCharCode(1)}'`)}) limit ${limit}`
      : `select cast(to_json(t) as varchar) as line from read_parquet(${text(path)}) t limit ${limit}`,
  parsed: (rows, paths) => {
    const fields = paths.map((path, i) => {
      const pointer = path.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
      return `, case when good then json_extract_string(line, ${text(pointer)}) end as f${i}`;
    });
    return `
    select arg, file, block, position${fields.join("")}, not good as bad
    from (select *, case when json_valid(line) then json_type(line) = 'OBJECT' else false end as good from (${rows}))`;
  },
  itemsOf: (list) => `from_json(case when json_valid(${list}) then ${list} end, '["VARCHAR"]')`,
  texts: (list) => `cast(${list} as varchar[])`,
  split: (cell, delimiter) => `string_split(${cell}, ${text(delimiter)})`,
  trimmed: (value, characters) => `trim(${value}, ${text(characters)})`,
  bytesOf: (value) => `octet_length(encode(${value}))`,
  list: (items) => `[${items}]`,
  empty: (type) => (type === "text" ? "cast([] as varchar[])" : "cast([] as integer[])"),
  mapped: (list, item) => `list_transform(${list}, lambda x: ${item("x")})`,
  kept: (list, test) => `list_filter(${list}, lambda x: ${test("x")})`,
  isEach: (list, test) => `(len(list_filter(${list}, lambda x: not (${test("x")}))) = 0)`,
  distinct: (list) => `list_distinct(${list})`,
  joined: (a, b) => `list_concat(${a}, ${b})`,
  size: (list) => `len(${list})`,
  largest: (list) => `list_max(${list})`,
  descending: (list) => `list_reverse_sort(${list})`,
  itemAt: (list, at) => `${list}[${at} + 1]`,
  bound: (value, use) => `list_transform([${value}], lambda bound: ${use("bound")})[1]`,
  unfolded: (list) => `unnest(${list})`,
  record: (values) =>
    `{${Object.entries(values)
      .map(([name, value]) => `${text(name)}: ${value}`)
      .join(", ")}}`,
  gathered: (item, test) =>
    `coalesce(list_sort(list(${item}) filter (where ${test})), cast([] as integer[]))`,
  // Before each character from U+E000 to U+FFFF the last of all: then those above U+FFFF sort before them.
  orderKey: (name) =>
    `encode(regexp_replace(${name}, '([${String.fromCharCode(0xe000)}-${String.fromCharCode(0xffff)}])', '${String.fromCodePoint(0x10ffff)}\\1', 'g'))`,
  position: "(row_number() over () - 1)",
  integer: (value) => `cast(${value} as integer)`,
  long: (value) => `cast(${value} as bigint)`,
  bit: (words, at) => `((${words}[${at} // 64 + 1] >> (${at} % 64)) & 1)`,
  at: (list, at) => `${list}[${at} + 1]`,
  divided: (a, b) => `(${a} // ${b})`,
};
