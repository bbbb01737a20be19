/**
 * Case as a flag: a capitalised or upper-case word is its lower-case form and how it was written. The letters are
 * those of ASCII, Latin-1, Greek and Cyrillic, paired by a fixed rule that no platform's tables can change.
 */

/** How a word is written. */
export const asIs = 0;
/** Its first letter is a capital, no other is. */
export const capitalised = 1;
/** All its letters, two or more, are capitals. */
export const upperCased = 2;

/** The lower-case letter of a capital, or the same code point; two-byte characters stay two bytes long. */
function lowered(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code + 32;
  if (code >= 0xc0 && code <= 0xde && code !== 0xd7) return code + 32;
  if (code >= 0x391 && code <= 0x3a9 && code !== 0x3a2) return code + 32;
  if (code >= 0x400 && code <= 0x40f) return code + 80;
  return code >= 0x410 && code <= 0x42f ? code + 32 : code;
}

/** The capital of a lower-case letter, or the same code point: the inverse of the rule above. */
function raised(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 32;
  if (code >= 0xe0 && code <= 0xfe && code !== 0xf7) return code - 32;
  if (code >= 0x3b1 && code <= 0x3c9 && code !== 0x3c2) return code - 32;
  if (code >= 0x450 && code <= 0x45f) return code - 80;
  return code >= 0x430 && code <= 0x44f ? code - 32 : code;
}

function isTwoBytes(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] >= 0xc2 && bytes[at] < 0xe0 && at + 1 < end && (bytes[at + 1] & 0xc0) === 0x80;
}

/** The code point at `at` if it has one or two bytes, else 0. */
function codeAt(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] < 0x80) return bytes[at];
  return isTwoBytes(bytes, at, end) ? ((bytes[at] & 31) << 6) | (bytes[at + 1] & 63) : 0;
}

function put(bytes: Uint8Array, at: number, code: number): void {
  if (code < 0x80) bytes[at] = code;
  else {
    bytes[at] = 0xc0 | (code >> 6);
    bytes[at + 1] = 0x80 | (code & 63);
  }
}

/** How the word in bytes `begin` to `end` is written; {@link lower} and {@link raise} then undo each other. */
export function caseOf(bytes: Uint8Array, begin: number, end: number): number {
  const first = codeAt(bytes, begin, end);
  if (lowered(first) === first) return asIs;
  let capitals = 0;
  let others = 0;
  for (let at = begin; at < end; at += isTwoBytes(bytes, at, end) ? 2 : 1) {
    const code = codeAt(bytes, at, end);
    if (lowered(code) !== code) capitals++;
    else if (raised(code) !== code) others++;
  }
  if (capitals === 1) return capitalised;
  return others === 0 ? upperCased : asIs;
}

/** Copies the word to the start of `into` with its letters lowered; returns its length. */
export function lower(bytes: Uint8Array, begin: number, end: number, into: Uint8Array): number {
  for (let at = begin, to = 0; at < end; at++, to++) into[to] = bytes[at];
  change(into, 0, end - begin, lowered);
  return end - begin;
}

/** Raises the first letter of the word in bytes `begin` to `end`, or all of them, in place. */
export function raise(bytes: Uint8Array, begin: number, end: number, written: number): void {
  if (written === upperCased) change(bytes, begin, end, raised);
  else if (written === capitalised && begin < end) {
    change(bytes, begin, begin + (isTwoBytes(bytes, begin, end) ? 2 : 1), raised);
  }
}

function change(bytes: Uint8Array, begin: number, end: number, rule: (code: number) => number): void {
  for (let at = begin; at < end; ) {
    const two = isTwoBytes(bytes, at, end);
    if (two || bytes[at] < 0x80) put(bytes, at, rule(codeAt(bytes, at, end)));
    at += two ? 2 : 1;
  }
}
