import { sparseRows } from "../../src/channel/codes/fountain/peel.js";
import { denseRowsOf, type FountainShape } from "../../src/channel/codes/fountain/rows.js";

/** The product in the field of 256 elements, bit by bit. */
export function naiveProduct(a: number, b: number): number {
  let sum = 0;
  for (let bit = 7; bit >= 0; bit--) {
    sum = sum >= 128 ? ((sum << 1) & 255) ^ 0x1d : sum << 1;
    if (((b >>> bit) & 1) === 1) sum ^= a;
  }
  return sum;
}

const naiveInverse = (a: number): number => {
  for (let b = 1; b < 256; b++) if (naiveProduct(a, b) === 1) return b;
  throw new Error("0 has no inverse");
};

/** All equations of some packets as one matrix over 256 elements: checks, packets, dense rows. */
function matrixOf(shape: FountainShape, numbers: readonly number[]): number[][] {
  const length = shape.sparse + shape.dense;
  const { count, offsets, symbols } = sparseRows(shape, numbers);
  const matrix = Array.from({ length: count }, (_, row) => {
    const entries = new Array<number>(length).fill(0);
    for (let i = offsets[row]; i < offsets[row + 1]; i++) entries[symbols[i]] ^= 1;
    return entries;
  });
  for (let row = 0; row < shape.dense; row++) {
    // The running sum after symbol j holds symbol i <= j times 2^(j - i), and counts in the two rows of j.
    const entries = new Array<number>(length).fill(0);
    for (let j = 0; j < shape.sparse; j++) {
      if (!denseRowsOf(shape, j).includes(row)) continue;
      for (let i = j, power = 1; i >= 0; i--, power = naiveProduct(power, 2)) entries[i] ^= power;
    }
    entries[shape.sparse + row] ^= 1;
    matrix.push(entries);
  }
  return matrix;
}

/** Whether the packets tell all intermediate symbols: the rank of their equations, by elimination in the field. */
export function naiveDecodes(shape: FountainShape, numbers: readonly number[]): boolean {
  const matrix = matrixOf(shape, numbers);
  const length = shape.sparse + shape.dense;
  for (let column = 0; column < length; column++) {
    const pivot = matrix.findIndex((row, i) => i >= column && row[column] !== 0);
    if (pivot < 0) return false;
    [matrix[column], matrix[pivot]] = [matrix[pivot], matrix[column]];
    const scale = naiveInverse(matrix[column][column]);
    for (let row = column + 1; row < matrix.length; row++) {
      const factor = naiveProduct(matrix[row][column], scale);
      if (factor === 0) continue;
      for (let i = column; i < length; i++) matrix[row][i] ^= naiveProduct(matrix[column][i], factor);
    }
  }
  return true;
}
