import {
  combinationSuccess,
  type DegreeLaw,
  type Evolution,
  type EvolutionOptions,
  evolve,
  largestCombination,
  type Skills,
} from "@onset/core/theory";

/** How many skills can be asked for at once. */
export type Combination = {
  /** k, and the probability that k skills, drawn as a text draws its own, are all learned. */
  readonly skills: number;
  readonly success: number;
  /** The largest number of skills that are all learned at least half of the time, not rounded; null for infinity. */
  readonly largest: number | null;
  /** The same with ten times the texts, and how many times larger that is; null where the laws fix the ratio. */
  readonly tenfold: { readonly largest: number | null; readonly growth: number | null } | null;
};

/** What can be asked for at once at a state of learning, and with ten times the texts. */
export function combinationOf(
  texts: DegreeLaw,
  end: Evolution,
  tenfold: Skills | null,
  count: number,
  learner: EvolutionOptions,
): Combination {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const largest = largestCombination(end.edgeUnlearned);
  const later = tenfold === null ? null : largestCombination(evolve(texts, tenfold, learner).edgeUnlearned);
  return {
    skills: count,
    success: combinationSuccess(end.edgeUnlearned, count),
    largest: finite(largest),
    tenfold: later === null ? null : { largest: finite(later), growth: finite(later / largest) },
  };
}
