import { exp, log, log1p } from "../../base/index.js";
/**
 * The generating function P(x) = sum over k of P_k x^k of a degree law, in the form that the numerical
 * work needs. All functions take x together with y = 1 - x: whichever is small is known to the last
 * digit, so that neither a nearly empty nor a nearly complete state loses accuracy.
 */
export interface Series {
  /** The mean degree P'(1). */
  readonly mean: number;
  /** The smallest degree above 0 that occurs: the edge view starts with this degree minus 1. */
  readonly minDegree: number;

  /**
   * Writes the Taylor coefficients P^(j)(x)/j! for j = 0, ..., top. One pass: the edge view
   * P'(x)/P'(1) and its derivatives are the coefficients from 1 on, times j over the mean.
   */
  fill(out: Float64Array, top: number, x: number, y: number): void;

  /** 1 - P(1 - y), to full relative accuracy. */
  complement(y: number): number;

  /**
   * The probability that an edge of a node, chosen at random, has `least` or more other edges of which
   * each is marked with probability q: sum over k of the edge law times Pr(Bin(k-1, q) >= least).
   */
  edgeTail(least: number, q: number): number;

  /** The slope x lambda'(x)/lambda(x) of the edge view in double-logarithmic scale. */
  elasticity(x: number, y: number): number;
}

/** Pr(Bin(n, q) >= least) by its leading term and the ratios of the following ones: all positive. */
export function binomialTail(n: number, logChoose: number, least: number, q: number): number {
  if (n < least) return 0;
  if (q >= 1) return 1;
  const odds = q / (1 - q);
  // From the mean on the terms fall; below it the sum is the complement of the few first terms.
  if (least <= n * q) {
    let term = exp(n * log1p(-q));
    let below = 0;
    for (let j = 0; j < least; j++) {
      below += term;
      term *= ((n - j) / (j + 1)) * odds;
    }
    return Math.max(0, 1 - below);
  }
  let term = exp(logChoose + least * log(q) + (n - least) * log1p(-q));
  let sum = term;
  for (let j = least; j < n && term > sum * 1e-17; j++) {
    term *= ((n - j) / (j + 1)) * odds;
    sum += term;
  }
  return Math.min(1, sum);
}
