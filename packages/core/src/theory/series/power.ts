/**
 * Generating functions with finitely many terms. A dense list of degrees is evaluated by Horner's rule
 * with all Taylor coefficients in one pass (60 degrees, three coefficients: 0.15 us); a sparse one, such
 * as the degrees of the skills of a corpus, term by term in log space.
 */
import { exp, expm1, log, log1p, logBinomial } from "../../base/index.js";
import { binomialTail, type Series } from "./series.js";

/** Below this number of positions per term Horner's rule is faster than an exponential per term. */
const densePositionsPerTerm = 8;

export class PowerSeries implements Series {
  readonly mean: number;
  readonly minDegree: number;
  readonly #degrees: Float64Array;
  readonly #shares: Float64Array;
  /** Shares by degree, or an empty array where Horner's rule does not pay. */
  readonly #dense: Float64Array;

  /** Degrees in ascending order, and their probabilities. */
  constructor(degrees: ArrayLike<number>, shares: ArrayLike<number>) {
    this.#degrees = Float64Array.from(degrees);
    this.#shares = Float64Array.from(shares);
    const count = this.#degrees.length;
    const top = this.#degrees[count - 1];
    this.mean = this.#degrees.reduce((sum, degree, i) => sum + degree * this.#shares[i], 0);
    this.minDegree = this.#degrees[0] > 0 ? this.#degrees[0] : this.#degrees[1];
    const isDense = top <= densePositionsPerTerm * count + 8;
    // An even number of coefficients, the last of which may be 0.
    this.#dense = new Float64Array(isDense ? 2 * Math.floor(top / 2 + 1) : 0);
    if (isDense) for (let i = 0; i < count; i++) this.#dense[this.#degrees[i]] = this.#shares[i];
  }

  fill(out: Float64Array, top: number, x: number, y: number): void {
    if (this.#dense.length > 0) this.#fillDense(out, top, x);
    else this.#fillSparse(out, top, x, y);
  }

  #fillDense(out: Float64Array, top: number, x: number): void {
    const shares = this.#dense;
    if (top === 2) {
      // Two coefficients a step halve the chain of dependent operations: with t = x + h,
      // t^2 = x^2 + 2 x h + h^2 multiplies what is there, and a t + b is added.
      const square = x * x;
      const twice = 2 * x;
      let [p0, p1, p2] = [0, 0, 0];
      for (let k = shares.length - 2; k >= 0; k -= 2) {
        const a = shares[k + 1];
        p2 = p2 * square + (twice * p1 + p0);
        p1 = p1 * square + (twice * p0 + a);
        p0 = p0 * square + (a * x + shares[k]);
      }
      out[0] = p0;
      out[1] = p1;
      out[2] = p2;
      return;
    }
    out.fill(0, 0, top + 1);
    for (let k = shares.length - 1; k >= 0; k--) {
      for (let j = top; j > 0; j--) out[j] = out[j] * x + out[j - 1];
      out[0] = out[0] * x + shares[k];
    }
  }

  #fillSparse(out: Float64Array, top: number, x: number, y: number): void {
    out.fill(0, 0, top + 1);
    const logX = y < 0.5 ? log1p(-y) : log(x);
    for (let i = 0; i < this.#degrees.length; i++) {
      const degree = this.#degrees[i];
      // x^(degree - j) and C(degree, j), from the highest coefficient that is not zero down.
      let j = Math.min(top, degree);
      let power = degree === j ? 1 : exp((degree - j) * logX);
      let choose = 1;
      for (let l = 0; l < j; l++) choose *= (degree - l) / (l + 1);
      for (; j >= 0; j--) {
        out[j] += this.#shares[i] * choose * power;
        choose *= j / (degree - j + 1);
        power *= x;
      }
    }
  }

  complement(y: number): number {
    const logX = log1p(-y);
    let sum = 0;
    for (let i = 0; i < this.#degrees.length; i++) {
      if (this.#degrees[i] > 0) sum -= this.#shares[i] * expm1(this.#degrees[i] * logX);
    }
    return sum;
  }

  edgeTail(least: number, q: number): number {
    const logX = log1p(-q);
    let sum = 0;
    for (let i = 0; i < this.#degrees.length; i++) {
      const others = this.#degrees[i] - 1;
      if (others < least) continue;
      const tail =
        least === 1 ? -expm1(others * logX) : binomialTail(others, logBinomial(others, least), least, q);
      sum += this.#shares[i] * (others + 1) * tail;
    }
    return sum / this.mean;
  }

  elasticity(x: number, y: number): number {
    const least = this.minDegree;
    if (x === 0) return least - 1;
    // Both sums divided by x^(least - 1), which may be far below the smallest double.
    const logX = y < 0.5 ? log1p(-y) : log(x);
    let value = 0;
    let slope = 0;
    for (let i = 0; i < this.#degrees.length; i++) {
      const degree = this.#degrees[i];
      if (degree === 0) continue;
      const term = this.#shares[i] * degree * (degree === least ? 1 : exp((degree - least) * logX));
      value += term;
      slope += term * (degree - 1);
    }
    return slope / value;
  }
}
