import type { Robustness } from "../insight/robustness.js";
import type { Provenance } from "../provenance.js";
import type { Reading } from "../reading/read.js";
import type { Outcome } from "./learn-corpus.js";
import { lockedTexts, stuckOf } from "./stuck.js";

/** The result of `onset learn` for other programs. Names are a promise; additions are free. */
export type LearnReport = {
  readonly schema: "onset/learn@1";
  readonly corpus: {
    readonly texts: number;
    readonly skills: number;
    readonly edges: number;
    readonly meanSkillsPerText: number;
    readonly ratio: number;
    readonly unlabelled: number;
    readonly malformed: number;
    readonly duplicateEdges: number;
    readonly directed: boolean;
  };
  readonly learner: {
    readonly maxUnlearned: number;
    readonly known: number;
    /** Names asked to be known that the corpus does not have. */
    readonly unknownNames: number;
    readonly trainingTexts: number;
    /** Texts from which something can be learned at the start. */
    readonly startingTexts: number;
  };
  readonly learned: {
    readonly skills: number;
    readonly fraction: number;
    readonly rounds: number;
    readonly perRound: readonly number[];
    readonly texts: number;
    readonly textFraction: number;
  };
  readonly stuck: {
    readonly skills: number;
    readonly texts: number;
    /** Independent parts, the largest first; a skill that no text teaches is a part of its own without texts. */
    readonly cores: readonly { readonly skills: number; readonly texts: number }[];
    /** Directed texts only: those that teach something they could not teach; up to 1,000 names. */
    readonly lockedTexts?: readonly string[];
  };
  readonly twins: {
    /** Groups of two or more unknown skills that exactly the same texts teach. */
    readonly groups: number;
    readonly skills: number;
    /** No more than this share of the skills not known at the start can be learned, whatever the order. */
    readonly cap: number;
    /** By how many skills --merge-twins made the corpus smaller. */
    readonly merged: number;
  };
  readonly emergence: {
    readonly predictedLearned: number | null;
    readonly threshold: number | null;
    readonly margin: number | null;
    readonly thresholds: readonly number[];
    /**
     * Measured: texts a skill between which half of the learning came about in eight of ten random orders of the
     * texts. Null when nothing is learned or it was not measured.
     */
    readonly window: { readonly low: number; readonly high: number } | null;
    /**
     * The same by theory: of ten random corpora of this size eight emerge between. Null for learners of several
     * skills, with known skills, where learning does not jump, and where skills are not about equally frequent.
     */
    readonly predictedWindow: { readonly low: number; readonly high: number } | null;
    /** What learning can bear, measured; null when it was not. */
    readonly measured: Pick<Robustness, "runs" | "margin" | "keystones"> | null;
    /** Why there is no prediction or no threshold; null when there are both. */
    readonly note: string | null;
  };
  readonly testError: Outcome["testError"];
  /** The graph of learned skills that a text learned from holds both of; giant components in shares of all skills. */
  readonly association: {
    readonly skills: number;
    readonly components: number;
    readonly giant: number;
    /** Null with known skills, and for directed texts. */
    readonly predictedGiant: number | null;
  };
  readonly knownCurve?: Outcome["knownCurve"];
  readonly provenance: Provenance;
};

const lockedTextsListed = 1000;

/** What other programs get to know of an outcome. */
export function learnReport(
  reading: Reading,
  outcome: Outcome,
  maxUnlearned: number,
  provenance: Provenance,
): LearnReport {
  const { corpus, learned, emergence } = outcome;
  const { textCount, skillCount, edgeCount } = corpus.needs;
  const { skills, texts } = stuckOf(outcome);
  return {
    schema: "onset/learn@1",
    corpus: {
      texts: textCount,
      skills: skillCount,
      edges: edgeCount,
      meanSkillsPerText: edgeCount / textCount,
      ratio: textCount / skillCount,
      unlabelled: reading.unlabelled.count,
      malformed: reading.malformed.count,
      duplicateEdges: reading.duplicateEdges,
      directed: corpus.directed !== undefined,
    },
    learner: {
      maxUnlearned,
      known: outcome.knownCount,
      unknownNames: outcome.missing.length,
      trainingTexts: outcome.training.length,
      startingTexts: outcome.startingTexts,
    },
    learned: {
      skills: learned.learnedCount,
      fraction: share(learned.learnedCount, skillCount - outcome.knownCount),
      rounds: learned.learnedPerRound.length,
      perRound: Array.from(learned.learnedPerRound),
      texts: learned.textsUnderstood,
      textFraction: share(learned.textsUnderstood, outcome.training.length),
    },
    stuck: {
      skills,
      texts,
      cores: Array.from(outcome.cores.skillCounts, (size, core) => ({
        skills: size,
        texts: outcome.cores.textCounts[core]!,
      })),
      ...(corpus.directed && { lockedTexts: lockedTexts(outcome, lockedTextsListed) }),
    },
    twins: {
      groups: outcome.twins.groupCount,
      skills: outcome.twins.groupSkills.length,
      cap: outcome.twins.cap,
      merged: outcome.mergedSkills,
    },
    emergence: {
      predictedLearned: emergence.predictedLearned,
      threshold: emergence.threshold,
      margin: emergence.margin,
      thresholds: emergence.thresholds,
      window: outcome.robustness?.window ?? null,
      predictedWindow: emergence.predictedWindow,
      measured: measuredOf(outcome.robustness),
      note: emergence.note,
    },
    testError: outcome.testError,
    association: {
      skills: outcome.association.skills,
      components: outcome.association.componentSizes.length,
      giant: share(outcome.association.giant, skillCount),
      predictedGiant: emergence.predictedGiant,
    },
    ...(outcome.knownCurve && { knownCurve: outcome.knownCurve }),
    provenance,
  };
}

function measuredOf(robustness: Robustness | null): LearnReport["emergence"]["measured"] {
  if (robustness === null) return null;
  const { runs, margin, keystones } = robustness;
  return { runs, margin, keystones };
}

/** A part of a whole; of nothing, everything. */
function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
