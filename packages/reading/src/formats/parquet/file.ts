/** A Parquet file for hyparquet: bytes on demand, strings left as bytes, pages of a bounded size. */
import type { AsyncBuffer, ColumnMetaData, Compressors, FileMetaData } from "hyparquet";
import { dataError, ReadingError } from "../../errors.js";
import type { ByteSource } from "../../source/source.js";
import type { RowSink } from "../rows.js";
import { damaged } from "./damaged.js";
import { ColumnScratch, type StringChunk } from "./data-pages.js";
import { type CheckUnpacked, checkPages, type Levels } from "./pages.js";
import { type Cells, isKnownEncoding, isString, readLists, readStrings, sampleStrings } from "./strings.js";
import { pageCompressors, pageUnpacker } from "./unpack.js";

export type ParquetFile = {
  readonly metadata: FileMetaData;
  readonly rows: number;
  /** Names of the columns at the top, as often as they stand there. */
  readonly columns: readonly string[];
  /** Ranges of rows that are read together: groups of rows as they were written. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  /** A column of a range, a value a row. */
  read(column: string, range: RowRange): Promise<ArrayLike<unknown>>;
  /** The column of a range where it holds strings, or lists of them, in a usual form; null for others. */
  strings(column: string, range: RowRange): Promise<StringsOfRange | null>;
};

type RowRange = { readonly start: number; readonly end: number };

/** A column of strings or of lists of strings, in a group of rows. */
export type StringsOfRange = {
  readonly isList: boolean;
  /** Its first rows as values of JavaScript. */
  sample(rows: number): Promise<unknown[]>;
  /** The strings of its rows. */
  strings(): Promise<Cells>;
  /** The lists of its rows, by the numbers that the items are given. */
  lists(numbersOf: NonNullable<RowSink["numbersOf"]>): Promise<Cells>;
};

/** @throws ReadingError when it is cut short or damaged */
export async function openParquetFile(source: ByteSource): Promise<ParquetFile> {
  await checkEnd(source);
  // Loaded here, because only those who read Parquet should wait for it.
  const { parquetMetadataAsync, parquetScan, parquetSchema } = await import("hyparquet");
  const file: AsyncBuffer = {
    byteLength: source.size,
    slice: async (start, end = source.size) => bufferOf(await source.read(start, end)),
  };
  return inOneLine(async () => {
    const metadata = await parquetMetadataAsync(file);
    const checks: CheckUnpacked[] = [];
    const [chunksOf, levelsOf] = [chunksByColumn(metadata), levelsByPath(metadata)];
    const compressors = await pageCompressors();
    const unpack = pageUnpacker(compressors);
    const shapes = stringShapes(metadata);
    const scratch = new Map<string, ColumnScratch>();
    const scan = await parquetScan({
      file,
      metadata,
      compressors: checkedCompressors(compressors, checks),
      parsers: { stringFromBytes: (bytes: Uint8Array) => bytes, jsonFromBytes: (bytes: Uint8Array) => bytes },
    });
    const ranges = scan.ranges.map(({ rowStart, rowEnd }) => ({ start: rowStart, end: rowEnd }));
    return {
      metadata,
      rows: ranges.reduce((sum, { start, end }) => sum + end - start, 0),
      columns: parquetSchema(metadata).children.map(({ element }) => element.name),
      ranges,
      read: (column, { start, end }) =>
        inOneLine(async () => {
          // Several columns are several lists of pages: whoever reads them does so one after the other.
          checks.length = 0;
          for (const chunk of chunksOf(column, start)) {
            checks.push(...(await checkPages(source, chunk, levelsOf(chunk))));
          }
          const values = await scan.readColumn({ column, rowStart: start, rowEnd: end });
          if (values.length !== end - start) {
            throw new Error(`parquet rows: ${end - start} were announced, ${values.length} are there`);
          }
          return values;
        }),
      strings: (column, { start, end }) =>
        inOneLine(async () => {
          const shape = shapes.get(column);
          const chunks = chunksOf(column, start);
          if (shape === undefined || chunks.length !== 1 || !isKnownEncoding(chunks[0])) return null;
          const [chunk] = chunks;
          const { isList, itemLevel } = shape;
          const levels = levelsOf(chunk);
          if (chunk.path_in_schema.length !== (isList ? 3 : 1)) return null;
          const room = scratch.get(column) ?? new ColumnScratch();
          scratch.set(column, room);
          const rows = end - start;
          const read: StringChunk = { source, chunk, levels, itemLevel, unpack, rows, scratch: room };
          return {
            isList,
            sample: (count) => inOneLine(() => sampleStrings(read, Math.min(count, rows))),
            strings: () => inOneLine(() => readStrings(read)),
            lists: (numbersOf) => inOneLine(() => readLists(read, numbersOf)),
          };
        }),
    };
  });
}

const tailBytes = 8;
const minBytes = 12;

