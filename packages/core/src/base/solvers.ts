/**
 * Roots, minima and fixed points of functions of one variable. Each solver tells whether it converged;
 * none returns NaN in silence. Source: Richard Brent, "Algorithms for Minimization without Derivatives"
 * (1973), chapters 4 and 5.
 */

import { checkOptions, type OptionKeys } from "./arguments.js";
import { checkFunction, checkInteger, checkNonNegative, checkNumber, rejected } from "./guards.js";

/** What a solver found. */
export type Solution = {
  /** The root, minimiser or fixed point; the best point so far when `converged` is false. */
  readonly value: number;
  /** Whether the tolerance was met. */
  readonly converged: boolean;
  /** The number of iterations that were made. */
  readonly iterations: number;
};

/** Options of the solvers. */
export type SolverOptions = {
  /** The absolute width of the answer that is good enough; the default is as narrow as doubles allow. */
  readonly tolerance?: number;
  /** The number of iterations after which the solver gives up. */
  readonly maxIterations?: number;
};

export const solverOptionsKeys: OptionKeys<SolverOptions> = { tolerance: true, maxIterations: true };

const epsilon = Number.EPSILON;
const goldenSection = (3 - Math.sqrt(5)) / 2;

function finite(value: number, x: number): number {
  if (Number.isNaN(value)) throw new RangeError(`the function to solve is NaN at ${x}`);
  return value;
}

/** Options of {@link brentRoot}. */
export type RootOptions = SolverOptions & {
  /** The values at `low` and `high`, when they are known already. */
  readonly ends?: readonly [number, number];
};

export const rootOptionsKeys: OptionKeys<RootOptions> = { tolerance: true, maxIterations: true, ends: true };

/**
 * Finds a root of a continuous function between two points where it has opposite signs.
 *
 * @param f - The function; infinite values are allowed, NaN is a RangeError.
 * @param low - One end of the bracket.
 * @param high - The other end.
 * @param options - `tolerance` (0: to the last bit), `maxIterations` (200; bisection needs 1,100 at worst,
 *   Brent's method 10 as a rule), `ends`: the values at `low` and `high` when they are known already.
 * @returns The root: at an end of the bracket when the function is 0 there.
 * @throws RangeError when the signs at the ends are the same.
 *
 * @example
 * ```ts
 * import { brentRoot } from "@onset/core/base";
 * brentRoot((x) => x * x - 2, 0, 2).value; // => 1.4142135623730951
 * brentRoot((x) => x * x + 1, 0, 2); // throws RangeError: "f" expected opposite signs at 0 and 2, got 1 and 5
 * ```
 */
export function brentRoot(
  f: (x: number) => number,
  low: number,
  high: number,
  options: RootOptions = {},
): Solution {
  checkOptions(options, rootOptionsKeys);
  checkFunction(f, "f");
  const tolerance = checkNonNegative(options.tolerance ?? 0, "tolerance");
  const maxIterations = checkInteger(options.maxIterations ?? 200, "maxIterations", 1);
  let a = checkNumber(low, "low");
  let b = checkNumber(high, "high");
  let fa = finite(options.ends === undefined ? f(a) : options.ends[0], a);
  let fb = finite(options.ends === undefined ? f(b) : options.ends[1], b);
  if (fa === 0) return { value: a, converged: true, iterations: 0 };
  if (fb === 0) return { value: b, converged: true, iterations: 0 };
  if (fa > 0 === fb > 0) {
    throw new RangeError(`"f" expected opposite signs at ${low} and ${high}, got ${fa} and ${fb}`);
  }
  // b is the best point, c the other end of the bracket, a the point before b.
  let c = a;
  let fc = fa;
  let step = b - a;
  let stepBefore = step;
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const slack = 2 * epsilon * Math.abs(b) + 0.5 * tolerance;
    const half = 0.5 * (c - b);
    if (Math.abs(half) <= slack || fb === 0) return { value: b, converged: true, iterations };
    if (Math.abs(stepBefore) < slack || Math.abs(fa) <= Math.abs(fb) || !Number.isFinite(fa)) {
      stepBefore = step = half;
    } else {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (2 * p < Math.min(3 * half * q - Math.abs(slack * q), Math.abs(stepBefore * q))) {
        stepBefore = step;
        step = p / q;
      } else {
        stepBefore = step = half;
      }
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > slack ? step : half > 0 ? slack : -slack;
    fb = finite(f(b), b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      stepBefore = step = b - a;
    }
  }
  return { value: b, converged: false, iterations: maxIterations };
}

