/**
 * Minimisation of a function of several variables without derivatives. Source: J. A. Nelder, R. Mead, "A Simplex
 * Method for Function Minimization" (1965), with the coefficients of the paper.
 */

import { checkOptions, type OptionKeys } from "./arguments.js";
import { checkFunction, checkInteger, checkPositive } from "./guards.js";

/** What {@link nelderMead} found. */
export type Minimum = {
  /** The best point. */
  readonly point: readonly number[];
  /** The value of the function there. */
  readonly value: number;
  /** Whether the tolerance was met. */
  readonly converged: boolean;
  /** The number of steps that were made. */
  readonly iterations: number;
};

/** Options of {@link nelderMead}. */
export type NelderMeadOptions = {
  /** How far the first simplex reaches along each axis, a number > 0; default 0.5. */
  readonly step?: number;
  /** The values of the simplex differ by no more than this share of the best one at the end; default 1e-9. */
  readonly tolerance?: number;
  /** The number of steps after which the solver gives up; default 1,000. */
  readonly maxIterations?: number;
};

export const nelderMeadOptionsKeys: OptionKeys<NelderMeadOptions> = {
  step: true,
  tolerance: true,
  maxIterations: true,
};

type Vertex = { point: readonly number[]; value: number };

/**
 * Minimises a function of a few variables from a starting point: a simplex of n + 1 points is reflected, expanded and
 * contracted. It finds a local minimum. O(n) evaluations of the function for each step in the worst case, one or two as a rule.
 *
 * @param f - The function; Infinity marks points that are not allowed, NaN counts as Infinity.
 * @param start - The first point, at least one number.
 * @throws TypeError or RangeError when an option is out of its range or the start is empty.
 *
 * @example
 * ```ts
 * import { nelderMead } from "@onset/core/base";
 * const { point, converged } = nelderMead(([x, y]) => (x - 1) ** 2 + 10 * (y + 2) ** 2, [0, 0]);
 * converged; // => true
 * point.map((x) => Math.round(1000 * x) / 1000); // => [1, -2]
 * ```
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  options: NelderMeadOptions = {},
): Minimum {
  checkOptions(options, nelderMeadOptionsKeys);
  checkFunction(f, "f");
  const step = checkPositive(options.step ?? 0.5, "step");
  const tolerance = checkPositive(options.tolerance ?? 1e-9, "tolerance");
  const maxIterations = checkInteger(options.maxIterations ?? 1000, "maxIterations", 1);
  const size = checkInteger(start.length, "start.length", 1);
  const at = (point: readonly number[]): Vertex => {
    const value = f(point);
    return { point, value: Number.isNaN(value) ? Infinity : value };
  };
  const simplex = [at([...start])];
  for (let axis = 0; axis < size; axis++) {
    simplex.push(at(start.map((x, i) => (i === axis ? x + step : x))));
  }
  for (let iterations = 0; ; iterations++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0];
    const worst = simplex[size];
    const converged = worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance);
    if (converged || iterations === maxIterations) return { ...best, converged, iterations };

    const centre = start.map((_, i) => {
      let sum = 0;
      for (let vertex = 0; vertex < size; vertex++) sum += simplex[vertex].point[i];
      return sum / size;
    });
    const towards = (factor: number): Vertex =>
      at(centre.map((middle, i) => middle + factor * (worst.point[i] - middle)));
    const reflected = towards(-1);
    if (reflected.value < best.value) {
      const expanded = towards(-2);
      simplex[size] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[size - 1].value) {
      simplex[size] = reflected;
    } else {
      const contracted = towards(reflected.value < worst.value ? -0.5 : 0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) {
        simplex[size] = contracted;
      } else {
        for (let vertex = 1; vertex <= size; vertex++) {
          simplex[vertex] = at(simplex[vertex].point.map((x, i) => (x + best.point[i]) / 2));
        }
      }
    }
  }
}
