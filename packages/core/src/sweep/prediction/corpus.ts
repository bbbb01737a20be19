import { log, normalCdf, power } from "../../base/index.js";
import {
  epsilonThreshold,
  evolve,
  finiteSizeLaw,
  giantComponent,
  loadThreshold,
  meanDegree,
  mixedPoisson,
  pairEmergenceProbability,
  pairFiniteSizeLaw,
  ratioThreshold,
  type Skills,
  type Threshold,
} from "../../theory/index.js";
import type { CorpusExperiment } from "../experiments/experiment.js";
import { zipfGroups } from "../popularity.js";
import type { Prediction } from "./prediction.js";

/** Density evolution, its threshold and its finite-size law. */
export function predictCorpus(experiment: CorpusExperiment): Prediction {
  const { law, maxUnlearned, unknown } = experiment;
  const skills = skillsOf(experiment);
  const { learned, unlearned, textError } = evolve(law, skills, { maxUnlearned, unknown });
  const { giant, giantIndependent } = giantComponent(law, skills, { maxUnlearned, unknown });
  return {
    learned,
    unlearned,
    textError,
    threshold: jumpOf(experiment),
    giant,
    giantIndependent,
    classes: null,
    emerged: emergence(experiment),
  };
}

/** The highest jump of the family of ensembles to which an experiment belongs. */
function jumpOf(experiment: CorpusExperiment): Prediction["threshold"] {
  if (experiment.unknown === 0) return null;
  const { parameter, value, unlearnedBefore, unlearnedAfter, jumps } = thresholdOf(experiment);
  if (jumps.length === 0) return null;
  return { parameter, value: value!, unlearnedBefore: unlearnedBefore!, unlearnedAfter: unlearnedAfter! };
}

/** Half way between the learned shares before and after the highest jump, to six digits; null where there is none. */
export function corpusEmergenceLevel(experiment: CorpusExperiment): number | null {
  const jump = jumpOf(experiment);
  return jump && Number((1 - (jump.unlearnedBefore + jump.unlearnedAfter) / 2).toFixed(6));
}

/** The skills as density evolution takes them. */
function skillsOf({ law, skillDegrees, popularity, ratio, skills }: CorpusExperiment): Skills {
  if (popularity === null) return skillDegrees ?? ratio;
  if (ratio === 0) return 0;
  return mixedPoisson(zipfGroups(skills, popularity).map((weight) => weight * ratio * meanDegree(law)));
}

/** Where learning jumps in the family to which an experiment belongs. */
function thresholdOf(experiment: CorpusExperiment): Threshold {
  const { law, skillDegrees, popularity, skills, maxUnlearned, unknown } = experiment;
  if (popularity !== null) {
    return ratioThreshold(law, { maxUnlearned, unknown, popularity: zipfGroups(skills, popularity) });
  }
  if (skillDegrees === null || skillDegrees.kind === "poisson") {
    return ratioThreshold(law, { maxUnlearned, unknown });
  }
  if (law.kind === "poisson") return loadThreshold(skillDegrees, { maxUnlearned, unknown });
  return epsilonThreshold(law, skillDegrees, { maxUnlearned });
}

/** The probability of emergence by the finite-size law of the family, where there is one. */
function emergence(experiment: CorpusExperiment): number | null {
  const { law, skillDegrees, popularity, ratio, skills, textNumber, maxUnlearned, unknown } = experiment;
  if (popularity !== null || unknown === 0) return null;
  if (skillDegrees !== null && skillDegrees.kind !== "poisson") {
    if (law.kind === "poisson" || maxUnlearned !== 1) return null;
    const pair = pairFiniteSizeLaw(law, skillDegrees);
    return pair && pairEmergenceProbability(pair, unknown, skills);
  }
  const finite = finiteSizeLaw(law, { unknown, maxUnlearned });
  if (finite === null) return null;
  // The law is for a fixed number of known skills. Here it is binomial, which moves the threshold R*(eps): at the
  // critical point R = ln(eps/q)/(c u(q)) is stationary in q, so that dR*/d eps = R*/(eps ln(eps/q*)).
  const slope = finite.ratio / (unknown * log(unknown / finite.unlearnedBefore));
  const alpha = textNumber === "poisson" ? finite.alphaPoissonTexts : finite.alpha;
  const width = Math.sqrt(alpha * alpha + unknown * (1 - unknown) * slope * slope);
  return normalCdf(
    (Math.sqrt(skills) * (ratio - finite.ratio - finite.beta * power(skills, -2 / 3))) / width,
  );
}
