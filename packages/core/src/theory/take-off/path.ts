/**
 * The path of density evolution of a corpus with given degrees, and how far finite corpora scatter about it.
 *
 * Each time a text with one unlearned skill ("light") is used, a uniformly random remaining skill end is revealed; the
 * other ends of its skill meet uniformly random remaining text ends. Skills are thus learned in size-biased random order,
 * whatever the texts. With clocks on the ends (Janson, Luczak 2007), alive with probability x (texts) and y (skills),
 * T edges left and H ends in texts with two or more live ends (or not kept), learning goes on while Lambda = T - H > 0:
 *
 *     y from 1 to 0:  x = eps lambda(y),   T/E = eps y lambda(y),   Lambda/E = x (y - 1 + f rho(1-x))
 *     a = x (1 - f rho(1-x) + f x rho'(1-x))
 *     psi(y) = (1/eps - 1) + int_y^1 lambda'(w)/(eps w lambda(w)^2) dw
 *     c(y) = lambda'(y)/(eps lambda(y) (lambda(y) + y lambda'(y)))
 *
 * At fixed edges left the covariance of Lambda at y1 (earlier) and y2 is E (C_H - a1 a2 psi(y1) + a1 a2 C_S) with
 *
 *     C_H = x2 + x1 x2 rho'(1) - f [x2 rho(1-x2) + x2 (x1-x2) rho'(1-x2)]
 *           - x1 x2 [r(1) - f r(1-x1) - f r(1-x2) + f^2 r((1-x1)(1-x2))],     r(z) = (z rho(z))'
 *     C_S = (1/E) sum over skills of Cov(Z(y1), Z(y2))
 *
 * A skill of degree d dies at w with density eps d w^(d-1); alive at y it has Z = d (c(y) - psi(y)), dead since w
 * Z = (d-1)/(eps w lambda(w)) - d psi(w), and known from the start Z = d/eps - d (1/eps - 1).
 */
import { exp, log } from "../../base/index.js";
import { type DegreeClasses, EdgeView } from "./counts.js";

/** The mean of Lambda and its covariance at points of the path, in ends. */
export type TakeOffPath = {
  /** The share of the skills that is learned at each point, those known from the start included. */
  readonly learned: Float64Array<ArrayBuffer>;
  /** The ends used up to each point, those of skills known from the start left out. */
  readonly used: Float64Array<ArrayBuffer>;
  readonly mean: Float64Array<ArrayBuffer>;
  /** The covariance at two points, the earlier first. */
  readonly covarianceOf: (earlier: number, later: number) => number;
};

/** The covariance at all pairs of points, row after row. O(points^2 classes). */
export function covarianceOf({ mean, covarianceOf: at }: TakeOffPath): Float64Array<ArrayBuffer> {
  const size = mean.length;
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) covariance[i * size + j] = covariance[j * size + i] = at(i, j);
  }
  return covariance;
}

export type PathOptions = {
  readonly kept: number;
  readonly unknown: number;
  /** The share of the skills up to which the path goes. */
  readonly height: number;
};

// The path on a fine grid, for the integrals; measured against twice as many points: probabilities within 0.001.
const finePoints = 3000;
/** Of 1 - y: first geometric, from where no skill of degree 10^6 has died, then linear. */
const [firstGap, lastGeometricGap, lastGap] = [1e-7, 0.05, 1 - 1e-4];
/** Points for the passage: half geometric in the edges used from 0.5 on, half linear. */
const coarsePoints = 160;

/** y of each point of the fine grid, from 1 on down. */
function fineGrid(): Float64Array<ArrayBuffer> {
  const half = finePoints / 2;
  const grid = new Float64Array(2 * half);
  const growth = exp(log(lastGeometricGap / firstGap) / (half - 1));
  grid[0] = 1;
  for (let i = 0, gap = firstGap; i < half; i++, gap *= growth) grid[i + 1] = 1 - gap;
  const step = (lastGap - lastGeometricGap) / (half - 1);
  for (let i = 1; i < half; i++) grid[half + i] = 1 - (lastGeometricGap + i * step);
  return grid;
}

