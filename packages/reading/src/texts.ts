import type { ReadingContext } from "./context.js";
import { dataError, naming, ofFile, ReadingError } from "./errors.js";
import { type OpenOptions, openRows } from "./formats/open.js";
import type { RowReader, RowSink, Survey } from "./formats/rows.js";
import { planOf } from "./layout/plan.js";
import type { Slot } from "./layout/slot.js";
import { maxLineBytes } from "./limits.js";
import type { ByteSource } from "./source/source.js";
import { openBytes, type TextBytes } from "./source/unpack.js";
import { isUtf8 } from "./source/utf8.js";
import { watched } from "./source/watched.js";
import { eachWindow } from "./source/windows.js";

/** How texts are to be read. */
export type TextOptions = OpenOptions & {
  /** The column of the text; recognised by its name when left out. */
  readonly textField?: string | undefined;
};

/** The texts of a file, some at a time: to be read once, in the memory that some take. */
export type TextsRead = {
  readonly parts: AsyncIterable<readonly string[]>;
  /** SHA-256 of the bytes of the file in hexadecimal; empty where the program has no such hash. */
  readonly sha256: string;
};

/**
 * Opens a file of texts, one a row or a line. All of it is read once before, so that damage is told before anything is made
 * of its beginning. A row that cannot be read is an error when it is met: none may be lost. Lines of plain text are texts
 * whatever they hold, a carriage return at the end included.
 *
 * @throws ReadingError
 */
export async function openTexts(
  source: ByteSource,
  { textField, ...options }: TextOptions,
  context: ReadingContext,
): Promise<TextsRead> {
  return naming(source.name, async () => {
    const { source: seen, hash } = watched(source, context);
    const text = await openBytes(seen, options);
    for await (const _ of text.stream());
    const again = await openBytes(source, options);
    const fields = textField === undefined ? {} : { text: textField };
    const rows = await openRows(again, { ...options, words: true }, context);
    const queue = new TextQueue(source.name, rows.survey.unit);
    const reading =
      rows.survey.format === "text"
        ? (sink: TextQueue) => readLines(again, sink, context)
        : readerOf(rows, fields);
    return { parts: partsOf(queue, reading), sha256: await hash() };
  });
}

/** Texts with the rows that they stand in. */
export type PlacedTexts = { readonly texts: readonly string[]; readonly places: readonly number[] };

const ankiHeader = "header lines of Anki";
/** What stands beside the fields of a note: its kind, where it is, and what it is of. */
const ankiColumns = new Set(["guid", "notetype", "deck", "tags"]);

/** The first field of a note, as a number of a column from 1. */
function firstField({ columns }: Survey): string {
  return String(columns.findIndex((name) => !ankiColumns.has(name.toLowerCase())) + 1);
}

/** The texts of the rows of a table or of records, with what tells whether they have skills already. */
export type TextRowsRead = {
  readonly parts: AsyncIterable<PlacedTexts>;
  readonly survey: Survey;
  /** The column that the texts come from. */
  readonly column: string;
  /** The columns that hold skills already, as every verb would read them; none where there are none. */
  readonly skillColumns: readonly string[];
};

/**
 * Opens the texts of a table or of records, with the numbers of their rows from 1. Rows without a text are empty texts.
 *
 * @throws ReadingError without the name of the file, when there is no column of texts, and when a row that cannot be read
 * is met
 */
export async function openTextRows(
  source: ByteSource,
  { textField, ...options }: TextOptions,
  context: ReadingContext,
): Promise<TextRowsRead> {
  const text = await openBytes(source, options);
  const rows = await openRows(text, { ...options, words: true }, context);
  // Cards of Anki have no names of fields unless they were asked for: the front comes first.
  const first = rows.survey.conventions.includes(ankiHeader) ? firstField(rows.survey) : undefined;
  const slots = textSlots(rows.survey, textField, first);
  const queue = new TextQueue(source.name, rows.survey.unit);
  return {
    parts: placedPartsOf(queue, (sink) => rows.read(slots, sink)),
    survey: rows.survey,
    column: slots[0].column,
    // Tags of a card say what the card is of, not what its text needs.
    skillColumns: first === undefined ? skillColumnsOf(rows.survey) : [],
  };
}

function textSlots(survey: Survey, asked: string | undefined, otherwise: string | undefined): Slot[] {
  const slotsWith = (text: string | undefined): Slot[] =>
    planOf([survey], { fields: text === undefined ? {} : { text }, words: true }).slots.filter(
      ({ role }) => role === "text",
    );
  try {
    return slotsWith(asked);
  } catch (error) {
    if (asked !== undefined || otherwise === undefined) throw error;
    return slotsWith(otherwise);
  }
}

