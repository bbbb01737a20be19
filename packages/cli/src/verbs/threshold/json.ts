import type { NoiseThreshold, Threshold } from "@onset/core/theory";
import type { Origin } from "../../provenance.js";
import type { LearnerReport } from "../../theory/learner.js";

/** The result of `onset threshold` for other programs. */
export type ThresholdReport = {
  readonly schema: "onset/threshold@2";
  /** The law of the number of skills of a text; `poisson` where its mean follows from the load. */
  readonly texts: string;
  /** The law of the number of texts of a skill; null for skills chosen uniformly. */
  readonly skillDegrees: string | null;
  readonly learner: LearnerReport;
  /** Zipf exponent of the popularity of skills; null where all are equally popular. */
  readonly popularity: number | null;
  /** Share of the skills unknown at the start. */
  readonly unknown: number;
  /**
   * What `value` is: texts per skill, skills per text, or the share of skills unknown at the start; of a code over a channel that flips
   * bits the probability of a flip, over Gaussian noise its deviation.
   */
  readonly parameter: Threshold["parameter"] | "flip" | "sigma";
  /** Where learning jumps highest; null where it does not jump. */
  readonly value: number | null;
  readonly unlearnedBefore: number | null;
  readonly unlearnedAfter: number | null;
  /** All jumps. */
  readonly thresholds: Threshold["jumps"];
  readonly complete: Threshold["complete"];
  /** The finite-size law at the threshold: its width is alpha / sqrt(skills), its shift beta / skills^(2/3). */
  readonly finiteSize: { readonly alpha: number; readonly beta: number } | null;
  /**
   * With both laws and a share unknown below 1, for one skill at a time: how likely random corpora of some sizes take off.
   * Null otherwise, and where learning does not jump.
   */
  readonly takeOff: readonly { readonly skills: number; readonly probability: number }[] | null;
  /** Of a code over a channel of bits: which, how the threshold was found, and for noise Es/N0 in decibels. Null otherwise. */
  readonly noise: Omit<NoiseThreshold, "value"> | null;
  readonly summary: string;
  readonly provenance: Origin;
};
