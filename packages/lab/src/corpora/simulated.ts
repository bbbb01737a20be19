import { stream } from "@onset/core/base";
import { type SkillTextGraph, uniformGraph } from "@onset/core/graph";
import { corpusExperiment, makeTask } from "@onset/core/sweep";
import { poisson } from "@onset/core/theory";

/** A random corpus: Poisson texts of skills that are chosen uniformly. */
export type SimulatedCorpus = {
  readonly skills: number;
  /** Mean number of skills of a text. */
  readonly mean: number;
  /** Texts per skill. */
  readonly ratio: number;
  readonly seed: number;
  readonly maxUnlearned: number;
};

/** The corpus of the first trial of `onset simulate --engine graph` with the same seed. */
export function simulatedGraph({ skills, mean, ratio, seed, maxUnlearned }: SimulatedCorpus): SkillTextGraph {
  const law = poisson(mean);
  const { id } = makeTask(corpusExperiment({ law, ratio, skills, maxUnlearned }), { seed, engine: "graph" });
  return uniformGraph(law, Math.round(ratio * skills), skills, stream(seed, id).split(0));
}
