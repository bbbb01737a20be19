import type { DegreeLaw } from "../../theory/index.js";

/** Returns the largest degree of a law, or for laws without end one beyond which nothing is ever drawn. O(degrees). */
export function maxDegree(law: DegreeLaw): number {
  switch (law.kind) {
    case "poisson":
      return poissonEnd(law.mean);
    case "mixedPoisson":
      return poissonEnd(law.means.reduce((most, mean) => Math.max(most, mean), 0));
    case "regular":
      return law.degree;
    case "binomial":
      return Math.min(law.trials, poissonEnd(law.trials * law.probability));
    case "zipf":
      return law.cutoff;
    case "polynomial":
    case "empirical":
      return law.degrees.reduce((most, degree) => Math.max(most, degree), 0);
  }
}

/** Ten standard deviations and a little: less than 1e-20 is beyond. */
function poissonEnd(mean: number): number {
  return Math.ceil(mean + 10 * Math.sqrt(mean) + 30);
}
