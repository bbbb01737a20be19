import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { Workspace } from "../files/workspace.js";
import { endsLine, type Header, Quotes } from "./delimited-text.js";
import { bytesBeforeText, copyOf, openText, type Source } from "./source.js";

/** Where the records of a source are, so that they can be written elsewhere just as they stand. */
export type Places = {
  /** A file with the text of the source, unpacked. */
  readonly path: string;
  /** The header with the end of its line; empty where there is none. */
  readonly header: string;
  /** Where each record begins and ends, the end of its line included; by its position among the records. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
};

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Finds the lines of a source: all of them, or those that are not blank, as readers of JSON Lines count. */
export async function placesOfLines(
  source: Source,
  workspace: Workspace,
  which: "every line" | "lines that are not blank",
): Promise<Places> {
  const plain = source.gzip ? await copyOf(source, workspace) : source;
  const starts: number[] = [];
  const ends: number[] = [];
  let begin = bytesBeforeText(plain);
  let offset = begin;
  let wanted = which === "every line";
  const finish = (end: number): void => {
    if (wanted && end > begin) {
      starts.push(begin);
      ends.push(end);
    }
    begin = end;
    wanted = which === "every line";
  };
  for await (const chunk of openText(plain)) {
    for (let i = 0; i < chunk.length; i++, offset++) {
      const byte = chunk[i]!;
      if (byte === lineFeed) finish(offset + 1);
      else if (!wanted && byte !== 0x20 && byte !== 0x09 && byte !== carriageReturn) wanted = true;
    }
  }
  finish(offset);
  return { path: plain.path, header: "", starts: Float64Array.from(starts), ends: Float64Array.from(ends) };
}

/**
 * Finds the accepted rows of delimited text below its header (see `linesOfRows`).
 *
 * @param refused of the refused rows the offset in bytes of what follows the first byte that ends the row before
 */
export async function placesOfRows(
  source: Source,
  workspace: Workspace,
  { delimiter, names, skipped }: Header,
  refused: ReadonlySet<number>,
): Promise<Places> {
  const plain = source.gzip ? await copyOf(source, workspace) : source;
  // Offsets of refused rows were counted in the source, which may have a mark that the copy has not.
  const shift = bytesBeforeText(source) - bytesBeforeText(plain);
  const quotes = new Quotes([delimiter]);
  const starts: number[] = [];
  const ends: number[] = [];
  let offset = bytesBeforeText(plain);
  let line = 1;
  let open = false;
  let accepted = false;
  let before = 0;
  let afterRow = 0;
  for await (const chunk of openText(plain)) {
    for (let i = 0; i < chunk.length; i++, offset++) {
      const byte = chunk[i]!;
      const inside = quotes.take(byte);
      const second = byte === lineFeed && before === carriageReturn;
      before = byte;
      if (second) {
        if (!open && ends.at(-1) === offset) ends[ends.length - 1] = offset + 1;
        continue;
      }
      const isEnd = endsLine(byte);
      if (!open && (!isEnd || (names.length === 1 && line > skipped))) {
        open = true;
        accepted = !refused.has(afterRow);
        if (accepted) starts.push(offset);
      }
      if (!isEnd) continue;
      line++;
      if (inside || !open) continue;
      open = false;
      if (accepted) ends.push(offset + 1);
      afterRow = offset + 1 + shift;
    }
  }
  if (ends.length < starts.length) ends.push(offset);
  const header = starts.length === 0 ? "" : [...recordsAt(plain.path, [starts[0]!], [ends[0]!])][0]!;
  return {
    path: plain.path,
    header,
    starts: Float64Array.from(starts.slice(1)),
    ends: Float64Array.from(ends.slice(1)),
  };
}

/** The records at some positions, one after the other, each with the end of its line. */
export function* recordsOf({ path, starts, ends }: Places, records: Iterable<number>): Generator<string> {
  const chosen = [...records];
  yield* recordsAt(
    path,
    chosen.map((record) => starts[record]!),
    chosen.map((record) => ends[record]!),
  );
}

function* recordsAt(path: string, starts: readonly number[], ends: readonly number[]): Generator<string> {
  for (const text of textsAt(path, starts, ends)) {
    // The last line of a file may have no end.
    yield /[\r\n]$/.test(text) ? text : `${text}\n`;
  }
}

/** All of a source from its beginning: records, each with its position, and what stands between them (null). */
export function* piecesOf({
  path,
  starts,
  ends,
}: Places): Generator<{ text: string; record: number | null }> {
  const [from, to]: [number[], number[]] = [[], []];
  const records: (number | null)[] = [];
  const add = (start: number, end: number, record: number | null): void => {
    if (end === start) return;
    from.push(start);
    to.push(end);
    records.push(record);
  };
  let last = 0;
  for (let record = 0; record < starts.length; record++) {
    add(last, starts[record]!, null);
    last = ends[record]!;
    add(starts[record]!, last, record);
  }
  add(last, statSync(path).size, null);
  let i = 0;
  for (const text of textsAt(path, from, to)) yield { text, record: records[i++]! };
}

function* textsAt(path: string, starts: readonly number[], ends: readonly number[]): Generator<string> {
  const file = openSync(path, "r");
  try {
    let buffer = Buffer.alloc(1 << 16);
    for (const [i, start] of starts.entries()) {
      const length = ends[i]! - start;
      if (length > buffer.length) buffer = Buffer.alloc(2 * length);
      let filled = 0;
      while (filled < length) {
        const read = readSync(file, buffer, filled, length - filled, start + filled);
        if (read === 0) throw new Error(`expected ${length} bytes at ${start} of ${path}, got ${filled}`);
        filled += read;
      }
      yield buffer.toString("utf8", 0, length);
    }
  } finally {
    closeSync(file);
  }
}
