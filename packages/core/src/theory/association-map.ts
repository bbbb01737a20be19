/**
 * The equations of the giant component of the association graph: learned skills, two of which are associated when
 * some text contains both.
 *
 * - Independent (site percolation, Liao, Chang and Hong; generating functions of Newman, Strogatz and Watts,
 *   2001): every skill is learned with probability zeta by itself, v = 1 - zeta + zeta lambda(w), w = rho(v).
 * - Exact (a result of this project): being learned and being connected come from the same graph. Below
 *   an edge, seen without it, a skill is learned and not connected to the giant part with probability V1; it
 *   is unlearned by itself, and not connected once the edge's text teaches it, with probability V0. Among the
 *   other skills of a text let i be unlearned by themselves. The text teaches the root for i < D, and with it
 *   those i; for i = D it teaches them once the root is learned elsewhere; for i > D they stay unlearned:
 *
 *       A1 = sum_{i<D} V0^i rho_i(V1),    rho_i(x) = rho^(i)(x)/i!
 *       A0 = rho(V1 + q) - sum_{i<=D} q^i rho_i(V1) + V0^D rho_D(V1)
 *       V1 = lambda(A1 + A0) - eps lambda(A0),    V0 = eps lambda(A0)
 *       giant = zeta - [ L(A1 + A0) - eps L(A0) ]
 *
 *   A Poisson learner with a table p is a mixture: each text has a D of its own, Pr(D > j) = p_j, and A1 and A0 are means over D.
 *
 *   All right-hand sides are power series with coefficients >= 0: Newton's method from V1 = V0 = 0 rises to
 *   the smallest solution, which is the one. A component exists iff the Jacobian at V1 = 1 - q, V0 = q has
 *   an eigenvalue above 1.
 */
import { checkMaxUnlearned } from "../base/index.js";
import type { Series } from "./series/series.js";
import { checkSuccessTable } from "./success.js";

/** The learner of whom the equations are: D or a table of success, theta and eps. */
export type AssociationLearner = {
  readonly maxUnlearned?: number;
  readonly success?: readonly number[];
  readonly reliability?: number;
  readonly unknown?: number;
};

/** Edge views of a law with derivatives: value and slopes f_i = f^(i)/i!. */
export class EdgeView {
  readonly #series: Series;
  readonly #top: number;
  readonly #raw: Float64Array;

  constructor(series: Series, top: number) {
    this.#series = series;
    this.#top = top;
    this.#raw = new Float64Array(top + 2);
  }

