/** Plain text: paragraphs whose lines were cut where a page ends are joined again; other lines stand for themselves. */
import { type TextBytes, wrappedLines } from "@onset/reading";
import type { Block, Cuts, TextSource } from "./block.js";
import { headLines, linesOf } from "./lines.js";

// Fewer pairs of lines tell nothing.
const minPairs = 3;
// A paragraph without end is handed over in pieces.
const longestParagraph = 1 << 18;

// Etexts of the 1990s begin behind their "small print".
const start =
  /^(?:\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)|\*+\s*END\s*\*?\s*THE SMALL PRINT)/i;
const end =
  /^(?:\*{3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)|End of (?:the |this )?Project Gutenberg)/i;
const credit = /^(?:Produced by|E-text prepared by|Etext prepared by|Transcribed (?:from|by))\b/i;
const pageNumber = /^\s*(?:[-–—[(]\s*)?\d{1,4}(?:\s*[-–—\])])?\s*$/;
const licence = "line of Project Gutenberg's header and licence";

/** Opens plain text. */
export function openPlain(text: TextBytes, signal?: AbortSignal): TextSource {
  const head = headLines(text);
  const isGutenberg = head.some((line) => start.test(line));
  const body = isGutenberg ? head.slice(head.findIndex((line) => start.test(line)) + 1) : head;
  const isWrapped = wrappedLines(body, minPairs);
  const hyphenates = isWrapped && breaksWords(body);
  return {
    format: isWrapped ? "plain text, wrapped lines joined" : "plain text",
    kind: isWrapped || isProse(body) ? "prose" : "lines",
    unit: "line",
    blocks: (cuts) => blocksOf(linesOf(text, signal), { isGutenberg, isWrapped, hyphenates }, cuts),
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

const brokenEnd = /\p{L}-$/u;
const smallStart = /^\p{Ll}/u;
// Texts that break no words end some lines of a thousand with a hyphen; typeset ones a tenth of all.
const minBroken = 0.02;

/** Whether words are broken at ends of lines, as in a text taken from a typeset page. */
function breaksWords(lines: readonly string[]): boolean {
  const broken = lines.filter(
    (line, i) => brokenEnd.test(line.trimEnd()) && smallStart.test(lines[i + 1]?.trimStart() ?? ""),
  );
  return broken.length >= minPairs && broken.length > minBroken * lines.length;
}

/** How the lines of a plain text belong together. */
type Layout = { readonly isGutenberg: boolean; readonly isWrapped: boolean; readonly hyphenates: boolean };

async function* blocksOf(
  lines: AsyncIterable<readonly string[]>,
  { isGutenberg, isWrapped, hyphenates }: Layout,
  cuts: Cuts,
): AsyncGenerator<readonly Block[]> {
  let isOutside = isGutenberg;
  // A long title breaks the line that begins the book.
  let isStartOpen = false;
  let isCredit = false;
  let line = 0;
  const paragraph = new Paragraph();
  for await (const part of lines) {
    const blocks: Block[] = [];
    for (const raw of part) {
      line++;
      if (isGutenberg && (isOutside || isStartOpen || end.test(raw))) {
        cuts.add(licence);
        isOutside &&= !start.test(raw);
        if (!isStartOpen && end.test(raw)) isOutside = true;
        else if (!isOutside) isStartOpen = raw.trim() !== "" && !/\*\s*$/.test(raw);
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
      const isBroken = hyphenates && paragraph.endsBroken && smallStart.test(content);
      if (isBroken) cuts.add("hyphen of broken words");
      paragraph.add(content, line, isBroken);
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

  /** Whether its last line ends with a hyphen behind a letter. */
  get endsBroken(): boolean {
    return brokenEnd.test(this.#lines.at(-1) ?? "");
  }

  /** @param isBroken - whether the line goes on with the word that the last one ends with, whose hyphen goes */
  add(line: string, place: number, isBroken = false): void {
    if (this.isEmpty) this.#place = place;
    // The hyphen goes, and so does the space that stands for the end of a line.
    if (isBroken) this.#length -= 2;
    if (!this.isEmpty) this.#starts.push(this.#length);
    const before = isBroken ? this.#lines.pop()!.slice(0, -1) : "";
    this.#lines.push(before + line);
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
