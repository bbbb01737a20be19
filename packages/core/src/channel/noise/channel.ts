import { checkNumber, checkProbability, rejected } from "../../base/index.js";

/**
 * A memoryless channel as plain data.
 * - `erasure`: each packet (or symbol) is lost with a probability, and it is known which;
 * - `flip`: each bit is inverted with a probability (BSC);
 * - `gaussian`: bits are sent as +1 and -1 (BPSK) and come with Gaussian noise; `snr` is Es/N0 in decibels.
 */
export type Channel =
  | { readonly kind: "erasure"; readonly probability: number }
  | { readonly kind: "flip"; readonly probability: number }
  | { readonly kind: "gaussian"; readonly snr: number };

const kinds = ["erasure", "flip", "gaussian"] as const;

/**
 * Reads a channel: `erasure:0.2`, `flip:0.02` or `gaussian:1.5` (decibels).
 *
 * @throws TypeError when it is no string; RangeError for another notation or a probability outside of [0, 1].
 *
 * @example
 * ```ts
 * import { parseChannel } from "@onset/core/channel";
 * parseChannel("erasure:0.2"); // => { kind: "erasure", probability: 0.2 }
 * parseChannel("gaussian:-1"); // => { kind: "gaussian", snr: -1 }
 * parseChannel("erasure:1.2"); // throws RangeError: "erasure" expected a number in [0, 1], got 1.2
 * parseChannel("fog:1"); // throws RangeError: "channel" expected erasure:P, flip:P or gaussian:DB, such as erasure:0.2, got "fog:1"
 * ```
 */
export function parseChannel(text: string): Channel {
  if (typeof text !== "string") throw rejected(text, "channel", "a string such as erasure:0.2", true);
  const [name, written, more] = text.split(":");
  const kind = kinds.find((candidate) => candidate === name?.trim());
  const value = written === undefined || written.trim() === "" ? Number.NaN : Number(written);
  if (kind === undefined || Number.isNaN(value) || more !== undefined) {
    throw rejected(text, "channel", "erasure:P, flip:P or gaussian:DB, such as erasure:0.2");
  }
  return checkChannel(kind === "gaussian" ? { kind, snr: value } : { kind, probability: value });
}

/**
 * Returns a channel in the notation of {@link parseChannel}.
 *
 * @example
 * ```ts
 * import { printChannel } from "@onset/core/channel";
 * printChannel({ kind: "flip", probability: 0.05 }); // => "flip:0.05"
 * ```
 */
export function printChannel(channel: Channel): string {
  return `${channel.kind}:${parameterOf(channel)}`;
}

/** Returns the one number of a channel: its probability, or its signal-to-noise ratio in decibels. */
export function parameterOf(channel: Channel): number {
  return channel.kind === "gaussian" ? channel.snr : channel.probability;
}

/** Returns `channel` when it is one. @throws TypeError or RangeError when it is not */
export function checkChannel(channel: Channel): Channel {
  switch (channel?.kind) {
    case "erasure":
    case "flip":
      checkProbability(channel.probability, channel.kind);
      return channel;
    case "gaussian":
      checkNumber(channel.snr, "gaussian");
      return channel;
    default:
      throw rejected(channel, "channel", "an erasure, flip or gaussian channel", true);
  }
}
