/**
 * Checks the pages of a column before they are decoded: a decoder takes their headers at their word, and one changed byte
 * there makes it go in circles or take memory until the program ends without a message.
 */
import type { ColumnMetaData } from "hyparquet";
import { dataError } from "../../errors.js";
import { maxPageBytes } from "../../limits.js";
import type { ByteSource } from "../../source/source.js";
import { damaged } from "./damaged.js";

/** Values of one column in one group of rows: an array of V8 has at most twice as many. */
const maxValues = 1 << 26;

/** What of the header of a page matters here (parquet.thrift, `PageHeader`). */
export type PageHeader = {
  readonly length: number;
  readonly kind: "data" | "data2" | "dictionary" | "other";
  readonly unpackedBytes: number;
  readonly packedBytes: number;
  readonly values: number;
  readonly encoding: number;
  /** Of the second form of data pages, whose levels are not packed; 0 for others. */
  readonly definitionBytes: number;
  readonly repetitionBytes: number;
  /** False for data of the second form that were not worth packing. */
  readonly isPacked: boolean;
};

/** How deep values are nested, which tells how wide their levels are. */
export type Levels = { readonly definition: number; readonly repetition: number };

/** Looks at what a page unpacks to. */
export type CheckUnpacked = (unpacked: Uint8Array) => void;

/**
 * Walks over the pages of a column: sizes must lie inside the column, and the values of all pages be as many as the
 * column says.
 *
 * @returns what is to be called for each page, in their order, with what it unpacks to
 * @throws ReadingError when a page is not what it says
 */
export async function checkPages(
  source: ByteSource,
  column: ColumnMetaData,
  levels: Levels,
): Promise<CheckUnpacked[]> {
  const values = checkedValues(column);
  const [start, end] = chunkRange(source, column);
  const checks: CheckUnpacked[] = [];
  let counted = 0;
  for (let at = start; counted < values; ) {
    if (at >= end) throw damaged();
    const page = await headerAt(source, at, end);
    const from = at + page.length;
    at = from + page.packedBytes;
    checkPage(page, end - from);
    if (isOfData(page)) counted += page.values;
    if (counted > values) throw damaged();
    const check = checkOf(page, levels);
    if (page.kind === "data2") {
      const levelBytes = page.repetitionBytes + page.definitionBytes;
      if (page.repetitionBytes < 0 || page.definitionBytes < 0 || from + levelBytes > at) throw damaged();
      const bytes = await source.read(from, from + levelBytes);
      checkLevels(bytes, 0, page.repetitionBytes, levels.repetition, page.values);
      checkLevels(bytes, page.repetitionBytes, levelBytes, levels.definition, page.values);
      if (column.codec === "UNCOMPRESSED") check(await source.read(from + levelBytes, at));
    } else if (column.codec === "UNCOMPRESSED") check(await source.read(from, at));
    checks.push(check);
  }
  return checks;
}

/** How many values a column has in a group of rows. */
export function checkedValues({ num_values }: ColumnMetaData): number {
  const values = Number(num_values);
  if (!(values >= 0)) throw damaged();
  if (values > maxValues) {
    throw dataError(
      `a group of its rows has ${values} values in one column, more than ${maxValues}: write it with smaller groups of rows`,
    );
  }
  return values;
}

/** Where the pages of a column lie in a file. */
export function chunkRange(source: ByteSource, column: ColumnMetaData): [start: number, end: number] {
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  const end = start + Number(column.total_compressed_size);
  if (!(start >= 0 && end <= source.size && start < end)) throw damaged();
  return [start, end];
}

/** The header of a page at a place in the bytes of its column. */
export function pageAt(chunk: Uint8Array, at: number): PageHeader {
  const page = at < chunk.length ? new CompactReader(chunk.subarray(at), 0).pageHeader() : null;
  if (page === null) throw damaged();
  checkPage(page, chunk.length - at - page.length);
  return page;
}

/** Sizes must be possible, and those of the packed bytes lie inside the column. */
function checkPage({ unpackedBytes, packedBytes, values }: PageHeader, room: number): void {
  if (unpackedBytes > maxPageBytes) {
    throw dataError(
      `a page of it takes ${Math.ceil(unpackedBytes / 2 ** 20)} MB, more than ${maxPageBytes / 2 ** 20}: write it again with smaller pages`,
    );
  }
  if (unpackedBytes < 0 || packedBytes < 0 || values < 0 || packedBytes > room || values > maxValues) {
    throw damaged();
  }
}

/** Whether a page holds values of rows. */
export function isOfData({ kind }: PageHeader): boolean {
  return kind === "data" || kind === "data2";
}

function checkOf({ kind, values, encoding }: PageHeader, levels: Levels): CheckUnpacked {
  if (kind !== "data" && kind !== "data2") return () => {};
  return (bytes) => {
    let at = 0;
    if (kind === "data") {
      for (const level of [levels.repetition, levels.definition]) {
        if (level === 0) continue;
        const end = endOfRuns(bytes, at);
        checkLevels(bytes, at + 4, end, level, values);
        at = end;
      }
    }
    if (encoding === runs) checkRuns(bytes, at + 4, endOfRuns(bytes, at), 1, values);
    else if (dictionaries.includes(encoding) && at < bytes.length) {
      checkRuns(bytes, at + 1, bytes.length, bytes[at], values);
    }
  };
}

