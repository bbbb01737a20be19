/** Lists of skills that are known: text, tables and JSON, in any encoding, packed or not. */
import type { ReadingContext } from "../context.js";
import { dataError } from "../errors.js";
import { openRows } from "../formats/open.js";
import { extensionOf, recogniseFormat } from "../formats/recognise.js";
import type { Format, RowReader, RowSink } from "../formats/rows.js";
import { eachLine } from "../formats/text/lines.js";
import { type Column, columnsOf, insideLists, isObject, namedColumn } from "../layout/columns.js";
import { columnsByName } from "../layout/recognise-roles.js";
import { concatenated } from "../source/chunks.js";
import type { ByteSource } from "../source/source.js";
import { openBytes, type TextBytes } from "../source/unpack.js";

/** How a list of known skills is to be read. */
export type KnownListOptions = {
  /** A label of the Encoding Standard; recognised when left out. */
  readonly encoding?: string | undefined;
  /** The column of the names, by name or number; recognised when left out, else the first one. */
  readonly column?: string | undefined;
};

/** Names as they stand in a list. */
export type KnownList = {
  readonly names: readonly string[];
  /** The column they come from; null where there are no columns. */
  readonly column: string | null;
  /** Lines that are not valid in their encoding, and what else could not be read. */
  readonly malformed: number;
};

const maxJsonBytes = 256 * 1024 * 1024;
const wordColumns = [
  "word",
  "words",
  "lemma",
  "morph-lemma",
  "term",
  "token",
  "form",
  "expression",
  "vocabulary",
];

/**
 * Reads a list of known skills: one name a line, a column of a table, strings or objects of JSON, or the keys of a JSON
 * object.
 *
 * @throws ReadingError when it is empty, known to be no list, or not valid JSON
 */
export async function readKnownList(
  source: ByteSource,
  { encoding, column }: KnownListOptions = {},
  context: ReadingContext = {},
): Promise<KnownList> {
  const text = await openBytes(source, { encoding });
  const format = formatOf(text);
  if (format === "json" || format === "jsonl") return ofJson(text, format, column);
  if (format === "text") return ofLines(text, context);
  const reader = await openRows(text, { format }, context);
  return ofColumn(reader, column, format !== "parquet");
}

function formatOf(text: TextBytes): Format {
  const extension = extensionOf(text.source.name);
  // A list of words may look like a table by chance, unless it is called one.
  const format = recogniseFormat(text, true);
  const isTable = format === "csv" || format === "tsv";
  return isTable && (extension === "txt" || extension === "text" || extension === "") && !isWide(text)
    ? "text"
    : format;
}

function isWide({ head }: TextBytes): boolean {
  return head.includes(0x09);
}

async function ofLines(text: TextBytes, context: ReadingContext): Promise<KnownList> {
  const names: string[] = [];
  let malformed = 0;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  await eachLine(text, context, ({ bytes, start, end, problem }) => {
    if (problem !== null) malformed++;
    else names.push(decoder.decode(bytes.subarray(start, end)));
  });
  return { names: tidy(names), column: null, malformed };
}

async function ofColumn(
  reader: RowReader,
  asked: string | undefined,
  hasHeader: boolean,
): Promise<KnownList> {
  const { survey } = reader;
  const column = columnFor(columnsOf([survey]), asked, (name, columns) =>
    namedColumn(name, columns, [survey]),
  );
  const names: string[] = [];
  let malformed = 0;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const take = (_: number, bytes: Uint8Array, start: number, end: number): void => {
    names.push(decoder.decode(bytes.subarray(start, end)));
  };
  const sink: RowSink = {
    begin: () => {},
    value: take,
    item: take,
    again: () => {},
    end: () => {},
    refuse: () => {
      malformed++;
    },
  };
  const { name, path, position } = column;
  const slot = {
    column: name,
    path,
    ...(position !== undefined && { position }),
    role: "skills",
    split: { kind: "whole" },
  } as const;
  await reader.read([slot], sink);
  // The first row of a table without a header is a name too: whoever looks names up finds it, or leaves it out.
  const header = hasHeader && !survey.conventions.includes("no header") ? [column.name] : [];
  return { names: tidy([...header, ...names]), column: column.name, malformed };
}

async function ofJson(
  text: TextBytes,
  format: "json" | "jsonl",
  asked: string | undefined,
): Promise<KnownList> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of text.stream()) {
    parts.push(part);
    length += part.length;
    if (length > maxJsonBytes)
      throw dataError(`it is longer than ${maxJsonBytes / 1024 ** 2} MB: expected a list of names`);
  }
  let content: string;
  try {
    content = new TextDecoder("utf-8", { fatal: true }).decode(concatenated(parts));
  } catch {
    throw dataError(`it is not valid ${text.encoding.name.toUpperCase()}: expected JSON`);
  }
  const values = valuesOf(content, format);
  if (values.every((value) => !isObject(value))) {
    return { names: tidy(values.flat().flatMap(nameOf)), column: null, malformed: 0 };
  }
  const objects = values.filter(isObject);
  const keys = [...new Set(objects.flatMap((value) => Object.keys(value)))];
  const columns = keys.map((name) => ({
    name,
    path: [name],
    values: objects.map((value) => value[name] ?? null),
  }));
  // One object is a map from names to what is known of them.
  if (objects.length === 1 && values.length === 1 && columnsByName("skills", columns).length === 0) {
    return { names: tidy(keys), column: null, malformed: 0 };
  }
  const column = columnFor(columns, asked, (name) => namedColumn(name, columns, []));
  return { names: tidy(column.values.flat().flatMap(nameOf)), column: column.name, malformed: 0 };
}

function valuesOf(content: string, format: "json" | "jsonl"): unknown[] {
  try {
    const value: unknown = JSON.parse(content);
    return Array.isArray(value) ? value : [value];
  } catch (error) {
    if (format === "json")
      throw dataError(`it is not valid JSON (${(error as Error).message}): expected a list of names`);
  }
  return content
    .split("\n")
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== "")
    .map(({ line, number }): unknown => {
      try {
        return JSON.parse(line);
      } catch {
        throw dataError(`line ${number} is not valid JSON: expected a name or an object a line`);
      }
    });
}

function columnFor(
  columns: readonly Column[],
  asked: string | undefined,
  named: (name: string, columns: readonly Column[]) => Column,
): Column {
  if (asked !== undefined) return named(asked, columns);
  const known =
    columnsByName("skills", columns)[0] ??
    columns.find(({ name }) => wordColumns.includes(name.toLowerCase()));
  return insideLists(known ?? columns[0]);
}

function nameOf(value: unknown): string[] {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? [String(value)]
    : [];
}

function tidy(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.trim()))].filter((name) => name !== "");
}
