/**
 * Least squares for ln(error) = ln(floor + prefactor e^(-decay t)): linear without a floor, by Gauss-Newton above a
 * given one, and by Brent's minimisation over the floor.
 */
import { brentMinimum, exp, log, power } from "../base/index.js";

/** The parameters of a fitted law. */
export type Parameters = { readonly logPrefactor: number; readonly decay: number; readonly floor: number };

/** ln(floor + prefactor e^(-decay t)). */
export function predict({ logPrefactor, decay, floor }: Parameters, t: number): number {
  const logExcess = logPrefactor - decay * t;
  return floor === 0 ? logExcess : log(floor + exp(logExcess));
}

/** The best parameters for points (t, y) with weights, with or without a floor. */
export function fitLaw(
  t: readonly number[],
  y: readonly number[],
  weights: readonly number[],
  withFloor: boolean,
): Parameters {
  const plain = fitLine(t, y, weights);
  if (!withFloor) return plain;
  const lowest = exp(Math.min(...y));
  const loss = (floor: number) => squaredResidual(fitAbove(t, y, weights, floor), t, y, weights);
  const { value } = brentMinimum(loss, 0, lowest * (1 - 1e-6), { tolerance: 1e-6 * lowest });
  const floor = loss(0) <= loss(value) ? 0 : value;
  return fitAbove(t, y, weights, floor);
}

function squaredResidual(
  fit: Parameters,
  t: readonly number[],
  y: readonly number[],
  weights: readonly number[],
): number {
  let sum = 0;
  for (let i = 0; i < t.length; i++) sum += weights[i] * power(y[i] - predict(fit, t[i]), 2);
  return sum;
}

/** Weighted least squares for y = logPrefactor - decay t. */
function fitLine(t: readonly number[], y: readonly number[], weights: readonly number[]): Parameters {
  let [total, meanT, meanY] = [0, 0, 0];
  for (let i = 0; i < t.length; i++) {
    total += weights[i];
    meanT += weights[i] * t[i];
    meanY += weights[i] * y[i];
  }
  meanT /= total;
  meanY /= total;
  let [covariance, variance] = [0, 0];
  for (let i = 0; i < t.length; i++) {
    covariance += weights[i] * (t[i] - meanT) * (y[i] - meanY);
    variance += weights[i] * power(t[i] - meanT, 2);
  }
  const decay = -covariance / variance;
  return { logPrefactor: meanY + decay * meanT, decay, floor: 0 };
}

/**
 * The best prefactor and decay above a given floor. Gauss-Newton on ln(floor + e^z), whose slope in z is
 * w = e^z/(floor + e^z), is the line fit to z + residual/w with weights w^2.
 */
function fitAbove(
  t: readonly number[],
  y: readonly number[],
  weights: readonly number[],
  floor: number,
): Parameters {
  // Starts from the exact transform where a point is above the floor.
  const start = y.map((value) => log(Math.max(exp(value) - floor, 1e-3 * exp(value))));
  let fit: Parameters = { ...fitLine(t, start, weights), floor };
  for (let step = 0; step < 20; step++) {
    const targets: number[] = [];
    const slopes: number[] = [];
    for (let i = 0; i < t.length; i++) {
      const z = fit.logPrefactor - fit.decay * t[i];
      const slope = Math.max(1e-6, exp(z) / (floor + exp(z)));
      targets.push(z + (y[i] - predict(fit, t[i])) / slope);
      slopes.push(weights[i] * slope * slope);
    }
    const next: Parameters = { ...fitLine(t, targets, slopes), floor };
    const change = Math.abs(next.decay - fit.decay) + Math.abs(next.logPrefactor - fit.logPrefactor);
    fit = next;
    if (!(change > 1e-10)) break;
  }
  return fit;
}
