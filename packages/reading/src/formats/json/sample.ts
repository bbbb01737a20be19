import { isUtf8 } from "../../source/utf8.js";

const decoder = new TextDecoder();
const rowsInSample = 1000;

/** What the first records of a file hold, as the survey gives it. */
export class SampleOfRecords {
  readonly #columns = new Map<string, number>();
  readonly #records: Record<string, unknown>[] = [];

  get isFull(): boolean {
    return this.#records.length >= rowsInSample;
  }

  get columns(): string[] {
    return [...this.#columns.keys()];
  }

  /** Looks at one record; what is no object says nothing. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (!isUtf8(bytes, start, end)) return;
    const record = parsed(decoder.decode(bytes.subarray(start, end)));
    if (typeof record === "object" && record !== null && !Array.isArray(record)) {
      this.addRecord(record as Record<string, unknown>);
    }
  }

  addRecord(record: Record<string, unknown>): void {
    for (const key of Object.keys(record)) {
      if (!this.#columns.has(key)) this.#columns.set(key, this.#columns.size);
    }
    this.#records.push(record);
  }

  /** Values of the records by column. */
  rows(): unknown[][] {
    const { columns } = this;
    return this.#records.map((record) =>
      columns.map((key) => (Object.hasOwn(record, key) ? record[key] : null)),
    );
  }
}

/** The value of a text, undefined when it is not JSON; NaN and the infinities are null. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replaceAll(/(?<=[[:,]\s*)(?:NaN|-?Infinity)(?=\s*[\],}])/g, "null"));
    } catch {
      return undefined;
    }
  }
}
