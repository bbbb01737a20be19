import {
  binomialLogPmf,
  checkInteger,
  checkLaw,
  checkNonNegative,
  checkNumber,
  checkProbability,
  exp,
  poissonPmf,
  power,
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

// A table of so many degrees takes 120 MB; no text and hardly a skill needs more.
const maxDegree = 1e7;

/** A source of independent degrees. */
export type DegreeSampler = (rng: RandomStream) => number;

/** What graphs need of a kind of law: one record a kind. */
type LawKind<L extends DegreeLawData> = {
  readonly probabilities: (law: L) => Float64Array<ArrayBuffer>;
  readonly sampler: (law: L) => DegreeSampler;
  /** Whether it is a table of shares, of which a sequence of degrees can have each exactly. */
  readonly isTable: boolean;
};

const tabled = (law: DegreeLawData): DegreeSampler => {
  const table = new AliasTable(degreeProbabilities(law));
  return (rng) => table.sample(rng);
};

const kinds: { readonly [K in DegreeLawData["kind"]]: LawKind<Extract<DegreeLawData, { kind: K }>> } = {
  poisson: {
    probabilities: ({ mean }) => poissonProbabilities(checkNonNegative(mean, "mean")),
    sampler: ({ mean }) => poissonSampler(checkNonNegative(mean, "mean")),
    isTable: false,
  },
  regular: {
    probabilities: ({ degree }) => finiteProbabilities([degree], [1], "degree"),
    sampler(law) {
      const degree = checkInteger(law.degree, "degree", 0);
      return () => degree;
    },
    isTable: true,
  },
  binomial: {
    probabilities(law) {
      const { trials, probability } = checkBinomial(law);
      const mean = trials * probability;
      const last = Math.min(trials, Math.ceil(mean + 10 * Math.sqrt(mean) + 30));
      return Float64Array.from({ length: last + 1 }, (_, k) => exp(binomialLogPmf(k, trials, probability)));
    },
    sampler(law) {
      const { trials, probability } = checkBinomial(law);
      return (rng) => sampleBinomial(trials, probability, rng);
    },
    isTable: false,
  },
  zipf: {
    probabilities({ exponent, cutoff }) {
      checkInteger(cutoff, "cutoff", 1, 1e7);
      const degrees = Array.from({ length: cutoff }, (_, i) => i + 1);
      const weights = degrees.map((k) => power(k, -checkNumber(exponent, "exponent")));
      return finiteProbabilities(degrees, weights, "exponent");
    },
    sampler: tabled,
    isTable: false,
  },
  polynomial: {
    probabilities: ({ degrees, probabilities }) =>
      finiteProbabilities(degrees, probabilities, "probabilities"),
    sampler: tabled,
    isTable: true,
  },
  empirical: {
    probabilities: ({ degrees, counts }) => finiteProbabilities(degrees, counts, "counts"),
    sampler: tabled,
    isTable: true,
  },
  mixedPoisson: {
    probabilities({ means, weights }) {
      const parts = means.map((mean) => poissonProbabilities(checkNonNegative(mean, "means")));
      const shares = normalised(sameLength(means, weights, "weights"), "weights");
      const mixture = new Float64Array(Math.max(...parts.map((part) => part.length)));
      parts.forEach((part, i) => {
        for (let k = 0; k < part.length; k++) mixture[k] += shares[i] * part[k];
      });
      return mixture;
    },
    sampler({ means, weights }) {
      const samplers = means.map((mean) => poissonSampler(checkNonNegative(mean, "means")));
      const table = new AliasTable(sameLength(means, weights, "weights"));
      return (rng) => samplers[table.sample(rng)](rng);
    },
    isTable: false,
  },
};

function kindOf<L extends DegreeLawData>({ kind }: L): LawKind<L> {
  return kinds[kind] as unknown as LawKind<L>;
}

/**
 * The probabilities of the degrees of a law: entry k is that of degree k. Poisson and binomial tails are cut off where
 * less than 1e-20 is left. O(largest degree).
 *
 * @throws TypeError or RangeError when the law is none, or a parameter of it is out of range.
 *
 * @example
 * ```ts
 * import { degreeProbabilities } from "@onset/core/graph";
 * [...degreeProbabilities({ kind: "empirical", degrees: [1, 3], counts: [1, 3] })]; // => [0, 0.25, 0, 0.75]
 * ```
 */
export function degreeProbabilities(law: DegreeLawData): Float64Array<ArrayBuffer> {
  return kindOf(checkLaw(law)).probabilities(law);
}

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
  return kindOf(checkLaw(law)).sampler(law);
}

/**
 * Whether a law is a table of shares, as the ensembles of coding theory have it: a sequence of degrees can give each degree its
 * exact share.
 *
 * @throws TypeError for what is not a law.
 *
 * @example
 * ```ts
 * import { isDegreeTable } from "@onset/core/graph";
 * isDegreeTable({ kind: "regular", degree: 3 }); // => true
 * isDegreeTable({ kind: "poisson", mean: 3 }); // => false
 * ```
 */
export function isDegreeTable(law: DegreeLawData): boolean {
  return kindOf(checkLaw(law)).isTable;
}

type BinomialData = Extract<DegreeLawData, { kind: "binomial" }>;

function checkBinomial({ trials, probability }: BinomialData): Omit<BinomialData, "kind"> {
  return {
    trials: checkInteger(trials, "trials", 0),
    probability: checkProbability(probability, "probability"),
  };
}

function poissonSampler(mean: number): DegreeSampler {
  if (mean > 50) return (rng) => samplePoisson(mean, rng);
  const table = new AliasTable(poissonProbabilities(mean));
  return (rng) => table.sample(rng);
}

/** A table may leave out what has a probability below 1e-20 in all: no generator of 53 bits can show it. */
function poissonProbabilities(mean: number): Float64Array<ArrayBuffer> {
  const law: number[] = [];
  for (let k = 0; k <= mean || law[k - 1] > 1e-22; k++) law.push(poissonPmf(k, mean));
  return Float64Array.from(law);
}

function finiteProbabilities(
  degrees: readonly number[],
  weights: readonly number[],
  title: string,
): Float64Array<ArrayBuffer> {
  const shares = normalised(sameLength(degrees, weights, title), title);
  let largest = 0;
  for (const degree of degrees) largest = Math.max(largest, checkInteger(degree, "degree", 0, maxDegree));
  const law = new Float64Array(largest + 1);
  for (let i = 0; i < degrees.length; i++) law[degrees[i]] += shares[i];
  return law;
}

function normalised(weights: readonly number[], title: string): number[] {
  let total = 0;
  for (const weight of weights) total += checkNonNegative(weight, title);
  if (!(total > 0 && total < Infinity)) throw rejected(weights, title, "at least one number > 0");
  return weights.map((weight) => weight / total);
}

function sameLength(values: readonly number[], weights: readonly number[], title: string): readonly number[] {
  if (weights.length === values.length) return weights;
  throw rejected(weights.length, `${title}.length`, `${values.length}, one for each degree or mean`);
}
