import { closeSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import { compareRows, mergeRows, parseRow, printRow, type Row, rowSchema } from "@onset/core/sweep";
import { DataError, UsageError } from "../../errors.js";
import { cannotWrite, reasonOf } from "../../files/reason.js";
import { writeAllSync } from "../../files/write-all.js";
import { version } from "../../version.js";

const tool = `onset ${version}`;

/** How every line begins: a torn one too, as far as it goes. */
const lineStart = `{"schema":"${rowSchema}","tool":"`;

/** Rows of a file. */
export type RowsRead = {
  /** One row a task: all lines of it added up. */
  readonly rows: ReadonlyMap<string, Row>;
  /** Bytes from the beginning that are whole lines. */
  readonly wholeBytes: number;
  /** Bytes of a last line that was being written when its writer died. */
  readonly tornBytes: number;
  /** Whether the last whole line lacks its line end. */
  readonly unended: boolean;
};

/** What reading a file without rows gives. */
export const noRows: RowsRead = { rows: new Map(), wholeBytes: 0, tornBytes: 0, unended: false };

/**
 * Reads a file of rows. A last line that is cut off is what a killed run leaves: it is told apart and not read.
 * Everything else that is no row of this version is an error that names the line.
 */
export function readRows(path: string): RowsRead {
  const bytes = readBytes(path);
  const rows = new Map<string, Row>();
  let start = 0;
  for (let line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const text = bytes.toString("utf8", start, end < 0 ? bytes.length : end);
    if (end < 0 && isTorn(text)) break;
    if (text.trim() !== "") addRow(rows, text, `${path} line ${line}`);
    start = end < 0 ? bytes.length : end + 1;
  }
  const unended = start > 0 && bytes[start - 1] !== 0x0a;
  return { rows, wholeBytes: start, tornBytes: bytes.length - start, unended };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const name = JSON.stringify(path);
    throw new UsageError(`there is no file of rows ${name} that can be read (${reasonOf(error)})`);
  }
}

/** The last line of a file, without line end: does it begin like a row and break off? */
function isTorn(text: string): boolean {
  if (!text.startsWith(lineStart.slice(0, text.length))) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

function addRow(rows: Map<string, Row>, text: string, where: string): void {
  try {
    const row = parseRow(text, tool);
    rows.set(row.task, withRow(rows.get(row.task), row));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "is not a row (no JSON)" : (error as Error).message;
    throw new DataError(`${where}: ${reason}`);
  }
}

function withRow(before: Row | undefined, row: Row): Row {
  return before === undefined ? row : mergeRows(before, row);
}

/** Rows in the order of what they simulate, one a line: the same bytes whoever wrote them. */
export function* linesOf(rows: Iterable<Row>): Generator<string> {
  for (const row of [...rows].sort(compareRows)) yield `${printRow(row, tool)}\n`;
}

const flushMilliseconds = 250;

/**
 * The end of a file of rows while a sweep runs: rows are appended a few times a second, those of one task added up to one
 * line. Whatever kills the run, the lines before the last one are whole.
 */
export class RowsJournal {
  readonly #path: string;
  readonly #check: () => void;
  readonly #file: number;
  readonly #pending = new Map<string, Row>();
  #position = 0;
  #timer: NodeJS.Timeout | null = null;
  #failure: Error | null = null;

  /**
   * @param read - What the file holds: writing goes on after its whole lines, and cuts off what is torn.
   * @param check - Throws when the file must not be written any more.
   */
  constructor(path: string, { wholeBytes, unended }: RowsRead, check: () => void) {
    this.#path = path;
    this.#check = check;
    try {
      this.#file = openSync(path, wholeBytes > 0 ? "r+" : "w");
    } catch (error) {
      throw cannotWrite(path, error);
    }
    ftruncateSync(this.#file, wholeBytes);
    this.#position = wholeBytes;
    if (unended) this.#append("\n");
  }

  add(row: Row): void {
    this.#pending.set(row.task, withRow(this.#pending.get(row.task), row));
    if (this.#failure !== null) throw this.#failure;
    this.#timer ??= setTimeout(() => this.#flush(), flushMilliseconds);
  }

  /** Writes what is pending and closes the file. */
  close(): void {
    this.#flush();
    closeSync(this.#file);
    if (this.#failure !== null) throw this.#failure;
  }

  /** A full disk is told with the next row, or at the end: a timer has nobody to tell. */
  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#failure !== null) return;
    try {
      this.#check();
      this.#append(Array.from(this.#pending.values(), (row) => `${printRow(row, tool)}\n`).join(""));
      this.#pending.clear();
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  #append(text: string): void {
    const bytes = Buffer.from(text);
    try {
      writeAllSync(this.#file, bytes, this.#position);
    } catch (error) {
      throw cannotWrite(this.#path, error);
    }
    this.#position += bytes.length;
  }
}
