/** Markdown: its paragraphs, headings and items without what marks them; front matter, code and addresses are cut. */
import type { TextBytes } from "@onset/reading";
import { type Block, type Cuts, type TextSource, tidy, without } from "./block.js";
import { linesOf } from "./lines.js";
import { Paragraph } from "./plain.js";

/** Opens a file of Markdown. */
export function openMarkdown(text: TextBytes, signal?: AbortSignal): TextSource {
  return {
    format: "Markdown",
    kind: "prose",
    unit: "line",
    blocks: (cuts) => blocksOf(linesOf(text, signal), cuts),
  };
}

type State = "start" | "front matter" | "text" | "code" | "comment" | "mathematics";

async function* blocksOf(
  lines: AsyncIterable<readonly string[]>,
  cuts: Cuts,
): AsyncGenerator<readonly Block[]> {
  const reader = new MarkdownReader(cuts);
  for await (const part of lines) {
    const blocks: Block[] = [];
    for (const line of part) reader.take(line, blocks);
    if (blocks.length > 0) yield blocks;
  }
  const last: Block[] = [];
  reader.finish(last);
  if (last.length > 0) yield last;
}

class MarkdownReader {
  readonly #cuts: Cuts;
  readonly #paragraph = new Paragraph();
  #state: State = "start";
  #fence = "";
  #line = 0;
  #wasBlank = true;
  #isInList = false;
  #wasQuote = false;

  constructor(cuts: Cuts) {
    this.#cuts = cuts;
  }

  take(line: string, blocks: Block[]): void {
    this.#line++;
    if (!this.#isCut(line, blocks)) this.#text(line, blocks);
    this.#wasBlank = line.trim() === "";
  }

  finish(blocks: Block[]): void {
    const raw: Block[] = [];
    this.#paragraph.finish(raw);
    for (const { text, ...block } of raw) {
      const plain = this.#plain(text);
      // Where lines begin is no longer known once marks are gone: the place of the paragraph is.
      if (plain !== "") blocks.push({ text: plain, place: block.place });
    }
  }

  /** Whether a line belongs to something that is cut as a whole. */
  #isCut(line: string, blocks: Block[]): boolean {
    switch (this.#state) {
      case "start":
        this.#state = "text";
        this.#fence = /^(---|\+\+\+)\s*$/.exec(line)?.[1] ?? "";
        if (this.#fence === "") return false;
        this.#state = "front matter";
        this.#cuts.add("block of front matter");
        return true;
      case "front matter":
        // YAML between lines of hyphens may end with dots; TOML stands between lines of plus signs.
        if (line.trimEnd() === this.#fence || (this.#fence === "---" && line.trimEnd() === "..."))
          this.#state = "text";
        return true;
      case "code":
        if (line.trim().startsWith(this.#fence) && /^(?:`+|~+)$/.test(line.trim())) this.#state = "text";
        return true;
      case "comment":
        if (line.includes("-->")) this.#state = "text";
        return true;
      case "mathematics":
        if (line.includes("$$")) this.#state = "text";
        return true;
      case "text":
        return this.#begins(line, blocks);
    }
  }

  #begins(line: string, blocks: Block[]): boolean {
    const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      this.#fence = fence;
      return this.#cut("block of code", "code", blocks);
    }
    if (/^\s*<!--/.test(line)) {
      return this.#cut("comment", line.includes("-->") ? "text" : "comment", blocks);
    }
    if (/^\s*\$\$/.test(line)) {
      const isWhole = /\$\$.*\$\$\s*$/.test(line);
      return this.#cut("formula", isWhole ? "text" : "mathematics", blocks);
    }
    if (/^(?: {4}|\t)\S/.test(line) && this.#wasBlank && this.#paragraph.isEmpty && !this.#isInList) {
      return this.#cut("line of code", "text", blocks);
    }
    return false;
  }

  #cut(what: string, next: State, blocks: Block[]): true {
    this.finish(blocks);
    this.#cuts.add(what);
    this.#state = next;
    return true;
  }

  #text(raw: string, blocks: Block[]): void {
    const line = raw.replace(/^\s*(?:>\s?)+/, "").trim();
    const isQuote = /^\s*>/.test(raw);
    // A quotation begins a paragraph of its own; a line without its mark goes on with it.
    if (isQuote && !this.#wasQuote) this.finish(blocks);
    this.#wasQuote = isQuote;
    // Rules, underlines of headings, borders of tables and definitions of links are marks only.
    const isMark = /^(?:=+|[-*_](?:\s*[-*_])+|\|?[\s:|-]*-[\s:|-]*\|?|\[(?!\^)[^\]]+\]:\s+\S+.*)$/.test(line);
    if (line === "" || isMark) {
      this.finish(blocks);
      if (line !== "") this.#isInList = false;
      return;
    }
    const heading = /^#{1,6}\s+(.*?)\s*#*(?:\s+\{[#.][^{}]*\})?$/.exec(line);
    const item = /^(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$/.exec(line);
    if (heading !== null || item !== null || line.startsWith("|")) {
      this.finish(blocks);
      const cells = line.startsWith("|") ? line.split("|").map(tidy).filter(Boolean).join(", ") : "";
      this.#paragraph.add(heading?.[1] ?? item?.[1] ?? cells, this.#line);
      this.#isInList = item !== null;
      if (item === null) this.finish(blocks);
      return;
    }
    if (this.#paragraph.isEmpty && !/^\s/.test(raw)) this.#isInList = false;
    this.#paragraph.add(line, this.#line);
  }

  #plain(markdown: string): string {
    const cuts = this.#cuts;
    let text = without(markdown, /(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, "piece of code", cuts, " ");
    text = without(text, /!\[[^\]]*\]\([^)]*\)|!\[\[[^\]]*\]\]/g, "picture", cuts, " ");
    text = text
      .replaceAll(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, "$1")
      .replaceAll(/\[\^[^\]]+\]:?|^\[![^\]]*\][+-]?/g, " ");
    text = without(text, /(?<=\])\([^)\s]*(?:\s+"[^"]*")?\)/g, "address", cuts);
    text = without(text, /<?https?:\/\/[^\s>]+>?/g, "address", cuts, " ");
    text = without(text, /<\/?[a-z][^<>]*>/gi, "tag of HTML", cuts, " ");
    text = without(text, /\$[^$\s](?:[^$]*[^$\s])?\$/g, "formula", cuts, " ");
    return tidy(
      text
        .replaceAll(/\[([^\]]*)\](?:\[[^\]]*\])?/g, "$1")
        .replaceAll(/\*+|~~|==|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])|\\(?=[^\p{L}\p{N}\s])/gu, "")
        .replaceAll(/\s\^[\w-]+$/g, ""),
    );
  }
}
