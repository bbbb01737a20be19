import { implicitLearner } from "../../learning/index.js";
import { meanDegree } from "../../theory/index.js";
import type { CorpusExperiment, Experiment } from "../experiments/experiment.js";
import type { Simulate } from "./engine.js";
import { graphSize } from "./graph-size.js";
import { knownSkills } from "./known-skills.js";

/** Whether the graphs of an experiment keep double edges: such graphs are learned without being stored. */
export function keepsRepeats(experiment: Experiment): experiment is CorpusExperiment {
  return experiment.model === "corpus" && experiment.repeats === "keep";
}

/** Limits of implicit graphs: the state of a text is one word. */
const mostSkills = 2 ** 24;
const mostTexts = 2 ** 31 - 1;
const largestMeanText = 100;

/** Why the graphs of an experiment that keeps double edges cannot be drawn; null when they can. */
export function refusesImplicit(experiment: CorpusExperiment): string | null {
  const { texts, skills } = graphSize(experiment);
  if (experiment.textNumber === "poisson")
    return "graphs that keep double edges have a fixed number of texts";
  if (skills > mostSkills) return `graphs that keep double edges have at most ${mostSkills} skills`;
  if (texts < 1 || texts > mostTexts) return `graphs that keep double edges have 1 to ${mostTexts} texts`;
  if (meanDegree(experiment.law) <= largestMeanText) return null;
  return `graphs that keep double edges have at most ${largestMeanText} skills a text on average`;
}

/** Skills choose their texts; a text of Poisson size that chooses its skills is the same. */
export function simulateImplicit(experiment: CorpusExperiment): Simulate {
  const { law, skillDegrees, ratio, skills, prior } = experiment;
  const texts = Math.round(ratio * skills);
  const degrees = skillDegrees ?? { kind: "poisson", mean: (meanDegree(law) * texts) / skills };
  const learner = implicitLearner(degrees, texts, skills);
  return (rng, counts) => {
    const known = knownSkills(skills, prior, rng);
    const { learned, rounds } = learner.run(rng, { known });
    let unknown = skills;
    if (known !== undefined) for (let skill = 0; skill < skills; skill++) unknown -= known[skill]!;
    counts[0] = unknown - learned;
    counts[1] = rounds;
  };
}
