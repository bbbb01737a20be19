/** What theory needs of a kind of degree law: one record a kind, the only place that a new one needs beside its constructor. */
import {
  binomialLogPmf,
  checkInteger,
  checkLaw,
  checkPositive,
  exp,
  poissonPmf,
  power,
  rejected,
} from "../base/index.js";
import {
  binomial,
  checkShares,
  checkSomeEdge,
  type DegreeLaw,
  type EmpiricalLaw,
  mixedPoisson,
  poisson,
  polynomial,
  regular,
  type ZipfLaw,
  zipf,
} from "./laws.js";
import { BinomialSeries, MixedPoissonSeries, PoissonSeries } from "./series/poisson.js";
import { PowerSeries } from "./series/power.js";
import type { Series } from "./series/series.js";

/** Degrees and probabilities. */
export type Support = { readonly degrees: readonly number[]; readonly probabilities: readonly number[] };

type LawKind<L extends DegreeLaw> = {
  /** What stands behind its name in the notation, and the law of such numbers; null where its notation is another one. */
  readonly notation: {
    readonly names: readonly string[];
    readonly make: (...numbers: number[]) => DegreeLaw;
  } | null;
  readonly print: (law: L) => string;
  /** The generating function. */
  readonly series: (law: L) => Series;
  readonly probability: (law: L, degree: number) => number;
  /** What is left out of an infinite law has a probability below 10^-20. */
  readonly support: (law: L) => Support;
  /** The largest degree, or one beyond which nothing is ever drawn. */
  readonly maxDegree: (law: L) => number;
  /** The law made again by its function, which checks it and sorts its degrees. */
  readonly normal: (law: L) => L;
  /** Whether every size has a chance, so that a probability of 0 is only what doubles make of it. */
  readonly hasEverySize: boolean;
};

/** Of all laws with finitely many degrees and a probability for each of them. */
const finite = {
  probability: (degrees: readonly number[], probabilities: readonly number[], degree: number) => {
    const at = degrees.indexOf(degree);
    return at < 0 ? 0 : probabilities[at];
  },
  maxDegree: ({ degrees }: { readonly degrees: readonly number[] }) =>
    degrees.reduce((most, degree) => Math.max(most, degree), 0),
};

const kinds: { readonly [K in DegreeLaw["kind"]]: LawKind<Extract<DegreeLaw, { kind: K }>> } = {
  poisson: {
    notation: { names: ["MEAN"], make: poisson },
    print: ({ mean }) => `poisson:${mean}`,
    series: ({ mean }) => new PoissonSeries(checkPositive(mean, "mean")),
    probability: ({ mean }, degree) => poissonPmf(degree, mean),
    support: ({ mean }) => supportUpTo(mean, (degree) => poissonPmf(degree, mean)),
    maxDegree: ({ mean }) => poissonEnd(mean),
    normal: ({ mean }) => poisson(mean),
    hasEverySize: true,
  },
  regular: {
    notation: { names: ["DEGREE"], make: regular },
    print: ({ degree }) => `regular:${degree}`,
    series: ({ degree }) => new PowerSeries([checkInteger(degree, "degree", 1)], [1]),
    probability: (law, degree) => (degree === law.degree ? 1 : 0),
    support: ({ degree }) => ({ degrees: [degree], probabilities: [1] }),
    maxDegree: ({ degree }) => degree,
    normal: ({ degree }) => regular(degree),
    hasEverySize: false,
  },
  binomial: {
    notation: { names: ["TRIALS", "PROBABILITY"], make: binomial },
    print: ({ trials, probability }) => `binomial:${trials}:${probability}`,
    series: ({ trials, probability }) => new BinomialSeries(trials, probability),
    probability: ({ trials, probability }, degree) => exp(binomialLogPmf(degree, trials, probability)),
    support: ({ trials, probability }) =>
      supportUpTo(trials * probability, (degree) => exp(binomialLogPmf(degree, trials, probability))),
    maxDegree: ({ trials, probability }) => Math.min(trials, poissonEnd(trials * probability)),
    normal: ({ trials, probability }) => binomial(trials, probability),
    hasEverySize: false,
  },
  zipf: {
    notation: { names: ["EXPONENT", "CUTOFF"], make: zipf },
    print: ({ exponent, cutoff }) => `zipf:${exponent}:${cutoff}`,
    series(law) {
      const { degrees, probabilities } = zipfSupport(law);
      return new PowerSeries(degrees, probabilities);
    },
    probability({ exponent, cutoff }, degree) {
      if (degree < 1 || degree > cutoff) return 0;
      let total = 0;
      for (let k = 1; k <= cutoff; k++) total += power(k, -exponent);
      return power(degree, -exponent) / total;
    },
    support: zipfSupport,
    maxDegree: ({ cutoff }) => cutoff,
    normal: ({ exponent, cutoff }) => zipf(exponent, cutoff),
    hasEverySize: false,
  },
  polynomial: {
    notation: null,
    print: ({ degrees, probabilities }) => printTerms(degrees, probabilities),
    series({ degrees, probabilities }) {
      checkShares(probabilities, "probabilities");
      checkSomeEdge(degrees, "probabilities");
      return new PowerSeries(degrees, probabilities);
    },
    probability: ({ degrees, probabilities }, degree) => finite.probability(degrees, probabilities, degree),
    support: (law) => law,
    maxDegree: finite.maxDegree,
    normal: ({ degrees, probabilities }) =>
      polynomial(Object.fromEntries(degrees.map((degree, i) => [degree, probabilities[i]]))),
    hasEverySize: false,
  },
  empirical: {
    notation: null,
    print: ({ degrees, counts }) => printTerms(degrees, shares(counts)),
    series({ degrees, counts }) {
      checkSomeEdge(degrees, "counts");
      return new PowerSeries(degrees, shares(counts));
    },
    probability: ({ degrees, counts }, degree) => finite.probability(degrees, shares(counts), degree),
    support: ({ degrees, counts }) => ({ degrees, probabilities: shares(counts) }),
    maxDegree: finite.maxDegree,
    normal: ({ degrees, counts }) => normalCounts(degrees, counts),
    hasEverySize: false,
  },
  mixedPoisson: {
    notation: null,
    print: ({ means }) => `Poisson with ${means.length} different means`,
    series({ means, weights }) {
      checkShares(weights, "weights");
      return new MixedPoissonSeries(means, weights);
    },
    probability: mixedProbability,
    support: (law) => supportUpTo(highest(law.means), (degree) => mixedProbability(law, degree)),
    maxDegree: ({ means }) => poissonEnd(highest(means)),
    normal: ({ means, weights }) => mixedPoisson(means, weights),
    hasEverySize: true,
  },
};

