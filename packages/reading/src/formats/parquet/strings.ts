/**
 * Columns of strings, by themselves or in lists, from their pages to bytes and numbers: no string and no array a row. Most
 * writers number the strings of a group of rows in a dictionary, so that a skill is hashed once a group and not once an edge.
 */
import type { ColumnMetaData, SchemaElement } from "hyparquet";
import type { ByteSource } from "../../source/source.js";
import { isUtf8 } from "../../source/utf8.js";
import { allAscii } from "../../source/windows.js";
import { maxItems, type RowSink } from "../rows.js";
import { damaged } from "./damaged.js";
import { checkedValues, chunkRange, isOfData, type Levels, type PageHeader, pageAt } from "./pages.js";
import { readRuns } from "./runs.js";
import type { Unpack } from "./unpack.js";

/** What stands in a column of a range of rows. */
export type Cells = {
  /** Gives the sink what stands in a row, from 0; returns what is wrong with it. */
  give(row: number, slot: number, sink: RowSink): string | null;
};

const encodings: ReadonlySet<string> = new Set([
  "PLAIN",
  "RLE",
  "BIT_PACKED",
  "PLAIN_DICTIONARY",
  "RLE_DICTIONARY",
]);
const plain = 0;
const dictionaries = [2, 8];
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const notUtf8 = "is not valid UTF-8";

