/**
 * The principal branch of Lambert's W function: the solution w >= -1 of w e^w = x.
 *
 * Near the branch point x = -1/e every formula in w loses half of the digits, so that there the unknown
 * is v = 1 + w: with s = 1 + e x (e x to double-double precision) it solves
 * 1 - (1 - v) e^v = s, and the left side is a power series of positive terms. Halley's iteration does the
 * rest: Corless et al., "On the Lambert W function" (1996), equation 5.9.
 */
import { exp, log, log1p } from "./elementary/index.js";
import { rejected } from "./guards.js";

const inverseE = 0.36787944117144233;
/** 1/e minus the double above. */
const inverseERest = -1.2428753672788363e-17;

/** (k - 1)/k! for k = 2, ..., 20: the power series of (1 - (1 - v) e^v), to 1e-18 for v <= 1. */
const branchSeries: readonly number[] = /* @__PURE__ */ (() => {
  let factorial = 1;
  return Array.from({ length: 19 }, (_, i) => {
    const k = i + 2;
    factorial *= k;
    return (k - 1) / factorial;
  });
})();

/** The v > 0 with 1 - (1 - v) e^v = s, for 0 <= s <= 1. */
function solveNearBranch(s: number): number {
  const p = Math.sqrt(2 * s);
  let v = p * (1 - p * (1 / 3 - p * (11 / 72 - p * (43 / 540 - p * (769 / 17280)))));
  // The start is good to 5e-3 p^5 at worst, and each step cubes the error.
  for (let step = 0; step < 2 && v > 1e-3; step++) {
    let series = 0;
    for (let i = branchSeries.length - 1; i >= 0; i--) series = branchSeries[i] + v * series;
    const newton = (v * v * series - s) / (v * exp(v));
    v -= newton / (1 - (0.5 * newton * (1 + v)) / v);
  }
  return v;
}

/**
 * Returns W0(x) for x >= -1/e to a few units in the last place, near the branch point too; 0.1 us.
 *
 * @param x - Number >= -1/e; the double just below -1/e (`-0.36787944117144233`) gives -1.
 * @throws TypeError when x is not a number, RangeError below -1/e.
 *
 * @example
 * ```ts
 * import { lambertW0 } from "@onset/core/base";
 * lambertW0(1); // => 0.5671432904097838
 * lambertW0(Math.E); // => 1
 * lambertW0(-0.2); // => -0.25917110181907377
 * lambertW0(-1); // throws RangeError: "x" expected a number >= -1/e, got -1
 * ```
 */
export function lambertW0(x: number): number {
  if (x < -0.25) {
    const s = Math.E * (x + inverseE + inverseERest);
    if (s >= 0) return solveNearBranch(s) - 1;
    if (x === -inverseE) return -1;
  }
  if (!(x >= -0.25) || typeof x !== "number")
    throw rejected(x, "x", "a number >= -1/e", typeof x !== "number");
  if (x === 0 || x === Infinity) return x;
  if (x > 3) {
    // Newton on w + log w = log x: nothing overflows, and no digit is lost for large x.
    const logX = log(x);
    let w = logX - log(logX) * (1 - 1 / logX);
    for (let step = 0; step < 4; step++) w *= (1 + logX - log(w)) / (1 + w);
    return w;
  }
  const start = log1p(x);
  let w = start * (1 - log1p(start) / (2 + start));
  for (let step = 0; step < 2; step++) {
    const f = w - x * exp(-w);
    w -= f / (1 + w - ((w + 2) * f) / (2 * (w + 1)));
  }
  return w;
}
