/**
 * Logarithms by a table (P. T. P. Tang, "Table-Driven Implementation of the Logarithm Function in IEEE Floating-Point
 * Arithmetic", ACM TOMS 16, 1990):
 *
 *     log(x) = k log(2) - log(c) + log(1 + r),   x = 2^k z,   11/16 <= z < 11/8,   r = c z - 1,   |r| <= 2^-8.
 *
 * c is a multiple of 2^-10 near 1/z, so that c z - 1 has no rounding error that matters; it is 1 on both sides of 1.
 * log(1 + r) is its Taylor series.
 */
import { powerOfTwo } from "./powers-of-two.js";
import { productError } from "./splitting.js";

const cells = 256;
/** log(2) in two parts. Multiples of the first, a multiple of 2^-42, and their sums with the table are exact. */
const logOfTwo = 0.6931471805598903;
const logOfTwoRest = 5.497923018708371e-14;
/** The upper word of 11/16, where the first cell begins. */
const firstWord = 0x3fe60000;

/** The words of a double. */
const double = new Float64Array(1);
const words: Int32Array = new Int32Array(double.buffer);
const upper: number = /* @__PURE__ */ (() => {
  double[0] = 1;
  return words[1] === 0 ? 0 : 1;
})();

/** c of every cell, and -log(c) as a multiple of 2^-42 and a rest. */
const [reciprocals, logs, logRests]: readonly [Float64Array, Float64Array, Float64Array] =
  /* @__PURE__ */ (() => {
    const c = new Float64Array(cells);
    for (let cell = 0; cell < cells; cell++) {
      // Cells are 2^-9 wide below 1 and 2^-8 above.
      const middle = cell < 160 ? 11 / 16 + (cell + 0.5) / 512 : 1 + (cell - 159.5) / 256;
      c[cell] = cell === 159 || cell === 160 ? 1 : Math.round(1024 / middle) / 1024;
    }
    const high = new Float64Array(cells);
    const low = new Float64Array(cells);
    for (const direction of [-1, 1]) {
      let [sum, sumRest] = [0, 0];
      for (let cell = 160 + direction; cell >= 0 && cell < cells; cell += direction) {
        // -log(c) goes on by log(a/b) = 2 artanh((a - b)/(a + b)), a and b the neighbouring values of c times 1024.
        const [a, b] = [1024 * c[cell - direction], 1024 * c[cell]];
        const t = (a - b) / (a + b);
        const product = t * (a + b);
        const tRest = (a - b - product - productError(t, a + b, product)) / (a + b);
        const square = t * t;
        const step = 2 * t;
        const stepRest = 2 * (tRest + t * square * (1 / 3 + square * (1 / 5 + square * (1 / 7))));
        const next = sum + step;
        const error = Math.abs(sum) > Math.abs(step) ? sum - next + step : step - next + sum;
        const whole = next + (error + sumRest + stepRest);
        sumRest = next - whole + (error + sumRest + stepRest);
        sum = whole;
        high[cell] = sum + 1536 - 1536;
        low[cell] = sum - high[cell] + sumRest;
      }
    }
    return [c, high, low];
  })();

/** The exponent k of x and, in the 20 bits below it, the place of z. */
function placeOf(x: number): number {
  double[0] = x;
  return words[upper] - firstWord;
}

/** log(1 + r) - r + r^2/2 for |r| <= 2^-8. */
function afterSquare(r: number): number {
  const s = r * r;
  return s * r * (1 / 3 - r * (1 / 4) + s * (1 / 5 - r * (1 / 6) + s * (1 / 7 - r * (1 / 8))));
}

const minNormal: number = 2 ** -1022;
const huge: number = 2 ** 1022;

/** log(x + low), x from minNormal to below huge, `low` less than a unit in the last place of x, to 0.6 units. */
function logarithm(x: number, low: number): number {
  const place = placeOf(x);
  const cell = (place >> 12) & (cells - 1);
  const k = place >> 20;
  const scale = powerOfTwo(-k);
  const z = x * scale;
  const front = Math.fround(z);
  const c = reciprocals[cell];
  const r = front * c - 1 + (z - front + low * scale) * c;
  const whole = k * logOfTwo + logs[cell];
  const sum = whole + r;
  return sum + (whole - sum + r + (k * logOfTwoRest + logRests[cell]) + (afterSquare(r) - 0.5 * r * r));
}

