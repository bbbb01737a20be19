import { checkInteger, checkProbability, checkStream, type RandomStream } from "../../base/index.js";

/**
 * Returns which of `count` packets an erasure channel lets through: 1 for those that arrive, 0 for the lost. This is
 * what decoders take, and what learners take as `known`. O(count).
 *
 * @param probability - Of a loss, in [0, 1], each independently.
 * @throws TypeError or RangeError for other numbers.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { drawArrivals } from "@onset/core/channel";
 * [...drawArrivals(4, 0, stream(1))]; // => [1, 1, 1, 1]
 * drawArrivals(4, 1.2, stream(1)); // throws RangeError: "probability" expected a number in [0, 1], got 1.2
 * ```
 */
export function drawArrivals(count: number, probability: number, rng: RandomStream): Uint8Array<ArrayBuffer> {
  checkStream(rng);
  const arrived = new Uint8Array(checkInteger(count, "count", 0));
  checkProbability(probability, "probability");
  for (let i = 0; i < count; i++) arrived[i] = rng.nextFloat() < probability ? 0 : 1;
  return arrived;
}
