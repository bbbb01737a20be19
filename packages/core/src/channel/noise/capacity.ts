import { exp, log1p, log2 } from "../../base/index.js";
import { type Channel, checkChannel } from "./channel.js";
import { noiseDeviation } from "./gaussian.js";

/**
 * Returns the capacity of a channel in bits per channel use (a packet counts as one use per bit of it): 1 - p for
 * erasures, 1 - h(p) for bit flips, and for BPSK over Gaussian noise
 *
 *     C = 1 - E log2(1 + exp(-L)),   L normal with mean 2/sigma^2 and variance 4/sigma^2,
 *
 * by the trapezoidal rule, to about 10^-12. No code of a larger rate can work.
 *
 * Source: Richardson and Urbanke, "Modern Coding Theory", section 4.1.
 *
 * @throws TypeError or RangeError for what is no channel.
 *
 * @example
 * ```ts
 * import { channelCapacity, parseChannel } from "@onset/core/channel";
 * channelCapacity(parseChannel("erasure:0.25")); // => 0.75
 * channelCapacity(parseChannel("flip:0.11")).toFixed(6); // => "0.500084"
 * channelCapacity(parseChannel("gaussian:0")).toFixed(4); // => "0.7215"
 * ```
 */
export function channelCapacity(channel: Channel): number {
  checkChannel(channel);
  if (channel.kind === "erasure") return 1 - channel.probability;
  if (channel.kind === "flip") return 1 - binaryEntropy(channel.probability);
  const sigma = noiseDeviation(channel.snr);
  const mean = 2 / (sigma * sigma);
  const spread = 2 / sigma;
  const step = 1 / 64;
  let lost = 0;
  for (let z = -9; z <= 9; z += step) {
    lost += exp((-z * z) / 2) * softplus(-(mean + spread * z));
  }
  return 1 - (lost * step) / (Math.sqrt(2 * Math.PI) * Math.LN2);
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

/** h(p) in bits; 0 at 0 and 1. */
function binaryEntropy(p: number): number {
  return p === 0 || p === 1 ? 0 : -(p * log2(p) + (1 - p) * log2(1 - p));
}
