/**
 * Columns of strings, by themselves or in lists, from their pages to bytes and numbers: no string and no array a row. Most
 * writers number the strings of a group of rows in a dictionary, so that a skill is hashed once a group and not once an edge.
 */
import type { ColumnMetaData, SchemaElement } from "hyparquet";
import { isUtf8 } from "../../source/utf8.js";
import { allAscii } from "../../source/windows.js";
import { maxItems, type RowSink } from "../rows.js";
import { damaged } from "./damaged.js";
import { type DataPage, dataPages, type StringChunk, type Strings, valuesPerCall } from "./data-pages.js";
import { checkedValues } from "./pages.js";

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
