/** The probability that a Gaussian process stays above 0 on a grid, with Brownian bridges between its points. */
import { expm1, log, type RandomStream } from "../../base/index.js";

/** A lower triangular root of a covariance; what rounding made negative counts as 0. */
export function triangularRoot(covariance: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const root = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = covariance[i * size + j];
      for (let k = 0; k < j; k++) sum -= root[i * size + k] * root[j * size + k];
      if (i === j) {
        root[j * size + j] = Math.sqrt(Math.max(0, sum));
        if (sum <= 1e-12 * covariance[j * size + j]) break;
      } else root[i * size + j] = sum / root[j * size + j];
    }
  }
  return root;
}

/**
 * By sampling, with the bridges in closed form: between a and b > 0 the process stays positive with probability
 * 1 - exp(-2ab/v), v the variance of the increment. A sample ends where it falls to 0.
 */
export function stayingProbability(
  mean: Float64Array,
  covariance: Float64Array,
  samples: number,
  rng: RandomStream,
): { readonly probability: number; readonly standardError: number } {
  const size = mean.length;
  const root = triangularRoot(covariance, size);
  const increments = new Float64Array(size);
  for (let i = 1; i < size; i++) {
    const at = i * size + i;
    increments[i] = Math.max(1e-300, covariance[at] + covariance[at - size - 1] - 2 * covariance[at - 1]);
  }
  const normals = new NormalPairs(rng);
  const noise = new Float64Array(size);
  let [sum, squares] = [0, 0];
  for (let sample = 0; sample < samples; sample++) {
    let staying = 1;
    let before = 0;
    for (let i = 0; i < size && staying > 0; i++) {
      noise[i] = normals.next();
      let value = mean[i];
      const row = i * size;
      for (let k = 0; k <= i; k++) value += root[row + k] * noise[k];
      if (!(value > 0)) staying = 0;
      else if (i > 0) staying *= -expm1((-2 * before * value) / increments[i]);
      before = value;
    }
    sum += staying;
    squares += staying * staying;
  }
  const probability = sum / samples;
  const variance = Math.max(0, squares / samples - probability * probability);
  return { probability, standardError: Math.sqrt(variance / samples) };
}

/** Standard normal numbers, two at a time, by the polar method of Marsaglia and Bray (1964). */
class NormalPairs {
  readonly #rng: RandomStream;
  #spare = 0;
  #hasSpare = false;

  constructor(rng: RandomStream) {
    this.#rng = rng;
  }

  next(): number {
    if (this.#hasSpare) {
      this.#hasSpare = false;
      return this.#spare;
    }
    for (;;) {
      const x = 2 * this.#rng.nextFloat() - 1;
      const y = 2 * this.#rng.nextFloat() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * log(square)) / square);
      this.#spare = y * scale;
      this.#hasSpare = true;
      return x * scale;
    }
  }
}
