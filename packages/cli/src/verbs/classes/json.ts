import { type Origin, originOf } from "../../provenance.js";
import { type LearnerReport, learnerReport } from "../../theory/learner.js";
import type { ClassesOptions, ClassesResult } from "./result.js";

/** The result of `onset classes` for other programs. Classes are numbered from 0. */
export type ClassesReport = {
  readonly schema: "onset/classes@1";
  readonly learner: LearnerReport;
  readonly skillClasses: readonly {
    readonly skills: number;
    /** Share of its skills unknown at the start. */
    readonly unknown: number;
    /** Shares of its skills in the end; known ones count as learned. */
    readonly unlearned: number;
    readonly learned: number;
    /** The factor of all numbers of texts at which this class jumps highest; null where it does not up to 20. */
    readonly emergesAt: number | null;
  }[];
  readonly textClasses: readonly {
    readonly texts: number;
    /** Mean number of skills of each class in a text. */
    readonly means: readonly number[];
    /** The probability that a new text of this class has an unlearned skill. */
    readonly textError: number;
  }[];
  /** Share of all skills, of all classes, that is unlearned. */
  readonly unlearned: number;
  /** All jumps as the numbers of texts of all classes grow in proportion, from none to 20 times the given ones. */
  readonly jumps: ClassesResult["jumps"];
  readonly converged: boolean;
  readonly provenance: Origin;
};

/** The scale at which a class jumps highest; null where it does not. */
export function emergesAt({ jumps }: ClassesResult, k: number): number | null {
  const own = jumps.filter(({ emerged }) => emerged.includes(k));
  const height = (jump: (typeof own)[number]) => jump.unlearnedBefore[k] - jump.unlearnedAfter[k];
  const [highest] = own.sort((a, b) => height(b) - height(a));
  return highest?.scale ?? null;
}

/** What other programs get to know. */
export function classesReport(result: ClassesResult, options: ClassesOptions): ClassesReport {
  const { classes, unknown, end, jumps } = result;
  return {
    schema: "onset/classes@1",
    learner: learnerReport(options),
    skillClasses: classes.skills.map((skills, k) => ({
      skills,
      unknown: unknown[k],
      unlearned: end.unlearned[k],
      learned: 1 - end.unlearned[k],
      emergesAt: emergesAt(result, k),
    })),
    textClasses: classes.texts.map((texts, j) => ({
      texts,
      means: classes.means[j],
      textError: end.textErrors[j],
    })),
    unlearned: end.unlearnedOverall,
    jumps,
    converged: end.converged,
    provenance: originOf(),
  };
}
