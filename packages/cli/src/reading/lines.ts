import { isUtf8 } from "node:buffer";
import { openText, type Source } from "./source.js";

const newline = 0x0a;

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

/** Where a record stands, from 1, and whether its line is UTF-8. */
export type RecordLine = { readonly line: number; readonly utf8: boolean };

/**
 * Finds on which lines records stand that are known by their position among the lines that are not blank:
 * readers of JSONL skip blank lines without counting them.
 *
 * @param records positions from 0, ascending
 * @returns as many as were found
 */
export async function linesOfRecords(source: Source, records: readonly number[]): Promise<RecordLine[]> {
  const found: RecordLine[] = [];
  let line = 1;
  let record = -1;
  let blank = true;
  let parts: Buffer[] | null = null;
  const finish = (part: Buffer): void => {
    parts!.push(part);
    found.push({ line, utf8: isUtf8(Buffer.concat(parts!)) });
    parts = null;
  };
  if (records.length === 0) return found;
  for await (const chunk of openText(source)) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (byte === newline) {
        if (parts !== null) finish(chunk.subarray(start, i));
        if (found.length === records.length) return found;
        line++;
        blank = true;
        start = i + 1;
      } else if (blank && !isBlank(byte)) {
        blank = false;
        record++;
        if (record === records[found.length]) parts = [];
      }
    }
    if (parts !== null) parts.push(chunk.subarray(start));
  }
  if (parts !== null) finish(Buffer.alloc(0));
  return found;
}

/** The first line longer than `most` bytes, from 1; null when there is none. */
export async function firstLineLongerThan(source: Source, most: number): Promise<number | null> {
  let line = 1;
  let length = 0;
  for await (const chunk of openText(source)) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      if (length + end - start > most) return line;
      length = 0;
      line++;
      start = end + 1;
    }
    length += chunk.length - start;
    if (length > most) return line;
  }
  return null;
}
