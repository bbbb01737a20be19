import { closeSync, openSync, readSync, statSync } from "node:fs";

/** Where the records of a source are, so that they can be written elsewhere just as they stand. */
export type Places = {
  /** A file with the text of the source, unpacked. */
  readonly path: string;
  /** Where the first record begins: what stands before it is a header, or nothing. */
  readonly headerEnd: number;
  /** Where each record begins and ends, the end of its line included; by its position among the records. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
};

/** What stands before the first record: the header of a table with the end of its line, else nothing. */
export function headerOf({ path, headerEnd }: Places): string {
  return headerEnd === 0 ? "" : [...recordsAt(path, [0], [headerEnd])][0];
}

/** The records at some positions, one after the other, each with the end of its line. */
export function* recordsOf({ path, starts, ends }: Places, records: Iterable<number>): Generator<string> {
  const chosen = [...records];
  yield* recordsAt(
    path,
    chosen.map((record) => starts[record]),
    chosen.map((record) => ends[record]),
  );
}

function* recordsAt(path: string, starts: readonly number[], ends: readonly number[]): Generator<string> {
  for (const text of textsAt(path, starts, ends)) {
    // The last line of a file may have no end.
    yield /[\r\n]$/.test(text) ? text : `${text}\n`;
  }
}

/** All of a source from its beginning: records, each with its position, and what stands between them (null). */
export function* piecesOf({
  path,
  starts,
  ends,
}: Places): Generator<{ text: string; record: number | null }> {
  const [from, to]: [number[], number[]] = [[], []];
  const records: (number | null)[] = [];
  const add = (start: number, end: number, record: number | null): void => {
    if (end === start) return;
    from.push(start);
    to.push(end);
    records.push(record);
  };
  let last = 0;
  for (let record = 0; record < starts.length; record++) {
    add(last, starts[record], null);
    last = ends[record];
    add(starts[record], last, record);
  }
  add(last, statSync(path).size, null);
  let i = 0;
  for (const text of textsAt(path, from, to)) yield { text, record: records[i++] };
}

function* textsAt(path: string, starts: readonly number[], ends: readonly number[]): Generator<string> {
  const file = openSync(path, "r");
  try {
    let buffer = Buffer.alloc(1 << 16);
    for (const [i, start] of starts.entries()) {
      const length = ends[i] - start;
      if (length > buffer.length) buffer = Buffer.alloc(2 * length);
      let filled = 0;
      while (filled < length) {
        const read = readSync(file, buffer, filled, length - filled, start + filled);
        if (read === 0) throw new Error(`expected ${length} bytes at ${start} of ${path}, got ${filled}`);
        filled += read;
      }
      yield buffer.toString("utf8", 0, length);
    }
  } finally {
    closeSync(file);
  }
}
