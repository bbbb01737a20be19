import { rejected } from "../../base/index.js";
import type { CodeName } from "../../channel/index.js";
import type { DegreeLaw } from "../../theory/index.js";
import type { CustomExperiment } from "./custom.js";

/** Whether a corpus has exactly the number of texts that its ratio gives, or Poisson with that mean. */
export type TextNumber = "fixed" | "poisson";

/**
 * What a text does when it draws a skill again - in IRSA a skill that draws a text: `"merge"` and `"redraw"` as in
 * `uniformGraph`; with `"keep"` the double edge counts twice, as in the multigraphs of coding theory. Their difference is
 * of order 1/skills. Graphs that keep double edges need not be stored: they are simulated fifteen times faster, but
 * without a giant component (see `implicitLearner`).
 */
export type Repeats = "merge" | "redraw" | "keep";

/**
 * A random corpus from degree laws. How its edges are drawn follows from what is given:
 * - no skill law, no popularity: texts choose their skills uniformly;
 * - popularity: texts choose skills with Zipf weights;
 * - a skill law and Poisson texts: skills choose their texts uniformly (IRSA);
 * - both laws: the configuration model (LDPC).
 */
export type CorpusExperiment = {
  readonly model: "corpus";
  /** The law of the number of skills of a text. */
  readonly law: DegreeLaw;
  /** The law of the number of texts of a skill; null: texts choose their skills. */
  readonly skillDegrees: DegreeLaw | null;
  /** Zipf exponent of the popularity of skills; null: all are equally popular. */
  readonly popularity: number | null;
  /** |S|: the number of skills. */
  readonly skills: number;
  /** R: texts per skill. */
  readonly ratio: number;
  readonly textNumber: TextNumber;
  readonly repeats: Repeats;
  /** D: a text with at most so many unlearned skills teaches them. */
  readonly maxUnlearned: number;
  /** eps: each skill is unknown at the start with this probability. */
  readonly unknown: number;
  /** theta: the probability that a text can teach at all; left out where it is 1. */
  readonly reliability?: number;
  /**
   * A Poisson learner in place of a D-skill learner (`maxUnlearned` is then 1 and has no meaning): entry j is the
   * probability that a text teaches a skill while j other skills of it are unlearned. Left out of a D-skill learner.
   */
  readonly success?: readonly number[];
};

/** Several classes of skills and texts: see `classGraph`. */
export type ClassExperiment = {
  readonly model: "classes";
  readonly skills: readonly number[];
  readonly texts: readonly number[];
  readonly means: readonly (readonly number[])[];
  readonly textNumber: TextNumber;
  readonly maxUnlearned: number;
  readonly unknown: number;
};

/** A frozen foundation and domain texts on top of it: see `hierarchyGraph` and `learnDirected`. */
export type HierarchyExperiment = {
  readonly model: "hierarchy";
  readonly basicSkills: number;
  readonly domainSkills: number;
  readonly foundationTexts: number;
  readonly domainTexts: number;
  readonly foundationMean: number;
  readonly basicMean: number;
  readonly domainMean: number;
  readonly maxUnlearned: number;
};

/** Any number of levels, each above frozen lower ones: see `levelGraph` and `learnDirected`. */
export type LevelExperiment = {
  readonly model: "levels";
  /** From the foundation upwards. */
  readonly skills: readonly number[];
  readonly texts: readonly number[];
  /** `means[i][l]`: mean number of skills of level l <= i in a text of level i. */
  readonly means: readonly (readonly number[])[];
  readonly maxUnlearned: number;
};

/** Words of a link's code over a channel: see `blockTrial`. */
export type ChannelExperiment = {
  readonly model: "channel";
  readonly channel: "erasure" | "flip" | "gaussian";
  /** The probability of an erasure or a flip, or Es/N0 in decibels. */
  readonly parameter: number;
  readonly code: CodeName;
  readonly rate: number;
  /** Packets of the message; over bit flips and noise its bits. */
  readonly packets: number;
};

/** What one trial simulates: plain data in normal form, so that equal experiments are equal texts. */
export type Experiment =
  | CorpusExperiment
  | ClassExperiment
  | HierarchyExperiment
  | LevelExperiment
  | ChannelExperiment
  | CustomExperiment;

/** The models that there are. */
export const models: readonly Experiment["model"][] = [
  ...(["corpus", "classes", "hierarchy", "levels", "channel", "custom"] as const),
];

/** Returns `experiment` when its model is one that there is. */
export function checkExperiment<E extends Experiment>(experiment: E): E {
  if (models.includes(experiment?.model)) return experiment;
  throw rejected(experiment, "experiment", "an experiment, such as corpusExperiment returns", true);
}
