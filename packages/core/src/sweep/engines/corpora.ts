import { type RandomStream, rejected } from "../../base/index.js";
import {
  buildGraphOfTexts,
  classGraph,
  configurationGraph,
  type DegreeLawData,
  degreeProbabilities,
  drawDegrees,
  isDegreeTable,
  type SkillTextGraph,
  samplePoisson,
  trimDegrees,
  uniformGraph,
  weightedGraph,
  zipfWeights,
} from "../../graph/index.js";
import type { ClassExperiment, CorpusExperiment } from "../experiments/experiment.js";

/** Draws the graph of one trial. */
export type CorpusSampler = (rng: RandomStream) => SkillTextGraph;

/**
 * Returns how the graphs of an experiment are drawn: trial t of a task draws its own from the beginning of its stream. See
 * {@link CorpusExperiment} for which model belongs to which laws.
 *
 * @throws RangeError for an experiment that keeps repeats: its graphs are not stored.
 *
 * @example
 * ```ts
 * import { corpusExperiment, corpusSampler } from "@onset/core/sweep";
 * import { stream } from "@onset/core/base";
 * import { regular } from "@onset/core/theory";
 * const code = corpusExperiment({ law: regular(6), skillDegrees: regular(3), skills: 100 });
 * corpusSampler(code)(stream(1)).edgeCount; // => 300
 * ```
 */
export function corpusSampler(experiment: CorpusExperiment): CorpusSampler {
  const { law, skillDegrees, popularity, ratio, skills, textNumber, repeats } = experiment;
  if (repeats === "keep") throw rejected(repeats, "repeats", '"merge" or "redraw", as the graph is stored');
  const texts = (rng: RandomStream): number =>
    textNumber === "poisson" ? samplePoisson(ratio * skills, rng) : Math.round(ratio * skills);
  if (popularity !== null) {
    const weights = zipfWeights(skills, popularity);
    return (rng) => weightedGraph(law, texts(rng), weights, rng, { repeats });
  }
  if (skillDegrees === null || skillDegrees.kind === "poisson") {
    return (rng) => uniformGraph(law, texts(rng), skills, rng, { repeats });
  }
  if (law.kind === "poisson") {
    return (rng) => {
      // Skills choose texts: the graph of texts that choose skills, with the two sides exchanged.
      const flipped = uniformGraph(skillDegrees, skills, texts(rng), rng, { repeats });
      return buildGraphOfTexts(skills, flipped.skillOffsets, flipped.skillTexts).graph;
    };
  }
  return (rng) => {
    const textDegrees = degreeSequence(law, texts(rng), rng);
    const degreesOfSkills = degreeSequence(skillDegrees, skills, rng);
    const ends = Math.min(total(textDegrees), total(degreesOfSkills));
    return configurationGraph(
      trimDegrees(textDegrees, ends, rng),
      trimDegrees(degreesOfSkills, ends, rng),
      rng,
    ).graph;
  };
}

/** Draws the graph of several classes. */
export function drawClasses(experiment: ClassExperiment, rng: RandomStream): SkillTextGraph {
  const { textNumber, texts } = experiment;
  if (textNumber === "fixed") return classGraph(experiment, rng);
  return classGraph({ ...experiment, texts: texts.map((mean) => samplePoisson(mean, rng)) }, rng);
}

/**
 * Degrees of `count` nodes. Of laws that are tables each degree gets its exact share, as the ensembles of coding
 * theory define it (and as their finite-size laws need it); other laws are drawn.
 */
function degreeSequence(law: DegreeLawData, count: number, rng: RandomStream): Uint32Array<ArrayBuffer> {
  return isDegreeTable(law) ? exactShares(degreeProbabilities(law), count) : drawDegrees(law, count, rng);
}

/** Largest remainders: every degree gets floor(share * count) nodes, the largest fractions one more. */
function exactShares(probabilities: Float64Array, count: number): Uint32Array<ArrayBuffer> {
  const numbers = probabilities.map((share) => Math.floor(share * count));
  let left = count - total(numbers);
  const fraction = (degree: number) => probabilities[degree] * count - numbers[degree];
  const byFraction = Array.from(numbers.keys()).sort((a, b) => fraction(b) - fraction(a) || a - b);
  for (const degree of byFraction) {
    if (left-- <= 0) break;
    numbers[degree]++;
  }
  const degrees = new Uint32Array(count);
  let node = 0;
  for (let degree = 0; degree < numbers.length; degree++) {
    degrees.fill(degree, node, (node += numbers[degree]));
  }
  return degrees;
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