/** Whether the values of a leaf of the schema are strings as they stand. */
export function isString({ type, converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  return (
    type === "BYTE_ARRAY" &&
    (converted === undefined || converted === "UTF8" || converted === "ENUM" || converted === "JSON") &&
    (logical === undefined || ["STRING", "ENUM", "JSON"].includes(logical.type))
  );
}

/** Whether the values of a column are written in a way that is known here. */
export function isKnownEncoding({ encodings: used }: ColumnMetaData): boolean {
  return used.every((encoding) => encodings.has(encoding));
}

/** A column of a group of rows, and how to read it. */
export type StringChunk = {
  readonly source: ByteSource;
  readonly chunk: ColumnMetaData;
  readonly levels: Levels;
  /** Of lists the level of definition from which on there is an item, be it nothing. */
  readonly itemLevel: number;
  readonly unpack: Unpack;
  readonly rows: number;
  readonly scratch: ColumnScratch;
};

/** The bytes of strings: where each begins and ends. */
type Strings = { readonly bytes: Uint8Array; readonly starts: Uint32Array; readonly ends: Uint32Array };

type DataPage = {
  readonly values: number;
  readonly repetitions: Uint8Array | null;
  /** Null where every value is there. */
  readonly definitions: Uint8Array | null;
  readonly present: number;
  /** Numbers of strings in the dictionary; null where the strings themselves stand in the page. */
  readonly indices: Uint32Array | null;
  readonly strings: Strings;
};

/**
 * Room for a column that is used again for every page and group of rows: memory that is touched for the first time costs
 * more than filling it.
 */
export class ColumnScratch {
  repetitions: Uint8Array = new Uint8Array(0);
  definitions: Uint8Array = new Uint8Array(0);
  indices: Uint32Array = new Uint32Array(0);
  numbers: Int32Array = new Int32Array(0);
  starts: Uint32Array = new Uint32Array(0);
  ends: Uint32Array = new Uint32Array(0);
}

/** A column of strings, a string or nothing a row. */
export async function readStrings(chunk: StringChunk): Promise<Cells> {
  const { rows } = chunk;
  const pieces: { readonly firstRow: number; readonly bytes: Uint8Array }[] = [];
  const starts = new Uint32Array(rows);
  const ends = new Uint32Array(rows);
  const isThere = new Uint8Array(rows);
  let row = 0;
  for await (const { values, definitions, indices, strings } of dataPages(chunk, false)) {
    if (row + values > rows) throw damaged();
    pieces.push({ firstRow: row, bytes: strings.bytes });
    let next = 0;
    for (let i = 0; i < values; i++, row++) {
      if (definitions !== null && definitions[i] !== chunk.levels.definition) continue;
      const at = indices === null ? next : indices[next];
      next++;
      if (at >= strings.starts.length) throw damaged();
      isThere[row] = 1;
      starts[row] = strings.starts[at];
      ends[row] = strings.ends[at];
    }
  }
  checkRows(rows, row);
  let piece = 0;
  return {
    give(row, slot, sink) {
      while (piece + 1 < pieces.length && pieces[piece + 1].firstRow <= row) piece++;
      if (isThere[row] === 0) return null;
      const { bytes } = pieces[piece];
      if (!isUtf8(bytes, starts[row], ends[row])) return notUtf8;
      sink.value(slot, bytes, starts[row], ends[row]);
      return null;
    },
  };
}

const unseen = -3;
const bad = -2;

type NumbersOf = NonNullable<RowSink["numbersOf"]>;

/** A column of lists of strings, as the numbers that the sink gives them. */
export async function readLists(chunk: StringChunk, numbersOf: NumbersOf): Promise<Cells> {
  const { rows } = chunk;
  const lists = new Lists(chunk, numbersOf);
  for await (const page of dataPages(chunk, true)) lists.add(page);
  checkRows(rows, lists.finish());
  const { numbers, ends, hasBad } = lists;
  return {
    give(row, slot, sink) {
      const start = row === 0 ? 0 : ends[row - 1];
      const end = ends[row];
      sink.numbered!(slot, numbers, start, end);
      for (let i = start; hasBad && i < end; i++) if (numbers[i] === bad) return notUtf8;
      return null;
    },
  };
}

// Long loops are entered anew now and then: code that V8 changes to in the middle of a loop stays slower.
const valuesPerCall = 1 << 14;

class Lists {
  readonly numbers: Int32Array;
  /** Behind the last number of each row. */
  readonly ends: Uint32Array;
  readonly #definition: number;
  readonly #numbersOf: NumbersOf;
  readonly #bounds = new Uint32Array(2 * maxItems);
  readonly #one = new Int32Array(1);
  hasBad = false;
  #row = -1;
  #count = 0;
  /** By string of a dictionary its number, once it has been met. */
  #known: Int32Array = new Int32Array(0);
  #strings: Strings | null = null;

  constructor({ chunk, rows, levels, scratch }: StringChunk, numbersOf: NumbersOf) {
    const values = checkedValues(chunk);
    if (scratch.numbers.length < values) scratch.numbers = new Int32Array(values);
    this.numbers = scratch.numbers;
    this.ends = new Uint32Array(rows);
    this.#definition = levels.definition;
    this.#numbersOf = numbersOf;
  }

  add(page: DataPage): void {
    const { strings, values, indices } = page;
    if (indices !== null && strings !== this.#strings) {
      this.#strings = strings;
      this.#known = new Int32Array(strings.starts.length).fill(unseen);
    }
    const isAscii = indices === null && allAscii(strings.bytes, 0, strings.bytes.length);
    let next = 0;
    for (let from = 0; from < values; from += valuesPerCall) {
      const to = Math.min(values, from + valuesPerCall);
      next =
        indices === null
          ? this.#addStrings(page, from, to, next, isAscii)
          : this.#addIndices(page, indices, from, to, next);
    }
    // The first value of a column begins a row.
    if (values > 0 && this.#row < 0) throw damaged();
  }

  /** Strings by their numbers in the dictionary: each is looked for once. */
  #addIndices(
    { strings, repetitions, definitions }: DataPage,
    indices: Uint32Array,
    from: number,
    to: number,
    first: number,
  ): number {
    const { numbers, ends } = this;
    const known = this.#known;
    const definition = this.#definition;
    let next = first;
    let row = this.#row;
    let count = this.#count;
    for (let i = from; i < to; i++) {
      if (repetitions![i] === 0) {
        if (row >= 0) ends[row] = count;
        row++;
      }
      if (definitions !== null && definitions[i] !== definition) continue;
      const at = indices[next++];
      if (at >= known.length) throw damaged();
      let number = known[at];
      if (number === unseen) number = known[at] = this.#number(strings, at);
      numbers[count++] = number;
    }
    if (row >= ends.length) throw damaged();
    this.#row = row;
    this.#count = count;
    return next;
  }

  #number({ bytes, starts, ends }: Strings, at: number): number {
    if (!isUtf8(bytes, starts[at], ends[at])) {
      this.hasBad = true;
      return bad;
    }
    this.#bounds[0] = starts[at];
    this.#bounds[1] = ends[at];
    this.#numbersOf(bytes, this.#bounds, 1, this.#one, 0);
    return this.#one[0];
  }

  /** Strings as they stand in the page. */
  #addStrings(
    { strings, repetitions, definitions }: DataPage,
    from: number,
    to: number,
    first: number,
    isAscii: boolean,
  ): number {
    const { bytes, starts, ends: stringEnds } = strings;
    const { numbers, ends } = this;
    const bounds = this.#bounds;
    const definition = this.#definition;
    let next = first;
    let row = this.#row;
    let count = this.#count;
    let waiting = 0;
    for (let i = from; i < to; i++) {
      if (repetitions![i] === 0) {
        if (row >= 0) ends[row] = count;
        row++;
      }
      if (definitions !== null && definitions[i] !== definition) continue;
      const start = starts[next];
      const end = stringEnds[next++];
      const isBad = !isAscii && !isUtf8(bytes, start, end);
      if (isBad || waiting === maxItems) {
        this.#numbersOf(bytes, bounds, waiting, numbers, count - waiting);
        waiting = 0;
      }
      if (isBad) {
        this.hasBad = true;
        numbers[count++] = bad;
        continue;
      }
      bounds[2 * waiting] = start;
      bounds[2 * waiting + 1] = end;
      waiting++;
      count++;
    }
    this.#numbersOf(bytes, bounds, waiting, numbers, count - waiting);
    if (row >= ends.length) throw damaged();
    this.#row = row;
    this.#count = count;
    return next;
  }

  /** Ends the last row; returns how many there are. */
  finish(): number {
    if (this.#row >= 0) this.ends[this.#row] = this.#count;
    return this.#row + 1;
  }
}

