/**
 * Elementary functions with 250 bits in integers: what a double should be, and by how many units in the last place
 * another one misses it. Textbook series, each independent of the tables of the core.
 */
const precisionBits = 250n;
export const one: bigint = 1n << precisionBits;

/** A finite double as a multiple of 2^-250; small ones are cut off. */
export function fixed(x: number): bigint {
  if (x === 0) return 0n;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(x));
  const bits = view.getBigUint64(0);
  const exponent = bits >> 52n;
  const mantissa = exponent === 0n ? bits : (bits & ((1n << 52n) - 1n)) | (1n << 52n);
  const shift = (exponent === 0n ? 1n : exponent) - 1075n + precisionBits;
  const size = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  return x < 0 ? -size : size;
}

const times = (a: bigint, b: bigint): bigint => (a * b) >> precisionBits;

/** exp of a fixed-point number of any size that fits: a series after halving ten times, then squaring back. */
function exponentialSeries(x: bigint): bigint {
  const small = x >> 10n;
  let term = one;
  let sum = one;
  for (let k = 1n; term !== 0n && term !== -1n; k++) sum += term = times(term, small) / k;
  for (let i = 0; i < 10; i++) sum = times(sum, sum);
  return sum;
}

/** 2 artanh(1/n) = log((n + 1)/(n - 1)). */
function twiceArtanh(numerator: bigint, denominator: bigint): bigint {
  const t = (numerator << precisionBits) / denominator;
  const square = times(t, t);
  let power = t;
  let sum = 0n;
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k;
    power = times(power, square);
  }
  return 2n * sum;
}

const logOfTwo: bigint = twiceArtanh(1n, 3n);

/** A value as `mantissa * 2^exponent`, the mantissa with 250 fractional bits: doubles have too many sizes for one. */
export type Exact = { mantissa: bigint; exponent: number };

/** exp(x), x as a multiple of 2^-250. */
export function exactExp(x: bigint): Exact {
  let k = x / logOfTwo;
  if (x < 0n) k -= 1n;
  return { mantissa: exponentialSeries(x - k * logOfTwo), exponent: Number(k) };
}

/** log of a positive double times 2^-250, plus one when `plusOne`. */
export function exactLog(x: number, plusOne = false): bigint {
  let k = 0n;
  let value: bigint;
  if (plusOne) value = fixed(x) + one;
  else {
    // Scaled to where a fixed point has all digits of it.
    let scaled = x;
    while (scaled > 2) [scaled, k] = [scaled / 2, k + 1n];
    while (scaled < 1) [scaled, k] = [scaled * 2, k - 1n];
    value = fixed(scaled);
  }
  while (value > 2n * one) [value, k] = [value >> 1n, k + 1n];
  while (value < one / 2n) [value, k] = [value << 1n, k - 1n];
  return twiceArtanh(value - one, value + one) + k * logOfTwo;
}

/** pi by Machin's formula. */
const pi: bigint = (() => {
  const arctan = (n: bigint): bigint => {
    let power = one / n;
    let sum = 0n;
    for (let k = 1n, sign = 1n; power !== 0n; k += 2n, sign = -sign) {
      sum += (sign * power) / k;
      power /= n * n;
    }
    return sum;
  };
  return 4n * (4n * arctan(5n) - arctan(239n));
})();

/** The sine of x, a multiple of 2^-250; with `quarter` 1 the cosine. */
export function exactSine(x: bigint, quarter: 0n | 1n): bigint {
  const turned = 2n * x + quarter * pi;
  const reduced = (turned % (4n * pi)) / 2n;
  let term = reduced;
  let sum = 0n;
  const square = times(reduced, reduced);
  for (let k = 1n; term !== 0n && term !== -1n; k += 2n) {
    sum += term;
    term = -times(term, square) / ((k + 1n) * (k + 2n));
  }
  return sum;
}

/** The error of a finite double in units in its last place (of the subnormal numbers below 2^-1022). */
export function ulps(actual: number, exact: Exact | bigint): number {
  const { mantissa, exponent } = typeof exact === "bigint" ? { mantissa: exact, exponent: 0 } : exact;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(actual));
  const field = Number(view.getBigUint64(0) >> 52n);
  const unit = Math.max(field, 1) - 1075;
  const bits = view.getBigUint64(0) & ((1n << 52n) - 1n);
  const whole = (field === 0 ? bits : bits | (1n << 52n)) * (actual < 0 ? -1n : 1n);
  // (whole * 2^unit - mantissa * 2^(exponent - 250)) / 2^unit, with 20 more bits.
  const shift = exponent - Number(precisionBits) - unit + 20;
  const scaled = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  return Number((whole << 20n) - scaled) / 2 ** 20;
}
