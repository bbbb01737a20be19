import type { Dialect } from "./dialect.js";
import { sparkIdentifier as identifier, sparkText as text } from "./quote.js";

/** The path of a file as it is: Spark gives it as an address, with per cent signs. */
const filePath = "url_decode(replace(_metadata.file_path, '+', '%2B'))";

/** A path in which no character stands for others. */
const exactly = (path: string): string => path.replace(/[\\*?[\]{}]/g, "\\$&");

/** White space of JSON, as the reader of lines skips it. */
const blank = text(" \t\r\n");

/** The SQL of Spark 4. */
export const sparkDialect: Dialect = {
  text,
  identifier,
  lines: (path, argument) => `
    select ${argument} as arg, file, block, monotonically_increasing_id() as position, line from (
      select ${filePath} as file, _metadata.file_block_start as block, value as line
      from text.${identifier(path)} where trim(both ${blank} from value) <> '')`,
  table: (path, argument, columns) => `
    select ${argument} as arg, ${filePath} as file, cast(0 as bigint) as block,
      _metadata.row_index as position${columns.map((column) => `, ${identifier(column)}`).join("")}
    from parquet.${identifier(path)}`,
  files: (path) =>
    `select distinct ${filePath} as file, _metadata.file_size as bytes,
       unix_millis(_metadata.file_modification_time) as changed from binaryFile.${identifier(path)}`,
  sample: (path, format, limit) =>
    format === "jsonl"
      ? `select value as line from text.${identifier(exactly(path))} limit ${limit}`
      : `select to_json(struct(*)) as line from parquet.${identifier(exactly(path))} limit ${limit}`,
  parsed: (rows, paths) => {
    const schema = `${ddlOf(paths)}, ${identifier(corrupt)} string`;
    const options = `map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', ${text(corrupt)})`;
    const fields = paths.map((path, i) => `json.${path.map(identifier).join(".")} as f${i}`);
    return `
    select arg, file, block, position, ${fields.join(", ")}${fields.length > 0 ? ", " : ""}
      (json is null or json.${identifier(corrupt)} is not null or trim(both ${blank} from line) not like '{%') as bad
    from (select *, from_json(line, ${text(schema)}, ${options}) as json from (${rows}))`;
  },
  itemsOf: (list) => `from_json(${list}, 'array<string>')`,
  texts: (list) => `cast(${list} as array<string>)`,
  split: (cell, delimiter) => `split(${cell}, ${text(quotedPattern(delimiter))})`,
  trimmed: (value, characters) => `trim(both ${text(characters)} from ${value})`,
  bytesOf: (value) => `octet_length(${value})`,
  list: (items) => `array(${items})`,
  empty: (type) => (type === "text" ? "cast(array() as array<string>)" : "cast(array() as array<int>)"),
  mapped: (list, item) => `transform(${list}, x -> ${item("x")})`,
  kept: (list, test) => `filter(${list}, x -> ${test("x")})`,
  isEach: (list, test) => `forall(${list}, x -> ${test("x")})`,
  distinct: (list) => `array_distinct(${list})`,
  joined: (a, b) => `concat(${a}, ${b})`,
  size: (list) => `size(${list})`,
  largest: (list) => `array_max(${list})`,
  descending: (list) => `sort_array(${list}, false)`,
  itemAt: (list, at) => `get(${list}, ${at})`,
  bound: (value, use) => `get(transform(array(${value}), bound -> ${use("bound")}), 0)`,
  unfolded: (list) => `explode(${list})`,
  record: (values) =>
    `named_struct(${Object.entries(values)
      .map(([name, value]) => `${text(name)}, ${value}`)
      .join(", ")})`,
  gathered: (item, test) => `sort_array(collect_list(case when ${test} then ${item} end))`,
  orderKey: (name) => `encode(${name}, 'UTF-16BE')`,
  position: "monotonically_increasing_id()",
  integer: (value) => `cast(${value} as int)`,
  long: (value) => `cast(${value} as bigint)`,
  bit: (words, at) => `getbit(${words}[${at} div 64], cast(${at} % 64 as int))`,
  at: (list, at) => `${list}[${at}]`,
  divided: (a, b) => `(${a} div ${b})`,
};

const corrupt = "onset: not JSON";

type Tree = Map<string, Tree | null>;

/** The fields as Spark declares them: a value of any kind arrives as text. */
function ddlOf(paths: readonly (readonly string[])[]): string {
  const root: Tree = new Map();
  for (const path of paths) {
    let node = root;
    for (const [i, name] of path.entries()) {
      if (i === path.length - 1) node.set(name, node.get(name) ?? null);
      else {
        const next = node.get(name) ?? new Map();
        node.set(name, next);
        node = next;
      }
    }
  }
  const declared = (tree: Tree, separator: string): string =>
    [...tree]
      .map(([name, below]) => {
        const type = below === null ? "string" : `struct<${declared(below, ": ")}>`;
        return `${identifier(name)}${separator}${type}`;
      })
      .join(", ");
  return paths.length === 0 ? "`onset: nothing` string" : declared(root, " ");
}

/** A regular expression that matches these characters and nothing else. */
function quotedPattern(characters: string): string {
  return characters.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
}