/**
 * Finds a local minimum of a continuous function in an interval: the minimum when there is only one.
 * A minimiser is defined to about half of the digits only: differences of values below their rounding
 * cannot be seen. Solve for the root of the derivative where more digits are needed.
 *
 * @param f - The function; Infinity is allowed, NaN is a RangeError.
 * @param low - The lower end of the interval.
 * @param high - The upper end.
 * @param options - `tolerance` (1e-8 of the point itself), `maxIterations` (200).
 *
 * @example
 * ```ts
 * import { brentMinimum } from "@onset/core/base";
 * const { value, converged } = brentMinimum((x) => (x - 1) ** 2, -3, 4);
 * Math.abs(value - 1) < 1e-7 && converged; // => true
 * ```
 */
export function brentMinimum(
  f: (x: number) => number,
  low: number,
  high: number,
  options: SolverOptions = {},
): Solution {
  checkOptions(options, solverOptionsKeys);
  checkFunction(f, "f");
  const tolerance = checkNonNegative(options.tolerance ?? 0, "tolerance");
  const maxIterations = checkInteger(options.maxIterations ?? 200, "maxIterations", 1);
  let a = checkNumber(low, "low");
  let b = checkNumber(high, "high");
  if (!(a < b)) throw rejected(high, "high", `a number > low = ${low}`);
  let x = a + goldenSection * (b - a);
  let fx = finite(f(x), x);
  let [w, v, fw, fv] = [x, x, fx, fx];
  let step = 0;
  let stepBefore = 0;
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const middle = 0.5 * (a + b);
    const slack = Math.sqrt(epsilon) * 0.5 * Math.abs(x) + tolerance / 3 + 1e-300;
    if (Math.abs(x - middle) <= 2 * slack - 0.5 * (b - a)) return { value: x, converged: true, iterations };
    let golden = true;
    if (Math.abs(stepBefore) > slack) {
      const r = (x - w) * (fx - fv);
      let q = (x - v) * (fx - fw);
      let p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      else q = -q;
      if (Math.abs(p) < Math.abs(0.5 * q * stepBefore) && p > q * (a - x) && p < q * (b - x)) {
        stepBefore = step;
        step = p / q;
        const next = x + step;
        if (next - a < 2 * slack || b - next < 2 * slack) step = x < middle ? slack : -slack;
        golden = false;
      }
    }
    if (golden) {
      stepBefore = x < middle ? b - x : a - x;
      step = goldenSection * stepBefore;
    }
    const u = x + (Math.abs(step) >= slack ? step : step > 0 ? slack : -slack);
    const fu = finite(f(u), u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) {
        [v, w] = [w, u];
        [fv, fw] = [fw, fu];
      } else if (fu <= fv || v === x || v === w) {
        v = u;
        fv = fu;
      }
    }
  }
  return { value: x, converged: false, iterations: maxIterations };
}

/**
 * Iterates x <- f(x) until a step is at most `tolerance`. Near a tangent point the steps become small
 * long before the end: prefer a root of f(x) - x where it can be bracketed.
 *
 * @param f - The map.
 * @param start - The first x.
 * @param options - `tolerance` (1e-14), `maxIterations` (100,000).
 *
 * @example
 * ```ts
 * import { fixedPoint } from "@onset/core/base";
 * fixedPoint(Math.cos, 1).value; // => 0.7390851332151607
 * fixedPoint((x) => x + 1, 0, { maxIterations: 10 }); // => { value: 10, converged: false, iterations: 10 }
 * ```
 */
export function fixedPoint(f: (x: number) => number, start: number, options: SolverOptions = {}): Solution {
  checkOptions(options, solverOptionsKeys);
  checkFunction(f, "f");
  const tolerance = checkNonNegative(options.tolerance ?? 1e-14, "tolerance");
  const maxIterations = checkInteger(options.maxIterations ?? 100_000, "maxIterations", 1);
  let x = checkNumber(start, "start");
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const next = finite(f(x), x);
    const step = Math.abs(next - x);
    x = next;
    if (step <= tolerance) return { value: x, converged: true, iterations };
  }
  return { value: x, converged: false, iterations: maxIterations };
}
