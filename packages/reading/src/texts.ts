import type { ReadingContext } from "./context.js";
import { dataError, naming, ofFile } from "./errors.js";
import { type OpenOptions, openRows } from "./formats/open.js";
import type { RowReader, RowSink } from "./formats/rows.js";
import { planOf } from "./layout/plan.js";
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

function readerOf(rows: RowReader, fields: { text?: string }): (sink: RowSink) => Promise<void> {
  const slots = planOf([rows.survey], { fields, words: true }).slots.filter(({ role }) => role === "text");
  return (sink) => rows.read(slots, sink);
}

async function* partsOf(
  queue: TextQueue,
  read: (sink: TextQueue) => Promise<void>,
): AsyncGenerator<readonly string[]> {
  let texts = 0;
  queue.follow(read(queue));
  for (let part = await queue.next(); part !== null; part = await queue.next()) {
    texts += part.length;
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
  async next(): Promise<readonly string[] | null> {
    this.#isWanted();
    await this.#ready;
    const part = this.#part;
    this.#part = [];
    this.#characters = 0;
    if (!this.#isDone) {
      this.#ready = new Promise((resolve) => {
        this.#isReady = resolve;
      });
    } else if (part.length === 0) {
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
