/**
 * e^y - 1 and e^y - 1 - y to full relative precision, faster than `Math.expm1` where y is small - as it is in nearly
 * all of the hundreds of rounds near a threshold.
 */
import { expm1 } from "../../base/index.js";

/** e^y - 1. Relative error below 4e-16. */
export function exponentialMinusOne(y: number): number {
  if (y > 0.02 || y < -0.02) return expm1(y);
  return y * (1 + (y / 2) * (1 + (y / 3) * (1 + (y / 4) * (1 + (y / 5) * (1 + (y / 6) * (1 + y / 7))))));
}

/** e^y - 1 - y for y >= 0. Relative error below 1e-14. */
export function exponentialMinusLine(y: number): number {
  if (y > 0.05) return expm1(y) - y;
  return (
    (y * y * (1 + (y / 3) * (1 + (y / 4) * (1 + (y / 5) * (1 + (y / 6) * (1 + (y / 7) * (1 + y / 8))))))) / 2
  );
}
