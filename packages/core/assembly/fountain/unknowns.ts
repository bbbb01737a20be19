/** Every symbol as a sum of unknowns, and what the rows that are left tell of these. */
import { bitOf, end, get, none, push, set, take } from "./memory";
import { inactive, inactiveCount, isUsed, order, ordered, rowOf } from "./peel";
import { offsets, rowCount, symbols } from "./rows";
import { dense, sparse } from "./shape";

/** See `Unknowns`. */
export let unknownCount: u32 = 0;
export let unknowns: usize = 0;
export let width: u32 = 0;
let bits: usize = 0;

/** The rows that are left, eliminated: see `Elimination`. */
export let left: usize = 0;
export let leftCount: u32 = 0;
export let matrix: usize = 0;
export let rowOfColumn: usize = 0;
export let columnOfRow: usize = 0;
export let additions: usize = 0;
export let additionsEnd: usize = 0;

// @ts-ignore: decorator
@inline
export function bitsOf(symbol: u32): usize {
  return bits + (((symbol * width) as usize) << 2);
}

/** See `addRow`. */
function addRow(row: u32, but: u32, into: usize): void {
  const last = get(offsets, row + 1);
  for (let i = get(offsets, row); i < last; i++) {
    const symbol = get(symbols, i);
    if (symbol == but) continue;
    const from = bitsOf(symbol);
    for (let word: u32 = 0; word < width; word++) set(into, word, get(into, word) ^ get(from, word));
  }
}

/** See `unknownsOf`. */
export function writeUnknowns(): void {
  unknownCount = inactiveCount + dense;
  width = (unknownCount + 31) >>> 5;
  unknowns = take(unknownCount);
  bits = take((sparse + dense) * width);
  for (let i: u32 = 0; i < unknownCount; i++) {
    const symbol = i < inactiveCount ? get(inactive, i) : sparse + i - inactiveCount;
    set(unknowns, i, symbol);
    set(bitsOf(symbol), i >>> 5, 1 << (i & 31));
  }
  for (let i: u32 = 0; i < ordered; i++) {
    const symbol = get(order, i);
    addRow(get(rowOf, i), symbol, bitsOf(symbol));
  }
}

/** See `eliminate`: of the rows that are left. */
export function eliminateLeft(): void {
  leftCount = 0;
  for (let row: u32 = 0; row < rowCount; row++) leftCount += 1 - get(isUsed, row);
  const stride = width << 2;
  left = take(leftCount);
  matrix = take(leftCount * width);
  for (let row: u32 = 0, i: u32 = 0; row < rowCount; row++) {
    if (get(isUsed, row) == 1) continue;
    set(left, i, row);
    addRow(row, none, matrix + i * stride);
    i++;
  }
  rowOfColumn = take(unknownCount, 255);
  columnOfRow = take(leftCount, 255);
  additions = end;
  for (let column: u32 = 0; column < unknownCount; column++) {
    let pivot: u32 = 0;
    while (
      pivot < leftCount &&
      (get(columnOfRow, pivot) != none || bitOf(matrix + pivot * stride, column) == 0)
    )
      pivot++;
    if (pivot == leftCount) continue;
    set(rowOfColumn, column, pivot);
    set(columnOfRow, pivot, column);
    const from = matrix + pivot * stride;
    for (let row: u32 = 0; row < leftCount; row++) {
      const into = matrix + row * stride;
      if (row == pivot || bitOf(into, column) == 0) continue;
      for (let i: u32 = 0; i < width; i++) set(into, i, get(into, i) ^ get(from, i));
      push(row);
      push(pivot);
    }
  }
  additionsEnd = end;
}
