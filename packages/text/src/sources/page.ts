/** Web pages: the paragraphs of their text; scripts, menus, forms, code and the furniture of the page are cut. */
import type { TextBytes } from "@onset/reading";
import { Parser } from "htmlparser2";
import { type Block, type Cuts, type TextSource, tidy } from "./block.js";

const silent = new Set(["script", "style", "template", "noscript", "head", "title", "svg", "math", "iframe"]);
const furniture: ReadonlyMap<string, string> = new Map([
  ["nav", "menu"],
  ["aside", "aside"],
  ["footer", "foot of a page"],
  ["form", "form"],
  ["button", "button"],
  ["select", "form"],
  ["pre", "block of code"],
  ["code", "piece of code"],
  ["rt", "reading of a character"],
  ["rp", "bracket of a reading"],
]);
const noteMark = "mark of a note or page";
const blockTags = new Set(
  "address article blockquote body br caption center dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li main ol p section table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

/** Opens a web page. */
export function openPage(text: TextBytes): TextSource {
  return {
    format: "web page",
    kind: "prose",
    unit: "paragraph",
    blocks: (cuts) => blocksOf(text, cuts),
  };
}

async function* blocksOf(text: TextBytes, cuts: Cuts): AsyncGenerator<readonly Block[]> {
  const decoder = new TextDecoder("utf-8");
  const reader = new PageReader(cuts);
  for await (const bytes of text.stream()) {
    reader.write(decoder.decode(bytes, { stream: true }));
    const blocks = reader.take();
    if (blocks.length > 0) yield blocks;
  }
  reader.end();
  yield reader.take();
}

/** Gathers the paragraphs of a page while it is read. */
export class PageReader {
  readonly #cuts: Cuts;
  readonly #parser: Parser;
  readonly #part: string | undefined;
  #blocks: Block[] = [];
  #text = "";
  #place: number;
  /** Tags around this place that are cut: the outermost counts. */
  #cutDepth = 0;
  #cutTag = "";
  #articles = 0;
  /** Where a raised text began; -1 outside of one. */
  #raised = -1;

  /** @param place - how many paragraphs there were before */
  constructor(cuts: Cuts, part?: string, place = 0) {
    this.#cuts = cuts;
    this.#part = part;
    this.#place = place;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        onclosetag: (name) => this.#close(name),
        ontext: (data) => {
          if (this.#cutDepth === 0) this.#text += data;
        },
      },
      { decodeEntities: true, lowerCaseTags: true },
    );
  }

  write(html: string): void {
    this.#parser.write(html);
  }

  end(): void {
    this.#parser.end();
    this.#finish();
  }

  /** The paragraphs since the last time. */
  take(): Block[] {
    const blocks = this.#blocks;
    this.#blocks = [];
    return blocks;
  }

  get place(): number {
    return this.#place;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#cutDepth > 0) {
      if (name === this.#cutTag) this.#cutDepth++;
      return;
    }
    if (blockTags.has(name)) this.#finish();
    if (name === "sup") this.#raised = this.#text.length;
    if (name === "article" || name === "main") this.#articles++;
    const what = this.#furniture(name, attributes);
    if (what === null && !silent.has(name)) return;
    if (what !== null) this.#cuts.add(what);
    // A word does not run into the next one where code stood between them.
    if (name === "code") this.#text += " ";
    this.#cutDepth = 1;
    this.#cutTag = name;
  }

  #furniture(name: string, attributes: Readonly<Record<string, string>>): string | null {
    const kind = `${attributes["epub:type"] ?? ""} ${attributes.role ?? ""}`;
    if (/\b(?:noteref|doc-noteref|pagebreak|doc-pagebreak)\b/.test(kind)) return noteMark;
    if (name === "header") return this.#articles === 0 ? "head of a page" : null;
    return furniture.get(name) ?? null;
  }

  #close(name: string): void {
    if (this.#cutDepth > 0) {
      if (name === this.#cutTag) this.#cutDepth--;
      return;
    }
    if (blockTags.has(name)) this.#finish();
    if (name === "sup") this.#cutMark();
    if (name === "article" || name === "main") this.#articles--;
  }

  /** Cuts a raised text that is the mark of a note: a number, a letter in brackets, a star. */
  #cutMark(): void {
    if (
      this.#raised >= 0 &&
      /^\s*(?:[[(]?(?:\d+|[*†‡§]+)[\])]?|\[\p{L}{1,4}\])\s*$/u.test(this.#text.slice(this.#raised))
    ) {
      this.#text = this.#text.slice(0, this.#raised);
      this.#cuts.add(noteMark);
    }
    this.#raised = -1;
  }

  #finish(): void {
    this.#raised = -1;
    const text = tidy(this.#text.replaceAll("\u00ad", ""));
    this.#text = "";
    if (text === "") return;
    this.#place++;
    this.#blocks.push({ text, place: this.#place, ...(this.#part !== undefined && { part: this.#part }) });
  }
}

/** The text of a cell that holds marks of HTML, as cards of Anki do. */
export function textOfCell(cell: string, cuts: Cuts): string {
  if (!/[<&]|\[sound:|\{\{c\d+::/.test(cell)) return cell;
  const unmarked = cell
    .replaceAll(/\[sound:[^\]]*\]/g, () => {
      cuts.add("sound of a card");
      return " ";
    })
    .replaceAll(/\{\{c\d+::(.*?)(?:::.*?)?\}\}/g, "$1");
  if (!/<\/?[a-z]|&#?\w+;/i.test(unmarked)) return unmarked;
  const reader = new PageReader(cuts);
  reader.write(unmarked);
  reader.end();
  cuts.add("cell of HTML");
  return reader
    .take()
    .map(({ text }) => text)
    .join(" ");
}
