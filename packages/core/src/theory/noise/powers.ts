import type { Density } from "./density.js";

/** A sum of powers, by the edges of an ensemble: `weights[i]` of the edges end at nodes with `degrees[i]` other edges. */
export type EdgePowers = { readonly degrees: readonly number[]; readonly weights: readonly number[] };

/** Sum of weights times powers of a density under a product, from the highest degree down. `one` changes nothing in it. */
export function powerSum(
  { degrees, weights }: EdgePowers,
  density: Density,
  one: Density,
  product: (first: Density, second: Density) => Density,
): Density {
  const order = degrees.map((_, i) => i).sort((a, b) => degrees[b] - degrees[a]);
  let sum: Density = new Float64Array(density.length);
  for (const [place, i] of order.entries()) {
    const next = degrees[order[place + 1]] ?? 0;
    const gap = degrees[i] - next;
    // The first term is a multiple of one: its power is that of the density.
    if (place === 0 && gap > 0) {
      sum = scaled(power(density, gap, product), weights[i]);
      continue;
    }
    sum = added(sum, scaled(one, weights[i]));
    if (gap > 0) sum = product(sum, power(density, gap, product));
  }
  return sum;
}

/** A density to a power >= 1. */
export function power(
  density: Density,
  exponent: number,
  product: (first: Density, second: Density) => Density,
): Density {
  let square = density;
  let result: Density | null = null;
  for (let left = exponent; left > 0; left >>>= 1) {
    if ((left & 1) === 1) result = result === null ? square : product(result, square);
    if (left > 1) square = product(square, square);
  }
  return result ?? density;
}

export function added(first: Density, second: Density): Density {
  return first.map((mass, i) => mass + second[i]);
}

export function scaled(density: Density, factor: number): Density {
  return density.map((mass) => mass * factor);
}