/** Null when no edge is unknown at the start or the path ends before its first point. */
export function takeOffPath(
  texts: DegreeClasses,
  skills: DegreeClasses,
  { kept, unknown, height }: PathOptions,
): TakeOffPath | null {
  const [rho, lambda] = [new EdgeView(texts), new EdgeView(skills)];
  const { edges } = skills;
  const grid = fineGrid();
  const chosen = chooseFine(grid, lambda, skills, unknown, height);
  if (chosen.length === 0) return null;
  const size = chosen.length;
  const classes = skills.degrees.length;
  const state = new SkillIntegrals(skills, unknown);
  const [x, a, psi, alive, s0, s1, s2] = Array.from({ length: 7 }, () => new Float64Array(size)) as [
    Float64Array<ArrayBuffer>,
    Float64Array<ArrayBuffer>,
    Float64Array<ArrayBuffer>,
    Float64Array<ArrayBuffer>,
    Float64Array<ArrayBuffer>,
    Float64Array<ArrayBuffer>,
    Float64Array<ArrayBuffer>,
  ];
  const excess = new Float64Array(size);
  const learned = new Float64Array(size);
  const used = new Float64Array(size);
  const mean = new Float64Array(size);
  const means = new Float64Array(size * classes);
  let next = 0;
  for (let i = 0; next < size; i++) {
    const y = grid[i];
    lambda.at(y);
    state.advance(y, lambda);
    if (i !== chosen[next]) continue;
    const point = next++;
    const slope = lambda.slope;
    const missed = unknown * lambda.value;
    rho.at(1 - missed);
    x[point] = missed;
    a[point] = missed * (1 - kept * rho.value + kept * missed * rho.slope);
    psi[point] = state.psi;
    excess[point] = slope / (unknown * lambda.value * (lambda.value + y * slope)) - state.psi;
    used[point] = edges * unknown * (1 - y * lambda.value);
    mean[point] = edges * missed * (y - 1 + kept * rho.value);
    for (let d = 0; d < classes; d++) {
      const degree = skills.degrees[d];
      const weight = skills.counts[d] / edges;
      const live = unknown * y * lambda.powers[d];
      alive[point] += live * skills.counts[d];
      s0[point] += weight * state.second[d];
      s1[point] += weight * degree * state.first[d];
      s2[point] += weight * degree * degree * live;
      means[point * classes + d] = Math.sqrt(weight) * (state.first[d] + degree * excess[point] * live);
    }
    const isolated = unknown * (skills.nodes - skills.counts.reduce((sum, count) => sum + count, 0));
    learned[point] = 1 - (alive[point] + isolated) / skills.nodes;
  }
  const ofTexts = textCovariance(x, rho, kept);
  const pair = (i: number, j: number): number => {
    let product = 0;
    for (let d = 0; d < classes; d++) product += means[i * classes + d] * means[j * classes + d];
    const both = excess[i] * excess[j];
    const ofSkills = s0[i] + excess[i] * (s1[j] - s1[i]) + both * s2[j] - product;
    return edges * (ofTexts(i, j) + a[i] * a[j] * (ofSkills - psi[i]));
  };
  return { learned, used, mean, covarianceOf: pair };
}

