import { checkNumber, checkStream, log, power, type RandomStream } from "../../base/index.js";

/**
 * Returns the standard deviation of the noise on BPSK symbols of size 1: sigma^2 = N0/2 = 1/(2 * 10^(snr/10)).
 *
 * @param snr - Es/N0 in decibels.
 *
 * @example
 * ```ts
 * import { noiseDeviation } from "@onset/core/channel";
 * noiseDeviation(0); // => 0.7071067811865476
 * ```
 */
export function noiseDeviation(snr: number): number {
  return Math.sqrt(0.5 / power(10, checkNumber(snr, "snr") / 10));
}

/**
 * Sends bits (each 0 or 1) as +1 and -1 over Gaussian noise and returns their soft values ln(P(0)/P(1)) = 2y/sigma^2.
 * Noise by Marsaglia's polar method. O(bits).
 *
 * @param snr - Es/N0 in decibels.
 * @throws TypeError or RangeError when it is no finite number.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { gaussianSoftValues } from "@onset/core/channel";
 * const [zero, one] = gaussianSoftValues(Uint8Array.of(0, 1), 20, stream(1));
 * zero > 100 && one < -100; // => true
 * ```
 */
export function gaussianSoftValues(
  bits: Uint8Array,
  snr: number,
  rng: RandomStream,
): Float64Array<ArrayBuffer> {
  checkStream(rng);
  const sigma = noiseDeviation(snr);
  const scale = 2 / (sigma * sigma);
  const values = new Float64Array(bits.length);
  for (let i = 0; i < bits.length; i += 2) {
    let [x, y, square] = [0, 0, 0];
    do {
      x = 2 * rng.nextFloat() - 1;
      y = 2 * rng.nextFloat() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = sigma * Math.sqrt((-2 * log(square)) / square);
    values[i] = scale * (1 - 2 * bits[i] + factor * x);
    if (i + 1 < bits.length) values[i + 1] = scale * (1 - 2 * bits[i + 1] + factor * y);
  }
  return values;
}
