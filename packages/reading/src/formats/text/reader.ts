/** Plain text as rows: lines, subtitles or a file of Markdown. */
import type { ReadingContext } from "../../context.js";
import type { TextBytes } from "../../source/unpack.js";
import { extensionOf } from "../recognise.js";
import type { RowReader } from "../rows.js";
import { beginsWithCue, readCues } from "./cues.js";
import { readLines } from "./lines.js";
import { hasFrontMatter, openMarkdown } from "./markdown.js";

/** Columns of plain text: what names a text, and the text. */
const idColumn = "line";
const textColumn = "text";

const sampleLines = 1000;

/**
 * Opens plain text.
 *
 * @param isOneOfSeveral - whether the file is one of several: a Markdown file is then one text, with front matter or without
 */
export async function openText(
  text: TextBytes,
  context: ReadingContext,
  isOneOfSeveral: boolean,
): Promise<RowReader> {
  const start = new TextDecoder().decode(text.head.subarray(0, 1 << 16));
  const extension = extensionOf(text.source.name);
  const isMarkdown = extension === "md" || extension === "markdown";
  if (isMarkdown && (isOneOfSeveral || hasFrontMatter(start))) return openMarkdown(text);
  const hasCues = extension === "srt" || extension === "vtt" || beginsWithCue(start);
  const read = hasCues ? readCues : readLines;
  const lines = start.split(/\r\n|\n|\r/).slice(0, sampleLines);
  return {
    survey: {
      format: "text",
      unit: "line",
      columns: [idColumn, textColumn],
      sample: hasCues ? [] : lines.map((line, i) => [String(i + 1), line]),
      conventions: [hasCues ? "a text is a cue" : "a text is a line"],
    },
    read: (slots, sink) => {
      const slotsOf = (column: string): number[] =>
        slots.flatMap((slot, i) => (slot.column === column ? [i] : []));
      return read(text, context, slotsOf(idColumn), slotsOf(textColumn), sink);
    },
  };
}
