/** How probabilities stand in a model file: shares of 2^20 on a scale of quarter octaves. */

/** All of a context's probability. */
export const wholeShare: number = 1 << 20;
/** Steps 0 to 79: 2^-(step / 4). */
export const shareSteps = 80;

/** 2^(30 - j / 4) for j = 0 to 3, rounded down: written out, because powers differ between platforms. */
const roots = [1073741824, 902905650, 759250124, 638450708];

/** By step: floor(2^16 * 2^(-step / 4)), at least 1. */
export const shareOfStep: Int32Array = Int32Array.from(
  { length: shareSteps },
  (_, step) => roots[step & 3] >>> (10 + (step >>> 2)),
);

/**
 * The least that a context with `order` levels leaves to shorter contexts: chosen so that no chain of contexts takes
 * an event of 2^-10 below one part in 2^30.
 */
export function minRest(order: number): number {
  return wholeShare >>> Math.min(6, Math.floor(16 / Math.max(1, order - 1)));
}
