import type { ClassEvolution, Classes, ClassJump } from "@onset/core/theory";
import type { PlotOptions } from "../../figures/plot.js";
import type { OutputOptions } from "../../run/run.js";
import type { LearnerChoice } from "../../theory/learner.js";
import type { Varied } from "./region.js";

/** A class of texts: how many, and the mean number of skills of each class in one. */
export type TextClass = { readonly texts: number; readonly means: readonly number[] };

/** What is asked, as the command line gives it. */
export type ClassesOptions = OutputOptions &
  LearnerChoice &
  PlotOptions & {
    readonly skills: readonly number[];
    readonly texts: readonly TextClass[];
    readonly unknown?: readonly number[];
    readonly vary?: readonly Varied[];
    readonly highest: number;
  };

/** All that `onset classes` computes. */
export type ClassesResult = {
  readonly classes: Classes;
  readonly unknown: readonly number[];
  readonly end: ClassEvolution;
  readonly jumps: readonly ClassJump[];
};
