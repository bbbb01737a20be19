const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

// One over the odd numbers: a loop that divides takes three times as long.
const c19: number = 1 / 19;
const c17: number = 1 / 17;
const c15: number = 1 / 15;
const c13: number = 1 / 13;
const c11: number = 1 / 11;
const c9: number = 1 / 9;
const c7: number = 1 / 7;
const c5: number = 1 / 5;
const c3: number = 1 / 3;

/** Logarithm to the base 2 of a number > 0, by basic operations alone: the same bits on every platform. */
export function log2(value: number): number {
  float[0] = value;
  // On a little-endian machine, which is every one that runs JavaScript, the second word holds the exponent.
  let exponent = (words[1] >>> 20) - 1023;
  words[1] = (words[1] & 0xfffff) | 0x3ff00000;
  let mantissa = float[0];
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  // ln m = 2 artanh((m - 1) / (m + 1)), with |...| <= 0.172: nine terms give 16 digits.
  const t = (mantissa - 1) / (mantissa + 1);
  const square = t * t;
  let sum = c19 * square + c17;
  sum = sum * square + c15;
  sum = sum * square + c13;
  sum = sum * square + c11;
  sum = sum * square + c9;
  sum = sum * square + c7;
  sum = sum * square + c5;
  sum = sum * square + c3;
  sum = sum * square + 1;
  return exponent + 2 * t * sum * Math.LOG2E;
}

/** 2 to the power of a number between -1 and 1, by basic operations alone: the same bits on every platform. */
export function exp2(power: number): number {
  const x = power * Math.LN2;
  let sum = 1;
  for (let k = 20; k >= 1; k--) sum = 1 + (x / k) * sum;
  return sum;
}

/** Bits behind the point of {@link logOf}, and how many steps an octave has. */
export const fineBits = 8;
export const fine: number = 1 << fineBits;

const logs = Int32Array.from({ length: fine }, (_, i) => Math.round(fine * log2(1 + i / fine)));

/** Logarithm to the base 2 of an integer from 1 to 2^30, in units of 2^-8. */
export function logOf(value: number): number {
  const zeros = Math.clz32(value);
  return ((31 - zeros) << fineBits) + logs[((value << zeros) >>> (31 - fineBits)) & (fine - 1)];
}