/** The record of a law's kind; a TypeError or RangeError when the object is not a law. */
export function lawKindOf<L extends DegreeLaw>(law: L): LawKind<L> {
  if (!Object.hasOwn(kinds, String(law?.kind))) throw rejected(law, "law", "a degree law", true);
  return kinds[law.kind] as unknown as LawKind<L>;
}

/** The notation of a name: null where a law of this name has none. */
export function notationOf(name: string): LawKind<DegreeLaw>["notation"] {
  return Object.hasOwn(kinds, name) ? kinds[name as DegreeLaw["kind"]].notation : null;
}

/**
 * Returns the largest degree of a law, or for laws without end one beyond which nothing is ever drawn. O(degrees).
 *
 * @throws TypeError for what is not a law.
 *
 * @example
 * ```ts
 * import { maxDegree, poisson, zipf } from "@onset/core/theory";
 * maxDegree(zipf(1.1, 1000)); // => 1000
 * maxDegree(poisson(4)); // => 54
 * ```
 */
export function maxDegree(law: DegreeLaw): number {
  return lawKindOf(checkLaw(law)).maxDegree(law);
}

/**
 * Returns a law in its one spelling: made again by its function, which checks it and sorts its degrees.
 *
 * @throws TypeError or RangeError for what is not a law.
 *
 * @example
 * ```ts
 * import { normalLaw } from "@onset/core/theory";
 * normalLaw({ kind: "polynomial", degrees: [4, 2], probabilities: [0.5, 0.5] });
 * // => { kind: "polynomial", degrees: [2, 4], probabilities: [0.5, 0.5] }
 * ```
 */
export function normalLaw(law: DegreeLaw): DegreeLaw {
  return lawKindOf(checkLaw(law)).normal(law);
}

function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function highest(means: readonly number[]): number {
  return means.reduce((most, mean) => Math.max(most, mean), 0);
}

function mixedProbability(
  { means, weights }: Extract<DegreeLaw, { kind: "mixedPoisson" }>,
  degree: number,
): number {
  return means.reduce((sum, mean, i) => sum + weights[i] * poissonPmf(degree, mean), 0);
}

function zipfSupport({ exponent, cutoff }: ZipfLaw): Support {
  const degrees = Array.from({ length: cutoff }, (_, i) => i + 1);
  return { degrees, probabilities: shares(degrees.map((degree) => power(degree, -exponent))) };
}

/** What a law of tails like those of Poisson laws up to a mean has above 10^-22. */
function supportUpTo(mean: number, probabilityOf: (degree: number) => number): Support {
  const degrees: number[] = [];
  const probabilities: number[] = [];
  for (let degree = 0; degree <= mean + 10 * Math.sqrt(mean) + 40; degree++) {
    const probability = probabilityOf(degree);
    if (!(probability > 1e-22)) continue;
    degrees.push(degree);
    probabilities.push(probability);
  }
  return { degrees, probabilities };
}

/** Ten standard deviations and a little: less than 1e-20 is beyond. */
function poissonEnd(mean: number): number {
  return Math.ceil(mean + 10 * Math.sqrt(mean) + 30);
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

function printTerms(degrees: readonly number[], probabilities: readonly number[]): string {
  const power = (degree: number) => (degree === 0 ? "" : degree === 1 ? "x" : `x^${degree}`);
  const factor = (share: number, degree: number) => (share === 1 && degree > 0 ? "" : String(share));
  return degrees.map((degree, i) => factor(probabilities[i], degree) + power(degree)).join("+");
}
