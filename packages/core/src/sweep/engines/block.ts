import type { RandomStream } from "../../base/index.js";
import { blockTrial } from "../../channel/index.js";
import { channelOf, packetsSent } from "../experiments/channel.js";
import type { ChannelExperiment } from "../experiments/experiment.js";
import type { Simulate } from "./engine.js";

/** Sends words of a code: what a message loses stays unlearned. */
export function simulateChannel(experiment: ChannelExperiment): Simulate {
  const { code, packets } = experiment;
  const trial = blockTrial(code, channelOf(experiment), packets, packetsSent(experiment));
  const one = (rng: RandomStream, counts: Float64Array): void => {
    counts[0] = trial.run(rng);
  };
  const many: Simulate["many"] = (trials, rng, counts, take) => {
    trial.runAll(trials, rng, (word, lost) => {
      counts[0] = lost;
      take(word);
    });
  };
  return Object.assign(one, { many });
}