/** Encodings of parquet.thrift: runs, and two names for indices into a dictionary. */
const runs = 3;
const dictionaries = [2, 8];

function widthOf(level: number): number {
  return 32 - Math.clz32(level);
}

/** Where runs end that begin with their length. */
function endOfRuns(bytes: Uint8Array, at: number): number {
  if (at + 4 > bytes.length) throw damaged();
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at, true);
  if (at + 4 + length > bytes.length) throw damaged();
  return at + 4 + length;
}

/** Some writers fill up the last run: DuckDB to 256 values. */
const maxFilled = 4096;

/** Runs of equal values and of packed ones: together as many as there are values, but for those that fill up. */
function checkRuns(bytes: Uint8Array, start: number, end: number, width: number, values: number): number {
  if (width > 32) throw damaged();
  const reader = new CompactReader(bytes, start);
  let seen = 0;
  while (seen < values && reader.at < end) {
    const header = reader.varint();
    const isPacked = header % 2 === 1;
    const count = isPacked ? 8 * ((header - 1) / 2) : header / 2;
    if (count > values - seen + maxFilled) throw damaged();
    reader.at += isPacked ? (count / 8) * width : Math.ceil(width / 8);
    seen += count;
  }
  return seen;
}

/** Levels are there for every value; a decoder that finds fewer reads on in what follows. */
function checkLevels(bytes: Uint8Array, start: number, end: number, level: number, values: number): void {
  if (level > 0 && checkRuns(bytes, start, end, widthOf(level), values) < values) throw damaged();
}

async function headerAt(source: ByteSource, at: number, end: number): Promise<PageHeader> {
  // Headers hold the smallest and the largest value, which may be long.
  for (const length of [1 << 10, 1 << 16, 1 << 22]) {
    const bytes = await source.read(at, Math.min(end, at + length));
    const header = new CompactReader(bytes, 0).pageHeader();
    if (header !== null) return header;
    if (at + length >= end) break;
  }
  throw damaged();
}

const integerTypes = [4, 5, 6];

/** The part of Thrift's compact protocol that headers of pages are written in. */
class CompactReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** @returns null when the bytes end before the header, or make no sense */
  pageHeader(): PageHeader | null {
    const outer = new Map<number, number>();
    const inner = new Map<number, number>();
    const isRead = this.#struct((field, kind) => {
      // The headers of data pages are the fields 5 and 8, that of dictionaries is 7.
      if (kind !== 12 || ![5, 7, 8].includes(field)) return this.#number(outer, field, kind);
      return this.#struct((id, innerKind) => {
        // Whether data of the second form are packed: a boolean, whose value is its kind.
        if (field === 8 && id === 7 && innerKind <= 2) inner.set(id, innerKind);
        return this.#number(inner, id, innerKind);
      });
    });
    if (!isRead) return null;
    const type = outer.get(1);
    const isSecond = type === 3;
    return {
      length: this.at,
      kind: type === 0 ? "data" : isSecond ? "data2" : type === 2 ? "dictionary" : "other",
      unpackedBytes: outer.get(2) ?? -1,
      packedBytes: outer.get(3) ?? -1,
      values: inner.get(1) ?? 0,
      encoding: inner.get(isSecond ? 4 : 2) ?? 0,
      definitionBytes: isSecond ? (inner.get(5) ?? 0) : 0,
      repetitionBytes: isSecond ? (inner.get(6) ?? 0) : 0,
      isPacked: !(isSecond && inner.get(7) === 2),
    };
  }

  #number(into: Map<number, number>, field: number, kind: number): boolean {
    if (!integerTypes.includes(kind)) return this.#skip(kind, 0);
    into.set(field, this.#integer());
    return true;
  }

  #struct(field: (id: number, kind: number) => boolean): boolean {
    let id = 0;
    while (this.at < this.#bytes.length) {
      const head = this.#bytes[this.at++];
      if (head === 0) return true;
      id = head >> 4 === 0 ? this.#integer() : id + (head >> 4);
      if (!field(id, head & 15)) return false;
    }
    return false;
  }

  #skip(kind: number, depth: number): boolean {
    if (depth > 8) return false;
    if (kind === 1 || kind === 2) return true;
    if (kind === 3) this.at++;
    else if (kind <= 6) this.varint();
    else if (kind === 7) this.at += 8;
    else if (kind === 8) {
      const length = this.varint();
      this.at += length;
    } else if (kind === 12) return this.#struct((_, inner) => this.#skip(inner, depth + 1));
    else if (kind === 9 || kind === 10) {
      const head = this.#bytes[this.at++] ?? 0;
      const count = head >> 4 === 15 ? this.varint() : head >> 4;
      if (count > this.#bytes.length) return false;
      for (let i = 0; i < count; i++) {
        // Booleans in lists take a byte each.
        if ((head & 15) <= 2) this.at++;
        else if (!this.#skip(head & 15, depth + 1)) return false;
      }
    } else return false;
    return this.at <= this.#bytes.length;
  }

  #integer(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 56; scale *= 128) {
      const byte = this.#bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    return value;
  }
}
