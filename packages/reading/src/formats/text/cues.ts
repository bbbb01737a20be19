/** Subtitles, SubRip (.srt) and WebVTT (.vtt): every cue is a text, without numbers, times and marks. */
import type { ReadingContext } from "../../context.js";
import type { TextBytes } from "../../source/unpack.js";
import type { RowSink } from "../rows.js";
import { eachLine, isBlank } from "./lines.js";

const timing = /^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}/;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Whether a text begins as subtitles do. */
export function beginsWithCue(start: string): boolean {
  const [first = "", second = ""] = start.trimStart().split(/\r\n|\r|\n/);
  return /^WEBVTT(?:\s|$)/.test(first) || (/^\d+$/.test(first.trim()) && timing.test(second));
}

type Block = { line: number; offset: number; nextOffset: number; lines: string[]; problem: string | null };

/** Makes each cue a row, in the place of the first line of its block; it is named by its own number where it has one. */
export async function readCues(
  text: TextBytes,
  context: ReadingContext,
  idSlots: readonly number[],
  textSlots: readonly number[],
  sink: RowSink,
): Promise<void> {
  let open: Block | null = null;
  let blocks = 0;
  const finish = (): void | Promise<void> => {
    if (open === null) return undefined;
    const { line, offset, nextOffset, lines, problem } = open;
    open = null;
    const isFirst = blocks++ === 0;
    const at = lines.findIndex((found) => timing.test(found));
    if (problem === null && at < 0 && isHeading(lines[0], isFirst)) return undefined;
    sink.begin(line, offset);
    if (problem !== null) return sink.refuse(problem);
    if (at < 0) return sink.refuse("is no cue: expected a line such as 00:00:01,000 --> 00:00:03,500");
    give(lines[at - 1]?.trim() ?? "", idSlots, sink);
    give(withoutMarks(lines.slice(at + 1).join("\n")), textSlots, sink);
    return sink.end(nextOffset);
  };
  await eachLine(text, context, ({ bytes, start, end, line, offset, nextOffset, problem }) => {
    if (problem === null && isBlank(bytes, start, end)) return finish();
    open ??= { line, offset, nextOffset, lines: [], problem: null };
    open.nextOffset = nextOffset;
    open.problem ??= problem;
    open.lines.push(problem === null ? decoder.decode(bytes.subarray(start, end)) : "");
    return undefined;
  });
  await finish();
}

/** Blocks of WebVTT that are no cues: its first line, notes, styles and regions. */
function isHeading(line: string, isFirst: boolean): boolean {
  return (isFirst && /^WEBVTT(?:\s|$)/.test(line)) || /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(line);
}

/** Without `<i>`, `<v Name>` and `{\an8}`. */
function withoutMarks(payload: string): string {
  return payload.replaceAll(/<[^<>]*>|\{\\[^{}]*\}/g, "");
}

function give(value: string, slots: readonly number[], sink: RowSink): void {
  if (slots.length === 0 || value === "") return;
  const bytes = encoder.encode(value);
  for (const slot of slots) sink.value(slot, bytes, 0, bytes.length);
}
