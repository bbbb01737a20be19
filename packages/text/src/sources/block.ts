/** What every source of text is cut into before anything is known of its language. */

/** A paragraph, a line, a cue or a cell: text that belongs together, on one line of its own. */
export type Block = {
  readonly text: string;
  /** Where it begins, from 1, in the unit of its source: a line, a paragraph, a cue or a row. */
  readonly place: number;
  /** Where the lines of the text that follow its first begin, in characters; none when it stands on one line. */
  readonly lineStarts?: readonly number[];
  /** The part of the file that it is of, such as the chapter of a book; none when the file is one. */
  readonly part?: string;
  /** For cues: whether it ends within a sentence that the next one goes on with. */
  readonly isOpen?: boolean;
};

/** What kind of text a source holds: it decides what a text is where the user does not say. */
export type Kind = "prose" | "lines" | "cues" | "rows";

/** A source that is open for reading, from its beginning each time. */
export type TextSource = {
  /** As it is called in the report: "EPUB", "subtitles (SubRip)". */
  readonly format: string;
  readonly kind: Kind;
  /** What places count. */
  readonly unit: "line" | "paragraph" | "cue" | "row";
  /** The blocks in their order, some at a time. */
  blocks(cuts: Cuts): AsyncIterable<readonly Block[]>;
  /** For rows that have skills already: the columns that hold them. */
  readonly skillColumns?: readonly string[];
};

/**
 * What was cut because it is no text of the author's, counted by what it is.
 *
 * @example
 * ```ts
 * import { Cuts } from "@onset/text";
 * const cuts = new Cuts();
 * cuts.add("cue number");
 * cuts.add("cue number", 2);
 * cuts.list(); // => [{ what: "cue number", count: 3 }]
 * ```
 */
export class Cuts {
  readonly #counts = new Map<string, number>();

  /** @param what - a noun in the singular, then what it is of: "line of code" */
  add(what: string, count = 1): void {
    if (count > 0) this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  /** The counts by what was cut, in the order in which it was first met. */
  list(): { readonly what: string; readonly count: number }[] {
    return Array.from(this.#counts, ([what, count]) => ({ what, count }));
  }
}

/** Removes what a pattern matches, counts it, and puts something in its place. */
export function without(text: string, pattern: RegExp, what: string, cuts: Cuts, instead = ""): string {
  let count = 0;
  const left = text.replaceAll(pattern, () => {
    count++;
    return instead;
  });
  cuts.add(what, count);
  return left;
}

/** White space as one space, none at the ends. */
export function tidy(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
