/** The field of 256 elements: bytes, added by exclusive or, multiplied modulo x^8 + x^4 + x^3 + x^2 + 1; 2 generates it. */

const powers = new Uint8Array(510);
const logarithms = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; i++) {
  powers[i] = value;
  powers[i + 255] = value;
  logarithms[value] = i;
  value = (value << 1) ^ (value >= 128 ? 0x11d : 0);
}

export function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : powers[logarithms[a] + logarithms[b]];
}

/** 1/a of a that is not 0. */
export function inverse(a: number): number {
  return powers[255 - logarithms[a]];
}

/** 2^exponent. */
export function powerOfTwo(exponent: number): number {
  return powers[exponent % 255];
}

/** Twice each of the four bytes of a word. */
export function doubled(word: number): number {
  return ((word & 0x7f7f7f7f) << 1) ^ Math.imul((word >>> 7) & 0x01010101, 0x1d);
}