/** Positions on the fine grid for the points of the passage, up to the height. */
function chooseFine(
  grid: Float64Array,
  lambda: EdgeView,
  skills: DegreeClasses,
  unknown: number,
  height: number,
): number[] {
  const used = new Float64Array(grid.length);
  let last = 0;
  const isolated = skills.nodes - skills.counts.reduce((sum, count) => sum + count, 0);
  for (let i = 0; i < grid.length; i++) {
    const y = grid[i];
    lambda.at(y);
    used[i] = unknown * (1 - y * lambda.value);
    let alive = isolated;
    for (let d = 0; d < skills.degrees.length; d++) alive += skills.counts[d] * y * lambda.powers[d];
    last = i;
    if (1 - (unknown * alive) / skills.nodes >= height) break;
  }
  const end = used[last];
  const half = coarsePoints / 2;
  const first = Math.min(0.5 / skills.edges, end / 100);
  const growth = exp(log(end / first) / (half - 1));
  const wanted: number[] = [];
  for (let i = 0, gap = first; i < half; i++, gap *= growth) {
    wanted.push(Math.min(gap, end), (end * (i + 1)) / half);
  }
  wanted.sort((one, other) => one - other);
  const chosen: number[] = [];
  let at = 1;
  for (const amount of wanted) {
    while (at < last && used[at] < amount) at++;
    if (at <= last && chosen[chosen.length - 1] !== at) chosen.push(at);
  }
  return chosen;
}

/** The integrals over dead skills, class by class, along the path (trapezoids in y). */
class SkillIntegrals {
  psi: number;
  /** int Z(w) eps d w^(d-1) dw over the dead, those known from the start included. */
  readonly first: Float64Array<ArrayBuffer>;
  /** The same of Z^2. */
  readonly second: Float64Array<ArrayBuffer>;
  readonly #skills: DegreeClasses;
  readonly #unknown: number;
  readonly #lastFirst: Float64Array<ArrayBuffer>;
  readonly #lastSecond: Float64Array<ArrayBuffer>;
  #lastY = 1;
  #lastRate = 0;

  constructor(skills: DegreeClasses, unknown: number) {
    const classes = skills.degrees.length;
    this.#skills = skills;
    this.#unknown = unknown;
    this.psi = 1 / unknown - 1;
    // Z of a known skill is d/eps - d (1/eps - 1) = d.
    this.first = skills.degrees.map((degree) => (1 - unknown) * degree);
    this.second = skills.degrees.map((degree) => (1 - unknown) * degree * degree);
    this.#lastFirst = new Float64Array(classes);
    this.#lastSecond = new Float64Array(classes);
  }

  /** Goes on to y, at which `lambda` stands. */
  advance(y: number, lambda: EdgeView): void {
    const eps = this.#unknown;
    const half = (this.#lastY - y) / 2;
    const rate = lambda.slope / (eps * y * lambda.value * lambda.value);
    this.psi += half * (rate + this.#lastRate);
    this.#lastRate = rate;
    this.#lastY = y;
    const { degrees } = this.#skills;
    const inverse = 1 / (eps * y * lambda.value);
    for (let d = 0; d < degrees.length; d++) {
      const degree = degrees[d];
      const z = (degree - 1) * inverse - degree * this.psi;
      const first = z * eps * degree * lambda.powers[d];
      const second = z * first;
      this.first[d] += half * (first + this.#lastFirst[d]);
      this.second[d] += half * (second + this.#lastSecond[d]);
      this.#lastFirst[d] = first;
      this.#lastSecond[d] = second;
    }
  }
}

/** C_H at a pair of points, the earlier first. */
function textCovariance(x: Float64Array, rho: EdgeView, kept: number): (i: number, j: number) => number {
  const size = x.length;
  const value = new Float64Array(size);
  const slope = new Float64Array(size);
  const r = (z: number): number => rho.value + z * rho.slope;
  rho.at(1);
  const [slopeAtOne, rAtOne] = [rho.slope, r(1)];
  const rAlone = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    rho.at(1 - x[i]);
    value[i] = rho.value;
    slope[i] = rho.slope;
    rAlone[i] = r(1 - x[i]);
  }
  return (i, j) => {
    const [x1, x2] = [x[i], x[j]];
    const z = (1 - x1) * (1 - x2);
    rho.at(z);
    const together = x2 + x1 * x2 * slopeAtOne - kept * (x2 * value[j] + x2 * (x1 - x2) * slope[j]);
    const apart = rAtOne - kept * (rAlone[i] + rAlone[j]) + kept * kept * r(z);
    return together - x1 * x2 * apart;
  };
}
