/** Opinions on the same candidates put together: products of powers of their probabilities, in whole numbers. */
import { certainty } from "../entropy/range-encoder.js";
import { exp2, fine, fineBits } from "../log2.js";

/** A score is a logarithm to the base 2 in units of 2^-12: that of {@link logOf} times a power in sixteenths. */
export const scoreBits = 12;
/** The best candidate weighs this much. */
export const maxWeight: number = 2 ** 16;

const powers = Int32Array.from({ length: fine }, (_, i) => Math.round(maxWeight * exp2(-i / fine)));

/** What a candidate weighs whose score is this much below the best: at least 1. */
export function weightOf(below: number): number {
  const octaves = below >>> scoreBits;
  if (octaves > 16) return 1;
  const weight = powers[(below >>> (scoreBits - fineBits)) & (fine - 1)] >>> octaves;
  return weight > 0 ? weight : 1;
}

/** Where `part` of `whole` lies in [0, 2^30]: floor(part * 2^30 / whole), both below 2^30 or equal. */
export function spreadOut(part: number, whole: number): number {
  // In two steps of 15 bits, each product below 2^46.
  const high = Math.floor((part * 2 ** 15) / whole);
  const rest = part * 2 ** 15 - high * whole;
  return high * 2 ** 15 + Math.floor((rest * 2 ** 15) / whole);
}

/** The largest part that {@link spreadOut} leaves at or below `target`. */
export function gatherIn(target: number, whole: number): number {
  // ceil((target + 1) * whole / 2^30) - 1, with target + 1 in two halves.
  const next = target + 1;
  const low = next % 2 ** 15;
  const high = ((next - low) / 2 ** 15) * whole;
  const kept = high % 2 ** 15;
  return (high - kept) / 2 ** 15 + Math.ceil((kept * 2 ** 15 + low * whole) / certainty) - 1;
}
