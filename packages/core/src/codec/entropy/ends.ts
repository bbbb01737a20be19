/**
 * Where a record may end. The length of a record is known from outside, so the end of its text need not be coded:
 * every prefix of a text (in whole units) owns one byte string inside its interval, the shortest that no shorter
 * prefix owns, and a record that equals the string of a prefix ends there. (The idea of free ends is that of
 * Timmermans' and Scott's bijective arithmetic coding; here every string is claimed in the order of the prefixes.)
 *
 * A coder's interval is [low, low + range) in a window of 48 bits behind the bytes already shifted out. A string of
 * `depth` more bytes is a multiple of 2^(48 - 8 depth) there; depth 0 with the value 2^48 is a carry.
 */

/** One past the largest value of the window. */
export const coderWindow: number = 2 ** 48;
/** The interval is widened, a byte at a time, until it has at least this size. */
export const minRange: number = 2 ** 40;

const depths = 7;
const units = Float64Array.from({ length: depths }, (_, depth) => 2 ** (48 - 8 * depth));
const inverses = Float64Array.from({ length: depths }, (_, depth) => 2 ** (8 * depth - 48));

/** Bits by which an interval of this size (an integer from 2^40 to 2^48) is narrower than the window, rounded up. */
export function narrowedBits(range: number): number {
  // 2^17 brings the range within 32 bits.
  return Math.clz32(Math.floor(range / 2 ** 17));
}

/** The byte strings that the prefixes of one text have claimed. All numbers are integers below 2^53. */
export class Ends {
  /** By depth: the lowest string that is not claimed. */
  readonly #free = new Float64Array(depths);
  /** The lowest string of {@link claimAt} that is not claimed. */
  #freeAt = 0;
  /** Whether {@link claim} was asked: where the length of a record is known, it never is. */
  #claims = false;
  /** Depth of the string claimed last. */
  depth = 0;

  /** No string is claimed. */
  reset(): void {
    this.#free.fill(0);
    this.#claims = false;
    this.#freeAt = 0;
  }

  /** Claims the shortest free string in the interval, sets `depth` and returns its value in the window. */
  claim(low: number, range: number): number {
    const free = this.#free;
    const end = low + range;
    this.#claims = true;
    for (let depth = 0; depth < depths; depth++) {
      const unit = units[depth];
      const first = Math.ceil(low * inverses[depth]) * unit;
      const value = first > free[depth] ? first : free[depth];
      if (value < end) {
        free[depth] = value + unit;
        this.depth = depth;
        return value;
      }
    }
    // Each claim of the deepest level takes one of 2^40 values, and a prefix costs far more than that leaves.
    throw new RangeError("no byte string is left for the end of this text");
  }

  /**
   * Claims the lowest free string of exactly `depth` bytes in the interval, in which zeros follow those of the window, and
   * returns its value; -1 when there is none, nothing is then claimed. For records whose length is known before their
   * text; these use this claim alone.
   */
  claimAt(low: number, range: number, depth: number): number {
    if (depth < 0) return -1;
    const least = Math.min(depth, depths - 1);
    const value = Math.max(Math.ceil(low * inverses[least]) * units[least], this.#freeAt);
    if (value >= low + range) return -1;
    this.#freeAt = value + units[least];
    this.depth = depth;
    return value;
  }

  /** The window's base has gone up by its whole size. */
  carry(): void {
    const free = this.#free;
    for (let depth = 0; depth < depths; depth++) free[depth] = Math.max(0, free[depth] - coderWindow);
    this.#freeAt = Math.max(0, this.#freeAt - coderWindow);
  }

  /** The window moves on by one byte, which is shifted out. */
  shift(byte: number): void {
    const base = byte * minRange;
    this.#freeAt = Math.max(0, (this.#freeAt - base) * 256);
    if (!this.#claims) return;
    const free = this.#free;
    for (let depth = 1; depth < depths; depth++) {
      const value = (free[depth] - base) * 256;
      free[depth - 1] = value > 0 ? value : 0;
    }
    free[depths - 1] = 0;
  }
}
