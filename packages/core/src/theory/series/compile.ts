/** From a law, which is data, to its generating function; each law object is compiled once. */
import { checkInteger, checkPositive, power, rejected } from "../../base/index.js";
import { checkShares, checkSomeEdge, type DegreeLaw } from "../laws.js";
import { BinomialSeries, MixedPoissonSeries, PoissonSeries } from "./poisson.js";
import { PowerSeries } from "./power.js";
import type { Series } from "./series.js";

const compiled = new WeakMap<DegreeLaw, Series>();

/** The generating function of a law; a TypeError or RangeError when the object is not a law. */
export function seriesOf(law: DegreeLaw): Series {
  const known = compiled.get(law);
  if (known !== undefined) return known;
  const series = compile(law);
  compiled.set(law, series);
  return series;
}

function compile(law: DegreeLaw): Series {
  switch (law?.kind) {
    case "poisson":
      return new PoissonSeries(checkPositive(law.mean, "mean"));
    case "regular":
      return new PowerSeries([checkInteger(law.degree, "degree", 1)], [1]);
    case "binomial":
      return new BinomialSeries(law.trials, law.probability);
    case "mixedPoisson":
      checkShares(law.weights, "weights");
      return new MixedPoissonSeries(law.means, law.weights);
    case "zipf": {
      const degrees = Array.from({ length: law.cutoff }, (_, i) => i + 1);
      return normalised(
        degrees,
        degrees.map((degree) => power(degree, -law.exponent)),
      );
    }
    case "polynomial":
      checkShares(law.probabilities, "probabilities");
      checkSomeEdge(law.degrees, "probabilities");
      return new PowerSeries(law.degrees, law.probabilities);
    case "empirical":
      checkSomeEdge(law.degrees, "counts");
      return normalised(law.degrees, law.counts);
    default:
      throw rejected(law, "law", "a degree law", true);
  }
}

function normalised(degrees: readonly number[], weights: readonly number[]): Series {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new PowerSeries(
    degrees,
    weights.map((weight) => weight / total),
  );
}
