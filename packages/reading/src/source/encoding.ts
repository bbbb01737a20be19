/**
 * Any encoding to UTF-8. A sequence of bytes that means nothing in its encoding becomes the byte 0xFF, which is nowhere
 * in UTF-8: so it is refused with the row that holds it, in its place, and never turns into a letter.
 */
import { usageError } from "../errors.js";
import { type Chunks, withoutFirst } from "./chunks.js";

/** An encoding, how many bytes of a byte order mark come before the text, and who says so. */
export type Encoding = {
  /** As the Encoding Standard calls it, `utf-8` for instance; beyond it `utf-32le` and `utf-32be`. */
  readonly name: string;
  readonly markBytes: number;
  readonly from: "mark" | "zeros" | "option" | "default";
};

/** Longer marks first: that of UTF-32 begins as that of UTF-16 does. */
const marks: readonly { readonly name: string; readonly bytes: readonly number[] }[] = [
  { name: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { name: "utf-32le", bytes: [0xff, 0xfe, 0, 0] },
  { name: "utf-32be", bytes: [0, 0, 0xfe, 0xff] },
  { name: "utf-16le", bytes: [0xff, 0xfe] },
  { name: "utf-16be", bytes: [0xfe, 0xff] },
];

/**
 * Tells the encoding of a text by its first bytes: by a byte order mark, or where every other byte is zero.
 *
 * @param head - the first bytes, unpacked
 * @param asked - a label of the Encoding Standard that the user gave, `utf-16` with the byte order of the mark
 * @throws ReadingError when no encoding has that label
 */
export function encodingOf(head: Uint8Array, asked?: string): Encoding {
  const mark = marks.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  if (asked !== undefined) {
    const name =
      asked.trim().toLowerCase() === "utf-16" && mark?.name === "utf-16be" ? mark.name : nameOf(asked);
    return { name, markBytes: mark?.name === name ? mark.bytes.length : 0, from: "option" };
  }
  if (mark !== undefined) return { name: mark.name, markBytes: mark.bytes.length, from: "mark" };
  const zeros = byZeros(head.subarray(0, 4096));
  return zeros === null
    ? { name: "utf-8", markBytes: 0, from: "default" }
    : { name: zeros, markBytes: 0, from: "zeros" };
}

function nameOf(label: string): string {
  const lower = label.trim().toLowerCase();
  if (lower === "utf-32le" || lower === "utf-32be") return lower;
  try {
    return new TextDecoder(lower).encoding;
  } catch {
    throw usageError(
      `no encoding is called ${JSON.stringify(label)}: expected utf-8, utf-16le, windows-1252, shift_jis, gbk, big5, euc-kr or another label of the Encoding Standard`,
    );
  }
}

/** In text of a Latin script nearly every other byte of UTF-16 is zero, and none of UTF-8 is. */
function byZeros(head: Uint8Array): string | null {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i & 1]++;
  const half = head.length / 2;
  const [even, odd] = zeros as [number, number];
  if (head.length < 4) return null;
  if (odd > 0.7 * half && even < 0.05 * half) return "utf-16le";
  return even > 0.7 * half && odd < 0.05 * half ? "utf-16be" : null;
}

/** Streams a text in UTF-8, without its byte order mark. */
export function inUtf8(chunks: Chunks, { name, markBytes }: Encoding): Chunks {
  const text = markBytes === 0 ? chunks : withoutFirst(chunks, markBytes);
  if (name === "utf-8") return text;
  const transcode = transcoders[name];
  return transcode === undefined ? byDecoder(text, name) : transcode(text);
}

const bad = 0xff;

