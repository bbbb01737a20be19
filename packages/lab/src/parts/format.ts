/** How numbers are shown. Files get all digits, people those that matter. */
export { countText as count, percentText as percent } from "@onset/core/base";

/** 0.12%: a share with two digits behind the point. */
export function hundredths(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}

/** Up to `digits` significant digits, exponents where zeros would have to be counted. */
export function digits(value: number, precision = 6): string {
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e9)) return scientific(value, precision);
  return String(Number(value.toPrecision(precision)));
}

function scientific(value: number, precision: number): string {
  const [mantissa, exponent] = Number(value.toPrecision(precision)).toExponential().split("e");
  return `${mantissa}e${Number(exponent)}`;
}
