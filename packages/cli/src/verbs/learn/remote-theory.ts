import { type Emergence, noEmergence, predictEmergence } from "@onset/core/analysis";
import { emergenceReport } from "../../corpus/emergence.js";
import type { Beginning, SparseDegrees } from "../../engines/cluster/results.js";
import type { Staged } from "../../engines/cluster/stage.js";

/** What theory says of a corpus by its degrees; the reason in a sentence where it says nothing. */
export type EmergenceOf = Pick<
  Emergence,
  "predictedLearned" | "predictedBy" | "threshold" | "margin" | "thresholds" | "predictedWindow"
> & { readonly note: string | null };

/** The largest degree of which a list of counts is made: 1 GB. */
const largestDegree = 2 ** 27;

/** Density evolution of the degrees that a cluster counted. */
export function emergenceOf(
  { textSizes, skillDegrees }: Beginning,
  { texts, skills, isDirected }: Staged,
  knownCount: number,
  maxUnlearned: number,
): EmergenceOf {
  const last = Math.max(textSizes.degrees.at(-1) ?? 0, skillDegrees.degrees.at(-1) ?? 0);
  const isTooLarge = last > largestDegree;
  const found =
    isDirected || isTooLarge
      ? noEmergence
      : predictEmergence(
          { textSizes: dense(textSizes), skillDegrees: dense(skillDegrees) },
          texts / skills,
          knownCount,
          maxUnlearned,
        );
  const { predictedLearned, predictedBy, threshold, margin, thresholds, predictedWindow, note } =
    emergenceReport(found, maxUnlearned);
  return {
    predictedLearned,
    predictedBy,
    threshold,
    margin,
    thresholds,
    predictedWindow,
    note:
      isTooLarge && !isDirected
        ? `none: a skill is in ${last} texts, and counts go up to ${largestDegree}`
        : note,
  };
}

function dense({ degrees, counts }: SparseDegrees): Float64Array {
  const all = new Float64Array((degrees.at(-1) ?? -1) + 1);
  for (const [i, degree] of degrees.entries()) all[degree] = counts[i];
  return all;
}
