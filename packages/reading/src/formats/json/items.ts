import { dataError, type ReadingError } from "../../errors.js";
import type { Slot } from "../../layout/slot.js";
import { maxRecordBytes } from "../../limits.js";
import { isUtf8 } from "../../source/utf8.js";
import type { RowSink } from "../rows.js";
import { type Container, keyColumn, valueColumn } from "./container.js";
import { RecordReader } from "./record.js";
import { parsed, type SampleOfRecords } from "./sample.js";
import {
  backslash,
  closeList,
  closeObject,
  colon,
  comma,
  openList,
  openObject,
  quote,
  skipSpace,
  skipString,
} from "./scan.js";
import { unescapeString } from "./unescape.js";
import { type Wanted, type WantedValue, wantedOf } from "./wanted.js";

const decoder = new TextDecoder();

/**
 * Looks at the first items of a document.
 *
 * @returns the number of the record, from 1, inside which the head ends; 0 when it ends behind one
 */
export function sampleItems(head: Uint8Array, { kind, start }: Container, sample: SampleOfRecords): number {
  if (kind === "record") {
    sample.add(head, start, head.length);
    return 0;
  }
  let record = 1;
  for (let from = start; !sample.isFull; record++) {
    const end = endOfItem(head, from, head.length);
    if (end < 0) return record;
    if (kind === "list") sample.add(head, from, end);
    else addMember(head, from, end, sample);
    if (head[end] !== comma) return 0;
    from = end + 1;
  }
  return 0;
}

function addMember(head: Uint8Array, from: number, end: number, sample: SampleOfRecords): void {
  if (!isUtf8(head, from, end)) return;
  const member = parsed(`{${decoder.decode(head.subarray(from, end))}}`);
  if (typeof member !== "object" || member === null) return;
  for (const [key, value] of Object.entries(member)) {
    const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
    sample.addRecord({ [keyColumn]: key, ...(isRecord ? value : { [valueColumn]: value }) });
  }
}

/**
 * Where an item ends: at the comma or bracket behind it. Whatever stands inside is counted by brackets and quotation marks
 * alone, so that an item that is no JSON costs only itself.
 *
 * @returns -1 when it does not end here
 */
function endOfItem(bytes: Uint8Array, from: number, end: number): number {
  let depth = 0;
  for (let i = from; i < end; i++) {
    const byte = bytes[i];
    if (byte === quote) {
      i++;
      while (i < end && bytes[i] !== quote) i += bytes[i] === backslash ? 2 : 1;
    } else if (byte === openList || byte === openObject) depth++;
    else if (byte === closeList || byte === closeObject) {
      if (depth === 0) return i;
      depth--;
    } else if (byte === comma && depth === 0) return i;
  }
  return -1;
}

/** The document ends before its last bracket. */
export function cutShort(record: number): ReadingError {
  return dataError(
    `the file ends inside record ${record} or before its last bracket: it is cut short, or a bracket or quotation mark is not closed there`,
  );
}

/** Cuts windows into the items of a document and reads the record of each. */
export class ItemTaker {
  readonly #container: Container;
  readonly #wanted: Wanted;
  readonly #records: RecordReader;
  readonly #sink: RowSink;
  #record = 0;
  #isClosed = false;

  constructor(container: Container, slots: readonly Slot[], sink: RowSink) {
    this.#container = container;
    this.#wanted = wantedOf(slots);
    this.#records = new RecordReader(this.#wanted, sink);
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
    while (from < end && !this.#isClosed) {
      const stop = this.#container.kind === "record" ? (isLast ? end : -1) : endOfItem(bytes, from, end);
      if (stop < 0) {
        if (end - from > maxRecordBytes) {
          throw dataError(
            `record ${this.#record + 1} is longer than ${maxRecordBytes / 1024 ** 2} MB: expected one text a record`,
          );
        }
        // What follows the last item of a list whose bracket is missing is told by finish().
        return from;
      }
      const isEnd = bytes[stop] !== comma;
      const first = skipSpace(bytes, from, stop);
      const isNothing = first === stop && isEnd;
      const busy = isNothing ? undefined : this.#take(bytes, first, stop, isAscii, position);
      this.#isClosed = isEnd;
      const next = stop + 1;
      from = next;
      if (busy !== undefined) {
        return busy.then(() => this.take(bytes, next, end, isLast, isAscii, position));
      }
    }
    if (this.#isClosed && this.#container.isWhole && skipSpace(bytes, from, end) < end) {
      throw dataError(
        "something stands behind its last bracket: expected one array or object and nothing else",
      );
    }
    return this.#isClosed ? end : from;
  }

  #take(
    bytes: Uint8Array,
    from: number,
    stop: number,
    isAscii: boolean,
    position: number,
  ): void | Promise<void> {
    this.#record++;
    const offset = this.#container.start + position;
    this.#sink.begin(this.#record, offset + from);
    const problem = this.#problem(bytes, from, stop, isAscii);
    if (problem === null) return this.#sink.end(offset + stop);
    this.#sink.refuse(problem);
  }

  #problem(bytes: Uint8Array, from: number, stop: number, isAscii: boolean): string | null {
    if (from === stop) return "is not valid JSON (nothing stands before a comma)";
    if (!isAscii && !isUtf8(bytes, from, stop)) return "is not valid UTF-8";
    if (this.#container.kind !== "map") return this.#records.read(bytes, from, stop);
    const behindKey = bytes[from] === quote ? skipString(bytes, from + 1, stop) : -1;
    const middle = behindKey < 0 ? -1 : skipSpace(bytes, behindKey, stop);
    if (middle < 0 || bytes[middle] !== colon) return "is not valid JSON";
    const value = skipSpace(bytes, middle + 1, stop);
    const name = this.#node(keyColumn);
    if (name !== null) {
      const key = new Uint8Array(behindKey - from);
      const length = unescapeString(bytes, from + 1, behindKey - 1, key);
      if (length < 0) return "has half of a surrogate pair in its key, which is no character";
      for (const slot of name.slots) this.#sink.value(slot, key, 0, length);
    }
    if (bytes[value] === openObject) return this.#records.read(bytes, value, stop);
    const skills = this.#node(valueColumn);
    if (skills === null) return "is not a JSON object";
    let end = stop;
    while (end > value && skipSpace(bytes, end - 1, end) === end) end--;
    return this.#records.readValue(skills, bytes, value, end);
  }

  #node(column: string): WantedValue | null {
    const { keys, nodes } = this.#wanted;
    const at = keys.findIndex((key) => decoder.decode(key) === column);
    return nodes[at] ?? null;
  }

  /** @throws ReadingError when the document ended before its last bracket */
  finish(): void {
    if (this.#isClosed || this.#container.kind === "record") return;
    throw cutShort(this.#record + 1);
  }
}