/** The first rows of a column of strings or of lists of them, as values of JavaScript. */
export async function sampleStrings(chunk: StringChunk, count: number): Promise<unknown[]> {
  const { definition, repetition } = chunk.levels;
  const rows: unknown[] = [];
  for await (const { values, repetitions, definitions, indices, strings } of dataPages(chunk, true)) {
    let next = 0;
    for (let i = 0; i < values; i++) {
      const isNew = repetitions === null || repetitions[i] === 0;
      if (isNew && rows.length === count) return rows;
      const level = definitions === null ? definition : definitions[i];
      let value: string | null = null;
      if (level === definition) {
        const at = indices === null ? next : indices[next];
        next++;
        if (at >= strings.starts.length) throw damaged();
        value = decoder.decode(strings.bytes.subarray(strings.starts[at], strings.ends[at]));
      }
      if (repetition === 0) rows.push(value);
      else if (isNew)
        rows.push(level >= chunk.itemLevel ? [value] : level === chunk.itemLevel - 1 ? [] : null);
      else (rows[rows.length - 1] as (string | null)[]).push(value);
    }
  }
  return rows;
}

function checkRows(announced: number, found: number): void {
  if (found !== announced) throw new Error(`parquet rows: ${announced} were announced, ${found} are there`);
}

/** The pages of a column one after the other, each good until the next is asked for. */
async function* dataPages(column: StringChunk, isUsedAtOnce: boolean): AsyncGenerator<DataPage> {
  const { source, chunk, unpack } = column;
  const values = checkedValues(chunk);
  const [start, end] = chunkRange(source, chunk);
  const bytes = await source.read(start, end);
  let dictionary: Strings | null = null;
  let counted = 0;
  for (let at = 0; counted < values; ) {
    const page = pageAt(bytes, at);
    const from = at + page.length;
    at = from + page.packedBytes;
    if (page.kind === "dictionary") {
      const unpacked = unpack(chunk.codec, bytes.subarray(from, at), page.unpackedBytes, false);
      dictionary = stringsIn(unpacked, 0, page.values, null);
    } else if (isOfData(page)) {
      counted += page.values;
      if (counted > values) throw damaged();
      const mayReuse = isUsedAtOnce || dictionaries.includes(page.encoding);
      yield dataPage(page, bytes.subarray(from, at), column, dictionary, mayReuse);
    }
  }
}

