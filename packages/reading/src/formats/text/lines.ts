/** Plain text: every line is a text, named by its number. */
import type { ReadingContext } from "../../context.js";
import { maxLineBytes } from "../../limits.js";
import type { TextBytes } from "../../source/unpack.js";
import { isUtf8 } from "../../source/utf8.js";
import { eachWindow } from "../../source/windows.js";
import type { RowSink } from "../rows.js";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const tooLong = `is longer than ${maxLineBytes / 1024 ** 2} MB`;

/** A line of text, as bytes that are only good during the call. */
export type Line = {
  bytes: Uint8Array;
  start: number;
  /** Without its end. */
  end: number;
  /** From 1. */
  line: number;
  /** Bytes before it, and before the next one. */
  offset: number;
  nextOffset: number;
  problem: string | null;
};

/**
 * Gives the lines of a text one after the other. They end with LF or CR LF; with CR where the beginning has no LF. A line
 * that is not valid, or longer than 256 MB, comes with a problem.
 */
export async function eachLine(
  text: TextBytes,
  context: ReadingContext,
  take: (line: Line) => void | Promise<void>,
): Promise<void> {
  const hasFeed = text.head.includes(lineFeed);
  const ending = !hasFeed && text.head.includes(carriageReturn) ? carriageReturn : lineFeed;
  const notValid = `is not valid ${text.encoding.name.toUpperCase()}`;
  const line: Line = { bytes: text.head, start: 0, end: 0, line: 0, offset: 0, nextOffset: 0, problem: null };
  let isSkipping = false;
  const lines = (
    bytes: Uint8Array,
    start: number,
    end: number,
    isLast: boolean,
    isAscii: boolean,
    position: number,
  ): number | Promise<number> => {
    for (let from = start; from < end; ) {
      const found = bytes.indexOf(ending, from);
      const isWhole = found >= 0;
      const isTooLong = (isWhole ? found : end) - from > maxLineBytes;
      if (!isWhole && !isLast && !isTooLong && !isSkipping) return from;
      const next = isWhole ? found + 1 : end;
      const isRest = isSkipping;
      isSkipping = !isWhole && !isLast;
      if (!isRest) {
        line.bytes = bytes;
        line.start = from;
        line.end = isWhole ? found : end;
        if (line.end > from && bytes[line.end - 1] === carriageReturn) line.end--;
        line.line++;
        line.offset = position + from;
        line.nextOffset = position + next;
        line.problem = isTooLong ? tooLong : isAscii || isUtf8(bytes, from, line.end) ? null : notValid;
        const busy = take(line);
        if (busy !== undefined) return busy.then(() => lines(bytes, next, end, isLast, isAscii, position));
      }
      from = next;
    }
    return end;
  };
  await eachWindow(text.stream(), lines, context);
}

const encoder = new TextEncoder();

/** Makes each line that is not blank a row. */
export async function readLines(
  text: TextBytes,
  context: ReadingContext,
  idSlots: readonly number[],
  textSlots: readonly number[],
  sink: RowSink,
): Promise<void> {
  await eachLine(text, context, ({ bytes, start, end, line, offset, nextOffset, problem }) => {
    if (problem === null && isBlank(bytes, start, end)) return undefined;
    sink.begin(line, offset);
    if (problem !== null) return sink.refuse(problem);
    if (idSlots.length > 0) {
      const name = encoder.encode(String(line));
      for (const slot of idSlots) sink.value(slot, name, 0, name.length);
    }
    for (const slot of textSlots) sink.value(slot, bytes, start, end);
    return sink.end(nextOffset);
  });
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Whether there is nothing but white space, as `String.prototype.trim` sees it. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) continue;
    return byte >= 0x80 && decoder.decode(bytes.subarray(i, end)).trim() === "";
  }
  return true;
}
