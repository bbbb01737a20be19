/**
 * Records of texts in the payloads of packets, so that a run of payloads can be read without those before it. Records
 * stand one behind the other, across payloads; a payload begins with two bytes: where in it the first record begins
 * (255 for nowhere), and which text that is of, plus 128 when it is the first of that text. A record is its length times
 * two, plus one when it is the last of its text, in sevens of bits, then its bytes. The last payload is filled up with
 * zeros: a record of no text.
 */

/** A record of a text; a text has one or several, all in order. */
export type TextRecord = { readonly text: number; readonly isLast: boolean; readonly bytes: Uint8Array };

const nowhere = 255;
const isFirst = 128;
/** Bytes of a payload before its records. */
export const syncBytes = 2;

/** The payloads of records, given text after text from 0. Every text needs at least one record. */
export function writeRecords(records: readonly TextRecord[], size: number): Uint8Array<ArrayBuffer>[] {
  const room = size - syncBytes;
  const bytes: number[] = [];
  const starts: { at: number; mark: number }[] = [];
  let previous = -1;
  for (const { text, isLast, bytes: content } of records) {
    starts.push({ at: bytes.length, mark: text | (text === previous ? 0 : isFirst) });
    previous = text;
    let rest = 2 * content.length + (isLast ? 1 : 0);
    for (; rest >= 128; rest >>>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
    for (const byte of content) bytes.push(byte);
  }
  const count = Math.max(1, Math.ceil(bytes.length / room));
  let next = 0;
  return Array.from({ length: count }, (_, i) => {
    const payload = new Uint8Array(size);
    const begin = i * room;
    while (next < starts.length && starts[next].at < begin) next++;
    const start = starts[next];
    const offset = start === undefined ? room : start.at - begin;
    payload[0] = offset < Math.min(room, nowhere) ? offset : nowhere;
    payload[1] = payload[0] === nowhere ? 0 : start.mark;
    payload.set(bytes.slice(begin, begin + room), syncBytes);
    return payload;
  });
}

/** Records found by their texts. */
export type FoundRecords = {
  /** The records of a text that came, in order. */
  readonly records: Uint8Array[];
  /** Whether they are all of them. */
  complete: boolean;
  /** The first bytes of its first record, when the rest was lost, and how many bytes it has. */
  cut: { readonly bytes: Uint8Array; readonly length: number } | null;
};

/** Reads what can be read from payloads of which some are missing. */
export function readRecords(payloads: readonly (Uint8Array | undefined)[], texts: number): FoundRecords[] {
  const found: FoundRecords[] = Array.from({ length: texts }, () => ({
    records: [],
    complete: false,
    cut: null,
  }));
  for (let i = 0; i < payloads.length; i++) {
    if (payloads[i] === undefined || payloads[i - 1] !== undefined) continue;
    let end = i;
    while (payloads[end] !== undefined) end++;
    readRun(payloads.slice(i, end) as Uint8Array[], found);
  }
  return found;
}

function readRun(run: readonly Uint8Array[], found: FoundRecords[]): void {
  const first = run.findIndex((payload) => payload[0] !== nowhere);
  if (first < 0) return;
  const room = run[0].length - syncBytes;
  const bytes = new Uint8Array(room * (run.length - first));
  run.slice(first).forEach((payload, i) => {
    bytes.set(payload.subarray(syncBytes), i * room);
  });
  let at = run[first][0];
  let text = run[first][1] & (isFirst - 1);
  let whole = (run[first][1] & isFirst) !== 0;
  while (text < found.length) {
    let [value, scale] = [0, 1];
    for (; at < bytes.length && bytes[at] >= 128 && scale < 2 ** 42; scale *= 128)
      value += (bytes[at++] & 127) * scale;
    if (at >= bytes.length) return;
    value += bytes[at++] * scale;
    const length = Math.floor(value / 2);
    if (length > bytes.length - at) {
      const { records } = found[text];
      if (whole && records.length === 0) found[text].cut = { bytes: bytes.subarray(at), length };
      return;
    }
    found[text].records.push(bytes.subarray(at, at + length));
    at += length;
    if (value % 2 === 0) continue;
    found[text].complete = whole;
    whole = true;
    text++;
  }
}
