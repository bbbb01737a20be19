import { isUtf8 } from "node:buffer";
import { Interrupted } from "../errors.js";
import { openText, type Source } from "./source.js";

/** A line of plain text, or what is wrong with it. */
export type Line = { readonly line: number; readonly text: string; readonly problem?: string };

/** Reads plain text line by line; a line that is not UTF-8 comes with a problem instead of its text. */
export async function* readLines(source: Source, signal: AbortSignal): AsyncGenerator<Line> {
  let rest: Buffer[] = [];
  let line = 0;
  for await (const chunk of openText(source)) {
    if (signal.aborted) throw new Interrupted();
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      rest.push(chunk.subarray(start, end));
      yield decode(++line, rest);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield decode(++line, rest);
}

function decode(line: number, parts: readonly Buffer[]): Line {
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  return isUtf8(bytes)
    ? { line, text: bytes.toString("utf8") }
    : { line, text: "", problem: "is not valid UTF-8" };
}
