/**
 * The two sums of edge-type density evolution: over the texts, what a text end of each type is taught, and over the
 * skills, how often a skill end of each type stays unlearned. Both are sums over the ends of a type; the caller
 * divides by how many there are.
 */
import type { TypedRows } from "./rows.js";

/** Powers of the factors and sums over ends, kind by kind; made once for rows. */
export type KindScratch = {
  readonly powers: Float64Array<ArrayBuffer>;
  readonly products: Float64Array<ArrayBuffer>;
};

export function kindScratch({ typeOfKind }: TypedRows): KindScratch {
  return { powers: new Float64Array(typeOfKind.length), products: new Float64Array(typeOfKind.length) };
}

function powersOfKinds({ kindsOfType }: TypedRows, factors: Float64Array, powers: Float64Array): void {
  for (let type = 0; type < factors.length; type++) {
    const factor = factors[type];
    let power = 1;
    for (let kind = kindsOfType[type]; kind < kindsOfType[type + 1]; kind++) {
      power *= factor;
      powers[kind] = power;
    }
  }
}

/**
 * Sets `sums[k]` to the sum, over the ends of type k, of the product of `factors[type]` over all *other* ends of its row.
 * O(entries); 3.5 ns an entry.
 */
export function sumOthers(
  rows: TypedRows,
  factors: Float64Array,
  sums: Float64Array,
  { powers, products }: KindScratch,
): void {
  const { offsets, kinds, kindsOfType, endsOfKind, weights } = rows;
  powersOfKinds(rows, factors, powers);
  products.fill(0);
  let begin = 0;
  for (let row = 0; row < weights.length; row++) {
    const end = offsets[row + 1];
    // Two products at once: one would wait for each of its multiplications.
    let product = weights[row];
    let beside = 1;
    let i = begin;
    for (; i + 1 < end; i += 2) {
      product *= powers[kinds[i]];
      beside *= powers[kinds[i + 1]];
    }
    if (i < end) product *= powers[kinds[i]];
    product *= beside;
    if (product > 0) for (i = begin; i < end; i++) products[kinds[i]] += product;
    else addBesideZero(rows, row, powers, products);
    begin = end;
  }
  for (let type = 0; type < sums.length; type++) {
    const factor = factors[type];
    let sum = 0;
    for (let kind = kindsOfType[type]; kind < kindsOfType[type + 1]; kind++)
      sum += endsOfKind[kind] * products[kind];
    // One factor too many: divided by here, once a type and not once an end. A zero was left out.
    sums[type] = factor > 0 ? sum / factor : sum;
  }
}

/** Of a row with a factor 0: where it is the only one, its end has a product of others. */
function addBesideZero(
  { offsets, kinds, endsOfKind, weights }: TypedRows,
  row: number,
  powers: Float64Array,
  products: Float64Array,
): void {
  let product = weights[row];
  let zero = -1;
  for (let i = offsets[row]; i < offsets[row + 1]; i++) {
    const kind = kinds[i];
    if (powers[kind] > 0) product *= powers[kind];
    else if (zero < 0 && endsOfKind[kind] === 1) zero = kind;
    else return;
  }
  if (zero >= 0) products[zero] += product;
}

/** The product of `factors[type]` over all ends of each row, into `products`. O(entries). */
export function productsOf(
  rows: TypedRows,
  factors: Float64Array,
  products: Float64Array,
  { powers }: KindScratch,
): void {
  const { offsets, kinds, weights } = rows;
  powersOfKinds(rows, factors, powers);
  for (let row = 0; row < weights.length; row++) {
    let product = 1;
    for (let i = offsets[row]; i < offsets[row + 1]; i++) product *= powers[kinds[i]];
    products[row] = product;
  }
}

/** The largest number of ends of a row. */
export function maxEnds({ offsets, kinds, endsOfKind, weights }: TypedRows): number {
  let most = 0;
  for (let row = 0; row < weights.length; row++) {
    let size = 0;
    for (let i = offsets[row]; i < offsets[row + 1]; i++) size += endsOfKind[kinds[i]];
    most = Math.max(most, size);
  }
  return most;
}

/** Scratch of {@link sumFewUnlearned}: numbers for the longest row, sized once. */
export function fewUnlearnedScratch(rows: TypedRows, maxUnlearned: number): Float64Array<ArrayBuffer> {
  return new Float64Array((maxEnds(rows) + 2) * maxUnlearned);
}

/**
 * Sets `sums[k]` to the sum, over the ends of type k, of the probability that fewer than D of the other ends of its row are unlearned,
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
  const { offsets, kinds, typeOfKind, endsOfKind, weights } = rows;
  const behind = new Float64Array(maxUnlearned);
  sums.fill(0);
  for (let row = 0; row < weights.length; row++) {
    const begin = offsets[row];
    const end = offsets[row + 1];
    const weight = weights[row];
    let size = 0;
    for (let i = begin; i < end; i++) size += endsOfKind[kinds[i]];
    if (size <= maxUnlearned) {
      for (let i = begin; i < end; i++) sums[typeOfKind[kinds[i]]] += weight * endsOfKind[kinds[i]];
      continue;
    }
    // scratch[e D + j]: the probability that j of the first e ends are unlearned.
    scratch.fill(0, 0, maxUnlearned);
    scratch[0] = 1;
    let at = 0;
    for (let i = begin; i < end; i++) {
      const q = unlearned[typeOfKind[kinds[i]]];
      for (let copy = 0; copy < endsOfKind[kinds[i]]; copy++, at += maxUnlearned) {
        const next = at + maxUnlearned;
        scratch[next] = scratch[at] * (1 - q);
        for (let j = 1; j < maxUnlearned; j++)
          scratch[next + j] = scratch[at + j] * (1 - q) + scratch[at + j - 1] * q;
      }
    }
    behind.fill(0);
    behind[0] = 1;
    for (let i = end - 1; i >= begin; i--) {
      const type = typeOfKind[kinds[i]];
      const q = unlearned[type];
      let few = 0;
      for (let copy = 0; copy < endsOfKind[kinds[i]]; copy++) {
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
