const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

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
  let sum = 0;
  for (let k = 19; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return exponent + 2 * t * sum * Math.LOG2E;
}
