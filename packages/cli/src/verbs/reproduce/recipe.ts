import type { Figure } from "../../figures/figure.js";
import type { RunContext } from "../../run/run.js";

/** What a recipe may use. */
export type RecipeContext = RunContext & {
  readonly seed: number;
  /** A number of trials, scaled by the effort the user asked for; at least 2. */
  trials(count: number): number;
};

/** How a figure is made. */
export type Recipe = {
  readonly name: string;
  /** What it shows, in one line. */
  readonly about: string;
  make(context: RecipeContext): Figure | Promise<Figure>;
};
