/** What counts as one text: a sentence, a line, a paragraph, a cue or a whole file. */
import { dataError } from "@onset/reading";
import type { Block, Kind, TextSource } from "../sources/block.js";
import { tidy } from "../sources/block.js";
import { sentencesOf } from "./sentences.js";

/** What the user may ask for. */
export const units = ["auto", "sentence", "line", "paragraph", "cue", "file"] as const;

export type UnitChoice = (typeof units)[number];

/** What a text is; rows are those of tables and records. */
export type UnitName = Exclude<UnitChoice, "auto"> | "row";

/** A text with where it comes from. */
export type Unit = { readonly text: string; readonly place: string; readonly part?: string | undefined };

const chosen: Readonly<Record<Kind, { readonly unit: UnitName; readonly why: string }>> = {
  prose: { unit: "sentence", why: "prose is cut where they end" },
  lines: { unit: "line", why: "each stands for itself" },
  cues: { unit: "cue", why: "joined until a sentence ends" },
  rows: { unit: "row", why: "each is a text" },
};

/** What a text is in a source, and why. */
export function unitFor(
  { kind }: Pick<TextSource, "kind">,
  asked: UnitChoice,
): { unit: UnitName; why: string } {
  if (asked === "auto") return chosen[kind];
  // A row is a paragraph of its own; lines of subtitles are those of their cues.
  return { unit: asked, why: "as asked" };
}

// Cues of one sentence; a file without full stops would else become one text.
const mostCues = 6;
const maxFileCharacters = 16 * 1024 * 1024;

/**
 * The texts of blocks, some at a time.
 *
 * @throws ReadingError when a whole file is longer than 16 million characters
 *
 * @example
 * ```ts
 * import { unitsOf } from "@onset/text";
 * async function* blocks() {
 *   yield [{ text: "Cats sleep. Mice run.", place: 3 }];
 * }
 * const found = [];
 * for await (const units of unitsOf(blocks(), "sentence", "en")) found.push(...units);
 * found; // => [{ text: "Cats sleep.", place: "3" }, { text: "Mice run.", place: "3.2" }]
 * ```
 */
export async function* unitsOf(
  blocks: AsyncIterable<readonly Block[]>,
  unit: UnitName,
  language: string,
): AsyncGenerator<readonly Unit[]> {
  if (unit === "file") return yield* filesOf(blocks);
  const places = new Places();
  let cues: Block[] = [];
  const joined = (): Unit => ({
    text: tidy(cues.map(({ text }) => text).join(" ")),
    place: places.of(cues[0]),
    part: cues[0].part,
  });
  for await (const part of blocks) {
    const found: Unit[] = [];
    for (const block of part) {
      if (unit === "cue") {
        cues.push(block);
        if (block.isOpen === true && cues.length < mostCues) continue;
        found.push(joined());
        cues = [];
      } else if (unit === "sentence") {
        for (const { start, end } of sentencesOf(block.text, language)) {
          found.push({
            text: block.text.slice(start, end),
            place: places.of(block, start),
            part: block.part,
          });
        }
      } else if (unit === "line" && block.lineStarts !== undefined) {
        const starts = [0, ...block.lineStarts];
        for (const [i, start] of starts.entries()) {
          const text = block.text.slice(start, starts[i + 1] ?? block.text.length).trim();
          found.push({ text, place: places.of(block, start), part: block.part });
        }
      } else found.push({ text: block.text, place: places.of(block), part: block.part });
    }
    if (found.length > 0) yield found;
  }
  if (cues.length > 0) yield [joined()];
}

async function* filesOf(blocks: AsyncIterable<readonly Block[]>): AsyncGenerator<readonly Unit[]> {
  let texts: string[] = [];
  let length = 0;
  let part: string | undefined;
  const whole = (): Unit[] => [{ text: texts.join("\n"), place: "", part }];
  for await (const some of blocks) {
    for (const block of some) {
      if (texts.length > 0 && block.part !== part) {
        yield whole();
        texts = [];
        length = 0;
      }
      part = block.part;
      texts.push(block.text);
      length += block.text.length;
      if (length > maxFileCharacters) {
        throw dataError(
          `it is longer than ${maxFileCharacters / 1024 ** 2} million characters: too long for one text; take --unit paragraph`,
        );
      }
    }
  }
  if (texts.length > 0) yield whole();
}

/** Names places; the second text of a place is told apart from the first. */
class Places {
  #last = "";
  #count = 0;

  of(block: Block, offset = 0): string {
    let line = block.place;
    if (block.lineStarts !== undefined) for (const start of block.lineStarts) if (start <= offset) line++;
    const place = String(line);
    const key = `${block.part ?? ""}:${place}`;
    this.#count = key === this.#last ? this.#count + 1 : 1;
    this.#last = key;
    return this.#count === 1 ? place : `${place}.${this.#count}`;
  }
}
