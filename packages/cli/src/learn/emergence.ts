import { type SkillTextGraph, skillDegreeCounts, textSizeCounts } from "@onset/core/graph";
import { corpusThreshold, empirical, giantComponent, predictCorpus } from "@onset/core/theory";
import { type PredictedWindow, predictedWindow } from "./predicted-window.js";

/** What the theory says of a corpus by its degrees alone. */
export type Emergence = {
  /** Share of the skills not known at the start that is expected to be learned; null for directed texts. */
  readonly predictedLearned: number | null;
  /** Share of new texts expected not to be understood; null for directed texts. */
  readonly predictedTextError: number | null;
  /** Share of all skills expected in the giant component of associations; null with known skills, or directed texts. */
  readonly predictedGiant: number | null;
  /** Texts per skill (of all skills) at which learning jumps highest; null where it does not jump. */
  readonly threshold: number | null;
  /** Share of the texts that could be removed before that jump is lost; negative when it is not reached. */
  readonly margin: number | null;
  /** Texts per skill at every jump, ascending. */
  readonly thresholds: readonly number[];
  /** Texts a skill between which eight of ten random corpora of this size emerge; null where skills differ much. */
  readonly predictedWindow: PredictedWindow | null;
  /** Why something above is null, in a sentence. */
  readonly note: string | null;
};

/**
 * Density evolution of the configuration model with the corpus's own degrees, known skills removed.
 *
 * @param needs the texts learned from
 */
export function predictEmergence(
  needs: SkillTextGraph,
  known: Uint8Array,
  maxUnlearned: number,
  directed: boolean,
): Emergence {
  const nothing = {
    predictedLearned: null,
    predictedTextError: null,
    predictedGiant: null,
    threshold: null,
    margin: null,
    thresholds: [],
    predictedWindow: null,
  };
  if (directed)
    return { ...nothing, note: "none: the theory of thresholds is about texts without direction" };
  const sizes = textSizeCounts(needs, { known });
  const degrees = skillDegreeCounts(needs, { known });
  const { learned, textError } = predictCorpus(sizes, degrees, { maxUnlearned });
  const { main, jumps, stuck } = corpusThreshold(sizes, degrees, { maxUnlearned });
  const ratio = needs.textCount / needs.skillCount;
  return {
    // Exactly: the sum that gives the share rounds.
    predictedLearned: stuck ? 0 : learned,
    predictedTextError: textError,
    predictedGiant: known.includes(1) ? null : predictGiant(sizes, degrees, maxUnlearned),
    threshold: main && main.fraction * ratio,
    margin: main && 1 - main.fraction,
    thresholds: jumps.map(({ fraction }) => fraction * ratio),
    predictedWindow:
      main === null || maxUnlearned > 1 || known.includes(1)
        ? null
        : predictedWindow(empirical(sizes), degrees),
    note: main === null ? reasonForNone(stuck, maxUnlearned) : null,
  };
}

function predictGiant(sizes: Uint32Array, degrees: Uint32Array, maxUnlearned: number): number {
  if (sizes.length < 2) return 0;
  return giantComponent(empirical(sizes), empirical(degrees), { maxUnlearned }).giant;
}

function reasonForNone(stuck: boolean, maxUnlearned: number): string {
  const few = maxUnlearned === 1 ? "just one unknown skill" : `${maxUnlearned} or fewer unknown skills`;
  return stuck
    ? `none: no text has ${few}, so nothing can begin however many such texts there are`
    : "none: with these texts learning grows gradually, without a jump";
}
