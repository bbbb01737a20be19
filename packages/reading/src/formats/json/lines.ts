import type { ReadingContext } from "../../context.js";
import { dataError } from "../../errors.js";
import { maxRecordBytes } from "../../limits.js";
import type { TextBytes } from "../../source/unpack.js";
import { isUtf8 } from "../../source/utf8.js";
import { eachWindow } from "../../source/windows.js";
import type { RowReader, RowSink } from "../rows.js";
import { RecordReader } from "./record.js";
import { SampleOfRecords } from "./sample.js";
import { skipSpace } from "./scan.js";
import { wantedOf } from "./wanted.js";

const lineFeed = 0x0a;
const tooLong = `is longer than ${maxRecordBytes / 1024 ** 2} MB`;

/** JSON Lines: one object a line. Lines of white space are no rows. */
export function openJsonLines(text: TextBytes, context: ReadingContext): RowReader {
  const sample = new SampleOfRecords();
  sampleLines(text.head, sample);
  const { columns } = sample;
  if (columns.length === 0) {
    const problem = isUtf8(text.head, 0, endOfLine(text.head, 0, text.head.length));
    throw dataError(
      `found no JSON object in its first lines${problem ? "" : " (line 1 is not valid UTF-8)"}: expected one a line, or one array of objects in a .json file`,
    );
  }
  return {
    survey: { format: "jsonl", unit: "line", columns, sample: sample.rows(), conventions: [] },
    read: (slots, sink) => {
      const lines = new LineTaker(new RecordReader(wantedOf(slots), sink), sink);
      return eachWindow(text.stream(), (...window) => lines.take(...window), context);
    },
  };
}

function sampleLines(head: Uint8Array, sample: SampleOfRecords): void {
  for (let start = 0; start < head.length && !sample.isFull; ) {
    const end = endOfLine(head, start, head.length);
    if (skipSpace(head, start, end) < end) sample.add(head, start, end);
    start = end + 1;
  }
}

function endOfLine(bytes: Uint8Array, from: number, end: number): number {
  const found = bytes.indexOf(lineFeed, from);
  return found < 0 || found > end ? end : found;
}

/** Cuts windows into lines and reads the record of each. */
class LineTaker {
  readonly #records: RecordReader;
  readonly #sink: RowSink;
  #line = 0;
  /** Inside a line that is too long and has been refused. */
  #isSkipping = false;

  constructor(records: RecordReader, sink: RowSink) {
    this.#records = records;
    this.#sink = sink;
  }

  take(
    bytes: Uint8Array,
    start: number,
    end: number,
    isLast: boolean,
    isAscii: boolean,
    position: number,
  ): number | Promise<number> {
    let from = start;
    while (from < end) {
      const found = bytes.indexOf(lineFeed, from);
      const isWhole = found >= 0;
      if (!isWhole && !isLast) return this.#unfinished(from, end, position);
      const stop = isWhole ? found : end;
      const next = isWhole ? found + 1 : end;
      const busy = this.#take(bytes, from, stop, next, isAscii, position);
      from = next;
      if (busy !== undefined) {
        return busy.then(() => this.take(bytes, next, end, isLast, isAscii, position));
      }
    }
    return from;
  }

  #take(
    bytes: Uint8Array,
    from: number,
    stop: number,
    next: number,
    isAscii: boolean,
    position: number,
  ): void | Promise<void> {
    if (this.#isSkipping) {
      this.#isSkipping = false;
      return;
    }
    this.#line++;
    if (skipSpace(bytes, from, stop) === stop) return;
    this.#sink.begin(this.#line, position + from);
    const problem =
      stop - from > maxRecordBytes
        ? tooLong
        : isAscii || isUtf8(bytes, from, stop)
          ? this.#records.read(bytes, from, stop)
          : "is not valid UTF-8";
    if (problem === null) return this.#sink.end(position + next);
    this.#sink.refuse(problem);
  }

  /** A line that goes on behind the window: read when it is whole, left out when it is too long to be kept. */
  #unfinished(from: number, end: number, position: number): number {
    if (this.#isSkipping) return end;
    if (end - from <= maxRecordBytes) return from;
    this.#line++;
    this.#sink.begin(this.#line, position + from);
    this.#sink.refuse(tooLong);
    this.#isSkipping = true;
    return end;
  }
}