  /** Taylor coefficients of the edge view at x. */
  at(x: number): Float64Array {
    const out = new Float64Array(this.#top + 1);
    this.#series.fill(this.#raw, this.#top + 1, x, 1 - x);
    for (let i = 0; i <= this.#top; i++) out[i] = (this.#raw[i + 1] * (i + 1)) / this.#series.mean;
    return out;
  }

  /** The node view at x. */
  node(x: number): number {
    this.#series.fill(this.#raw, 0, x, 1 - x);
    return this.#raw[0];
  }
}

/** The map (V1, V0) -> (V1, V0) with its Jacobian. */
export class AssociationMap {
  /** The image. */
  v1 = 0;
  v0 = 0;
  /** The Jacobian: d11 = dV1/dV1, d10 = dV1/dV0, d01 = dV0/dV1, d00 = dV0/dV0. */
  d11 = 0;
  d10 = 0;
  d01 = 0;
  d00 = 0;
  /** A1 + A0 and A0. */
  both = 0;
  silent = 0;
  readonly #texts: EdgeView;
  readonly #skills: EdgeView;
  /** p_j = Pr(D > j). */
  readonly #table: readonly number[];
  readonly #reliability: number;
  readonly #unknown: number;
  readonly #q: number;

  constructor(texts: Series, skills: Series, options: AssociationLearner, q: number) {
    this.#table =
      options.success === undefined
        ? new Array<number>(checkMaxUnlearned(options.maxUnlearned)).fill(1)
        : checkSuccessTable(options.success);
    this.#reliability = options.reliability ?? 1;
    this.#unknown = options.unknown ?? 1;
    this.#texts = new EdgeView(texts, this.#table.length + 1);
    this.#skills = new EdgeView(skills, 1);
    this.#q = q;
  }

  at(v1: number, v0: number): void {
    const table = this.#table;
    const q = this.#q;
    const theta = this.#reliability;
    const all = this.#texts.at(Math.min(1, v1 + q));
    const rho = this.#texts.at(v1);
    // An unreliable text teaches nothing, but associates what it contains: rho(V1 + q) for its part of A0.
    let teaches = 0;
    let teachesBy1 = 0;
    let teachesBy0 = 0;
    let spared = 0;
    let sparedBy1 = 0;
    let sparedBy0 = 0;
    let [power, powerBefore, powerOfQ] = [1, 0, 1];
    for (let i = 0; i < table.length; i++) {
      teaches += table[i] * power * rho[i];
      teachesBy1 += table[i] * power * (i + 1) * rho[i + 1];
      teachesBy0 += table[i] * i * powerBefore * rho[i];
      spared += table[i] * powerOfQ * rho[i];
      sparedBy1 += table[i] * powerOfQ * (i + 1) * rho[i + 1];
      [powerBefore, power] = [power, power * v0];
      powerOfQ *= q;
      // D = i + 1, with the probability by which the table falls: powers V0^D - q^D in place of V0^D.
      const share = table[i] - (table[i + 1] ?? 0);
      const last = share * (power - powerOfQ);
      spared -= last * rho[i + 1];
      sparedBy1 -= last * (i + 2) * rho[i + 2];
      sparedBy0 -= share * (i + 1) * powerBefore * rho[i + 1];
    }
    this.silent = all[0] - theta * spared;
    const silentBy1 = all[1] - theta * sparedBy1;
    const silentBy0 = -theta * sparedBy0;
    this.both = theta * teaches + this.silent;
    const bothBy1 = theta * teachesBy1 + silentBy1;
    const bothBy0 = theta * teachesBy0 + silentBy0;
    const [lambdaBoth, slopeBoth] = this.#skills.at(this.both) as unknown as [number, number];
    const [lambdaSilent, slopeSilent] = this.#skills.at(this.silent) as unknown as [number, number];
    this.v0 = this.#unknown * lambdaSilent;
    this.v1 = lambdaBoth - this.v0;
    this.d01 = this.#unknown * slopeSilent * silentBy1;
    this.d00 = this.#unknown * slopeSilent * silentBy0;
    this.d11 = slopeBoth * bothBy1 - this.d01;
    this.d10 = slopeBoth * bothBy0 - this.d00;
  }

  /** The share of skills that are learned and not in the giant component. */
  apart(): number {
    return this.#skills.node(this.both) - this.#unknown * this.#skills.node(this.silent);
  }

  /** The largest eigenvalue of the Jacobian, which has no negative entry. */
  growth(): number {
    const half = (this.d11 + this.d00) / 2;
    const difference = (this.d11 - this.d00) / 2;
    return half + Math.sqrt(Math.max(0, difference * difference + this.d10 * this.d01));
  }
}

/** Newton's method halves the distance even at the critical point: 60 steps reach the last digit. */
const maxSteps = 100;

/** The rounding of the right-hand sides: powers x^k, and exponents of Poisson laws, round relative to the degrees. */
export function roundingOf(texts: Series, skills: Series): number {
  return 2 * Number.EPSILON * (2 + texts.mean + skills.mean);
}

/** Solves for (V1, V0) from below; whether it converged. */
export function solveAssociation(map: AssociationMap, tolerance: number): boolean {
  let [v1, v0] = [0, 0];
  for (let step = 0; step < maxSteps; step++) {
    map.at(v1, v0);
    const [g1, g0] = [map.v1 - v1, map.v0 - v0];
    const [a, b, c, d] = [1 - map.d11, -map.d10, -map.d01, 1 - map.d00];
    const determinant = a * d - b * c;
    if (!(determinant > 0)) return Math.abs(g1) + Math.abs(g0) < 1e-9;
    const [s1, s0] = [(d * g1 - b * g0) / determinant, (a * g0 - c * g1) / determinant];
    // At the critical point the steps are large compared with what the residual still tells.
    if (Math.abs(g1) + Math.abs(g0) <= tolerance || Math.abs(s1) + Math.abs(s0) <= tolerance) return true;
    v1 = Math.min(1, Math.max(0, v1 + s1));
    v0 = Math.min(1, Math.max(0, v0 + s0));
  }
  return false;
}

/** The giant share of site percolation: Newton from below on v = 1 - zeta + zeta lambda(rho(v)). */
export function independentGiant(
  texts: Series,
  skills: Series,
  share: number,
): { giant: number; converged: boolean } {
  const [rho, lambda] = [new EdgeView(texts, 1), new EdgeView(skills, 1)];
  const tolerance = roundingOf(texts, skills);
  let v = 0;
  for (let step = 0; step < maxSteps; step++) {
    const [w, slope] = rho.at(v) as unknown as [number, number];
    const [value, steepness] = lambda.at(w) as unknown as [number, number];
    const gap = 1 - share + share * value - v;
    const change = gap / (1 - share * steepness * slope);
    if (!(gap > tolerance)) return { giant: share * (1 - lambda.node(w)), converged: true };
    v = Math.min(1, v + change);
  }
  return { giant: share * (1 - lambda.node(rho.at(v)[0])), converged: false };
}
