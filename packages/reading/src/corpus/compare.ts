/** The order of strings by their UTF-16 code units, which is that of `<` in JavaScript, on UTF-8 without decoding. */

/**
 * Compares two ranges of UTF-8.
 *
 * UTF-8 sorts by code point. UTF-16 sorts the same but for characters above U+FFFF, whose code units lie below
 * U+E000: a lead byte of 0xF0 and more comes before 0xEE and 0xEF.
 *
 * @returns below 0, 0 or above 0
 */
export function compareUtf8(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): number {
  const common = Math.min(aEnd - aStart, bEnd - bStart);
  for (let i = 0; i < common; i++) {
    const x = a[aStart + i];
    const y = b[bStart + i];
    if (x !== y) {
      if (x >= 0xee && y >= 0xee && x >= 0xf0 !== y >= 0xf0) return x >= 0xf0 ? -1 : 1;
      return x - y;
    }
  }
  return aEnd - aStart - (bEnd - bStart);
}