const transcoders: Readonly<Record<string, (chunks: Chunks) => Chunks>> = {
  "utf-16le": (chunks) => byUnits(chunks, 2, (a, b) => a | (b << 8)),
  "utf-16be": (chunks) => byUnits(chunks, 2, (a, b) => (a << 8) | b),
  "utf-32le": (chunks) => byUnits(chunks, 4, (a, b, c, d) => (a | (b << 8) | (c << 16) | (d << 24)) >>> 0),
  "utf-32be": (chunks) => byUnits(chunks, 4, (a, b, c, d) => ((a << 24) | (b << 16) | (c << 8) | d) >>> 0),
  // Engines disagree about the bytes 0x80 to 0x9f of this one, which is what most files that are not Unicode are in.
  "windows-1252": (chunks) => byUnits(chunks, 1, (a) => (a < 0x80 || a > 0x9f ? a : windows1252[a - 0x80])),
};

/** What 0x80 to 0x9f mean in windows-1252 (the index of the Encoding Standard). */
const windows1252: readonly number[] = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
  0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
  0x153, 0x9d, 0x17e, 0x178,
];

/** Numbers of a fixed width to UTF-8; two halves of a pair become one character. */
async function* byUnits(
  chunks: Chunks,
  width: number,
  unitOf: (a: number, b: number, c: number, d: number) => number,
): AsyncGenerator<Uint8Array> {
  const rest = new Uint8Array(4);
  let restLength = 0;
  let high = 0;
  for await (const chunk of chunks) {
    const out = new Writer(3 * Math.ceil((restLength + chunk.length) / width) + 4);
    const take = (unit: number): void => {
      const isLow = unit >= 0xdc00 && unit <= 0xdfff;
      if (high !== 0 && isLow) {
        out.character(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
        high = 0;
        return;
      }
      if (high !== 0) out.byte(bad);
      high = width === 2 && unit >= 0xd800 && unit <= 0xdbff ? unit : 0;
      if (high !== 0) return;
      if (isLow || unit > 0x10ffff || (unit >= 0xd800 && unit <= 0xdbff)) out.byte(bad);
      else out.character(unit);
    };
    let at = 0;
    while (restLength > 0 && restLength < width && at < chunk.length) rest[restLength++] = chunk[at++];
    if (restLength === width) {
      take(unitOf(rest[0], rest[1], rest[2], rest[3]));
      restLength = 0;
    }
    for (; at + width <= chunk.length; at += width) {
      take(unitOf(chunk[at], chunk[at + 1], chunk[at + 2], chunk[at + 3]));
    }
    while (at < chunk.length) rest[restLength++] = chunk[at++];
    if (out.length > 0) yield out.bytes();
  }
  // Half a unit, or half a pair.
  if (restLength > 0 || high !== 0) yield Uint8Array.of(bad);
}

class Writer {
  readonly #bytes: Uint8Array;
  length: number = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  byte(value: number): void {
    this.#bytes[this.length++] = value;
  }

  character(code: number): void {
    if (code < 0x80) this.byte(code);
    else {
      if (code < 0x800) this.byte(0xc0 | (code >> 6));
      else {
        if (code < 0x10000) this.byte(0xe0 | (code >> 12));
        else {
          this.byte(0xf0 | (code >> 18));
          this.byte(0x80 | ((code >> 12) & 0x3f));
        }
        this.byte(0x80 | ((code >> 6) & 0x3f));
      }
      this.byte(0x80 | (code & 0x3f));
    }
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}

/** By the engine's decoder, which writes U+FFFD for what means nothing. */
async function* byDecoder(chunks: Chunks, name: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(name);
  const encoder = new TextEncoder();
  const encoded = (text: string): Uint8Array => {
    const bytes = encoder.encode(text);
    return text.includes("\ufffd") ? withBad(bytes) : bytes;
  };
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== "") yield encoded(text);
  }
  const last = decoder.decode();
  if (last !== "") yield encoded(last);
}

function withBad(bytes: Uint8Array): Uint8Array {
  let to = 0;
  for (let at = 0; at < bytes.length; at++) {
    const isReplacement = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
    bytes[to++] = isReplacement ? bad : bytes[at];
    if (isReplacement) at += 2;
  }
  return bytes.subarray(0, to);
}
