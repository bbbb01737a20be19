import { expm1, log, log1p } from "../../base/index.js";
import { halfLogTwoPi, logFactorialRemainder } from "./log-factorial-remainder.js";

const fewCollisions = 16;

/**
 * Ratios of the probabilities of the occupancy law: f(l), the probability that `balls` N balls occupy exactly l of
 * `bins` U bins, is C(U, l) N!/U^N [x^N](e^x - 1)^l.
 *
 * The coefficient is read off at its saddle point r, r/(1 - e^-r) = N/l: with l independent Poisson(r) variables
 * conditioned to be positive, it is (e^r - 1)^l r^-N times the probability that their sum equals its mean N. That
 * probability is 1/sqrt(2 pi l k2) times 1 + e1/l + e2/l^2 (Edgeworth at the center; k2 and so on are the cumulants
 * of one variable). The neglected term is at most 0.003 over the cube of the number of collisions N - l, and up to 16
 * collisions are counted exactly: the relative error is below 1e-6 for every l. Everything is a difference from a reference l, so that nothing cancels: with 10^12 balls the error of rounding stays below 1e-8.
 */
export class OccupancyLaw {
  readonly #balls: number;
  readonly #bins: number;
  readonly #reference: number;
  readonly #saddle: number;
  readonly #logPositive: number;
  /** log(e^r - 1) + log((U - l + 1)/(l + 1)) at the reference: the slope of log f, nearly 0 at the mode. */
  readonly #slope: number;
  /** What `logRatio` subtracts: everything at the reference. */
  readonly #rest: number;

  /** `reference` is an l near the mode: log-ratios are relative to it. */
  constructor(balls: number, bins: number, reference: number) {
    this.#balls = balls;
    this.#bins = bins;
    this.#reference = reference;
    const r = saddlePoint((balls - reference) / reference, balls / bins);
    this.#saddle = r;
    this.#logPositive = log(expm1(r));
    this.#slope = this.#logPositive + log((bins - reference + 1) / (reference + 1));
    this.#rest =
      this.#logCoefficient(reference) -
      logFactorialRemainder(reference) -
      logFactorialRemainder(bins - reference);
  }

  /** log f(occupied) - log f(reference), for 1 <= occupied <= min(balls, bins). */
  logRatio(occupied: number): number {
    const [bins, l] = [this.#bins, occupied];
    const d = l - this.#reference;
    const logBinomials =
      -(l + 0.5) * log1p(d / (this.#reference + 1)) -
      (bins - l + 0.5) * log1p(-d / (bins - this.#reference + 1)) -
      logFactorialRemainder(l) -
      logFactorialRemainder(bins - l);
    return d * this.#slope + logBinomials + this.#logCoefficient(l) - this.#rest;
  }

  /** log of sqrt(2 pi) [x^N](e^x - 1)^l, less its value (e^r - 1)^l r^-N at the saddle point of the reference. */
  #logCoefficient(l: number): number {
    const balls = this.#balls;
    const r = this.#saddle;
    const collisions = balls - l;
    if (collisions <= fewCollisions) {
      const logPower = l * (log(r) - this.#logPositive) + collisions * log(r);
      return log(coefficientOfFew(l, collisions)) + logPower + halfLogTwoPi;
    }
    const shift = saddlePoint(collisions / l, r) - r;
    return l * log1p(expm1(shift) / -expm1(-r)) - balls * log1p(shift / r) + logCenter(l, r + shift);
  }
}

/**
 * [x^k] ((e^x - 1)/x)^l for k <= 16 by the recurrence for powers of series (all terms are positive): here the saddle
 * point runs into 0 and its expansion fails.
 */
function coefficientOfFew(l: number, k: number): number {
  const c = new Float64Array(k + 1);
  c[0] = 1;
  for (let n = 1; n <= k; n++) {
    let sum = 0;
    let inverseFactorial = 1;
    for (let j = 1; j <= n; j++) {
      inverseFactorial /= j + 1;
      sum += (j * (l + 1) - n) * inverseFactorial * c[n - j];
    }
    c[n] = sum / n;
  }
  return c[k];
}

/** h(r) = r/(1 - e^-r) - 1: the mean of a positive Poisson(r) variable, less 1. */
function excess(r: number): number {
  if (r > 0.02) return r / -expm1(-r) - 1;
  const y = r * r;
  return r * (1 / 2 + r * (1 / 12 - y * (1 / 720 - y / 30240)));
}

/** Solves h(r) = x > 0 by Newton's method from a guess nearby; h'(r) = k2/r. */
function saddlePoint(x: number, guess: number): number {
  let r = guess;
  for (let step = 0; step < 60; step++) {
    const h = excess(r);
    const change = ((h - x) * r) / ((1 + h) * (r - h));
    // h is convex and increasing, so a step never falls short of the root twice; it may overshoot 0.
    const next = change < r ? r - change : r / 2;
    if (Math.abs(change) <= 1e-7 * r) return next;
    r = next;
  }
  return r;
}

/**
 * log of sqrt(2 pi) times the probability that l positive Poisson(r) variables add up to their mean.
 * The cumulants follow from k1 = 1 + h and k_(j+1) = r dk_j/dr, which gives dk1 = k1 (r - h), d(r - h) = r - k2, ...
 */
function logCenter(l: number, r: number): number {
  const h = excess(r);
  const k1 = 1 + h;
  const g0 = r - h;
  const k2 = k1 * g0;
  const g1 = r - k2;
  const k3 = k2 * g0 + k1 * g1;
  const g2 = r - k3;
  const k4 = k3 * g0 + 2 * k2 * g1 + k1 * g2;
  const g3 = r - k4;
  const k5 = k4 * g0 + 3 * k3 * g1 + 3 * k2 * g2 + k1 * g3;
  const k6 = k5 * g0 + 4 * k4 * g1 + 6 * k3 * g2 + 4 * k2 * g3 + k1 * (r - k5);
  const variance = l * k2;
  // Standardised cumulants of the sum: s3 = skewness squared, s4, s5 times skewness, s6.
  const s3 = (k3 * k3) / (k2 * k2 * variance);
  const s4 = k4 / (k2 * variance);
  const s35 = (k3 * k5) / (k2 * k2 * variance * variance);
  const s6 = k6 / (k2 * variance * variance);
  const e1 = s4 / 8 - (5 * s3) / 24;
  const e2 = -s6 / 48 + (35 * s4 * s4) / 384 + (7 * s35) / 48 - (35 * s3 * s4) / 64 + (385 * s3 * s3) / 1152;
  return log1p(e1 + e2) - 0.5 * log(variance);
}
