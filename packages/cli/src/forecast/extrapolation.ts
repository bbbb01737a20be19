import { type SkillTextGraph, skillDegreeCounts, textSizeCounts } from "@onset/core/graph";
import { estimateRates, expectedSkills, type SkillRates } from "@onset/core/learning";
import { type DegreeLaw, empirical, evolve, mixedPoisson } from "@onset/core/theory";

/** Whose future is asked for. */
export type Learner = { readonly maxUnlearned: number; readonly known: Uint8Array<ArrayBuffer> };

/** The laws of some texts, taken to other numbers of texts. */
export class Extrapolation {
  readonly rates: SkillRates;
  readonly #sizes: DegreeLaw | null;
  readonly #maxUnlearned: number;
  readonly #weights: Float64Array;

  constructor(texts: SkillTextGraph, { known, maxUnlearned }: Learner) {
    const sizes = textSizeCounts(texts, { known });
    this.rates = estimateRates(skillDegreeCounts(texts, { known }));
    this.#sizes = sizes.length < 2 ? null : empirical(sizes);
    this.#maxUnlearned = maxUnlearned;
    const sum = this.rates.weights.reduce((total, weight) => total + weight, 0);
    this.#weights = this.rates.weights.map((weight) => weight / sum);
  }

  /** Skills seen in a multiple of the texts. */
  skills(multiple: number): number {
    return expectedSkills(this.rates, multiple);
  }

  /** Skills learned from a multiple of the texts, by density evolution. */
  learned(multiple: number): number {
    if (this.#sizes === null || this.rates.seen === 0) return 0;
    const skills = mixedPoisson(
      this.rates.means.map((mean) => mean * multiple),
      this.#weights,
    );
    const { learned } = evolve(this.#sizes, skills, { maxUnlearned: this.#maxUnlearned });
    return Math.max(0, learned) * this.rates.total;
  }
}

/** Two factors by which a real corpus differs from a random one, and how well they explain it. */
type Factors = { readonly worth: number; readonly share: number; readonly weight: number };

const spreadOfWorth = 0.25;
const meanOfShare = -0.08;
const spreadOfShare = 0.12;
const reach = 2.5;
const gridSize = 25;
const pointsPerFactorOfTwo = 12;

/**
 * What the theory of random corpora does not know of this one, as two factors: as many random texts one of its texts
 * is worth, and which share of what theory promises its correlations let through. Before looking, the first is
 * within a factor of 1.28 of 1 and the second between 0.82 and 1.04 two times out of three: so they were on the
 * bundled corpora. Pairs of factors are then weighed by how well they explain what is learned now - loosely as long
 * as that is little, because before skills emerge theory is off by a factor of two without being off later.
 */
export class Calibration {
  readonly #laws: Extrapolation;
  readonly #factors: readonly Factors[];
  readonly #curve = new Map<number, number>();

  constructor(laws: Extrapolation, learned: number) {
    this.#laws = laws;
    const tolerance = 0.05 + 0.5 * (1 - learned / Math.max(1, laws.rates.seen));
    const factors: Factors[] = [];
    for (const a of gridOf(reach)) {
      for (const b of gridOf(reach)) {
        const worth = Math.exp(spreadOfWorth * a);
        const share = Math.exp(meanOfShare + spreadOfShare * b);
        const deviation = Math.log1p(share * this.#learned(worth)) - Math.log1p(learned);
        factors.push({ worth, share, weight: -(a * a + b * b + (deviation / tolerance) ** 2) / 2 });
      }
    }
    const best = Math.max(...factors.map(({ weight }) => weight));
    this.#factors = factors.map((pair) => ({ ...pair, weight: Math.exp(pair.weight - best) }));
  }

  /** What a multiple of the texts would teach, for every pair of factors, with its weight. */
  at(multiple: number): { readonly value: number; readonly weight: number }[] {
    return this.#factors.map(({ worth, share, weight }) => ({
      value: share * this.#learned(multiple * worth),
      weight,
    }));
  }

  /** The curve of theory between points that were worked out once. */
  #learned(multiple: number): number {
    const place = pointsPerFactorOfTwo * Math.log2(multiple);
    const below = Math.floor(place);
    const part = place - below;
    return (1 - part) * this.#point(below) + part * this.#point(below + 1);
  }

  #point(index: number): number {
    let value = this.#curve.get(index);
    if (value === undefined) {
      value = this.#laws.learned(2 ** (index / pointsPerFactorOfTwo));
      this.#curve.set(index, value);
    }
    return value;
  }
}

function gridOf(reach: number): number[] {
  return Array.from({ length: gridSize }, (_, i) => reach * ((2 * i) / (gridSize - 1) - 1));
}
