import { corpusThreshold, empirical, giantComponent, predictCorpus, roundLaw } from "../../theory/index.js";
import type { DegreeCounts } from "../engine.js";
import type { RungName } from "../prediction/ladder.js";
import { type PredictedWindow, predictedWindow } from "./predicted-window.js";

/** Why there is no prediction, or no threshold. */
export type NoThreshold =
  /** The theory of thresholds is about texts without direction. */
  | "directed"
  /** No text has so few unknown skills that it could teach: nothing can begin however many such texts there are. */
  | "no-start"
  /** Learning grows gradually, without a jump. */
  | "gradual"
  /** Every text brings a skill of its own: all is learned by construction, and no threshold says how. */
  | "ordered";

/** What a prediction keeps of the corpus: a rung of the ladder, or its order. */
export type PredictedBy = RungName | "order";

/** What the theory says of a corpus. */
export type Emergence = {
  /** Share of the skills not known at the start that is expected to be learned; null for directed texts. */
  readonly predictedLearned: number | null;
  /** What that share is predicted from; null for directed texts. */
  readonly predictedBy: PredictedBy | null;
  /** Share of the skills not known at the start that is expected to be learned in round 1, 2, ..., by degrees alone; null for directed texts. */
  readonly predictedPerRound: readonly number[] | null;
  /** Share of new texts expected not to be understood; null for directed texts. */
  readonly predictedTextError: number | null;
  /** Share of all skills expected in the giant component of associations; null with known skills, or directed texts. */
  readonly predictedGiant: number | null;
  /** Texts per skill (of all skills) at which learning jumps highest; null where it does not jump. */
  readonly threshold: number | null;
  /** Share of the texts that could be removed before that jump is lost; negative when it is not reached. */
  readonly margin: number | null;
  /** Texts per skill at every jump by degrees alone, ascending. */
  readonly thresholds: readonly number[];
  /** Texts per skill between which eight of ten random corpora of this size emerge; null where skills differ much. */
  readonly predictedWindow: PredictedWindow | null;
  /** Why there is no threshold; null where there is one. */
  readonly noThreshold: NoThreshold | null;
};

/** What the theory says of directed texts: nothing. */
export const noEmergence: Emergence = {
  predictedLearned: null,
  predictedBy: null,
  predictedPerRound: null,
  predictedTextError: null,
  predictedGiant: null,
  threshold: null,
  margin: null,
  thresholds: [],
  predictedWindow: null,
  noThreshold: "directed",
};

/**
 * Density evolution of the configuration model with a corpus's own degrees, known skills removed.
 *
 * @param counts - Of the texts learned from, without direction.
 * @param ratio - Texts per skill, of all skills: thresholds are told on this scale.
 * @param knownCount - How many skills are known at the start.
 * @param maxUnlearned - D.
 *
 * @example
 * ```ts
 * import { predictEmergence } from "@onset/core/analysis";
 * // 100 texts of one skill and 100 of two, over 100 skills in 3 texts each.
 * const counts = { textSizes: Uint32Array.of(0, 100, 100), skillDegrees: Uint32Array.of(0, 0, 0, 100) };
 * const { predictedLearned, noThreshold } = predictEmergence(counts, 2, 0, 1);
 * predictedLearned! > 0.9; // => true
 * noThreshold; // => "gradual"
 * ```
 */
export function predictEmergence(
  { textSizes: sizes, skillDegrees: degrees }: DegreeCounts,
  ratio: number,
  knownCount: number,
  maxUnlearned: number,
): Emergence {
  const { learned, textError } = predictCorpus(sizes, degrees, { maxUnlearned });
  const { main, jumps, stuck } = corpusThreshold(sizes, degrees, { maxUnlearned });
  return {
    // Exactly: the sum that gives the share rounds.
    predictedLearned: stuck ? 0 : learned,
    predictedBy: "degrees",
    predictedPerRound: stuck ? [] : predictRounds(sizes, degrees, maxUnlearned),
    predictedTextError: textError,
    predictedGiant: knownCount > 0 ? null : predictGiant(sizes, degrees, maxUnlearned),
    threshold: main && main.fraction * ratio,
    margin: main && 1 - main.fraction,
    thresholds: jumps.map(({ fraction }) => fraction * ratio),
    predictedWindow:
      main === null || knownCount > 0 ? null : predictedWindow(empirical(sizes), degrees, maxUnlearned),
    noThreshold: main !== null ? null : stuck ? "no-start" : "gradual",
  };
}

/** Near a threshold density evolution takes more rounds than any corpus. */
const maxRounds = 1000;
/** Less of a million skills than one in ten trials. */
const smallestShare = 1e-7;

function predictRounds(sizes: ArrayLike<number>, degrees: ArrayLike<number>, maxUnlearned: number): number[] {
  if (sizes.length < 2 || degrees.length < 2) return [];
  const options = { maxUnlearned, maxRounds, tolerance: smallestShare };
  return Array.from(roundLaw(empirical(sizes), empirical(degrees), options).perRound);
}

function predictGiant(sizes: ArrayLike<number>, degrees: ArrayLike<number>, maxUnlearned: number): number {
  if (sizes.length < 2) return 0;
  return giantComponent(empirical(sizes), empirical(degrees), { maxUnlearned }).giant;
}
