import { isUtf8 } from "node:buffer";
import { Interrupted } from "../errors.js";
import { openText, type Source } from "./source.js";

/** A line of plain text, or what is wrong with it. */
export type Line = { readonly line: number; readonly text: string; readonly problem?: string };

/** The longest line that is kept. A text file without line ends is one line. */
export const longestLine: number = 256 * 1024 * 1024;

/**
 * Reads plain text line by line; a line that is not UTF-8, or too long, comes with a problem instead of its text.
 */
export async function* readLines(
  source: Source,
  signal: AbortSignal,
  most: number = longestLine,
): AsyncGenerator<Line> {
  let rest: Buffer[] = [];
  let length = 0;
  let line = 0;
  const keep = (part: Buffer): void => {
    length += part.length;
    if (length > most) rest = [];
    else rest.push(part);
  };
  const finish = (): Line => {
    const found = length > most ? tooLong(++line, most) : decode(++line, rest);
    rest = [];
    length = 0;
    return found;
  };
  for await (const chunk of openText(source)) {
    if (signal.aborted) throw new Interrupted();
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      keep(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (length > 0) yield finish();
}

function tooLong(line: number, most: number): Line {
  return { line, text: "", problem: `is longer than ${most / 1024 ** 2} MB` };
}

function decode(line: number, parts: readonly Buffer[]): Line {
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  return isUtf8(bytes)
    ? { line, text: bytes.toString("utf8") }
    : { line, text: "", problem: "is not valid UTF-8" };
}
