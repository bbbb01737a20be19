import { checkProbability, checkStream, log, type RandomStream } from "../../base/index.js";

/**
 * Returns the bits that a binary symmetric channel makes of `bits` (each 0 or 1): each is inverted with a probability,
 * independently. O(bits).
 *
 * @throws TypeError or RangeError when the probability is none.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { flipBits } from "@onset/core/channel";
 * [...flipBits(Uint8Array.of(0, 1, 1), 1, stream(1))]; // => [1, 0, 0]
 * ```
 */
export function flipBits(bits: Uint8Array, probability: number, rng: RandomStream): Uint8Array<ArrayBuffer> {
  checkStream(rng);
  checkProbability(probability, "probability");
  const received = new Uint8Array(bits.length);
  for (let i = 0; i < bits.length; i++) received[i] = bits[i] ^ (rng.nextFloat() < probability ? 1 : 0);
  return received;
}

/**
 * Returns the soft values of bits that came through a binary symmetric channel: ln(P(0)/P(1)) of each, bounded by 40
 * in size where the channel never errs.
 *
 * @example
 * ```ts
 * import { flipSoftValues } from "@onset/core/channel";
 * flipSoftValues(Uint8Array.of(0, 1), 0.1); // => [2.1972245773362196, -2.1972245773362196]
 * ```
 */
export function flipSoftValues(received: Uint8Array, probability: number): Float64Array<ArrayBuffer> {
  checkProbability(probability, "probability");
  const size = Math.max(-40, Math.min(40, log((1 - probability) / probability)));
  return Float64Array.from(received, (bit) => (bit === 0 ? size : -size));
}
