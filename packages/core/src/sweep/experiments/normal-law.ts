import { checkInteger, checkLaw, rejected } from "../../base/index.js";
import {
  binomial,
  type DegreeLaw,
  type EmpiricalLaw,
  mixedPoisson,
  poisson,
  polynomial,
  regular,
  zipf,
} from "../../theory/index.js";

/** A law in its one spelling: made again by its function, which checks it and sorts its degrees. */
export function normalLaw(law: DegreeLaw): DegreeLaw {
  checkLaw(law);
  switch (law.kind) {
    case "poisson":
      return poisson(law.mean);
    case "regular":
      return regular(law.degree);
    case "binomial":
      return binomial(law.trials, law.probability);
    case "zipf":
      return zipf(law.exponent, law.cutoff);
    case "polynomial": {
      const entries = law.degrees.map((degree, i) => [degree, law.probabilities[i]] as const);
      return polynomial(Object.fromEntries(entries));
    }
    case "empirical":
      return normalCounts(law.degrees, law.counts);
    case "mixedPoisson":
      return mixedPoisson(law.means, law.weights);
  }
}

/** Few counts of degrees that may be large: sorted here, as `empirical` wants an array of all degrees. */
function normalCounts(degrees: readonly number[], counts: readonly number[]): EmpiricalLaw {
  const pairs = degrees
    .map((degree, i) => [checkInteger(degree, "degree", 0), checkInteger(counts[i], "count", 0)] as const)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => a - b);
  if (!pairs.some(([degree]) => degree > 0)) throw rejected(0, "counts", "a mean degree > 0");
  return { kind: "empirical", degrees: pairs.map(([degree]) => degree), counts: pairs.map(([, n]) => n) };
}
