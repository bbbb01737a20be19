import { channelCapacity, noiseDeviation } from "../../channel/index.js";
import { evolveStaircase, type NoiseChannel } from "../../theory/index.js";
import { channelOf, packetsSent } from "../experiments/channel.js";
import type { ChannelExperiment } from "../experiments/experiment.js";
import { type Prediction, predictClasses } from "./prediction.js";

/** Checks of a message bit, as `blockTrial` has them over bits. */
const bitDegree = 3;

/**
 * Over erasures a code of unlimited length at its best: it loses nothing while its rate is below the capacity of the channel, and
 * beyond it what a message without repair loses. Over bit flips and noise what density evolution of belief propagation leaves
 * on the staircase code of unlimited length.
 */
export function predictChannel(experiment: ChannelExperiment): Prediction {
  const channel = channelOf(experiment);
  const rate = experiment.packets / packetsSent(experiment);
  if (channel.kind !== "erasure") {
    const noise: NoiseChannel =
      channel.kind === "flip" ? channel : { kind: channel.kind, sigma: noiseDeviation(channel.snr) };
    return { ...predictClasses([], leftOver(rate, noise)), classes: null };
  }
  const unlearned = rate < channelCapacity(channel) ? 0 : channel.probability;
  return { ...predictClasses([], unlearned), classes: null };
}

const known = new Map<string, number>();

/** The share of the bits of a message that stays wrong; what was asked once is kept, as reports ask again. */
function leftOver(rate: number, channel: NoiseChannel): number {
  const key = `${rate} ${JSON.stringify(channel)}`;
  let share = known.get(key);
  if (share === undefined) {
    const { error, vanishes } = evolveStaircase(rate, bitDegree, channel);
    share = vanishes ? 0 : error;
    if (known.size >= 1000) known.clear();
    known.set(key, share);
  }
  return share;
}
