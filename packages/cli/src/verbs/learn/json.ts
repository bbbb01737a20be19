import {
  type CourseGaps,
  type KnownCurve,
  lockedTexts,
  type RiskSummary,
  type Robustness,
  type Study,
  type StudySummary,
  summarizeStudy,
} from "@onset/core/analysis";
import { nameOf } from "@onset/core/corpus";
import { noThresholdText } from "@onset/core/report";
import type { Reading } from "../../input/read.js";
import { type ReadingReport, readingReport } from "../../input/report.js";
import type { Provenance } from "../../provenance.js";
import type { FileReport } from "./by-file.js";

/** The result of `onset learn` for other programs. Names are a promise; additions are free. */
export type LearnReport = {
  readonly schema: "onset/learn@1";
  readonly corpus: StudySummary["corpus"] & {
    /** Texts without skills. */
    readonly unlabelled: number;
    /** Rows that could not be read. */
    readonly malformed: number;
    /** Skills that a text named more than once. */
    readonly duplicateEdges: number;
  };
  readonly reading: ReadingReport;
  readonly learner: StudySummary["learner"];
  readonly learned: StudySummary["learned"];
  readonly stuck: StudySummary["stuck"] & {
    /** Directed texts only: those that teach something they could not teach; up to 1,000 names. */
    readonly lockedTexts?: readonly string[];
  };
  readonly twins: StudySummary["twins"];
  readonly emergence: Omit<StudySummary["emergence"], "noThreshold" | "measured"> & {
    /** What learning can bear, measured; null when it was not. */
    readonly measured: MeasuredMargin | null;
    /** Why there is no prediction or no threshold; null when there are both. */
    readonly note: string | null;
  };
  readonly ladder: StudySummary["ladder"];
  readonly takeOff: StudySummary["takeOff"];
  readonly ordered: StudySummary["ordered"];
  readonly atRisk: AtRisk | null;
  readonly labelErrors: StudySummary["labelErrors"];
  readonly skillsOfEveryText: StudySummary["skillsOfEveryText"];
  readonly tippingPoint: StudySummary["tippingPoint"];
  /** Directed texts only. */
  readonly gaps?: NamedGaps;
  readonly testError: StudySummary["testError"];
  readonly association: StudySummary["association"];
  readonly knownCurve?: KnownCurve;
  /** With `--by-file`: how much of each file is known before anything is learned. */
  readonly files?: readonly FileReport[];
  readonly provenance: Provenance;
};

/** What learning can bear, with the names of the texts. */
export type MeasuredMargin = Pick<Robustness, "runs" | "margin"> & {
  /** Texts without any one of which less than half is learned: how many, and the worst ones with what is left. */
  readonly keystones: Pick<Robustness["keystones"], "count" | "complete"> & {
    readonly first: readonly {
      readonly text: string;
      /** How it begins; null where the corpus has no column of text. */
      readonly excerpt: string | null;
      readonly left: number;
    }[];
  };
};

/** Skills at risk, by name. */
export type AtRisk = Omit<RiskSummary, "skills"> & {
  readonly skills: readonly { readonly skill: string; readonly survival: number }[];
};

/** What a course lacks, by name. */
export type NamedGaps = {
  /** Skills that texts require and none teaches, and how many texts require them. */
  readonly untaught: readonly { readonly skill: string; readonly texts: number }[];
  /** Skills that wait for each other. */
  readonly circles: readonly (readonly string[])[];
};

/** Names the skills that a course lacks. */
export function namedGaps(gaps: CourseGaps, skillName: (skill: number) => string): NamedGaps {
  return {
    untaught: gaps.untaught.map(({ skill, texts }) => ({ skill: skillName(skill), texts })),
    circles: gaps.circles.map((circle) => circle.map(skillName)),
  };
}

const maxLockedTexts = 1000;

/** The texts that the report of a study names and shows the beginning of. */
export function textsShown({ robustness, training }: Study): number[] {
  return (robustness?.keystones.first ?? []).map(({ text }) => training[text]);
}

/**
 * What other programs get to know of a study.
 *
 * @param excerpts - of {@link textsShown}
 */
export function learnReport(
  reading: Reading,
  study: Study,
  provenance: Provenance,
  files: readonly FileReport[] | null = null,
  excerpts: readonly (string | null)[] = [],
): LearnReport {
  const summary = summarizeStudy(study);
  const { corpus, learner, learned, stuck, twins, emergence, testError, association, knownCurve } = summary;
  const skillName = (skill: number): string => nameOf(study.corpus.skillNames, skill);
  const { directed, ...counts } = corpus;
  const textName = (text: number): string => nameOf(study.corpus.textNames, text);
  return {
    schema: "onset/learn@1",
    corpus: {
      ...counts,
      unlabelled: reading.unlabelled.count,
      malformed: reading.malformed.count,
      duplicateEdges: reading.duplicateEdges,
      directed,
    },
    reading: readingReport(reading),
    learner,
    learned,
    stuck: { ...stuck, ...(directed && { lockedTexts: lockedTexts(study, maxLockedTexts).map(textName) }) },
    twins,
    emergence: {
      predictedLearned: emergence.predictedLearned,
      predictedBy: emergence.predictedBy,
      predictedPerRound: emergence.predictedPerRound,
      threshold: emergence.threshold,
      margin: emergence.margin,
      thresholds: emergence.thresholds,
      window: emergence.window,
      predictedWindow: emergence.predictedWindow,
      measured: measuredOf(emergence.measured, (text) => textName(study.training[text]), excerpts),
      note: noThresholdText(emergence.noThreshold, learner.maxUnlearned),
    },
    ladder: summary.ladder,
    takeOff: summary.takeOff,
    ordered: summary.ordered,
    atRisk: summary.atRisk && {
      ...summary.atRisk,
      skills: summary.atRisk.skills.map(({ skill, survival }) => ({ skill: skillName(skill), survival })),
    },
    labelErrors: summary.labelErrors,
    skillsOfEveryText: summary.skillsOfEveryText,
    tippingPoint: summary.tippingPoint,
    ...(summary.gaps && { gaps: namedGaps(summary.gaps, skillName) }),
    testError,
    association,
    ...(knownCurve && { knownCurve }),
    ...(files !== null && { files }),
    provenance,
  };
}

function measuredOf(
  measured: StudySummary["emergence"]["measured"],
  textName: (text: number) => string,
  excerpts: readonly (string | null)[],
): MeasuredMargin | null {
  if (measured === null) return null;
  const { count, complete, first } = measured.keystones;
  const named = first.map(({ text, left }, i) => ({
    text: textName(text),
    excerpt: excerpts[i] ?? null,
    left,
  }));
  return { runs: measured.runs, margin: measured.margin, keystones: { count, complete, first: named } };
}
