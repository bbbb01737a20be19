import {
  checkInteger,
  checkOneOf,
  checkOpenProbability,
  checkOptions,
  type OptionKeys,
} from "../../base/index.js";
import { bitCodeNames, type Channel, checkChannel, codeNames, linkCodes } from "../../channel/index.js";
import type { ChannelExperiment } from "./experiment.js";

/** What {@link channelExperiment} takes. */
export type ChannelExperimentOptions = Pick<ChannelExperiment, "channel" | "parameter"> &
  Partial<Pick<ChannelExperiment, "model" | "code" | "rate" | "packets">>;

export const channelExperimentOptionsKeys: OptionKeys<ChannelExperimentOptions> = {
  model: true,
  channel: true,
  parameter: true,
  code: true,
  rate: true,
  packets: true,
};

/**
 * Returns the experiment of a code over a channel in normal form. Packets of the message are skills: those that are
 * lost stay unlearned. Over bit flips and noise they are bits.
 *
 * @throws TypeError or RangeError for what is out of range.
 *
 * @example
 * ```ts
 * import { channelExperiment, makeTask, runTrials, summarize } from "@onset/core/sweep";
 * const experiment = channelExperiment({ channel: "erasure", parameter: 0.4, packets: 128 });
 * summarize(runTrials(makeTask(experiment), [0, 50])).learned.mean > 0.95; // => true
 * channelExperiment({ channel: "erasure", parameter: 1.2 }); // throws RangeError: "erasure" expected a number in [0, 1], got 1.2
 * ```
 */
export function channelExperiment(options: ChannelExperimentOptions): ChannelExperiment {
  checkOptions(options, channelExperimentOptionsKeys);
  checkOneOf(options.model ?? "channel", "model", ["channel"]);
  const { code = "ldpc", rate = 0.5, packets = 256, parameter } = options;
  const channel = checkOneOf(options.channel, "channel", ["erasure", "flip", "gaussian"]);
  checkChannel(channelOf({ channel, parameter }));
  checkOneOf(code, "code", channel === "erasure" ? codeNames : bitCodeNames);
  return {
    model: "channel",
    channel,
    parameter,
    code,
    rate: checkOpenProbability(rate, "rate"),
    packets: checkInteger(packets, "packets", 1, linkCodes[code].maxDimension),
  };
}

/** The channel of an experiment. */
export function channelOf({ channel, parameter }: Pick<ChannelExperiment, "channel" | "parameter">): Channel {
  return channel === "gaussian"
    ? { kind: channel, snr: parameter }
    : { kind: channel, probability: parameter };
}

/** How many packets are sent. */
export function packetsSent({ packets, rate }: ChannelExperiment): number {
  return Math.max(packets + 1, Math.ceil(packets / rate));
}
