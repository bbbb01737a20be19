/** Parquet as rows. */
import { dataError } from "../../errors.js";
import type { Slot } from "../../layout/slot.js";
import { maxColumns } from "../../limits.js";
import type { ByteSource } from "../../source/source.js";
import { isUtf8 } from "../../source/utf8.js";
import type { RowReader, RowSink } from "../rows.js";
import { openParquetFile, type ParquetFile } from "./file.js";
import type { Cells } from "./strings.js";

const maxSampleRows = 1000;

/**
 * Opens a Parquet file. Memory: the wanted columns of one group of rows.
 *
 * @throws ReadingError when it is cut short or damaged
 */
export async function openParquet(source: ByteSource): Promise<RowReader> {
  const file = await openParquetFile(source);
  const { columns } = file;
  if (columns.length === 0) throw dataError("it has no column");
  if (columns.length > maxColumns) {
    throw dataError(
      `it has ${columns.length} columns, more than ${maxColumns}: write a row for each pair of text and skill, and say --group-by`,
    );
  }
  const first = new Map(columns.toReversed().map((name, i) => [name, columns.length - 1 - i]));
  const twice = columns.filter((name, i) => first.get(name) !== i);
  return {
    survey: {
      format: "parquet",
      unit: "row",
      columns,
      sample: await sampleOf(file),
      conventions: [],
    },
    read: (slots, sink) => readRows(file, slots, sink),
    doubts: () =>
      twice.map((name) => ({
        code: "same-column-twice",
        matter: `several columns of the Parquet file are named ${JSON.stringify(name)}, and only the first can be read`,
        advice: "give them different names where the file is written",
      })),
  };
}

async function sampleOf(file: ParquetFile): Promise<unknown[][]> {
  const [first] = file.ranges;
  if (first === undefined) return [];
  const range = { start: first.start, end: Math.min(first.end, first.start + maxSampleRows) };
  const values: ArrayLike<unknown>[] = [];
  for (const column of file.columns) {
    const strings = await file.strings(column, first);
    values.push(await (strings?.sample(range.end - range.start) ?? file.read(column, range)));
  }
  return Array.from({ length: range.end - range.start }, (_, row) =>
    values.map((column) => shown(column[row])),
  );
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A value with its bytes as strings. */
function shown(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return decoder.decode(value);
  if (Array.isArray(value)) return value.map(shown);
  if (value instanceof Date || typeof value !== "object") return textOf(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]));
}

async function readRows(file: ParquetFile, slots: readonly Slot[], sink: RowSink): Promise<void> {
  const names = slots.map(({ path, position }) =>
    position === undefined ? (path[0] ?? "") : file.columns[position],
  );
  let place = 0;
  for (const range of file.ranges) {
    const columns: Cells[] = [];
    for (const [slot, name] of names.entries())
      columns.push(await cellsOf(file, slots[slot], name, range, sink));
    const giveRow = (row: number): void | Promise<void> => {
      let problem: string | null = null;
      sink.begin(++place, -1);
      // All slots, of a row that is refused too: what has a number must have been given to a row.
      for (let slot = 0; slot < slots.length; slot++) {
        const wrong = columns[slot].give(row, slot, sink);
        if (wrong !== null) problem ??= `"${slots[slot].column}" ${wrong}`;
      }
      if (problem === null) return sink.end(-1);
      sink.refuse(problem);
    };
    for (let row = 0; row < range.end - range.start; row++) {
      const busy = giveRow(row);
      if (busy !== undefined) await busy;
    }
  }
  if (place !== file.rows) throw dataError(`${file.rows} rows were announced, ${place} were read`);
}

/** A column for a slot: strings as bytes where they are just strings, whatever else as values of JavaScript. */
async function cellsOf(
  file: ParquetFile,
  slot: Slot,
  name: string,
  range: { start: number; end: number },
  sink: RowSink,
): Promise<Cells> {
  const { path, role } = slot;
  const strings = await file.strings(name, range);
  if (strings !== null && !strings.isList && path.length === 1) return strings.strings();
  const isOfSkills = role !== "id" && role !== "text" && (path[1] ?? null) === null && path.length <= 2;
  if (strings?.isList && isOfSkills && sink.numbersOf !== undefined) {
    return strings.lists((bytes, bounds, count, numbers, to) =>
      sink.numbersOf!(bytes, bounds, count, numbers, to),
    );
  }
  const values = await file.read(name, range);
  return { give: (row, index, to) => give(slot, index, values[row], 1, to) };
}

/** Gives the sink what stands at the path of a slot; returns what is wrong with it. */
function give(slot: Slot, index: number, value: unknown, depth: number, sink: RowSink): string | null {
  if (value === null || value === undefined) return null;
  const step = slot.path[depth];
  if (step === null || (step === undefined && Array.isArray(value))) {
    if (!Array.isArray(value)) return `holds ${kindOf(value)} where a list was expected`;
    if (slot.role === "id" || slot.role === "text") return "is a list";
    for (const item of value) {
      const problem =
        slot.path[depth + 1] === undefined
          ? giveItem(index, item, sink)
          : give(slot, index, item, depth + 1, sink);
      if (problem !== null) return problem;
    }
    return null;
  }
  if (step !== undefined) {
    if (!isRecord(value)) return `holds ${kindOf(value)} where ${JSON.stringify(step)} was expected`;
    return give(slot, index, Object.hasOwn(value, step) ? value[step] : null, depth + 1, sink);
  }
  if (isRecord(value)) return "is an object";
  const isText = value instanceof Uint8Array;
  if (!isText && slot.role !== "id" && slot.split.kind === "delimiter" && slot.path[depth - 1] !== null) {
    return `is ${kindOf(value)}`;
  }
  const bytes = bytesOf(value);
  if (!isUtf8(bytes, 0, bytes.length)) return "is not valid UTF-8";
  sink.value(index, bytes, 0, bytes.length);
  return null;
}

function giveItem(slot: number, item: unknown, sink: RowSink): string | null {
  if (item === null || item === undefined) return null;
  if (Array.isArray(item) || isRecord(item)) return `holds ${kindOf(item)}`;
  const bytes = bytesOf(item);
  if (!isUtf8(bytes, 0, bytes.length)) return "is not valid UTF-8";
  sink.item(slot, bytes, 0, bytes.length);
  return null;
}

const encoder = new TextEncoder();

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : encoder.encode(textOf(value));
}

function textOf(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  return String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof Date)
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isRecord(value)) return "an object";
  if (value instanceof Uint8Array) return "a string";
  if (value instanceof Date) return "a date";
  return typeof value === "bigint" ? "a number" : `a ${typeof value}`;
}
