import type { DegreeLawData } from "../../graph/index.js";
import {
  type ImplicitLearner,
  type ImplicitTeam,
  implicitLearner,
  implicitTeam,
} from "../../learning/index.js";
import { meanDegree } from "../../theory/index.js";
import { type CorpusExperiment, checkExperiment, type Experiment } from "../experiments/experiment.js";
import type { Simulate } from "./engine.js";
import { graphSize } from "./graph-size.js";
import { knownSkills } from "./known-skills.js";

/** Whether the graphs of an experiment keep double edges: such graphs are learned without being stored. */
export function keepsRepeats(experiment: Experiment): experiment is CorpusExperiment {
  return experiment.model === "corpus" && experiment.repeats === "keep";
}

/** Limits of implicit graphs: the state of a text is one word. */
const maxSkills = 2 ** 24;
const maxTexts = 2 ** 31 - 1;
const maxMeanTextSize = 100;

/** Why the graphs of an experiment that keeps double edges cannot be drawn; null when they can. */
export function refusesImplicit(experiment: CorpusExperiment): string | null {
  const { texts, skills } = graphSize(experiment);
  if (experiment.textNumber === "poisson")
    return "graphs that keep double edges have a fixed number of texts";
  if (skills > maxSkills) return `graphs that keep double edges have at most ${maxSkills} skills`;
  if (texts < 1 || texts > maxTexts) return `graphs that keep double edges have 1 to ${maxTexts} texts`;
  if (meanDegree(experiment.law) <= maxMeanTextSize) return null;
  return `graphs that keep double edges have at most ${maxMeanTextSize} skills a text on average`;
}

/** Skills choose their texts; a text of Poisson size that chooses its skills is the same. */
function implicitGraphs({
  law,
  skillDegrees,
  ratio,
  skills,
}: CorpusExperiment): [DegreeLawData, number, number] {
  const texts = Math.round(ratio * skills);
  return [skillDegrees ?? { kind: "poisson", mean: (meanDegree(law) * texts) / skills }, texts, skills];
}

// Texts: with fewer, threads wait for each other more than they work.
const worthTeam = 1.2e6;

/**
 * A team of threads for the graphs of an experiment, when each of them can keep several threads busy and threads can share
 * memory; else null. What the team simulates is what one thread does: `runTrials` of every member, with the learner
 * that it gets from `joinImplicitTeam`, returns the same row.
 *
 * @param experiment - What is simulated, by the graph engine.
 * @param members - Number of threads.
 *
 * @example
 * ```ts
 * import { corpusExperiment, graphTeam } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const experiment = { law: poisson(5), ratio: 2.6, skills: 1e6, repeats: "keep" } as const;
 * graphTeam(corpusExperiment(experiment), 2)?.members; // => 2
 * graphTeam(corpusExperiment({ ...experiment, skills: 1000 }), 2); // => null
 * ```
 */
export function graphTeam(experiment: Experiment, members: number): ImplicitTeam | null {
  checkExperiment(experiment);
  if (!keepsRepeats(experiment) || refusesImplicit(experiment) !== null) return null;
  const [degrees, texts, skills] = implicitGraphs(experiment);
  if (texts < worthTeam) return null;
  try {
    return implicitTeam(degrees, texts, skills, members);
  } catch {
    return null;
  }
}

/** Simulates graphs that are learned without being stored. */
export function simulateImplicit(
  experiment: CorpusExperiment,
  learner: ImplicitLearner = implicitLearner(...implicitGraphs(experiment)),
): Simulate {
  const { skills, unknown } = experiment;
  return (rng, counts) => {
    const known = knownSkills(skills, unknown, rng);
    const { learnedCount: learned, rounds } = learner.run(rng, { known });
    let open = skills;
    if (known !== undefined) for (let skill = 0; skill < skills; skill++) open -= known[skill];
    counts[0] = open - learned;
    counts[1] = rounds;
  };
}
