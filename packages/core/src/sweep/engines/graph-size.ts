import { meanDegree } from "../../theory/index.js";
import { packetsSent } from "../experiments/channel.js";
import { type Experiment, skillCountOf } from "../experiments/experiment.js";

/** The mean size of the graph of a trial. */
export type GraphSize = { readonly texts: number; readonly skills: number; readonly edges: number };

/**
 * Returns how large the graph of a trial is on average; in a hierarchy what texts require and what they teach together.
 *
 * @example
 * ```ts
 * import { corpusExperiment, graphSize } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * graphSize(corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1000 })); // => { texts: 2600, skills: 1000, edges: 13000 }
 * ```
 */
export function graphSize(experiment: Experiment): GraphSize {
  const skills = skillCountOf(experiment);
  switch (experiment.model) {
    case "corpus": {
      const texts = experiment.ratio * skills;
      return { texts, skills, edges: texts * meanDegree(experiment.law) };
    }
    case "classes": {
      const { texts, means } = experiment;
      const edges = texts.map((size, j) => size * means[j]!.reduce((sum, mean) => sum + mean, 0));
      return { texts: sum(texts), skills, edges: sum(edges) };
    }
    case "hierarchy": {
      const { foundationTexts, domainTexts, foundationMean, basicMean, domainMean } = experiment;
      const edges = foundationTexts * foundationMean + domainTexts * (basicMean + domainMean);
      return { texts: foundationTexts + domainTexts, skills, edges };
    }
    case "channel": {
      const sent = packetsSent(experiment);
      return { texts: sent - skills, skills: sent, edges: 5 * skills + 2 * (sent - skills) };
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
