import { log, normalCdf, power } from "../../base/index.js";
import {
  epsilonThreshold,
  evolve,
  finiteSizeLaw,
  type GiantOptions,
  giantComponent,
  loadThreshold,
  meanDegree,
  mixedPoisson,
  pairEmergenceProbability,
  pairFiniteSizeLaw,
  type RoundLaw,
  ratioThreshold,
  roundLaw,
  roundQuantile,
  type Skills,
  type Threshold,
} from "../../theory/index.js";
import type { CorpusExperiment } from "../experiments/experiment.js";
import { zipfGroups } from "../popularity.js";
import type { Prediction } from "./prediction.js";

/** Density evolution, its threshold and its finite-size law. */
export function predictCorpus(experiment: CorpusExperiment): Prediction {
  const { law, unknown } = experiment;
  const skills = skillsOf(experiment);
  const learner = { ...learnerOf(experiment), unknown };
  const { learned, unlearned, textError } = evolve(law, skills, learner);
  const { giant, giantIndependent } = giantComponent(law, skills, learner);
  return {
    learned,
    unlearned,
    textError,
    threshold: jumpOf(experiment),
    giant,
    giantIndependent,
    rounds: roundsOf(roundLaw(law, skills, learner)),
    classes: null,
    emerged: emergence(experiment),
  };
}

function roundsOf(law: RoundLaw): Prediction["rounds"] {
  const [median, ninetieth] = [roundQuantile(law, 0.5), roundQuantile(law, 0.9)];
  return median === null || ninetieth === null ? null : { median, ninetieth };
}

/** The learner as theory takes it. */
function learnerOf({ maxUnlearned, reliability, success }: CorpusExperiment): GiantOptions {
  return success === undefined ? { maxUnlearned, reliability } : { success, reliability };
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
  const { law, skillDegrees, popularity, skills, unknown } = experiment;
  const learner = learnerOf(experiment);
  if (popularity !== null) {
    return ratioThreshold(law, { ...learner, unknown, popularity: zipfGroups(skills, popularity) });
  }
  if (skillDegrees === null || skillDegrees.kind === "poisson") {
    return ratioThreshold(law, { ...learner, unknown });
  }
  if (law.kind === "poisson") return loadThreshold(skillDegrees, { ...learner, unknown });
  return epsilonThreshold(law, skillDegrees, learner);
}

/** The probability of emergence by the finite-size law of the family, where there is one. */
function emergence(experiment: CorpusExperiment): number | null {
  const { law, skillDegrees, popularity, ratio, skills, textNumber, maxUnlearned, unknown } = experiment;
  const { reliability, success } = experiment;
  if (popularity !== null || unknown === 0 || success !== undefined) return null;
  if (skillDegrees !== null && skillDegrees.kind !== "poisson") {
    if (law.kind === "poisson" || maxUnlearned !== 1 || reliability !== undefined) return null;
    const pair = pairFiniteSizeLaw(law, skillDegrees);
    return pair && pairEmergenceProbability(pair, unknown, skills);
  }
  const finite = finiteSizeLaw(law, { unknown, maxUnlearned, reliability });
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
