import { log, normalCdf, power } from "../base/index.js";
import { channelCapacity, noiseDeviation } from "../channel/index.js";
import {
  epsilonThreshold,
  evolve,
  evolveClasses,
  evolveFrozen,
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
} from "../theory/index.js";
import { channelOf, packetsSent } from "./experiments/channel.js";
import {
  type ChannelExperiment,
  type CorpusExperiment,
  checkExperiment,
  type Experiment,
} from "./experiments/experiment.js";
import { zipfGroups } from "./popularity.js";

/** What theory says of an experiment: an independent witness beside the simulation. */
export type Prediction = {
  /** The share of the skills that is learned or known in the end, in the limit of many skills. */
  readonly learned: number;
  /** 1 - learned, to full relative accuracy. */
  readonly unlearned: number;
  /** The probability that a new text has an unlearned skill; null for several classes of texts. */
  readonly textError: number | null;
  /** What varies, and its value at the highest jump of learning; null where learning is gradual. */
  readonly threshold: {
    readonly parameter: Threshold["parameter"];
    readonly value: number;
    readonly unlearnedBefore: number;
    readonly unlearnedAfter: number;
  } | null;
  /** The share of skills in the giant component of the association graph; null for several classes. */
  readonly giant: number | null;
  /** The same if being learned and being connected were independent. */
  readonly giantIndependent: number | null;
  /** The unlearned share of every class of skills, or of basic and domain skills; null where there is one class. */
  readonly classes: readonly number[] | null;
  /** The probability that a corpus of this size emerges, by the finite-size law; null where none is known. */
  readonly emerged: number | null;
};

/**
 * Returns what theory says of an experiment.
 *
 * @example
 * ```ts
 * import { corpusExperiment, predict } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const prediction = predict(corpusExperiment({ law: poisson(5), ratio: 2.4736, skills: 1e4 }));
 * prediction.learned; // => 0.9999957463663255
 * prediction.emerged; // => 0.500256586534649
 * ```
 */
export function predict(experiment: Experiment): Prediction {
  checkExperiment(experiment);
  switch (experiment.model) {
    case "corpus":
      return predictCorpus(experiment);
    case "classes": {
      const { maxUnlearned, skills } = experiment;
      const unknown = skills.map(() => experiment.unknown);
      const { unlearned, unlearnedOverall } = evolveClasses(experiment, { maxUnlearned, unknown });
      return predictClasses(unlearned, unlearnedOverall);
    }
    case "hierarchy": {
      const { basicSkills, domainSkills, foundationTexts, domainTexts } = experiment;
      const { foundationMean, basicMean, domainMean, maxUnlearned } = experiment;
      const foundation = { skills: basicSkills, texts: foundationTexts, means: [foundationMean] };
      const domain = { skills: domainSkills, texts: domainTexts, means: [basicMean, domainMean] };
      const [basic, special] = evolveFrozen([foundation, domain], { maxUnlearned });
      const unlearned = [basic!.unlearned, special!.unlearned];
      const overall = basicSkills * unlearned[0]! + domainSkills * unlearned[1]!;
      return predictClasses(unlearned, overall / (basicSkills + domainSkills));
    }
    case "channel":
      return predictChannel(experiment);
  }
}

/**
 * A code of unlimited length at its best: it loses nothing while its rate is below the capacity of the channel, and
 * beyond it what a message without repair loses.
 */
function predictChannel(experiment: ChannelExperiment): Prediction {
  const channel = channelOf(experiment);
  const reachable = experiment.packets / packetsSent(experiment) < channelCapacity(channel);
  const uncoded =
    channel.kind === "gaussian"
      ? normalCdf(-1 / noiseDeviation(channel.snr))
      : Math.min(channel.probability, 1);
  const unlearned = reachable ? 0 : uncoded;
  return { ...predictClasses([], unlearned), classes: null };
}

function predictClasses(classes: readonly number[], unlearned: number): Prediction {
  const unknown = { textError: null, threshold: null, giant: null, giantIndependent: null, emerged: null };
  return { learned: 1 - unlearned, unlearned, classes, ...unknown };
}

function predictCorpus(experiment: CorpusExperiment): Prediction {
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

/**
 * Returns the learned share above which a trial counts as emerged: half way between the shares before and after
 * the highest jump, to six digits (so that no platform's last bit of a logarithm matters); null where learning is
 * gradual and for models without a prediction.
 *
 * @example
 * ```ts
 * import { corpusExperiment, emergenceLevel } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * emergenceLevel(corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1e4 })); // => 0.614152
 * emergenceLevel(corpusExperiment({ law: poisson(2), ratio: 2.6, skills: 1e4 })); // => null
 * ```
 */
export function emergenceLevel(experiment: Experiment): number | null {
  checkExperiment(experiment);
  const jump = experiment.model === "corpus" ? jumpOf(experiment) : null;
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