function skillColumnsOf(survey: Survey): string[] {
  try {
    const { slots } = planOf([survey], {});
    return slots.filter(({ role }) => role !== "id" && role !== "text").map(({ column }) => column);
  } catch (error) {
    if (error instanceof ReadingError) return [];
    throw error;
  }
}

function readerOf(rows: RowReader, fields: { text?: string }): (sink: RowSink) => Promise<void> {
  const slots = planOf([rows.survey], { fields, words: true }).slots.filter(({ role }) => role === "text");
  return (sink) => rows.read(slots, sink);
}

async function* partsOf(
  queue: TextQueue,
  read: (sink: TextQueue) => Promise<void>,
): AsyncGenerator<readonly string[]> {
  for await (const { texts } of placedPartsOf(queue, read)) yield texts;
}

async function* placedPartsOf(
  queue: TextQueue,
  read: (sink: TextQueue) => Promise<void>,
): AsyncGenerator<PlacedTexts> {
  let texts = 0;
  queue.follow(read(queue));
  for (let part = await queue.next(); part !== null; part = await queue.next()) {
    texts += part.texts.length;
    yield part;
  }
  if (texts === 0) throw dataError(`${queue.name}: found no text`);
}

const maxTexts = 2048;
const maxCharacters = 1 << 20;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Gathers texts in parts: the reader waits until a part is wanted before it fills the next. */
class TextQueue implements RowSink {
  readonly name: string;
  readonly #unit: string;
  #place = 0;
  #text = "";
  #part: string[] = [];
  #places: number[] = [];
  #characters = 0;
  #isWanted: () => void = () => {};
  #isReady: () => void = () => {};
  #ready: Promise<void> = new Promise((resolve) => (this.#isReady = resolve));
  #isDone = false;
  #isRefused = false;
  #error: { readonly error: unknown } | null = null;

  constructor(name: string, unit: string) {
    this.name = name;
    this.#unit = unit;
  }

  /** Ends the parts when the reader has ended, or with the error that it ended with. */
  follow(reading: Promise<void>): void {
    reading
      .catch((error: unknown) => {
        this.#error = { error: this.#isRefused ? error : ofFile(this.name, error) };
      })
      .finally(() => {
        this.#isDone = true;
        this.#isReady();
      });
  }

  /** The next texts; null behind the last. */
  async next(): Promise<PlacedTexts | null> {
    this.#isWanted();
    await this.#ready;
    const part = { texts: this.#part, places: this.#places };
    this.#part = [];
    this.#places = [];
    this.#characters = 0;
    if (!this.#isDone) {
      this.#ready = new Promise((resolve) => {
        this.#isReady = resolve;
      });
    } else if (part.texts.length === 0) {
      if (this.#error !== null) throw this.#error.error;
      return null;
    }
    return part;
  }

  begin(place: number): void {
    this.#place = place;
    this.#text = "";
  }

  value(_slot: number, bytes: Uint8Array, start: number, end: number): void {
    this.#text = decoder.decode(bytes.subarray(start, end));
  }

  item(): void {}

  again(): void {
    this.#text = "";
  }

  end(): void | Promise<void> {
    this.#part.push(this.#text);
    this.#places.push(this.#place);
    this.#characters += this.#text.length;
    if (this.#part.length < maxTexts && this.#characters < maxCharacters) return;
    const wanted = new Promise<void>((resolve) => {
      this.#isWanted = resolve;
    });
    this.#isReady();
    return wanted;
  }

  refuse(problem: string): void {
    this.#isRefused = true;
    throw dataError(`${this.name}, ${this.#unit} ${this.#place}: ${problem}`);
  }
}

const lineFeed = 0x0a;

/** Every line of plain text, empty ones too, with whatever stands before its line feed. */
function readLines(text: TextBytes, sink: TextQueue, context: ReadingContext): Promise<void> {
  let line = 0;
  const take = (
    bytes: Uint8Array,
    start: number,
    end: number,
    isLast: boolean,
    isAscii: boolean,
  ): number | Promise<number> => {
    for (let from = start; from < end; ) {
      const found = bytes.indexOf(lineFeed, from);
      const isWhole = found >= 0;
      const stop = isWhole ? found : end;
      sink.begin(line + 1);
      if (stop - from > maxLineBytes) sink.refuse(`is longer than ${maxLineBytes / 1024 ** 2} MB`);
      if (!isWhole && !isLast) return from;
      if (!isAscii && !isUtf8(bytes, from, stop)) sink.refuse("is not valid UTF-8");
      line++;
      sink.value(0, bytes, from, stop);
      const next = isWhole ? stop + 1 : end;
      const busy = sink.end();
      if (busy !== undefined) return busy.then(() => take(bytes, next, end, isLast, isAscii));
      from = next;
    }
    return end;
  };
  return eachWindow(text.stream(), take, context);
}
