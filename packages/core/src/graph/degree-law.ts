import {
  checkInteger,
  checkNonNegative,
  checkProbability,
  poissonPmf,
  type RandomStream,
  rejected,
} from "../base/index.js";
import { AliasTable } from "./sampling/alias-table.js";
import { sampleBinomial } from "./sampling/binomial.js";
import { samplePoisson } from "./sampling/poisson.js";

/**
 * A law of degrees as plain data: how many skills a text needs, or how many texts a skill occurs in. The shapes are
 * those of the laws of `@onset/core/theory`, so that one value serves both; neither module knows the other.
 */
export type DegreeLawData =
  | { readonly kind: "poisson"; readonly mean: number }
  | { readonly kind: "regular"; readonly degree: number }
  | { readonly kind: "binomial"; readonly trials: number; readonly probability: number }
  | { readonly kind: "zipf"; readonly exponent: number; readonly cutoff: number }
  | {
      readonly kind: "polynomial";
      readonly degrees: readonly number[];
      readonly probabilities: readonly number[];
    }
  | { readonly kind: "empirical"; readonly degrees: readonly number[]; readonly counts: readonly number[] }
  | { readonly kind: "mixedPoisson"; readonly means: readonly number[]; readonly weights: readonly number[] };

/** A source of independent degrees. */
export type DegreeSampler = (rng: RandomStream) => number;

/**
 * The sampler of a law: a function that draws one degree a call. Finite laws and Poisson laws of a mean up to 50 are
 * drawn from alias tables (about 10 ns), other laws in the time of `samplePoisson` or `sampleBinomial`.
 *
 * @throws TypeError or RangeError when the law is none, or a parameter of it is out of range.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { degreeSampler } from "@onset/core/graph";
 * degreeSampler({ kind: "regular", degree: 3 })(stream(1)); // => 3
 * degreeSampler({ kind: "polynomial", degrees: [2, 8], probabilities: [0, 1] })(stream(1)); // => 8
 * degreeSampler({ kind: "poisson", mean: -1 }); // throws RangeError: "mean" expected a number >= 0, got -1
 * ```
 */
export function degreeSampler(law: DegreeLawData): DegreeSampler {
  switch (law.kind) {
    case "poisson":
      return poissonSampler(checkNonNegative(law.mean, "mean"));
    case "regular": {
      const degree = checkInteger(law.degree, "degree", 0);
      return () => degree;
    }
    case "binomial": {
      const trials = checkInteger(law.trials, "trials", 0);
      const probability = checkProbability(law.probability, "probability");
      return (rng) => sampleBinomial(trials, probability, rng);
    }
    case "zipf": {
      const { exponent, cutoff } = law;
      checkInteger(cutoff, "cutoff", 1, 1e7);
      const table = new AliasTable(Float64Array.from({ length: cutoff }, (_, i) => (i + 1) ** -exponent));
      return (rng) => 1 + table.sample(rng);
    }
    case "polynomial":
      return finiteSampler(law.degrees, law.probabilities, "probabilities");
    case "empirical":
      return finiteSampler(law.degrees, law.counts, "counts");
    case "mixedPoisson": {
      const samplers = law.means.map((mean) => poissonSampler(checkNonNegative(mean, "means")));
      const table = new AliasTable(sameLength(law.means, law.weights, "weights"));
      return (rng) => samplers[table.sample(rng)]!(rng);
    }
    default:
      throw rejected((law as { kind: unknown }).kind, "kind", "a kind of degree law");
  }
}

/** A table may leave out what has a probability below 1e-20 in all: no generator of 53 bits can show it. */
function poissonSampler(mean: number): DegreeSampler {
  if (mean > 50) return (rng) => samplePoisson(mean, rng);
  const cutoff = Math.ceil(mean + 10 * Math.sqrt(mean) + 30);
  const table = new AliasTable(Float64Array.from({ length: cutoff }, (_, k) => poissonPmf(k, mean)));
  return (rng) => table.sample(rng);
}

function finiteSampler(degrees: readonly number[], weights: readonly number[], title: string): DegreeSampler {
  for (const degree of degrees) checkInteger(degree, "degrees", 0);
  const table = new AliasTable(sameLength(degrees, weights, title));
  return (rng) => degrees[table.sample(rng)]!;
}

function sameLength(values: readonly number[], weights: readonly number[], title: string): readonly number[] {
  if (weights.length === values.length) return weights;
  throw rejected(weights.length, `${title}.length`, `${values.length}, one for each degree or mean`);
}
