/** The beginnings of a few texts, read again from their files: all texts of a corpus would not fit into memory. */
import type { ReadingContext } from "./context.js";
import { naming } from "./errors.js";
import type { RowSink } from "./formats/rows.js";
import { type Column, columnsOf, namedColumn } from "./layout/columns.js";
import { planOf } from "./layout/plan.js";
import { columnsByName } from "./layout/recognise-roles.js";
import type { Slot } from "./layout/slot.js";
import { openSource, type ReadOptions } from "./read.js";
import type { ByteSource } from "./source/source.js";

/** Bytes of a text that are looked at, and characters of it that are given. */
const maxBytes = 1024;
const maxCharacters = 200;

/**
 * Reads how some texts begin, white space as one space each: up to 200 characters, `…` at the end where there is more. The
 * files are read up to the last of these texts. A corpus without a column of text, or whose texts are its names or its
 * skills, has none.
 *
 * @param records - positions of texts among the rows, as `Reading.records` has them
 * @returns by position; a text that is empty or missing is left out
 * @throws ReadingError
 *
 * @example
 * ```ts
 * import { bytesSource, readExcerpts } from "@onset/reading";
 * const file = bytesSource(new TextEncoder().encode("In the beginning\nAnd the earth\n"), "verses.txt");
 * const excerpts = await readExcerpts([file], { words: true }, [1]);
 * [...excerpts]; // => [[1, "And the earth"]]
 * ```
 */
export async function readExcerpts(
  sources: readonly ByteSource[],
  options: ReadOptions,
  records: Iterable<number>,
  context: ReadingContext = {},
): Promise<ReadonlyMap<number, string>> {
  const wanted = new Set(records);
  if (wanted.size === 0) return new Map();
  const { hash: _, ...unhashed } = context;
  const opened = await Promise.all(
    sources.map((source) =>
      naming(source.name, () => openSource(source, options, unhashed, sources.length > 1)),
    ),
  );
  const surveys = opened.map(({ rows }) => rows.survey);
  const columns = columnsOf(surveys);
  const [asked] = [options.fields?.text ?? []].flat();
  const text = asked === undefined ? columnsByName("text", columns)[0] : namedColumn(asked, columns, surveys);
  if (text === undefined || hasOtherRole(text, planOf(surveys, options).slots)) return new Map();
  const { name, path, position } = text;
  const slot: Slot = {
    column: name,
    path,
    ...(position !== undefined && { position }),
    role: "text",
    split: { kind: "whole" },
  };
  const sink = new ExcerptSink(wanted);
  try {
    for (const { rows } of opened) await rows.read([slot], sink);
  } catch (error) {
    if (error !== enough) throw error;
  }
  return sink.excerpts;
}

function hasOtherRole({ path }: Column, slots: readonly Slot[]): boolean {
  return slots.some((slot) => slot.role !== "text" && slot.path[0] === path[0]);
}

/** Thrown behind the last text that is wanted: the rest need not be read. */
const enough = new Error("all excerpts were read");
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

class ExcerptSink implements RowSink {
  readonly excerpts: Map<number, string> = new Map();
  readonly #wanted: ReadonlySet<number>;
  readonly #last: number;
  #record = 0;
  #excerpt = "";

  constructor(wanted: ReadonlySet<number>) {
    this.#wanted = wanted;
    this.#last = [...wanted].reduce((last, record) => Math.max(last, record), -1);
  }

  begin(): void {
    if (this.#record > this.#last) throw enough;
    this.#excerpt = "";
  }

  value(_slot: number, bytes: Uint8Array, start: number, end: number): void {
    if (!this.#wanted.has(this.#record)) return;
    const isCut = end - start > maxBytes;
    // A character that is cut is read with what follows, and left out.
    const text = decoder.decode(bytes.subarray(start, isCut ? start + maxBytes : end), { stream: isCut });
    if (isCut) decoder.decode();
    this.#excerpt = excerptOf(text, isCut);
  }

  item(slot: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.#excerpt === "") this.value(slot, bytes, start, end);
  }

  again(): void {
    this.#excerpt = "";
  }

  end(): void {
    if (this.#excerpt !== "") this.excerpts.set(this.#record, this.#excerpt);
    this.#record++;
  }

  refuse(): void {
    this.#record++;
  }
}

function excerptOf(text: string, isCut: boolean): string {
  const characters = Array.from(text.replaceAll(/\s+/gu, " ").trim());
  if (characters.length <= maxCharacters) return `${characters.join("")}${isCut ? "…" : ""}`;
  return `${characters.slice(0, maxCharacters).join("")}…`;
}
