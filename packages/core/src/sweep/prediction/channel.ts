import { normalCdf } from "../../base/index.js";
import { channelCapacity, noiseDeviation } from "../../channel/index.js";
import { channelOf, packetsSent } from "../experiments/channel.js";
import type { ChannelExperiment } from "../experiments/experiment.js";
import { type Prediction, predictClasses } from "./prediction.js";

/**
 * A code of unlimited length at its best: it loses nothing while its rate is below the capacity of the channel, and
 * beyond it what a message without repair loses.
 */
export function predictChannel(experiment: ChannelExperiment): Prediction {
  const channel = channelOf(experiment);
  const reachable = experiment.packets / packetsSent(experiment) < channelCapacity(channel);
  const uncoded =
    channel.kind === "gaussian"
      ? normalCdf(-1 / noiseDeviation(channel.snr))
      : Math.min(channel.probability, 1);
  const unlearned = reachable ? 0 : uncoded;
  return { ...predictClasses([], unlearned), classes: null };
}