/** What the last result of {@link logarithmAsSum} lacks. */
export const logarithmRest: Float64Array = new Float64Array(1);

/** log(x) for a positive finite x with 66 bits: a sum of two doubles, of which {@link logarithmRest} has the second. */
export function logarithmAsSum(x: number): number {
  const shift = x < minNormal ? 54 : 0;
  if (shift > 0) x *= 18014398509481984;
  const place = placeOf(x);
  const cell = (place >> 12) & (cells - 1);
  const k = place >> 20;
  // 2^-1023 and 2^-1024 are below all normal doubles.
  const z = x * (k <= 1022 ? powerOfTwo(-k) : powerOfTwo(-1022) * powerOfTwo(1022 - k));
  const front = Math.fround(z);
  const c = reciprocals[cell];
  const rHigh = front * c - 1;
  const rLow = (z - front) * c;
  const r = rHigh + rLow;
  const rRest = Math.abs(rHigh) > Math.abs(rLow) ? rHigh - r + rLow : rLow - r + rHigh;
  // r^2/2 in two parts.
  const rFront = Math.fround(r);
  const square = -0.5 * rFront * rFront;
  const squareRest = -0.5 * (r + rFront) * (r - rFront);
  const exponent = k - shift;
  const whole = exponent * logOfTwo + logs[cell];
  const first = whole + r;
  const second = first + square;
  const small =
    first -
    second +
    square +
    (whole - first + r) +
    (exponent * logOfTwoRest + logRests[cell] + (rRest - r * rRest) + squareRest + afterSquare(r));
  const result = second + small;
  logarithmRest[0] = second - result + small;
  return result;
}

/** Apart from the others, so that those are small enough to become part of loops. */
function extremeLogarithm(x: number): number {
  if (x > 0 && x < Infinity) return logarithmAsSum(x);
  return x === 0 ? -Infinity : x > 0 ? x : NaN;
}

/**
 * Returns the natural logarithm of x to 0.6 units in the last place: -Infinity of 0, NaN below and of NaN. The same
 * bits on every platform; O(1).
 *
 * @example
 * ```ts
 * import { log } from "@onset/core/base";
 * log(10); // => 2.302585092994046
 * log(0); // => -Infinity
 * ```
 */
export function log(x: number): number {
  return x >= minNormal && x < huge ? logarithm(x, 0) : extremeLogarithm(x);
}

/**
 * Returns log(1 + x) to 0.7 units in the last place, also near 0, where the sum would lose the digits of x: -Infinity
 * of -1, NaN below and of NaN. The same bits on every platform; O(1).
 *
 * @example
 * ```ts
 * import { log1p } from "@onset/core/base";
 * log1p(1e-10); // => 9.9999999995e-11
 * log1p(-1); // => -Infinity
 * ```
 */
export function log1p(x: number): number {
  if (!(x > -1 && x < huge)) return x < 0 ? log(x + 1) : log(x);
  if (x > -1e-17 && x < 1e-17) return x;
  const sum = 1 + x;
  return logarithm(sum, x < 1 ? x - (sum - 1) : 1 - (sum - x));
}

/** log(x) times `factor + factorRest`. */
function scaledLogarithm(x: number, factor: number, factorRest: number): number {
  if (!(x > 0 && x < Infinity)) return log(x);
  const high = logarithmAsSum(x);
  const product = high * factor;
  return product + (productError(high, factor, product) + high * factorRest + logarithmRest[0] * factor);
}

/**
 * Returns the logarithm of x to base 2, to 0.51 units in the last place and exact for powers of two: -Infinity of 0,
 * NaN below and of NaN. The same bits on every platform; O(1).
 *
 * @example
 * ```ts
 * import { log2 } from "@onset/core/base";
 * log2(8); // => 3
 * ```
 */
export function log2(x: number): number {
  return scaledLogarithm(x, Math.LOG2E, 2.0355273740931033e-17);
}

/**
 * Returns the logarithm of x to base 10, to 0.51 units in the last place and exact for powers of ten: -Infinity of 0,
 * NaN below and of NaN. The same bits on every platform; O(1).
 *
 * @example
 * ```ts
 * import { log10 } from "@onset/core/base";
 * log10(1000); // => 3
 * ```
 */
export function log10(x: number): number {
  return scaledLogarithm(x, Math.LOG10E, 1.098319650216765e-17);
}
