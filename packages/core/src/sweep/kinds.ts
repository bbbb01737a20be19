import { meanDegree } from "../theory/index.js";
import { type ChannelExperimentOptions, channelExperiment, packetsSent } from "./experiments/channel.js";
import { type ClassExperimentOptions, classExperiment } from "./experiments/classes.js";
import { type CorpusExperimentOptions, corpusExperiment } from "./experiments/corpus.js";
import { type CustomExperiment, customExperiment, definitionOf } from "./experiments/custom.js";
import {
  type ChannelExperiment,
  type ClassExperiment,
  type CorpusExperiment,
  checkExperiment,
  type Experiment,
  type HierarchyExperiment,
  type LevelExperiment,
} from "./experiments/experiment.js";
import { type HierarchyExperimentOptions, hierarchyExperiment } from "./experiments/hierarchy.js";
import { type LevelExperimentOptions, levelExperiment } from "./experiments/levels.js";
import { predictChannel } from "./prediction/channel.js";
import { predictClassExperiment, predictHierarchy, predictLevels } from "./prediction/classes.js";
import { corpusEmergenceLevel, predictCorpus } from "./prediction/corpus.js";
import { predictCustom } from "./prediction/custom.js";
import type { Prediction } from "./prediction/prediction.js";

/** The mean size of the graph of a trial. */
export type GraphSize = { readonly texts: number; readonly skills: number; readonly edges: number };

/** All that a kind of experiment needs beside the engines that simulate it. */
export type ExperimentKind<E extends Experiment> = {
  /** The fields that have no default, whatever the others are; `null` in one is as good as leaving it out. */
  readonly given: readonly (keyof E)[];
  /** The experiment that came as data, checked and in normal form. */
  readonly fromData: (data: unknown) => E;
  /** How many skills it has, all classes together. */
  readonly skillCount: (experiment: E) => number;
  /** The quantities that count the unlearned skills of each class, with the sizes of the classes; null for one class. */
  readonly classes: (experiment: E) => readonly (readonly [quantity: string, size: number])[] | null;
  /** The mean size of the graph of a trial. */
  readonly graphSize: (experiment: E) => GraphSize;
  readonly predict: (experiment: E) => Prediction | null;
  /** The learned share above which a trial counts as emerged; null where learning is gradual. */
  readonly emergenceLevel: (experiment: E) => number | null;
};

const corpus: ExperimentKind<CorpusExperiment> = {
  given: ["law", "skillDegrees", "skills", "ratio"],
  fromData: (data) => corpusExperiment(data as CorpusExperimentOptions),
  skillCount: ({ skills }) => skills,
  classes: () => null,
  graphSize({ law, ratio, skills }) {
    const texts = ratio * skills;
    return { texts, skills, edges: texts * meanDegree(law) };
  },
  predict: predictCorpus,
  emergenceLevel: corpusEmergenceLevel,
};

const classes: ExperimentKind<ClassExperiment> = {
  given: ["model", "skills", "texts", "means"],
  fromData: (data) => classExperiment(data as ClassExperimentOptions),
  skillCount: ({ skills }) => sum(skills),
  classes: ({ skills }) => skills.map((size, k) => [`unlearned${k + 1}`, size] as const),
  graphSize({ skills, texts, means }) {
    const edges = texts.map((size, j) => size * sum(means[j]));
    return { texts: sum(texts), skills: sum(skills), edges: sum(edges) };
  },
  predict: predictClassExperiment,
  emergenceLevel: () => null,
};

const hierarchy: ExperimentKind<HierarchyExperiment> = {
  given: [
    ...(["model", "basicSkills", "domainSkills", "foundationTexts", "domainTexts"] as const),
    ...(["foundationMean", "basicMean", "domainMean"] as const),
  ],
  fromData: (data) => hierarchyExperiment(data as HierarchyExperimentOptions),
  skillCount: ({ basicSkills, domainSkills }) => basicSkills + domainSkills,
  classes: ({ basicSkills, domainSkills }) => [
    ["unlearnedBasic", basicSkills],
    ["unlearnedDomain", domainSkills],
  ],
  graphSize({ basicSkills, domainSkills, ...texts }) {
    const { foundationTexts, domainTexts, foundationMean, basicMean, domainMean } = texts;
    const edges = foundationTexts * foundationMean + domainTexts * (basicMean + domainMean);
    return { texts: foundationTexts + domainTexts, skills: basicSkills + domainSkills, edges };
  },
  predict: predictHierarchy,
  emergenceLevel: () => null,
};

const levels: ExperimentKind<LevelExperiment> = {
  given: ["model", "skills", "texts", "means"],
  fromData: (data) => levelExperiment(data as LevelExperimentOptions),
  skillCount: ({ skills }) => sum(skills),
  classes: ({ skills }) => skills.map((size, i) => [`unlearned${i + 1}`, size] as const),
  graphSize({ skills, texts, means }) {
    const edges = texts.map((size, i) => size * sum(means[i]));
    return { texts: sum(texts), skills: sum(skills), edges: sum(edges) };
  },
  predict: predictLevels,
  emergenceLevel: () => null,
};

const channel: ExperimentKind<ChannelExperiment> = {
  given: ["model", "channel", "parameter"],
  fromData: (data) => channelExperiment(data as ChannelExperimentOptions),
  skillCount: ({ packets }) => packets,
  classes: () => null,
  graphSize(experiment) {
    const { packets } = experiment;
    const sent = packetsSent(experiment);
    return { texts: sent - packets, skills: sent, edges: 5 * packets + 2 * (sent - packets) };
  },
  predict: predictChannel,
  emergenceLevel: () => null,
};

const skillsOfCustom = ({ name, parameters }: CustomExperiment): number =>
  definitionOf(name).skills(parameters);

const custom: ExperimentKind<CustomExperiment> = {
  given: ["model", "name", "parameters"],
  fromData: (data) => customExperiment(data as CustomExperiment),
  skillCount: skillsOfCustom,
  classes: () => null,
  graphSize: (experiment) => ({ texts: 0, skills: skillsOfCustom(experiment), edges: 0 }),
  predict: predictCustom,
  emergenceLevel: ({ name, parameters }) => definitionOf(name).emergedAbove?.(parameters) ?? null,
};

const kinds: { readonly [M in Experiment["model"]]: ExperimentKind<Extract<Experiment, { model: M }>> } = {
  corpus,
  classes,
  hierarchy,
  levels,
  channel,
  custom,
};

/** The kind of an experiment. */
export function kindOf<E extends Experiment>(experiment: Pick<E, "model">): ExperimentKind<E> {
  return kinds[experiment.model] as unknown as ExperimentKind<E>;
}

/** Returns the number of skills of an experiment, all classes together. */
export function skillCountOf(experiment: Experiment): number {
  return kindOf(checkExperiment(experiment)).skillCount(experiment);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
