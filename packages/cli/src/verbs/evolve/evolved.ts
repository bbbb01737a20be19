import type { CodingRate, Equilibrium, Evolution, RoundLaw, Trajectory } from "@onset/core/theory";
import type { OutputOptions } from "../../run/run.js";
import type { EnsembleAtRatio, EnsembleOptions, PopularityOptions } from "../../theory/ensemble.js";
import type { Combination } from "./combination.js";

/** What is asked of one ensemble, as the command line gives it. */
export type EvolveOptions = EnsembleOptions &
  PopularityOptions &
  OutputOptions & { readonly ratio?: number; readonly combine?: number; readonly bits?: number };

/** All that `onset evolve` computes. */
export type Evolved = EnsembleAtRatio & {
  readonly end: Evolution;
  readonly rounds: Trajectory;
  readonly roundLaw: RoundLaw;
  readonly states: readonly Equilibrium[];
  readonly combination: Combination | null;
  readonly coding: CodingRate | null;
};
