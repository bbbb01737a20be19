/**
 * Rows of delimited text, cell by cell, as ranges of bytes.
 *
 * A row ends with LF, CR or CR LF, whichever comes, mixed as they may be. Where cells are quoted (RFC 4180), a quote
 * counts only at the start of a cell, and two inside are one. Where a quoted cell does not end as it should, the line
 * on which its row begins is refused, and reading goes on with the next line: one stray quote costs one line, not the
 * rest of the file.
 *
 * O(bytes): a row that is not all there is looked at again only when twice as much of it has come.
 */
import { maxColumns, maxRecordBytes } from "../../limits.js";
import { concatenated } from "../../source/chunks.js";

/** What is between the columns, and whether cells may be quoted. */
export type Dialect = { readonly delimiter: Uint8Array; readonly quoted: boolean };

/** A place in a text: a line, from 1, and the bytes before it. */
export type Position = { readonly line: number; readonly offset: number };

/** Takes rows; bytes and cells are only good during the call. A promise stops the scanner until it is resumed. */
export type TakeRow = (row: ScannedRow) => void | Promise<void>;

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const usualColumns = 32;

/** A row that was found; one object is used for all rows. */
export class ScannedRow {
  bytes: Uint8Array = new Uint8Array(0);
  /** Of each cell, quotes not counted; cells beyond the most that a table may have are counted only. */
  starts: Int32Array = new Int32Array(usualColumns);
  ends: Int32Array = new Int32Array(usualColumns);
  /** Whether a quoted cell holds quotes, which stand doubled in `bytes`. */
  doubled: Uint8Array = new Uint8Array(usualColumns);
  cellCount: number = 0;
  /** Where the row is in `bytes`: with quotes, without its line end. */
  start: number = 0;
  end: number = 0;
  /** The line on which it begins, from 1, and how many line ends stand inside its cells. */
  line: number = 0;
  innerLines: number = 0;
  /** Bytes of the text before it, and before what follows it. */
  offset: number = 0;
  nextOffset: number = 0;
  problem: string | null = null;

  /** Makes room for twice as many cells. */
  grow(): void {
    this.starts = widened(this.starts, new Int32Array(2 * this.starts.length));
    this.ends = widened(this.ends, new Int32Array(2 * this.ends.length));
    this.doubled = widened(this.doubled, new Uint8Array(2 * this.doubled.length));
  }

  /** A cell as it reads: a view of the bytes, or a copy where quotes are doubled. */
  cell(i: number): Uint8Array {
    const cell = this.bytes.subarray(this.starts[i], this.ends[i]);
    return this.doubled[i] === 1 ? undoubled(cell) : cell;
  }
}

function widened<T extends Int32Array | Uint8Array>(cells: T, wider: T): T {
  wider.set(cells);
  return wider;
}

function undoubled(cell: Uint8Array): Uint8Array {
  const single = new Uint8Array(cell.length);
  let length = 0;
  for (let at = 0; at < cell.length; at++) {
    single[length++] = cell[at];
    if (cell[at] === quote) at++;
  }
  return single.subarray(0, length);
}

export class RowScanner {
  readonly #row = new ScannedRow();
  readonly #take: TakeRow;
  readonly #delimiter: Uint8Array;
  readonly #quoted: boolean;
  #rest: Uint8Array = new Uint8Array(0);
  readonly #waiting: Uint8Array[] = [];
  #waitingBytes: number = 0;
  #line: number = 1;
  #offset: number = 0;
  /** Inside a line that is too long: what is left of it is passed over. */
  #isSkipping: boolean = false;
  #isLast: boolean = false;
  /** The line before ended with CR, whose LF may still come. */
  #afterReturn: boolean = false;

  /** @param from - where the first bytes stand in the text */
  constructor({ delimiter, quoted }: Dialect, take: TakeRow, from: Position = { line: 1, offset: 0 }) {
    this.#delimiter = delimiter;
    this.#quoted = quoted;
    this.#take = take;
    this.#line = from.line;
    this.#offset = from.offset;
  }

  /**
   * Takes the next piece of the text in, and gives all rows that are whole by then.
   *
   * @returns what a row is waiting for: then `resume`
   */
  push(chunk: Uint8Array): Promise<void> | undefined {
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    return this.#waitingBytes >= this.#rest.length ? this.#scan(this.#everything(), false) : undefined;
  }

  /** Gives the last row, which may have no line end. */
  end(): Promise<void> | undefined {
    this.#isLast = true;
    return this.#scan(this.#everything(), true);
  }

  /** Goes on behind a row that had to wait. */
  resume(): Promise<void> | undefined {
    return this.#scan(this.#rest, this.#isLast);
  }

