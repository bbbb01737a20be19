/** x^n for an integer n >= 0 by squaring: for the exponents that degrees are, and the same bits on every platform. */
export function integerPower(x: number, n: number): number {
  let result = 1;
  let rest = n;
  for (let base = x; rest > 0; base *= base) {
    if (rest % 2 === 1) result *= base;
    rest = Math.floor(rest / 2);
  }
  return result;
}
