import { shareOf } from "../learner.js";
import type { CourseGaps } from "../prediction/course.js";
import { type LabelErrors, skillsOfEveryText } from "../prediction/label-errors.js";
import type { Ladder } from "../prediction/ladder.js";
import type { CorpusOrder } from "../prediction/ordered.js";
import type { Prediction } from "../prediction/prediction.js";
import type { Risk } from "../prediction/risk.js";
import type { TippingPoint } from "../prediction/tipping-point.js";
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
  /** The rungs of the ladder of predictions; null for directed texts and ordered corpora. */
  readonly ladder: Ladder | null;
  /** Whether learning takes off; null for directed texts and ordered corpora. */
  readonly takeOff: Pick<Prediction, "law" | "forecast"> | null;
  /** How the corpus is ordered, so that all is learned by construction; null when it is not. */
  readonly ordered: CorpusOrder;
  /** What is lost when texts go, by theory; null when it was not asked for. */
  readonly atRisk: RiskSummary | null;
  /** What is learned when labels are wrong; null when it was not asked for. */
  readonly labelErrors: LabelErrors | null;
  /** The number of skills that every text has, where it is the same for all; else null. */
  readonly skillsOfEveryText: number | null;
  /** With how many of the most frequent skills known learning takes off, where nothing is known and nothing learned. */
  readonly tippingPoint: TippingPoint | null;
  /** What directed texts lack; null for others. */
  readonly gaps: CourseGaps | null;
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

/** What is lost when a share of the texts goes, by belief propagation. Skills are indices of the corpus. */
export type RiskSummary = Pick<Risk, "lost" | "curve"> & {
  /** The share of the unknown skills that is expected to be learned from the other texts. */
  readonly learned: number;
  /** The learned skills that are least likely to be learned from them, the least likely first; at most 20. */
  readonly skills: readonly { readonly skill: number; readonly survival: number }[];
};

const maxAtRisk = 20;

function summarizeRisk({ risk, openSkills, learned }: Study): RiskSummary | null {
  if (risk === null) return null;
  const { lost, curve, survival } = risk;
  let expected = 0;
  for (let i = 0; i < survival.length; i++) expected += survival[i];
  const skills = Array.from(openSkills, (skill, i) => ({ skill, survival: survival[i] }))
    .filter(({ skill }) => learned.learnedFlags[skill] === 1)
    .sort((one, other) => one.survival - other.survival || one.skill - other.skill);
  return {
    lost,
    curve,
    learned: shareOf(expected, survival.length),
    skills: skills.slice(0, maxAtRisk),
  };
}

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
        texts: study.cores.textCounts[core],
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
    ladder: study.order === null ? (study.prediction?.ladder ?? null) : null,
    takeOff:
      study.order !== null
        ? null
        : study.prediction && { law: study.prediction.law, forecast: study.prediction.forecast },
    ordered: study.order,
    atRisk: summarizeRisk(study),
    labelErrors: study.labelErrors,
    skillsOfEveryText: skillsOfEveryText(study.needs),
    tippingPoint: study.tippingPoint,
    gaps: study.gaps,
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
