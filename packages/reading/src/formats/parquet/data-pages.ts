/** The pages of a column of strings: levels, and the strings or their numbers in a dictionary. */
import type { ColumnMetaData } from "hyparquet";
import type { ByteSource } from "../../source/source.js";
import { damaged } from "./damaged.js";
import { checkedValues, chunkRange, isOfData, type Levels, type PageHeader, pageAt } from "./pages.js";
import { readRuns } from "./runs.js";
import type { Unpack } from "./unpack.js";

/** Encodings of parquet.thrift: strings as they stand, and two names for indices into a dictionary. */
const plain = 0;
const dictionaries = [2, 8];
// Long loops are entered anew now and then: code that V8 changes to in the middle of a loop stays slower.
export const valuesPerCall: number = 1 << 14;

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
export type Strings = {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
};

/** A page of a column, good until the next one is asked for. */
export type DataPage = {
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

/** The pages of a column one after the other, each good until the next is asked for. */
export async function* dataPages(column: StringChunk, isUsedAtOnce: boolean): AsyncGenerator<DataPage> {
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
