/**
 * The skill degrees of a part of a corpus, or of a larger one of the same kind. Keeping each text with
 * probability f < 1 replaces x by z = 1 - f + f x in the generating function; for f > 1 a skill of degree d
 * receives Poisson((f - 1) d) further texts, which replaces x by z = x exp(-(f - 1)(1 - x)).
 */
import { exp, expm1, log1p } from "../../base/index.js";
import type { Series } from "./series.js";

export class ResizedSeries implements Series {
  readonly mean: number;
  readonly minDegree = 1;
  readonly #base: Series;
  readonly #fraction: number;
  readonly #taylor: Float64Array = new Float64Array(3);

  constructor(base: Series, fraction: number) {
    this.#base = base;
    this.#fraction = fraction;
    this.mean = base.mean * fraction;
  }

  /** Coefficients up to the second, which is all that the skill side of density evolution needs. */
  fill(out: Float64Array, top: number, x: number, y: number): void {
    const f = this.#fraction;
    const base = this.#taylor;
    // z and its derivatives z', z''/2.
    let z = 1 - f * y;
    let rest = f * y;
    let z1 = f;
    let z2 = 0;
    if (f > 1) {
      const more = f - 1;
      const decay = exp(-more * y);
      z = x * decay;
      rest = -expm1(log1p(-y) - more * y);
      z1 = decay * (1 + more * x);
      z2 = decay * more * (1 + 0.5 * more * x);
    }
    this.#base.fill(base, Math.min(top, 2), z, rest);
    out[0] = base[0];
    if (top >= 1) out[1] = base[1] * z1;
    if (top >= 2) out[2] = base[2] * z1 * z1 + base[1] * z2;
  }

  complement(y: number): number {
    const f = this.#fraction;
    return this.#base.complement(f > 1 ? -expm1(log1p(-y) - (f - 1) * y) : f * y);
  }

  /** Only for `least` = 1, the complement of the edge view: resized laws are laws of skills. */
  edgeTail(_least: number, y: number): number {
    const f = this.#fraction;
    if (f <= 1) return this.#base.edgeTail(1, f * y);
    const more = f - 1;
    const rest = -expm1(log1p(-y) - more * y);
    // lambda_f = lambda(z) z'/f: the complements of both factors.
    const factorRest = -expm1(log1p((-more * y) / f) - more * y);
    const tail = this.#base.edgeTail(1, rest);
    return tail + (1 - tail) * factorRest;
  }

  elasticity(x: number, y: number): number {
    const taylor = new Float64Array(3);
    this.fill(taylor, 2, x, y);
    return (2 * x * taylor[2]) / taylor[1];
  }
}
