/** The classes of symbols in which the tables of an n-gram model are written, and how numbers become symbols. */

const counts = 24;
const gaps = 24;
const kinds = 12;
const perGroup: number = counts + gaps + 2 * kinds;

/** Number of classes: one group for pairs, one for everything longer. */
export const classCount: number = 2 * perGroup;

function group(level: number): number {
  return level === 2 ? 0 : perGroup;
}

/** Bits of a number: 0 for 0, 1 for 1, 2 for 2 and 3, ... */
export function bitLength(value: number): number {
  return 32 - Math.clz32(value);
}

/**
 * Class of the number of followers of a context. For pairs `hint` is the context's symbol (small numbers are frequent
 * symbols); for longer ones the number of followers of the context without its first symbol.
 */
export function countClass(level: number, hint: number): number {
  return group(level) + Math.min(counts - 1, bitLength(hint));
}

/** Class of the distance to the next follower, when `left` of them are among `room` candidates. */
export function gapClass(level: number, room: number, left: number): number {
  return group(level) + counts + Math.min(gaps - 1, bitLength(Math.floor(room / left)));
}

/** Class of the share of the least likely of `followers`. */
export function shareClass(level: number, followers: number): number {
  return group(level) + counts + gaps + Math.min(kinds - 1, bitLength(followers));
}

/** Class of how far a follower is above the least likely one. */
export function riseClass(level: number, followers: number): number {
  return group(level) + counts + gaps + kinds + Math.min(kinds - 1, bitLength(followers));
}

/** Symbols below this are the number itself; from it on, an exponent with one more bit. */
const direct = 8;

/** The symbol of a number >= 0; {@link extraBits} of it follow as plain bits. */
export function symbolOf(value: number): number {
  if (value < direct) return value;
  const exponent = bitLength(value) - 1;
  return direct + ((exponent - 3) << 1) + ((value >>> (exponent - 1)) & 1);
}

/** How many plain bits follow a symbol. */
export function extraBits(symbol: number): number {
  return symbol < direct ? 0 : ((symbol - direct) >>> 1) + 2;
}

/** The number of a symbol when its plain bits are 0. */
export function baseOf(symbol: number): number {
  return symbol < direct ? symbol : (2 | ((symbol - direct) & 1)) << extraBits(symbol);
}
