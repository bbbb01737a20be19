/**
 * The two sums of edge-type density evolution: over the texts, what a text end of each type is taught, and over the
 * skills, how often a skill end of each type stays unlearned. Both add up to sums over the ends of a type; the caller
 * divides by how many there are.
 */
import { integerPower } from "../integer-power.js";
import type { TypedRows } from "./rows.js";

/**
 * Adds to `sums[k]`, for each end of type k, the product of `factors[type]` over all *other* ends of its row.
 * O(entries).
 */
export function sumOthers(rows: TypedRows, factors: Float64Array, sums: Float64Array): void {
  const { offsets, types, counts, weights } = rows;
  for (let row = 0; row < weights.length; row++) {
    const begin = offsets[row];
    const end = offsets[row + 1];
    let product = weights[row];
    let zeros = 0;
    let zeroType = 0;
    for (let i = begin; i < end; i++) {
      const type = types[i];
      const factor = factors[type];
      const count = counts[i];
      if (factor > 0) product *= count === 1 ? factor : integerPower(factor, count);
      else {
        zeros += count;
        zeroType = type;
      }
    }
    // One factor too many: divided by below, once a type and not once an end.
    if (zeros === 0) for (let i = begin; i < end; i++) sums[types[i]] += counts[i] * product;
    else if (zeros === 1) sums[zeroType] += product;
  }
  for (let type = 0; type < sums.length; type++) if (factors[type] > 0) sums[type] /= factors[type];
}

/** The product of `factors[type]` over all ends of each row, into `products`. O(entries). */
export function productsOf(rows: TypedRows, factors: Float64Array, products: Float64Array): void {
  const { offsets, types, counts, weights } = rows;
  for (let row = 0; row < weights.length; row++) {
    let product = 1;
    for (let i = offsets[row]; i < offsets[row + 1]; i++)
      product *= integerPower(factors[types[i]], counts[i]);
    products[row] = product;
  }
}

/** Scratch of {@link sumFewUnlearned}: numbers for the longest row, sized once. */
export function fewUnlearnedScratch(rows: TypedRows, maxUnlearned: number): Float64Array<ArrayBuffer> {
  let longest = 0;
  for (let row = 0; row < rows.weights.length; row++) longest = Math.max(longest, sizeOf(rows, row));
  return new Float64Array((longest + 2) * maxUnlearned);
}

function sizeOf({ offsets, counts }: TypedRows, row: number): number {
  let size = 0;
  for (let i = offsets[row]; i < offsets[row + 1]; i++) size += counts[i];
  return size;
}

/**
 * Adds to `sums[k]`, for each end of type k, the probability that fewer than D of the other ends of its row are unlearned,
 * each with probability `unlearned[type]`. By laws of the ends before and behind, without division: exact near 0 and 1.
 * O(ends D).
 */
export function sumFewUnlearned(
  rows: TypedRows,
  unlearned: Float64Array,
  maxUnlearned: number,
  scratch: Float64Array,
  sums: Float64Array,
): void {
  const { offsets, types, counts, weights } = rows;
  const behind = new Float64Array(maxUnlearned);
  for (let row = 0; row < weights.length; row++) {
    const begin = offsets[row];
    const end = offsets[row + 1];
    const weight = weights[row];
    if (sizeOf(rows, row) <= maxUnlearned) {
      for (let i = begin; i < end; i++) sums[types[i]] += weight * counts[i];
      continue;
    }
    // scratch[e D + j]: the probability that j of the first e ends are unlearned.
    scratch.fill(0, 0, maxUnlearned);
    scratch[0] = 1;
    let at = 0;
    for (let i = begin; i < end; i++) {
      const q = unlearned[types[i]];
      for (let copy = 0; copy < counts[i]; copy++, at += maxUnlearned) {
        const next = at + maxUnlearned;
        scratch[next] = scratch[at] * (1 - q);
        for (let j = 1; j < maxUnlearned; j++)
          scratch[next + j] = scratch[at + j] * (1 - q) + scratch[at + j - 1] * q;
      }
    }
    behind.fill(0);
    behind[0] = 1;
    for (let i = end - 1; i >= begin; i--) {
      const type = types[i];
      const q = unlearned[type];
      let few = 0;
      for (let copy = 0; copy < counts[i]; copy++) {
        at -= maxUnlearned;
        let upTo = 0;
        for (let j = 0; j < maxUnlearned; j++) {
          upTo += behind[j];
          few += scratch[at + maxUnlearned - 1 - j] * upTo;
        }
        for (let j = maxUnlearned - 1; j > 0; j--) behind[j] = behind[j] * (1 - q) + behind[j - 1] * q;
        behind[0] *= 1 - q;
      }
      sums[type] += weight * few;
    }
  }
}
