import type { RandomStream } from "../../base/index.js";
import type { Channel } from "../../channel/index.js";

/** What one text came out as. */
export type Arrived = {
  /** The skills received. */
  readonly skills: readonly string[];
  /** What the receiver was told of it: a level of the link; others do not tell. */
  readonly level: "exact" | "same" | "part" | "none" | null;
  /** The text, or as much of it as there is; null for nothing. May take milliseconds. */
  readonly text: () => string | null;
  /** Whether it is the text that was sent, without making it. */
  readonly isExact: boolean;
};

/** A frame made ready: sent over any number of channels. */
export type SentTexts = {
  /** Bytes of all packets. */
  readonly bytes: number;
  readonly send: (channel: Channel, rng: RandomStream) => Arrived[];
};

/** A way to send the texts of a frame in a given number of packets. */
export type Scheme = {
  readonly name: string;
  readonly encode: (texts: readonly string[], frame: number, packets: number) => SentTexts;
};

/**
 * The largest number of texts whose message leaves room for repair at a rate; all of them when they fit at nine tenths.
 *
 * @param dimension - The packets that a number of texts takes, rising with it.
 */
export function fittingTexts(
  texts: number,
  packets: number,
  rate: number,
  dimension: (texts: number) => number,
): number {
  if (dimension(texts) <= 0.9 * packets) return texts;
  let [min, max] = [0, texts];
  while (min < max) {
    const middle = Math.ceil((min + max) / 2);
    if (dimension(middle) <= rate * packets) min = middle;
    else max = middle - 1;
  }
  return min;
}
