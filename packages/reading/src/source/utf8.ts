/**
 * Whether bytes are UTF-8 (RFC 3629): no byte out of place, no overlong form, no surrogate, nothing beyond U+10FFFF.
 * O(length); ASCII costs a comparison a byte.
 */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; ) {
    const first = bytes[i];
    if (first < 0x80) {
      i++;
      continue;
    }
    // The range of the second byte tells overlong forms, surrogates and numbers that are too large.
    let low = 0x80;
    let high = 0xbf;
    let length = 2;
    if (first >= 0xc2 && first <= 0xdf) length = 2;
    else if (first >= 0xe0 && first <= 0xef) {
      length = 3;
      if (first === 0xe0) low = 0xa0;
      else if (first === 0xed) high = 0x9f;
    } else if (first >= 0xf0 && first <= 0xf4) {
      length = 4;
      if (first === 0xf0) low = 0x90;
      else if (first === 0xf4) high = 0x8f;
    } else return false;
    if (i + length > end) return false;
    const second = bytes[i + 1];
    if (second < low || second > high) return false;
    for (let k = 2; k < length; k++) if ((bytes[i + k] & 0xc0) !== 0x80) return false;
    i += length;
  }
  return true;
}
