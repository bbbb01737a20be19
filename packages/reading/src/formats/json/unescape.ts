import { backslash, hexDigit } from "./scan.js";

/** What an escape of one letter stands for. */
const plain: Readonly<Record<number, number>> = { 98: 0x08, 102: 0x0c, 110: 0x0a, 114: 0x0d, 116: 0x09 };

/**
 * Writes the bytes of a valid JSON string without its escapes; the result is never longer than the string.
 *
 * @param from - behind the opening quotation mark
 * @param end - at the closing one
 * @returns how many bytes were written; -1 when half of a surrogate pair stands alone: it is no character of any text
 */
export function unescapeString(bytes: Uint8Array, from: number, end: number, into: Uint8Array): number {
  let length = 0;
  let i = from;
  while (i < end) {
    const byte = bytes[i];
    if (byte !== backslash) {
      into[length++] = byte;
      i++;
      continue;
    }
    const kind = bytes[i + 1];
    if (kind !== 0x75) {
      into[length++] = plain[kind] ?? kind;
      i += 2;
      continue;
    }
    let code = unit(bytes, i + 2);
    i += 6;
    if (code >= 0xdc00 && code < 0xe000) return -1;
    if (code >= 0xd800 && code < 0xdc00) {
      if (i + 6 > end || bytes[i] !== backslash || bytes[i + 1] !== 0x75) return -1;
      const low = unit(bytes, i + 2);
      if (low < 0xdc00 || low >= 0xe000) return -1;
      code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      i += 6;
    }
    length = writeCode(code, into, length);
  }
  return length;
}

function unit(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = at; i < at + 4; i++) value = value * 16 + hexDigit(bytes[i]);
  return value;
}

function writeCode(code: number, into: Uint8Array, at: number): number {
  if (code < 0x80) {
    into[at] = code;
    return at + 1;
  }
  if (code < 0x800) {
    into[at] = 0xc0 | (code >> 6);
    into[at + 1] = 0x80 | (code & 0x3f);
    return at + 2;
  }
  if (code < 0x1_0000) {
    into[at] = 0xe0 | (code >> 12);
    into[at + 1] = 0x80 | ((code >> 6) & 0x3f);
    into[at + 2] = 0x80 | (code & 0x3f);
    return at + 3;
  }
  into[at] = 0xf0 | (code >> 18);
  into[at + 1] = 0x80 | ((code >> 12) & 0x3f);
  into[at + 2] = 0x80 | ((code >> 6) & 0x3f);
  into[at + 3] = 0x80 | (code & 0x3f);
  return at + 4;
}
