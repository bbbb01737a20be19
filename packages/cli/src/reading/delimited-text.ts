import { bytesBeforeText, openText, type Source } from "./source.js";

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Whether a byte ends a line: line feed or carriage return. */
export function endsLine(byte: number): boolean {
  return byte === lineFeed || byte === carriageReturn;
}

/** Follows the quotes of delimited text by RFC 4180: a quote counts only at the start of a cell, two inside are one. */
export class Quotes {
  #state: "start" | "open" | "closing" | "plain" = "start";
  readonly #ends: ReadonlySet<number>;

  constructor(delimiters: readonly string[]) {
    // Of a longer delimiter its last byte: what stands before a quote that opens a cell.
    this.#ends = new Set(delimiters.map((delimiter) => Buffer.from(delimiter).at(-1)!));
  }

  /** Takes the next byte; tells whether it stands inside quotes. */
  take(byte: number): boolean {
    const inside = this.#state === "open";
    if (inside) {
      if (byte === quote) this.#state = "closing";
    } else if (byte === quote && this.#state !== "plain") this.#state = "open";
    else this.#state = endsLine(byte) || this.#ends.has(byte) ? "start" : "plain";
    return inside;
  }
}

/** The first row of a delimited file. */
export type Header = {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** Empty lines before it. */
  readonly skipped: number;
};

const candidates = ["\t", ",", ";", "|"];
const longestHeader = 1 << 24;

/**
 * Reads the header: names without the white space around them.
 *
 * @param delimiter between the columns; when left out that of tab, `,`, `;` and `|` which makes the most of it
 * @returns null when the file has no row
 */
export async function readHeader(source: Source, delimiter?: string): Promise<Header | null> {
  const delimiters = delimiter === undefined ? candidates : [delimiter];
  const row = await firstRow(source, delimiters);
  if (row === null) return null;
  const splits = delimiters.map((candidate) => ({ delimiter: candidate, names: cells(row.text, candidate) }));
  const best = splits.reduce((a, b) => (b.names.length > a.names.length ? b : a));
  return { names: best.names.map((name) => name.trim()), delimiter: best.delimiter, skipped: row.skipped };
}

async function firstRow(
  source: Source,
  delimiters: readonly string[],
): Promise<{ text: string; skipped: number } | null> {
  const quotes = new Quotes(delimiters);
  const bytes: number[] = [];
  let skipped = 0;
  let before = 0;
  for await (const chunk of openText(source)) {
    for (const byte of chunk) {
      const ends = !quotes.take(byte) && endsLine(byte);
      if (bytes.length > 0 && (ends || bytes.length > longestHeader)) return { text: decode(bytes), skipped };
      if (!ends) bytes.push(byte);
      else if (byte === carriageReturn || before !== carriageReturn) skipped++;
      before = byte;
    }
  }
  return bytes.length === 0 ? null : { text: decode(bytes), skipped };
}

function decode(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString("utf8");
}

function cells(row: string, delimiter: string): string[] {
  const found: string[] = [];
  for (let at = 0; ; ) {
    const quoted = row[at] === '"' ? /^"((?:[^"]|"")*)"?/.exec(row.slice(at))! : null;
    if (quoted !== null) at += quoted[0].length;
    const end = row.indexOf(delimiter, at);
    const rest = row.slice(at, end < 0 ? row.length : end);
    found.push((quoted === null ? "" : quoted[1]!.replaceAll('""', '"')) + rest);
    if (end < 0) return found;
    at = end + delimiter.length;
  }
}

/** Rows of a delimited file whose lines are wanted. */
export type WantedRows = {
  /** Positions among the accepted rows below the header, from 0, ascending. */
  readonly accepted: readonly number[];
  /** Of all rows that were refused the offset in bytes of what follows the first byte that ends the row before. */
  readonly refused: ReadonlySet<number>;
};

/**
 * Finds on which lines, from 1, rows begin. Quoted cells may run over several lines; empty lines are no rows, except
 * where there is only one column.
 *
 * @returns the lines of the accepted rows asked for, and of the refused rows up to the last of those
 */
export async function linesOfRows(
  source: Source,
  { delimiter, names, skipped }: Header,
  wanted: WantedRows,
  mostRefused: number,
): Promise<{ accepted: number[]; refused: number[] }> {
  const quotes = new Quotes([delimiter]);
  const accepted: number[] = [];
  const refused: number[] = [];
  const refusedWanted = Math.min(mostRefused, wanted.refused.size);
  // The header is row -1.
  let row = -2;
  let line = 1;
  let offset = bytesBeforeText(source);
  let open = false;
  let before = 0;
  let afterRow = 0;
  for await (const chunk of openText(source)) {
    if (accepted.length === wanted.accepted.length && refused.length >= refusedWanted) break;
    for (let i = 0; i < chunk.length; i++, offset++) {
      const byte = chunk[i]!;
      const ends = endsLine(byte);
      const inside = quotes.take(byte);
      const second = byte === lineFeed && before === carriageReturn;
      before = byte;
      if (second) continue;
      if (!open && (!ends || (names.length === 1 && line > skipped))) {
        open = true;
        if (wanted.refused.has(afterRow) || wanted.refused.has(offset)) refused.push(line);
        else if (++row === wanted.accepted[accepted.length]) accepted.push(line);
      }
      if (!ends) continue;
      line++;
      if (inside || !open) continue;
      open = false;
      afterRow = offset + 1;
    }
  }
  return { accepted, refused };
}

/** Whether rows end in more than one way. */
export async function hasUnevenRows(source: Source, delimiter: string): Promise<boolean> {
  const quotes = new Quotes([delimiter]);
  const ways = new Set<string>();
  let pending = false;
  for await (const chunk of openText(source)) {
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      const ends = !quotes.take(byte) && endsLine(byte);
      if (pending) ways.add(ends && byte === lineFeed ? "CR LF" : "CR");
      else if (ends && byte === lineFeed) ways.add("LF");
      pending = ends && byte === carriageReturn;
    }
    if (ways.size > 1) return true;
  }
  return ways.size > 1;
}

/** Ends all rows with a line feed; what stands in quotes stays. */
export function withLineFeeds(delimiter: string): (pieces: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (pieces) {
    const quotes = new Quotes([delimiter]);
    let afterReturn = false;
    for await (const piece of pieces) {
      const changed = Buffer.alloc(piece.length);
      let length = 0;
      for (const byte of piece) {
        const ends = !quotes.take(byte) && endsLine(byte);
        if (!(ends && afterReturn && byte === lineFeed)) changed[length++] = ends ? lineFeed : byte;
        afterReturn = ends && byte === carriageReturn;
      }
      yield changed.subarray(0, length);
    }
  };
}
