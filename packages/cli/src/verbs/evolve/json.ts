import { type CodingRate, type Equilibrium, roundQuantile } from "@onset/core/theory";
import { type Origin, originOf } from "../../provenance.js";
import { type EnsembleReport, ensembleReport } from "../../theory/ensemble.js";
import type { Combination } from "./combination.js";
import type { Evolved, EvolveOptions } from "./evolved.js";

/** The result of `onset evolve` for other programs. */
export type EvolveReport = { readonly schema: "onset/evolve@2" } & EnsembleReport & {
    /** Share of all skills that stay unlearned, and that are known or learned. */
    readonly unlearned: number;
    readonly learned: number;
    /** The probability that a skill of a new text is unlearned, and that a new text is not understood. */
    readonly skillError: number;
    readonly textError: number;
    readonly iterations: number;
    readonly converged: boolean;
    /** The unlearned share after each round, from round 0. */
    readonly trajectory: readonly number[];
    /** In which round skills are learned, in shares of all skills, and of those that are learned the mean, median and 90th percentile. */
    readonly rounds: {
      readonly perRound: readonly number[];
      readonly mean: number | null;
      readonly median: number | null;
      readonly ninetieth: number | null;
    };
    /** All states in which learning can rest. */
    readonly fixedPoints: readonly Equilibrium[];
    /** How many skills can be asked for at once (`--combine`); null unless asked for. */
    readonly combination: Combination | null;
    /** What a text costs when its set of skills is sent (`--bits`); null unless asked for. */
    readonly coding: CodingRate | null;
    readonly provenance: Origin;
  };

/** What other programs get to know. */
export function evolveReport(evolved: Evolved, options: EvolveOptions): EvolveReport {
  const { end, rounds, roundLaw, states, combination, coding } = evolved;
  const isPopular = options.popularity !== undefined;
  return {
    schema: "onset/evolve@2",
    ...ensembleReport(evolved, options),
    unlearned: end.unlearned,
    learned: end.learned,
    skillError: isPopular ? end.edgeUnlearned : end.unlearned,
    textError: isPopular ? end.heldOutError : end.textError,
    iterations: end.iterations,
    converged: end.converged && rounds.converged,
    trajectory: Array.from(rounds.unlearned),
    rounds: {
      perRound: Array.from(roundLaw.perRound),
      mean: roundLaw.mean,
      median: roundQuantile(roundLaw, 0.5),
      ninetieth: roundQuantile(roundLaw, 0.9),
    },
    fixedPoints: states,
    combination,
    coding,
    provenance: originOf(),
  };
}
