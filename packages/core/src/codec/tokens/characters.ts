/**
 * What kind of character begins at a byte. Decided by bytes alone, so that it is the same on every platform and for
 * bytes that are no text.
 */

/** A letter, digit or mark of any script that writes words apart; also bytes that are no text. */
export const wordKind = 1;
/** White space, punctuation, symbols. */
export const otherKind = 0;
/** A character of a script that does not write words apart: a unit of its own. */
export const ideographKind = 2;

const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return letter || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80 ? wordKind : otherKind;
});

/** The kind of the character at `at`. */
export function kindAt(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at];
  return lead < 0xc2 ? kinds[lead] : kindOfLong(bytes, at, end);
}

function kindOfLong(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at];
  if (at + longLength(lead) > end) return wordKind;
  const second = bytes[at + 1];
  // U+0080 to U+00BF: the punctuation of Latin-1.
  if (lead === 0xc2) return otherKind;
  // U+2000 to U+207F general punctuation, U+2190 to U+27BF arrows, mathematics, symbols.
  if (lead === 0xe2) return second <= 0x81 || (second >= 0x86 && second <= 0x9e) ? otherKind : wordKind;
  // U+3000 to U+303F punctuation of East Asia; then kana and ideographs up to U+9FFF.
  if (lead === 0xe3) return second === 0x80 ? otherKind : ideographKind;
  if (lead >= 0xe4 && lead <= 0xe9) return ideographKind;
  // U+1F000 to U+1FFFF: pictographs.
  return lead === 0xf0 && second === 0x9f ? otherKind : wordKind;
}

/** Bytes of the character at `at`, going by its first byte alone and never past the end. */
export function lengthAt(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at];
  if (lead < 0xc2) return 1;
  return Math.min(longLength(lead), end - at);
}

function longLength(lead: number): number {
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
}
