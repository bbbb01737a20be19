/** The degrees of a law with their probabilities, for sums that have no generating function. */
import { power } from "../base/index.js";
import type { DegreeLaw } from "./laws.js";
import { degreeProbability, meanDegree } from "./views.js";

/** Degrees and probabilities; what is left out of an infinite law has a probability below 10^-20. */
export function supportOf(law: DegreeLaw): { degrees: readonly number[]; probabilities: readonly number[] } {
  switch (law.kind) {
    case "regular":
      return { degrees: [law.degree], probabilities: [1] };
    case "polynomial":
      return law;
    case "empirical": {
      const total = law.counts.reduce((sum, count) => sum + count, 0);
      return { degrees: law.degrees, probabilities: law.counts.map((count) => count / total) };
    }
    case "zipf": {
      const degrees = Array.from({ length: law.cutoff }, (_, i) => i + 1);
      const weights = degrees.map((degree) => power(degree, -law.exponent));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return { degrees, probabilities: weights.map((weight) => weight / total) };
    }
    default: {
      const means = law.kind === "mixedPoisson" ? law.means : [meanDegree(law)];
      const highest = means.reduce((most, mean) => Math.max(most, mean), 0);
      const degrees: number[] = [];
      const probabilities: number[] = [];
      for (let degree = 0; degree <= highest + 10 * Math.sqrt(highest) + 40; degree++) {
        const probability = degreeProbability(law, degree);
        if (!(probability > 1e-22)) continue;
        degrees.push(degree);
        probabilities.push(probability);
      }
      return { degrees, probabilities };
    }
  }
}
