import { log, logFactorial } from "../../base/index.js";

/** log(2 pi)/2. */
export const halfLogTwoPi = 0.9189385332046728;

const small: Float64Array = /* @__PURE__ */ (() => {
  const table = new Float64Array(16);
  for (let k = 0; k < 16; k++) {
    table[k] = logFactorial(k) - (k + 0.5) * log(k + 1) + (k + 1) - halfLogTwoPi;
  }
  return table;
})();

/**
 * log k! - ((k + 1/2) log(k + 1) - (k + 1) + log(2 pi)/2) for integers k >= 0: Stirling's remainder in the form that
 * is finite at 0, so that ratios of probabilities need no case for it (Hormann, "The generation of binomial random
 * variates", 1993). Error below 1e-14.
 */
export function logFactorialRemainder(k: number): number {
  if (k < 16) return small[k];
  const x = 1 / (k + 1);
  const y = x * x;
  return x * (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188)))));
}
