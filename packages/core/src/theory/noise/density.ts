/**
 * Densities of soft values on a grid, for density evolution over channels that flip bits or add noise.
 *
 * Messages of such channels are symmetric, p(-x) = p(x) e^-x, so the mass at each size |x| says all: a symmetric density is a mixture of
 * binary symmetric channels, and size x stands for one that errs with probability 1/(1 + e^x). At a bit two sizes become their sum or
 * their difference; at a check they become the size whose error is that of two channels one after the other. Sums and differences stay on the
 * grid. What falls between two sizes of the grid is shared by them so that the capacity stays, which errs by the square of the
 * step (of 128 sizes: thresholds by 0.02 to 0.2 %; sharing so that the mean error stays errs ten times as much).
 *
 * Sources: Richardson, Urbanke, "Modern Coding Theory", chapter 4; Chung, Forney, Richardson, Urbanke, "On the design of low-density
 * parity-check codes within 0.0045 dB of the Shannon limit" (2001), for densities that are kept as numbers.
 */
import { exp, log, log1p } from "../../base/index.js";

/** Mass by size: entry i is that of i steps; the last one holds all above it. */
export type Density = Float64Array<ArrayBuffer>;

/** The sizes of densities, and what follows from them. */
export class DensityGrid {
  readonly size: number;
  readonly step: number;
  /** By size the probability that its sign is wrong. */
  readonly errors: Float64Array<ArrayBuffer>;
  /** By pair i <= j, row after row: the lower of the sizes between which a check puts them, and the share of the upper. */
  readonly #lower: Uint16Array;
  readonly #share: Float64Array;
  /** By pair i <= j: the probability that their signs agree. */
  readonly #agree: Float64Array;

  /** `size` sizes from 0 to `largest` nats. */
  constructor(size: number, largest: number) {
    this.size = size;
    this.step = largest / (size - 1);
    this.errors = Float64Array.from({ length: size }, (_, i) => 1 / (1 + exp(i * this.step)));
    const pairs = (size * (size + 1)) / 2;
    this.#lower = new Uint16Array(pairs);
    this.#share = new Float64Array(pairs);
    this.#agree = new Float64Array(pairs);
    for (let i = 0, pair = 0; i < size; i++) {
      for (let j = i; j < size; j++, pair++) {
        const [x, y] = [i * this.step, j * this.step];
        // 2 artanh(tanh(x/2) tanh(y/2)) without cancellation.
        const value = x + log1p(exp(-x - y)) - log1p(exp(x - y));
        const [lower, share] = this.#between(i === 0 ? 0 : Math.max(0, value));
        this.#lower[pair] = lower;
        this.#share[pair] = share;
        this.#agree[pair] = (1 - this.errors[i]) * (1 - this.errors[j]) + this.errors[i] * this.errors[j];
      }
    }
  }

  /** The sizes between which a value lies, and the share of the upper that keeps its capacity. */
  #between(value: number): [number, number] {
    const lower = Math.min(this.size - 2, Math.floor(value / this.step));
    const below = entropy(lower * this.step);
    const share = (below - entropy(value)) / (below - entropy((lower + 1) * this.step));
    return [lower, Math.min(1, Math.max(0, share))];
  }

  /**
   * Adds mass at a size in nats, shared so that the Bhattacharyya parameter 1/cosh(x/2) stays: it decides whether the last errors vanish.
   */
  add(density: Density, value: number, mass: number): void {
    const lower = Math.min(this.size - 2, Math.floor(value / this.step));
    const below = bhattacharyya(lower * this.step);
    const between = (below - bhattacharyya(value)) / (below - bhattacharyya((lower + 1) * this.step));
    const share = Math.min(1, Math.max(0, between));
    density[lower] += mass * (1 - share);
    density[lower + 1] += mass * share;
  }

  /** The probability of a wrong sign; half of what is undecided. */
  error(density: Density): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += density[i] * this.errors[i];
    return sum;
  }

  /** What a bit makes of two messages. */
  atBit(first: Density, second: Density): Density {
    const { size } = this;
    const agree = this.#agree;
    const result: Density = new Float64Array(size);
    for (let i = 0, pair = 0; i < size; i++) {
      const a = first[i];
      const b = second[i];
      if (a === 0 && b === 0) {
        pair += size - i;
        continue;
      }
      for (let j = i; j < size; j++, pair++) {
        const mass = i === j ? a * b : a * second[j] + first[j] * b;
        const same = mass * agree[pair];
        const sum = i + j;
        result[sum < size ? sum : size - 1] += same;
        result[j - i] += mass - same;
      }
    }
    return result;
  }

  /** What a check makes of two messages. */
  atCheck(first: Density, second: Density): Density {
    const { size } = this;
    const lower = this.#lower;
    const share = this.#share;
    const result: Density = new Float64Array(size);
    for (let i = 0, pair = 0; i < size; i++) {
      const a = first[i];
      const b = second[i];
      if (a === 0 && b === 0) {
        pair += size - i;
        continue;
      }
      for (let j = i; j < size; j++, pair++) {
        const mass = i === j ? a * b : a * second[j] + first[j] * b;
        const place = lower[pair];
        const upper = mass * share[pair];
        result[place] += mass - upper;
        result[place + 1] += upper;
      }
    }
    return result;
  }

  /** All mass at one end: nothing is known (at a bit it changes nothing), or everything (at a check it changes nothing). */
  certain(isKnown: boolean): Density {
    const density: Density = new Float64Array(this.size);
    density[isKnown ? this.size - 1 : 0] = 1;
    return density;
  }
}

/** 1/cosh(x/2) of a soft value of this size. */
function bhattacharyya(value: number): number {
  return 2 / (exp(value / 2) + exp(-value / 2));
}

/** The entropy, in nats, of the sign of a soft value of this size. */
function entropy(value: number): number {
  const error = 1 / (1 + exp(value));
  return error * (value + log1p(exp(-value))) + (1 - error) * log1p(exp(-value));
}

/** The density that a binary symmetric channel gives. */
export function flipDensity(grid: DensityGrid, probability: number): Density {
  const density: Density = new Float64Array(grid.size);
  grid.add(density, Math.abs(log((1 - probability) / probability)), 1);
  return density;
}

/** The density that BPSK over Gaussian noise of deviation sigma gives: normal with mean 2/sigma^2 and twice that as variance. */
export function gaussianDensity(grid: DensityGrid, sigma: number): Density {
  const density: Density = new Float64Array(grid.size);
  const mean = 2 / (sigma * sigma);
  const deviation = 2 / sigma;
  // Ten deviations on both sides, each in so many parts.
  const parts = 4000;
  let total = 0;
  const masses = new Float64Array(parts);
  for (let i = 0; i < parts; i++) {
    const z = ((i + 0.5) / parts) * 20 - 10;
    masses[i] = exp((-z * z) / 2);
    total += masses[i];
  }
  for (let i = 0; i < parts; i++) {
    const z = ((i + 0.5) / parts) * 20 - 10;
    grid.add(density, Math.abs(mean + deviation * z), masses[i] / total);
  }
  return density;
}
