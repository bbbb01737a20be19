import { certainty } from "../entropy/range-encoder.js";

/** A record is divided into this many parts. */
export const haltParts = 32;
/** Probabilities of halts are in 2^-14, at least one of these and at most all but one. */
export const haltBits = 14;

/**
 * By part of a record how likely the first layer ends before the next skill when that part is reached: most first
 * layers end when about two thirds of their record are used up, so that it takes only two bits to tell where.
 */
export type Halts = Uint16Array;

/** Where nothing is known yet. */
export const evenHalts: Halts = new Uint16Array(haltParts).fill(2 ** (haltBits - 3));

/**
 * What lies below is the end of the first layer, what lies above the next skill.
 *
 * @param bits - used up
 * @param total - bytes of the record
 */
export function goOnFrom(halts: Halts, bits: number, total: number): number {
  const part = Math.min(haltParts - 1, Math.floor((bits * haltParts) / (8 * total)));
  return halts[part] * (certainty >>> haltBits);
}

/** How often first layers ended and went on, by part. */
export class HaltCounts {
  readonly #ended = new Float64Array(haltParts);
  readonly #passed = new Float64Array(haltParts);

  /** Counts a record: bits used up before each skill and before its end, and its length in bytes. */
  add(places: readonly number[], total: number): void {
    for (const [i, bits] of places.entries()) {
      const part = Math.min(haltParts - 1, Math.floor((bits * haltParts) / (8 * total)));
      if (i === places.length - 1) this.#ended[part]++;
      else this.#passed[part]++;
    }
  }

  halts(): Halts {
    const whole = 2 ** haltBits;
    return Uint16Array.from({ length: haltParts }, (_, part) => {
      const share = (this.#ended[part] + 0.1) / (this.#ended[part] + this.#passed[part] + 0.5);
      return Math.max(1, Math.min(whole - 1, Math.round(share * whole)));
    });
  }
}
