/** How numbers are shown. Files get all digits, people those that matter. */
import { log10 } from "@onset/core/base";

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** 31,102 */
export function count(value: number): string {
  return grouped.format(value);
}

/** 81.4%; shares near 0 and 1 keep digits that tell, and those nearer than a hundred thousandth say so. */
export function percent(value: number): string {
  const rest = Math.min(Math.abs(value), Math.abs(1 - value));
  if (rest === 0 || rest >= 0.001) return `${(100 * value).toFixed(1)}%`;
  if (rest < 1e-5) return value > 0.5 ? "> 99.999%" : "< 0.001%";
  return `${(100 * value).toFixed(1 - Math.floor(log10(100 * rest)))}%`;
}

/** ± 0.12%, of the standard error of a share. */
export function plusMinus(standardError: number): string {
  return `± ${hundredths(standardError)}`;
}

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
