import { rejected } from "../../base/index.js";
import { type ChannelExperimentOptions, channelExperiment } from "./channel.js";
import { type ClassExperimentOptions, classExperiment } from "./classes.js";
import { type CorpusExperimentOptions, corpusExperiment } from "./corpus.js";
import type { Experiment } from "./experiment.js";
import { type HierarchyExperimentOptions, hierarchyExperiment } from "./hierarchy.js";

/**
 * Returns an experiment that came as data, such as from a file, checked and in normal form.
 *
 * @throws TypeError or RangeError as the function of its model does.
 *
 * @example
 * ```ts
 * import { experimentFrom } from "@onset/core/sweep";
 * const data = '{"model":"corpus","law":{"kind":"poisson","mean":5},"ratio":2.5,"skills":1000}';
 * const experiment = experimentFrom(JSON.parse(data));
 * experiment.model === "corpus" && experiment.textNumber; // => "fixed"
 * experimentFrom({ model: "thing" }); // throws RangeError: "model" expected "corpus", "classes", "hierarchy" or "channel", got "thing"
 * ```
 */
export function experimentFrom(data: { readonly model: string }): Experiment {
  switch (data.model) {
    case "corpus":
      return corpusExperiment(data as unknown as CorpusExperimentOptions);
    case "classes":
      return classExperiment(data as unknown as ClassExperimentOptions);
    case "hierarchy":
      return hierarchyExperiment(data as unknown as HierarchyExperimentOptions);
    case "channel":
      return channelExperiment(data as unknown as ChannelExperimentOptions);
    default:
      throw rejected(data.model, "model", '"corpus", "classes", "hierarchy" or "channel"');
  }
}
