/**
 * Text as bytes and back: UTF-8, in which a lone surrogate stands as the three bytes its code point would have
 * (WTF-8: Sapin, "The WTF-8 encoding"). So every string of JavaScript has bytes, and the same string comes back.
 */

const maxArguments = 4096;

/** Most bytes that a string of this many UTF-16 code units can take. */
export function textBytesBound(units: number): number {
  return 3 * units;
}

/**
 * Writes the bytes of a text and returns how many there are.
 *
 * @param into - at least {@link textBytesBound} bytes
 */
export function writeText(text: string, into: Uint8Array): number {
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      into[at++] = code;
      continue;
    }
    if (code >= 0xd800 && code < 0xdc00 && i + 1 < text.length) {
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i++;
      }
    }
    if (code < 0x800) into[at++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) into[at++] = 0xe0 | (code >> 12);
      else {
        into[at++] = 0xf0 | (code >> 18);
        into[at++] = 0x80 | ((code >> 12) & 63);
      }
      into[at++] = 0x80 | ((code >> 6) & 63);
    }
    into[at++] = 0x80 | (code & 63);
  }
  return at;
}

/** The bytes of a text. */
export function textToBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(textBytesBound(text.length));
  return bytes.slice(0, writeText(text, bytes));
}

/**
 * The text that bytes `begin` to `end` spell. Bytes that {@link writeText} would not have written become U+FFFD,
 * one for each byte.
 */
export function readText(bytes: Uint8Array, begin: number, end: number): string {
  for (let i = begin; i < end; i++) if (bytes[i] >= 0x80) return readUnicode(bytes, begin, end);
  return fromUnits(bytes, begin, end);
}

function fromUnits(units: Uint8Array | Uint16Array, begin: number, end: number): string {
  if (end - begin <= maxArguments) return String.fromCharCode.apply(null, part(units, begin, end));
  let text = "";
  for (let i = begin; i < end; i += maxArguments) {
    text += String.fromCharCode.apply(null, part(units, i, Math.min(end, i + maxArguments)));
  }
  return text;
}

function part(units: Uint8Array | Uint16Array, begin: number, end: number): number[] {
  return units.subarray(begin, end) as unknown as number[];
}

function readUnicode(bytes: Uint8Array, begin: number, end: number): string {
  const units = new Uint16Array(end - begin);
  let count = 0;
  for (let i = begin; i < end; ) {
    const length = sequenceLength(bytes, i, end);
    if (length === 1) units[count++] = bytes[i] < 0x80 ? bytes[i] : 0xfffd;
    else {
      const code = codePoint(bytes, i, length);
      if (code >= 0x10000) {
        units[count++] = 0xd800 + ((code - 0x10000) >> 10);
        units[count++] = 0xdc00 + ((code - 0x10000) & 0x3ff);
      } else units[count++] = code;
    }
    i += length;
  }
  return fromUnits(units, 0, count);
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let code = bytes[at] & (0x7f >> length);
  for (let i = 1; i < length; i++) code = (code << 6) | (bytes[at + i] & 63);
  return code;
}

/** Bytes of the character that begins at `at`; 1 as well for a byte that begins no character. */
export function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at];
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 1;
  if (length === 1 || at + length > end) return 1;
  for (let i = 1; i < length; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return 1;
  if (length === 2) return 2;
  const code = codePoint(bytes, at, length);
  // Overlong, past the last code point, or the second half of a pair that should have been one character.
  const shortest = length === 3 ? 0x800 : 0x10000;
  return code < shortest || code > 0x10ffff || completesPair(bytes, at, code) ? 1 : length;
}

/** A low surrogate right after a high one is not how a pair is written. */
function completesPair(bytes: Uint8Array, at: number, code: number): boolean {
  if (code < 0xdc00 || code > 0xdfff || at < 3) return false;
  return bytes[at - 3] === 0xed && bytes[at - 2] >= 0xa0 && bytes[at - 2] < 0xb0;
}

/** Whether {@link readText} gives a text whose bytes are these. */
export function isText(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i] < 0x80) i++;
    else {
      const length = sequenceLength(bytes, i, bytes.length);
      if (length === 1) return false;
      i += length;
    }
  }
  return true;
}
