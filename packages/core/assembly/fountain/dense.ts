/** What the dense rows tell, over 256 elements. */
import { doubled } from "./field";
import { bitOf, get, none, set, take } from "./memory";
import { dense, denseRowsOf, sparse } from "./shape";
import { bitsOf, matrix, rowOfColumn, unknownCount, width } from "./unknowns";

/** The unknowns that they tell, and the others: see `DenseRest`. */
export let told: usize = 0;
export let toldCount: u32 = 0;
export let freeUnknowns: usize = 0;
export let freeCount: u32 = 0;
export let coefficients: usize = 0;
export let chosen: usize = 0;
export let inverseRows: usize = 0;

function product(a: u32, b: u32): u32 {
  let sum: u32 = 0;
  for (; b != 0; b >>>= 1) {
    if ((b & 1) != 0) sum ^= a;
    a = ((a & 127) << 1) ^ (a >>> 7) * 0x1d;
  }
  return sum;
}

/** The power 254. */
function inverse(a: u32): u32 {
  let power = a;
  for (let i = 0; i < 6; i++) power = product(product(power, power), a);
  return product(power, power);
}

function addMultiple(into: usize, from: usize, length: u32, factor: u32): void {
  if (factor == 0) return;
  for (let i: u32 = 0; i < length; i++) set(into, i, get(into, i) ^ product(get(from, i), factor));
}

/** See `denseCoefficients`: bytes, those of a row 32 times the width. */
function denseCoefficients(): usize {
  const stride = width << 5;
  const running = take(width << 3);
  const rows = take(dense * (width << 3));
  const powers = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  const halves = i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
  const one = i8x16.splat(1);
  for (let symbol: u32 = 0; symbol < sparse; symbol++) {
    const two = denseRowsOf(symbol);
    const first = rows + (two & 0xffff) * stride;
    const second = rows + (two >>> 16) * stride;
    let from = bitsOf(symbol);
    for (let at: usize = 0; at < (stride as usize); at += 16, from += 2) {
      // Bit i of sixteen becomes byte i.
      const spread = i8x16.swizzle(i16x8.splat(load<i16>(from)), halves);
      const own = v128.and(i8x16.eq(v128.and(spread, powers), powers), one);
      const value = v128.xor(doubled(v128.load(running + at)), own);
      v128.store(running + at, value);
      v128.store(first + at, v128.xor(v128.load(first + at), value));
      v128.store(second + at, v128.xor(v128.load(second + at), value));
    }
  }
  for (let row: u32 = 0; row < dense; row++) {
    const own = rows + row * stride + unknownCount - dense + row;
    store<u8>(own, load<u8>(own) ^ 1);
  }
  return rows;
}

/** See `independentRows`: writes them to `chosen`; the matrix is changed. */
function independentRows(matrix: usize, columns: u32, chosen: usize): bool {
  const isChosen = take(dense);
  const stride = columns << 2;
  for (let column: u32 = 0; column < columns; column++) {
    let pivot: u32 = 0;
    while (pivot < dense && (get(isChosen, pivot) == 1 || get(matrix + pivot * stride, column) == 0)) pivot++;
    if (pivot == dense) return false;
    set(isChosen, pivot, 1);
    set(chosen, column, pivot);
    const from = matrix + pivot * stride;
    const scale = inverse(get(from, column));
    for (let row: u32 = 0; row < dense; row++) {
      if (get(isChosen, row) == 1) continue;
      const into = matrix + row * stride;
      addMultiple(into, from, columns, product(get(into, column), scale));
    }
  }
  return true;
}

/** See `inverted`: the left halves of the rows become the identity, the right ones the inverse. */
function invert(rows: usize, size: u32): void {
  const wide: u32 = 2 * size;
  const stride = wide << 2;
  for (let column: u32 = 0; column < size; column++) {
    const row = rows + column * stride;
    let pivot = row;
    while (get(pivot, column) == 0) pivot += stride;
    for (let i: u32 = 0; pivot != row && i < wide; i++) {
      const held = get(row, i);
      set(row, i, get(pivot, i));
      set(pivot, i, held);
    }
    const scale = inverse(get(row, column));
    for (let i: u32 = 0; i < wide; i++) set(row, i, product(get(row, i), scale));
    for (let other: u32 = 0; other < size; other++) {
      const into = rows + other * stride;
      if (other != column) addMultiple(into, row, wide, get(into, column));
    }
  }
}

/** See `solveDense`: whether the dense rows tell the unknowns that no bits tell. */
export function solveDense(): bool {
  told = take(unknownCount);
  freeUnknowns = take(unknownCount);
  toldCount = 0;
  freeCount = 0;
  for (let unknown: u32 = 0; unknown < unknownCount; unknown++) {
    if (get(rowOfColumn, unknown) == none) set(freeUnknowns, freeCount++, unknown);
    else set(told, toldCount++, unknown);
  }
  if (freeCount > dense) return false;
  coefficients = denseCoefficients();
  const stride = width << 2;
  const size = freeCount << 2;
  const factors = take(dense * freeCount);
  for (let row: u32 = 0; row < dense; row++) {
    const ofRow = coefficients + ((row * width) << 5);
    for (let i: u32 = 0; i < freeCount; i++) {
      const unknown = get(freeUnknowns, i);
      let factor: u32 = load<u8>(ofRow + unknown);
      for (let j: u32 = 0; j < toldCount; j++) {
        const other = get(told, j);
        if (bitOf(matrix + get(rowOfColumn, other) * stride, unknown) == 1) factor ^= load<u8>(ofRow + other);
      }
      set(factors + row * size, i, factor);
    }
  }
  chosen = take(freeCount);
  const changed = take(dense * freeCount);
  memory.copy(changed, factors, (dense * size) as usize);
  if (!independentRows(changed, freeCount, chosen)) return false;
  inverseRows = take(2 * freeCount * freeCount);
  for (let i: u32 = 0; i < freeCount; i++) {
    const own = inverseRows + 2 * i * size;
    memory.copy(own, factors + get(chosen, i) * size, size as usize);
    set(own, freeCount + i, 1);
  }
  invert(inverseRows, freeCount);
  return true;
}
