/** The exponents of normal doubles are -1022 to 1023. */
const minExponent = -1022;

const powers: Float64Array = /* @__PURE__ */ (() => {
  const table = new Float64Array(2046);
  table[-minExponent] = 1;
  for (let i = 1 - minExponent; i < table.length; i++) table[i] = 2 * table[i - 1];
  for (let i = -minExponent - 1; i >= 0; i--) table[i] = table[i + 1] / 2;
  return table;
})();

/**
 * Returns 2^exponent for an integer exponent in [-1022, 1023], exactly. A look-up: a double that is put together from
 * two words must go through memory in two sizes, which processors do slowly.
 */
export function powerOfTwo(exponent: number): number {
  return powers[exponent - minExponent];
}
