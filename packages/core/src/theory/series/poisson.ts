/** Generating functions of Poisson, mixed Poisson and binomial laws. */
import { exp, expm1, log, log1p, logBinomial, poissonTail, power } from "../../base/index.js";
import { binomialTail, type Series } from "./series.js";

/** P(x) = exp(-mean (1 - x)); node and edge view are the same. */
export class PoissonSeries implements Series {
  readonly mean: number;
  readonly minDegree = 1;

  constructor(mean: number) {
    this.mean = mean;
  }

  fill(out: Float64Array, top: number, _x: number, y: number): void {
    let term = exp(-this.mean * y);
    out[0] = term;
    for (let j = 1; j <= top; j++) out[j] = term *= this.mean / j;
  }

  complement(y: number): number {
    return -expm1(-this.mean * y);
  }

  edgeTail(least: number, q: number): number {
    return least === 1 ? -expm1(-this.mean * q) : poissonTail(least - 1, this.mean * q);
  }

  elasticity(x: number): number {
    return this.mean * x;
  }
}

/** P(x) = (1 - p (1 - x))^n. */
export class BinomialSeries implements Series {
  readonly mean: number;
  readonly minDegree: number;
  readonly #trials: number;
  readonly #probability: number;

  constructor(trials: number, probability: number) {
    this.#trials = trials;
    this.#probability = probability;
    this.mean = trials * probability;
    this.minDegree = probability === 1 ? trials : 1;
  }

  fill(out: Float64Array, top: number, x: number, y: number): void {
    const n = this.#trials;
    const p = this.#probability;
    // 1 - p y, exact for p = 1, where it is x.
    const base = 1 - p + p * x;
    const logBase = y < 0.5 ? log1p(-p * y) : log(base);
    for (let j = 0; j <= top; j++) {
      out[j] = j > n ? 0 : exp(logBinomial(n, j)) * power(p, j) * (j === n ? 1 : exp((n - j) * logBase));
    }
  }

  complement(y: number): number {
    return -expm1(this.#trials * log1p(-this.#probability * y));
  }

  edgeTail(least: number, q: number): number {
    const others = this.#trials - 1;
    return others < least
      ? 0
      : binomialTail(others, logBinomial(others, least), least, this.#probability * q);
  }

  elasticity(x: number): number {
    const p = this.#probability;
    return x === 0 ? (p === 1 ? this.#trials - 1 : 0) : ((this.#trials - 1) * p * x) / (1 - p + p * x);
  }
}

/** P(x) = sum over i of w_i exp(-m_i (1 - x)). */
export class MixedPoissonSeries implements Series {
  readonly mean: number;
  readonly minDegree = 1;
  readonly #means: Float64Array;
  readonly #weights: Float64Array;

  constructor(means: ArrayLike<number>, weights: ArrayLike<number>) {
    this.#means = Float64Array.from(means);
    this.#weights = Float64Array.from(weights);
    this.mean = this.#means.reduce((sum, mean, i) => sum + mean * this.#weights[i], 0);
  }

  fill(out: Float64Array, top: number, _x: number, y: number): void {
    out.fill(0, 0, top + 1);
    for (let i = 0; i < this.#means.length; i++) {
      const mean = this.#means[i];
      let term = this.#weights[i] * exp(-mean * y);
      out[0] += term;
      for (let j = 1; j <= top; j++) out[j] += term *= mean / j;
    }
  }

  complement(y: number): number {
    let sum = 0;
    for (let i = 0; i < this.#means.length; i++) sum -= this.#weights[i] * expm1(-this.#means[i] * y);
    return sum;
  }

  edgeTail(least: number, q: number): number {
    let sum = 0;
    for (let i = 0; i < this.#means.length; i++) {
      const mean = this.#means[i];
      sum += this.#weights[i] * mean * (least === 1 ? -expm1(-mean * q) : poissonTail(least - 1, mean * q));
    }
    return sum / this.mean;
  }

  elasticity(x: number, y: number): number {
    let value = 0;
    let slope = 0;
    for (let i = 0; i < this.#means.length; i++) {
      const mean = this.#means[i];
      const term = this.#weights[i] * mean * exp(-mean * y);
      value += term;
      slope += term * mean;
    }
    return value === 0 ? 0 : (x * slope) / value;
  }
}
