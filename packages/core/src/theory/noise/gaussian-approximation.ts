/**
 * The Gaussian approximation of density evolution over Gaussian noise: what checks send is taken as normal with a variance of twice its
 * mean, so that one number tells it. With
 *
 *     phi(x) = 1 - E tanh(u/2), u ~ N(x, 2x),   m(r) = sum_j rho_j phi^-1(1 - (1 - r)^(j - 1)),
 *
 * the error vanishes where sum_i lambda_i phi(2/sigma^2 + (i - 1) m(r)) < r for every r in (0, phi(2/sigma^2)).
 *
 * Source: Chung, Richardson, Urbanke, "Analysis of sum-product decoding of low-density parity-check codes using a Gaussian
 * approximation" (2001), equations 8 to 12; phi by the trapezoidal rule. With their fit of phi, (3, 6) has
 * 0.8747; with phi itself 0.8719.
 */
import { brentRoot, exp, expm1, log, log1p } from "../../base/index.js";
import type { EdgePowers } from "./powers.js";

/** Means beyond this err with probability 10^-10: phi counts as 0. */
const largestMean = 80;

function phi(mean: number): number {
  if (mean <= 0) return 1;
  if (mean > largestMean) return 0;
  const deviation = Math.sqrt(2 * mean);
  let sum = 0;
  let total = 0;
  for (let z = -9; z <= 9; z += 1 / 16) {
    const weight = exp((-z * z) / 2);
    sum += (2 * weight) / (1 + exp(mean + deviation * z));
    total += weight;
  }
  return sum / total;
}

function inversePhi(value: number): number {
  if (value >= 1) return 0;
  if (value <= phi(largestMean)) return largestMean;
  return brentRoot((mean) => log(phi(mean) / value), 0, largestMean, { tolerance: 1e-10 }).value;
}

/** Values of r, dense enough that the tightest place is met to six digits. */
const points = 400;

/** The largest deviation of the noise at which the error vanishes. */
export function gaussianApproximationThreshold(ofChecks: EdgePowers, ofBits: EdgePowers): number {
  const values: { readonly r: number; readonly mean: number }[] = [];
  for (let i = 0; i < points; i++) {
    const r = phi(exp(log(1e-3) + (i / (points - 1)) * log(4e4)));
    let mean = 0;
    for (let j = 0; j < ofChecks.degrees.length; j++) {
      mean += ofChecks.weights[j] * inversePhi(-expm1(ofChecks.degrees[j] * log1p(-r)));
    }
    values.push({ r, mean });
  }
  const vanishes = (sigma: number): boolean => {
    const own = 2 / (sigma * sigma);
    const start = phi(own);
    return values.every(({ r, mean }) => {
      if (r >= start) return true;
      let sum = 0;
      for (let i = 0; i < ofBits.degrees.length; i++) {
        sum += ofBits.weights[i] * phi(own + ofBits.degrees[i] * mean);
      }
      return sum < r;
    });
  };
  let [low, high] = [0.05, 20];
  while (high - low > 1e-7 * high) {
    const middle = (low + high) / 2;
    if (vanishes(middle)) low = middle;
    else high = middle;
  }
  return low;
}
