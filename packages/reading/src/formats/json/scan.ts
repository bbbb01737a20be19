/**
 * JSON by its bytes (RFC 8259), without making a value of it. Positions go in and come out; -1 says that the bytes are not
 * JSON. Beside the standard NaN, Infinity and -Infinity are taken, which Python and R write for missing numbers.
 */

export const quote = 0x22;
export const backslash = 0x5c;
export const comma = 0x2c;
export const colon = 0x3a;
export const openList = 0x5b;
export const closeList = 0x5d;
export const openObject = 0x7b;
export const closeObject = 0x7d;

/** A value nested deeper is refused: it would need as many calls. */
const deepest = 512;

/** The first position that is not white space. */
export function skipSpace(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const byte = bytes[i];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    i++;
  }
  return i;
}

/** From behind an opening quotation mark to behind the closing one. */
export function skipString(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const byte = bytes[i];
    if (byte === quote) return i + 1;
    if (byte === backslash) {
      i = skipEscape(bytes, i + 1, end);
      if (i < 0) return -1;
    } else if (byte < 0x20) return -1;
    else i++;
  }
  return -1;
}

function skipEscape(bytes: Uint8Array, from: number, end: number): number {
  if (from >= end) return -1;
  switch (bytes[from]) {
    case quote:
    case backslash:
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return from + 1;
    case 0x75: // u
      for (let i = from + 1; i < from + 5; i++) if (i >= end || hexDigit(bytes[i]) < 0) return -1;
      return from + 5;
    default:
      return -1;
  }
}

/** The value of a hexadecimal digit, -1 for any other byte. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** From the beginning of a value to behind it. */
export function skipValue(bytes: Uint8Array, from: number, end: number, depth = 0): number {
  if (from >= end) return -1;
  switch (bytes[from]) {
    case quote:
      return skipString(bytes, from + 1, end);
    case openList:
      return depth === deepest ? -1 : skipList(bytes, from + 1, end, depth + 1);
    case openObject:
      return depth === deepest ? -1 : skipObject(bytes, from + 1, end, depth + 1);
    default:
      return skipScalar(bytes, from, end);
  }
}

function skipList(bytes: Uint8Array, from: number, end: number, depth: number): number {
  let i = skipSpace(bytes, from, end);
  if (i < end && bytes[i] === closeList) return i + 1;
  for (;;) {
    i = skipValue(bytes, skipSpace(bytes, i, end), end, depth);
    if (i < 0) return -1;
    i = skipSpace(bytes, i, end);
    if (i >= end) return -1;
    if (bytes[i] === closeList) return i + 1;
    if (bytes[i] !== comma) return -1;
    i++;
  }
}

function skipObject(bytes: Uint8Array, from: number, end: number, depth: number): number {
  let i = skipSpace(bytes, from, end);
  if (i < end && bytes[i] === closeObject) return i + 1;
  for (;;) {
    i = skipSpace(bytes, i, end);
    if (i >= end || bytes[i] !== quote) return -1;
    i = skipString(bytes, i + 1, end);
    if (i < 0) return -1;
    i = skipSpace(bytes, i, end);
    if (i >= end || bytes[i] !== colon) return -1;
    i = skipValue(bytes, skipSpace(bytes, i + 1, end), end, depth);
    if (i < 0) return -1;
    i = skipSpace(bytes, i, end);
    if (i >= end) return -1;
    if (bytes[i] === closeObject) return i + 1;
    if (bytes[i] !== comma) return -1;
    i++;
  }
}

const words = ["true", "false", "null", "NaN", "Infinity", "-Infinity"].map((word) =>
  new TextEncoder().encode(word),
);

/** A number or one of the words of JSON, to behind it. */
export function skipScalar(bytes: Uint8Array, from: number, end: number): number {
  const number = skipNumber(bytes, from, end);
  if (number >= 0) return number;
  for (const word of words) if (startsWith(bytes, from, end, word)) return from + word.length;
  return -1;
}

function startsWith(bytes: Uint8Array, from: number, end: number, word: Uint8Array): boolean {
  if (from + word.length > end) return false;
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false;
  return true;
}

function skipDigits(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end && bytes[i] >= 0x30 && bytes[i] <= 0x39) i++;
  return i;
}

function skipNumber(bytes: Uint8Array, from: number, end: number): number {
  let i = bytes[from] === 0x2d ? from + 1 : from;
  const whole = skipDigits(bytes, i, end);
  if (whole === i || (bytes[i] === 0x30 && whole > i + 1)) return -1;
  i = whole;
  if (i < end && bytes[i] === 0x2e) {
    const fraction = skipDigits(bytes, i + 1, end);
    if (fraction === i + 1) return -1;
    i = fraction;
  }
  if (i < end && (bytes[i] | 0x20) === 0x65) {
    const sign = bytes[i + 1] === 0x2b || bytes[i + 1] === 0x2d ? i + 2 : i + 1;
    const exponent = skipDigits(bytes, sign, end);
    if (exponent === sign) return -1;
    i = exponent;
  }
  return i;
}

/** Whether a scalar stands for nothing: null, NaN and the infinities. */
export function isMissing(bytes: Uint8Array, from: number): boolean {
  const byte = bytes[from];
  return byte === 0x6e || byte === 0x4e || byte === 0x49 || (byte === 0x2d && bytes[from + 1] === 0x49);
}
