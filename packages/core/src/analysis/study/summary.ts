import { shareOf } from "../learner.js";
import type { Emergence } from "./emergence.js";
import type { KnownCurve } from "./known-curve.js";
import type { Robustness } from "./robustness.js";
import type { Study } from "./study.js";
import type { TestError } from "./test-error.js";

/** The numbers of a study, in the names and the order of the JSON of `onset learn`. */
export type StudySummary = {
  readonly corpus: {
    readonly texts: number;
    readonly skills: number;
    readonly edges: number;
    readonly meanSkillsPerText: number;
    /** Texts per skill. */
    readonly ratio: number;
    readonly directed: boolean;
  };
  readonly learner: {
    /** D: a text with at most so many unlearned skills teaches them. */
    readonly maxUnlearned: number;
    /** Skills known from the start. */
    readonly known: number;
    /** Names asked to be known that the corpus does not have. */
    readonly unknownNames: number;
    /** Texts learned from: all, or those not held back. */
    readonly trainingTexts: number;
    /** Texts from which something can be learned at the start. */
    readonly startingTexts: number;
  };
  readonly learned: {
    /** Skills learned beyond the known ones. */
    readonly skills: number;
    /** Their share of the skills not known. */
    readonly fraction: number;
    readonly rounds: number;
    /** Skills learned in each round. */
    readonly perRound: readonly number[];
    /** Texts of which every skill is known or learned. */
    readonly texts: number;
    readonly textFraction: number;
  };
  readonly stuck: {
    readonly skills: number;
    readonly texts: number;
    /** Independent parts, the largest first; a skill that no text teaches is a part of its own without texts. */
    readonly cores: readonly { readonly skills: number; readonly texts: number }[];
  };
  readonly twins: {
    /** Groups of two or more unknown skills that exactly the same texts teach. */
    readonly groups: number;
    readonly skills: number;
    /** No more than this share of the skills not known at the start can be learned, whatever the order. */
    readonly cap: number;
    /** By how many skills merging twins made the corpus smaller. */
    readonly merged: number;
  };
  readonly emergence: Omit<Emergence, "predictedTextError" | "predictedGiant"> & {
    /**
     * Measured: texts per skill between which half of the learning came about in eight of ten random orders of the
     * texts. Null when nothing is learned or it was not measured.
     */
    readonly window: Robustness["window"];
    /** What learning can bear, measured; null when it was not. */
    readonly measured: Pick<Robustness, "runs" | "margin" | "keystones"> | null;
  };
  readonly testError: TestError | null;
  /** The graph of learned skills that a text learned from holds both of; giant components in shares of all skills. */
  readonly association: {
    readonly skills: number;
    readonly components: number;
    readonly giant: number;
    /** Null with known skills, and for directed texts. */
    readonly predictedGiant: number | null;
  };
  readonly knownCurve: KnownCurve | null;
};

/** The numbers of a study: what programs and pages show of it. O(rounds + cores). */
export function summarizeStudy(study: Study): StudySummary {
  const { corpus, learned, robustness, twins, association } = study;
  const { textCount, skillCount, edgeCount } = corpus.needs;
  const { predictedTextError: _, predictedGiant, ...emergence } = study.emergence;
  return {
    corpus: {
      texts: textCount,
      skills: skillCount,
      edges: edgeCount,
      meanSkillsPerText: edgeCount / textCount,
      ratio: textCount / skillCount,
      directed: corpus.directed !== undefined,
    },
    learner: {
      maxUnlearned: study.maxUnlearned,
      known: study.knownCount,
      unknownNames: study.missing.length,
      trainingTexts: study.training.length,
      startingTexts: study.startingTexts,
    },
    learned: {
      skills: learned.learnedCount,
      fraction: shareOf(learned.learnedCount, skillCount - study.knownCount),
      rounds: learned.learnedPerRound.length,
      perRound: Array.from(learned.learnedPerRound),
      texts: learned.textsUnderstood,
      textFraction: shareOf(learned.textsUnderstood, study.training.length),
    },
    stuck: {
      skills: skillCount - study.knownCount - learned.learnedCount,
      texts: study.training.length - learned.textsUnderstood,
      cores: Array.from(study.cores.skillCounts, (skills, core) => ({
        skills,
        texts: study.cores.textCounts[core]!,
      })),
    },
    twins: {
      groups: twins.groupCount,
      skills: twins.groupSkills.length,
      cap: twins.cap,
      merged: study.mergedSkills,
    },
    emergence: {
      ...emergence,
      window: robustness?.window ?? null,
      measured: robustness && {
        runs: robustness.runs,
        margin: robustness.margin,
        keystones: robustness.keystones,
      },
    },
    testError: study.testError,
    association: {
      skills: association.skills,
      components: association.componentSizes.length,
      giant: shareOf(association.giant, skillCount),
      predictedGiant,
    },
    knownCurve: study.knownCurve,
  };
}