function dataPage(
  page: PageHeader,
  packed: Uint8Array,
  { chunk: { codec }, levels: { definition, repetition }, unpack, scratch }: StringChunk,
  dictionary: Strings | null,
  mayReuse: boolean,
): DataPage {
  const { values, kind, encoding, repetitionBytes, definitionBytes } = page;
  const levelBytes = kind === "data2" ? repetitionBytes + definitionBytes : 0;
  const body = packed.subarray(levelBytes);
  const unpackedBytes = page.unpackedBytes - levelBytes;
  if (repetitionBytes < 0 || definitionBytes < 0 || unpackedBytes < 0) throw damaged();
  const bytes = page.isPacked ? unpack(codec, body, unpackedBytes, mayReuse) : body;
  let at = 0;
  const level = (maximum: number, room: Uint8Array, start: number, length: number): Uint8Array | null => {
    if (maximum === 0) return null;
    const width = 32 - Math.clz32(maximum);
    if (kind === "data2") readRuns(packed, start, start + length, width, values, room);
    else {
      const end = endOfRuns(bytes, at);
      readRuns(bytes, at + 4, end, width, values, room);
      at = end;
    }
    return room;
  };
  if (scratch.definitions.length < values) scratch.definitions = new Uint8Array(values);
  if (repetition > 0 && scratch.repetitions.length < values) scratch.repetitions = new Uint8Array(values);
  const repetitions = level(repetition, scratch.repetitions, 0, repetitionBytes);
  const definitions = level(definition, scratch.definitions, repetitionBytes, definitionBytes);
  const present = definitions === null ? values : countOf(definitions, values, definition);
  const shared = { values, repetitions, definitions: present === values ? null : definitions, present };
  if (encoding === plain) {
    return { ...shared, indices: null, strings: stringsIn(bytes, at, present, mayReuse ? scratch : null) };
  }
  if (!dictionaries.includes(encoding) || dictionary === null) throw damaged();
  if (scratch.indices.length < present) scratch.indices = new Uint32Array(present);
  if (present > 0) {
    if (at >= bytes.length) throw damaged();
    readRuns(bytes, at + 1, bytes.length, bytes[at], present, scratch.indices);
  }
  return { ...shared, indices: scratch.indices, strings: dictionary };
}

function endOfRuns(bytes: Uint8Array, at: number): number {
  if (at + 4 > bytes.length) throw damaged();
  const length = wordAt(bytes, at);
  if (at + 4 + length > bytes.length) throw damaged();
  return at + 4 + length;
}

function countOf(levels: Uint8Array, length: number, level: number): number {
  let count = 0;
  for (let i = 0; i < length; i++) if (levels[i] === level) count++;
  return count;
}

/** Strings one after the other, each behind its length. */
function stringsIn(bytes: Uint8Array, start: number, count: number, room: ColumnScratch | null): Strings {
  if (4 * count > bytes.length - start) throw damaged();
  const own = room ?? new ColumnScratch();
  if (own.starts.length < count) {
    own.starts = new Uint32Array(count);
    own.ends = new Uint32Array(count);
  }
  const starts = own.starts.subarray(0, count);
  const ends = own.ends.subarray(0, count);
  let at = start;
  for (let done = 0; done < count; done += valuesPerCall) {
    at = findStrings(bytes, at, starts, ends, done, Math.min(count, done + valuesPerCall));
  }
  return { bytes, starts, ends };
}

function findStrings(
  bytes: Uint8Array,
  start: number,
  starts: Uint32Array,
  ends: Uint32Array,
  from: number,
  to: number,
): number {
  let at = start;
  for (let i = from; i < to; i++) {
    if (at + 4 > bytes.length) throw damaged();
    const length = wordAt(bytes, at);
    starts[i] = at + 4;
    at += 4 + length;
    if (at > bytes.length) throw damaged();
    ends[i] = at;
  }
  return at;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
}