/** Checks the end of the file, which tells how long its metadata are. */
async function checkEnd(source: ByteSource): Promise<void> {
  const tail = await source.read(Math.max(0, source.size - tailBytes), source.size);
  if (source.size < minBytes || String.fromCharCode(...tail.subarray(-4)) !== "PAR1") {
    throw dataError(
      "it is cut short: a Parquet file ends with PAR1, this one does not; copy or write it again",
    );
  }
  const metadataBytes = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  if (metadataBytes === 0 || metadataBytes + minBytes > source.size) {
    throw dataError(
      `it is cut short or damaged: its end tells of ${metadataBytes} bytes of metadata, in a file of ${source.size} bytes; copy or write it again`,
    );
  }
}

/** Where the values of a column are in the group of rows that holds a row. */
type ChunksOf = (column: string, row: number) => readonly ColumnMetaData[];

/** Looks columns up by name: a table may have a hundred thousand. */
function chunksByColumn({ row_groups: groups }: FileMetaData): ChunksOf {
  let end = 0;
  const indexed = groups.map(({ num_rows: rows, columns }) => {
    const chunks = new Map<string, ColumnMetaData[]>();
    for (const { meta_data: chunk } of columns) {
      if (chunk === undefined) continue;
      const [name] = chunk.path_in_schema;
      const known = chunks.get(name);
      if (known === undefined) chunks.set(name, [chunk]);
      else known.push(chunk);
    }
    return { end: (end += Number(rows)), chunks };
  });
  return (column, row) => {
    const group = indexed.find((candidate) => row < candidate.end);
    if (group === undefined) throw new Error("parquet row group is missing");
    return group.chunks.get(column) ?? [];
  };
}

/** How many levels of lists and of values that may be missing lead to the values of a column. */
function levelsByPath({ schema }: FileMetaData): (chunk: ColumnMetaData) => Levels {
  const top = childrenOf(schema, 0);
  return ({ path_in_schema: path }) => {
    let [definition, repetition, children] = [0, 0, top];
    for (const name of path) {
      const at = children.get(name);
      if (at === undefined) throw new Error("parquet schema has no such column");
      const { repetition_type: type } = schema[at];
      if (type === "REPEATED") repetition++;
      if (type !== "REQUIRED") definition++;
      children = childrenOf(schema, at);
    }
    return { definition, repetition };
  };
}

type StringShape = { readonly isList: boolean; readonly itemLevel: number };

/** Which columns hold strings, and which lists of strings in the form of all newer writers (three levels). */
function stringShapes({ schema }: FileMetaData): ReadonlyMap<string, StringShape> {
  const shapes = new Map<string, StringShape>();
  for (const [name, at] of childrenOf(schema, 0)) {
    const { num_children: children = 0, converted_type: converted, repetition_type: type } = schema[at];
    if (type === "REPEATED") continue;
    if (children === 0 && isString(schema[at])) shapes.set(name, { isList: false, itemLevel: 0 });
    const [list, item] = [schema[at + 1], schema[at + 2]];
    const isList =
      converted === "LIST" &&
      children === 1 &&
      list?.repetition_type === "REPEATED" &&
      list.num_children === 1 &&
      (item?.num_children ?? 0) === 0 &&
      item?.repetition_type !== "REPEATED" &&
      item !== undefined &&
      isString(item);
    if (isList) shapes.set(name, { isList: true, itemLevel: type === "REQUIRED" ? 1 : 2 });
  }
  return shapes;
}

/** Where the children of an element of the schema are, by name; the first of several. */
function childrenOf(schema: FileMetaData["schema"], at: number): ReadonlyMap<string, number> {
  const children = new Map<string, number>();
  let child = at + 1;
  for (let i = schema[at]?.num_children ?? 0; i > 0 && child < schema.length; i--) {
    const { name } = schema[child];
    if (!children.has(name)) children.set(name, child);
    child = behind(schema, child, 0);
  }
  return children;
}

function behind(schema: FileMetaData["schema"], at: number, depth: number): number {
  let next = at + 1;
  const children = schema[at]?.num_children ?? 0;
  if (depth > 100) throw new Error("parquet schema is nested too deep");
  for (let i = 0; i < children && next < schema.length; i++) next = behind(schema, next, depth + 1);
  return next;
}

async function inOneLine<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ReadingError) throw error;
    const [line = ""] = (error as Error).message.split("\n");
    const what = /^parquet (.*(?:(?:not |un)supported|announced).*)$/.exec(line)?.[1];
    // All else is about the insides of the reader, and what an engine says of bad bytes differs from engine to engine.
    if (what === undefined) throw damaged();
    throw dataError(`its Parquet data cannot be read (${what}): write it again with usual settings`);
  }
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) return buffer;
  return bytes.slice().buffer as ArrayBuffer;
}

/** Unpacks pages in the order in which they were checked, each with its check. */
function checkedCompressors(compressors: Compressors, checks: CheckUnpacked[]): Compressors {
  return Object.fromEntries(
    Object.entries(compressors).map(([codec, unpack]) => [
      codec,
      (input: Uint8Array, length: number) => {
        const unpacked = unpack(input, length);
        checks.shift()?.(unpacked);
        return unpacked;
      },
    ]),
  );
}
