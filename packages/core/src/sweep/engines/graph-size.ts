import type { Experiment } from "../experiments/experiment.js";
import { checkExperiment } from "../experiments/experiment.js";
import { type GraphSize, kindOf } from "../kinds.js";

/**
 * Returns how large the graph of a trial is on average; in a hierarchy what texts require and what they teach
 * together. An experiment of your own has skills alone.
 *
 * @example
 * ```ts
 * import { corpusExperiment, graphSize } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * graphSize(corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1000 })); // => { texts: 2600, skills: 1000, edges: 13000 }
 * ```
 */
export function graphSize(experiment: Experiment): GraphSize {
  return kindOf(checkExperiment(experiment)).graphSize(experiment);
}
