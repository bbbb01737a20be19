/** The code that a plan is for, and which dense rows a symbol stands in. */
import { setFree } from "./memory";

/** The code: see `FountainShape`. */
export let dimension: u32 = 0;
export let checks: u32 = 0;
export let dense: u32 = 0;
export let sparse: u32 = 0;
export let modulus: u32 = 0;
export let seed: u32 = 0;
export let degreeBounds: usize = 0;

/** The code, and from where on memory is free: see `FountainShape`. */
export function setShape(
  dimensionNumber: u32,
  checkNumber: u32,
  denseNumber: u32,
  modulusNumber: u32,
  seedNumber: u32,
  bounds: usize,
  free: usize,
): void {
  dimension = dimensionNumber;
  checks = checkNumber;
  dense = denseNumber;
  sparse = dimension + checks;
  modulus = modulusNumber;
  seed = seedNumber;
  degreeBounds = bounds;
  setFree(free);
}

export function mixed(word: u32): u32 {
  let x = word ^ (word >>> 16);
  x *= 0x21f0aaad;
  x ^= x >>> 15;
  x *= 0x735a2d97;
  return x ^ (x >>> 15);
}

/** See `denseRowsOf`: the first in the lower half. */
export function denseRowsOf(symbol: u32): u32 {
  const state = mixed(symbol ^ mixed(seed + 0x7feb352d));
  const first = (state & 0xffff) % dense;
  const second = (state >>> 16) % (dense - 1);
  return first | ((second < first ? second : second + 1) << 16);
}