  #everything(): Uint8Array {
    const bytes = concatenated([this.#rest, ...this.#waiting]);
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    return bytes;
  }

  #scan(bytes: Uint8Array, isLast: boolean): Promise<void> | undefined {
    const row = this.#row;
    row.bytes = bytes;
    let at = 0;
    const base = this.#offset;
    while (at < bytes.length) {
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (bytes[at] === lineFeed) {
          at++;
          continue;
        }
      }
      if (this.#isSkipping) {
        const end = lineEnd(bytes, at);
        if (end < 0) {
          at = bytes.length;
          break;
        }
        at = this.#behindLineEnd(bytes, end);
        this.#line++;
        this.#isSkipping = false;
        continue;
      }
      const found = this.#cells(bytes, at, isLast);
      if (found === incomplete) {
        if (bytes.length - at <= maxRecordBytes) break;
        at = this.#refuseLine(at, base, this.#isQuoteOpen ? unclosed : tooLong);
        continue;
      }
      if (found === broken) {
        if (!isLast && bytes.length - at <= maxRecordBytes && lineEnd(bytes, at) < 0) break;
        at = this.#refuseLine(at, base, unclosed);
        continue;
      }
      const next = found < bytes.length ? this.#behindLineEnd(bytes, found) : found;
      const isEmpty = found === at;
      if (!isEmpty) {
        row.start = at;
        row.end = found;
        row.line = this.#line;
        row.offset = base + at;
        row.nextOffset = base + next;
        row.problem = found - at > maxRecordBytes ? tooLong : null;
        const busy = this.#take(row);
        this.#line += row.innerLines;
        if (busy !== undefined) {
          this.#line++;
          this.#rest = bytes.subarray(next);
          this.#offset = base + next;
          return busy;
        }
      }
      this.#line++;
      at = next;
    }
    this.#rest = bytes.subarray(at);
    this.#offset = base + at;
    return undefined;
  }

  /** Refuses the line at `at`, for its length if it is too long, and returns where the next one begins. */
  #refuseLine(at: number, base: number, problem: string): number {
    const row = this.#row;
    const { bytes } = row;
    const end = lineEnd(bytes, at);
    const next = end < 0 ? bytes.length : this.#behindLineEnd(bytes, end);
    row.cellCount = 0;
    row.start = at;
    row.end = end < 0 ? bytes.length : end;
    row.line = this.#line;
    row.innerLines = 0;
    row.offset = base + at;
    row.nextOffset = base + next;
    row.problem = row.end - at > maxRecordBytes ? tooLong : problem;
    this.#take(row);
    this.#isSkipping = end < 0;
    if (end >= 0) this.#line++;
    return next;
  }

  #behindLineEnd(bytes: Uint8Array, end: number): number {
    if (bytes[end] !== carriageReturn) return end + 1;
    if (bytes[end + 1] === lineFeed) return end + 2;
    this.#afterReturn = end + 1 === bytes.length;
    return end + 1;
  }

  #isQuoteOpen: boolean = false;

  /** Finds the cells of the row at `at`; returns where it ends, or that it does not. */
  #cells(bytes: Uint8Array, at: number, isLast: boolean): number {
    let { starts, ends, doubled } = this.#row;
    const length = bytes.length;
    const delimiter = this.#delimiter;
    const first = delimiter[0];
    const rest = delimiter.length - 1;
    const quoted = this.#quoted;
    let count = 0;
    let innerLines = 0;
    this.#isQuoteOpen = false;
    for (let i = at; ; ) {
      let start = i;
      let end = i;
      let isDoubled = 0;
      if (quoted && bytes[i] === quote) {
        start++;
        for (i++; ; i += 2) {
          i = bytes.indexOf(quote, i);
          if (i < 0 || (i + 1 === length && !isLast)) {
            this.#isQuoteOpen = true;
            return i < 0 && isLast ? broken : incomplete;
          }
          if (bytes[i + 1] !== quote) break;
          isDoubled = 1;
        }
        end = i++;
        innerLines += lineEnds(bytes, start, end);
        if (i < length) {
          const next = bytes[i];
          const isDelimiter = next === first && (rest === 0 || continues(bytes, i, delimiter));
          if (!isDelimiter && next !== lineFeed && next !== carriageReturn) {
            // The rest of a long delimiter may be still to come.
            if (next === first && i + rest >= length && !isLast) return incomplete;
            return broken;
          }
        }
      } else {
        for (; i < length; i++) {
          const byte = bytes[i];
          if (byte === lineFeed || byte === carriageReturn) break;
          if (byte === first && (rest === 0 || continues(bytes, i, delimiter))) break;
        }
        end = i;
      }
      if (count < maxColumns) {
        if (count === starts.length) {
          this.#row.grow();
          ({ starts, ends, doubled } = this.#row);
        }
        starts[count] = start;
        ends[count] = end;
        doubled[count] = isDoubled;
      }
      count++;
      const byte = bytes[i];
      if (!isLast && (i >= length || (byte === carriageReturn && i + 1 === length))) return incomplete;
      if (i >= length || byte === lineFeed || byte === carriageReturn) {
        this.#row.cellCount = count;
        this.#row.innerLines = innerLines;
        return i;
      }
      i += delimiter.length;
    }
  }
}

const incomplete = -1;
const broken = -2;
const unclosed = "has a quote in a place where none can be, or one that does not end";
const tooLong = `is longer than ${maxRecordBytes / 1024 ** 2} MB`;

function continues(bytes: Uint8Array, at: number, delimiter: Uint8Array): boolean {
  for (let i = 1; i < delimiter.length; i++) if (bytes[at + i] !== delimiter[i]) return false;
  return true;
}

/** The first LF or CR; -1 when there is none. */
function lineEnd(bytes: Uint8Array, from: number): number {
  for (let i = from; i < bytes.length; i++) {
    if (bytes[i] === lineFeed || bytes[i] === carriageReturn) return i;
  }
  return -1;
}

function lineEnds(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    if (bytes[i] === lineFeed || (bytes[i] === carriageReturn && bytes[i + 1] !== lineFeed)) count++;
  }
  return count;
}
