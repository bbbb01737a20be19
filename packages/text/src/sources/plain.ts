/** Plain text: paragraphs whose lines were cut where a page ends are joined again; other lines stand for themselves. */
import { type TextBytes, wrappedLines } from "@onset/reading";
import type { Block, Cuts, TextSource } from "./block.js";
import { headLines, linesOf } from "./lines.js";

// Fewer pairs of lines tell nothing.
const minPairs = 3;
// A paragraph without end is handed over in pieces.
const longestParagraph = 1 << 18;

const start = /^\*\*\*\s*START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK/i;
const end = /^(?:\*\*\*\s*END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK|End of (?:the )?Project Gutenberg)/i;
const credit = /^(?:Produced by|E-text prepared by|Etext prepared by|Transcribed (?:from|by))\b/i;
const pageNumber = /^\s*(?:[-–—[(]\s*)?\d{1,4}(?:\s*[-–—\])])?\s*$/;
const licence = "line of Project Gutenberg's header and licence";

/** Opens plain text. */
export function openPlain(text: TextBytes, signal?: AbortSignal): TextSource {
  const head = headLines(text);
  const isGutenberg = head.some((line) => start.test(line));
  const body = isGutenberg ? head.slice(head.findIndex((line) => start.test(line)) + 1) : head;
  const isWrapped = wrappedLines(body, minPairs);
  return {
    format: isWrapped ? "plain text, wrapped lines joined" : "plain text",
    kind: isWrapped || isProse(body) ? "prose" : "lines",
    unit: "line",
    blocks: (cuts) => blocksOf(linesOf(text, signal), { isGutenberg, isWrapped }, cuts),
  };
}

/** Lines that hold several sentences each are paragraphs. */
function isProse(lines: readonly string[]): boolean {
  const full = lines.filter((line) => line.trim() !== "");
  const several = full.filter((line) =>
    /[.!?…。！？]["'”’»)」』]*\s*\S.*[.!?…。！？]["'”’»)」』]*\s*$/u.test(line),
  );
  return several.length > 0.3 * full.length;
}

async function* blocksOf(
  lines: AsyncIterable<readonly string[]>,
  { isGutenberg, isWrapped }: { readonly isGutenberg: boolean; readonly isWrapped: boolean },
  cuts: Cuts,
): AsyncGenerator<readonly Block[]> {
  let isOutside = isGutenberg;
  let isCredit = false;
  let line = 0;
  const paragraph = new Paragraph();
  for await (const part of lines) {
    const blocks: Block[] = [];
    for (const raw of part) {
      line++;
      if (isGutenberg && (isOutside || end.test(raw))) {
        cuts.add(licence);
        isOutside = !start.test(raw);
        isCredit = !isOutside;
        paragraph.finish(blocks);
        continue;
      }
      const content = raw.replaceAll(/[\f\u00ad\ufeff\u200b]/g, "").trim();
      if (content === "") {
        paragraph.finish(blocks);
        continue;
      }
      if (isCredit && paragraph.isEmpty && credit.test(content)) {
        cuts.add(licence);
        continue;
      }
      isCredit = false;
      if (isWrapped && pageNumber.test(raw)) {
        cuts.add("page number");
        continue;
      }
      paragraph.add(content, line);
      if (!isWrapped || paragraph.length > longestParagraph) paragraph.finish(blocks);
    }
    if (blocks.length > 0) yield blocks;
  }
  const last: Block[] = [];
  paragraph.finish(last);
  if (last.length > 0) yield last;
}

/** Gathers the lines of a paragraph. */
export class Paragraph {
  #lines: string[] = [];
  #starts: number[] = [];
  #length = 0;
  #place = 0;

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  /** In characters. */
  get length(): number {
    return this.#length;
  }

  add(line: string, place: number): void {
    if (this.isEmpty) this.#place = place;
    else this.#starts.push(this.#length);
    this.#lines.push(line);
    this.#length += line.length + 1;
  }

  /** Makes a block of the lines and begins anew. */
  finish(blocks: Block[]): void {
    if (this.isEmpty) return;
    blocks.push({
      text: this.#lines.join(" "),
      place: this.#place,
      ...(this.#starts.length > 0 && { lineStarts: this.#starts }),
    });
    this.#lines = [];
    this.#starts = [];
    this.#length = 0;
  }
}
