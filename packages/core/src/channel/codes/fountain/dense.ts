import { none } from "../../../learning/index.js";
import { doubled, inverse, product } from "./field.js";
import { denseRowsOf, type FountainShape } from "./rows.js";
import type { Unknowns } from "./unknowns.js";

/** How the unknowns that no sparse row tells follow from dense rows. */
export type DenseRest = {
  /** As many dense rows as unknowns are free. */
  readonly rows: readonly number[];
  /** By dense row and unknown its coefficient. */
  readonly coefficients: Uint8Array;
  /** The free unknowns are this matrix, row by row, times the sums of the rows. */
  readonly inverse: Uint8Array;
};

/**
 * Solves the dense rows for the free unknowns, after what bits tell has been put in; null when they do not tell them.
 *
 * @param bits - The sparse rows in reduced echelon form.
 * @param free - The unknowns that none of them tells.
 */
export function solveDense(
  shape: FountainShape,
  unknowns: Unknowns,
  bits: Uint32Array,
  rowOfUnknown: Uint32Array,
  free: readonly number[],
): DenseRest | null {
  const { dense } = shape;
  if (free.length > dense) return null;
  const { count, width } = unknowns;
  const coefficients = denseCoefficients(shape, unknowns);
  const matrix = Array.from({ length: dense }, (_, row) => {
    const factors = new Uint8Array(free.length);
    for (let i = 0; i < free.length; i++) factors[i] = coefficients[row * count + free[i]];
    for (let unknown = 0; unknown < count; unknown++) {
      const told = rowOfUnknown[unknown];
      const factor = told === none ? 0 : coefficients[row * count + unknown];
      if (factor === 0) continue;
      for (let i = 0; i < free.length; i++) {
        if (((bits[told * width + (free[i] >>> 5)] >>> (free[i] & 31)) & 1) === 1) factors[i] ^= factor;
      }
    }
    return factors;
  });
  const rows = independentRows(matrix, free.length);
  if (rows === null) return null;
  return { rows, coefficients, inverse: inverted(rows.map((row) => matrix[row])) };
}

/** By dense row the coefficient of every unknown, when sparse symbols are put in as sums of unknowns. */
function denseCoefficients(shape: FountainShape, { count, width, bits }: Unknowns): Uint8Array {
  const { sparse, dense } = shape;
  // Four bytes a word; 8 words hold the coefficients of 32 unknowns.
  const words = 8 * width;
  const running = new Int32Array(words);
  const sums = new Int32Array(dense * words);
  for (let symbol = 0; symbol < sparse; symbol++) {
    const [first, second] = denseRowsOf(shape, symbol);
    for (let word = 0; word < words; word++) {
      const four = (bits[symbol * width + (word >>> 3)] >>> (4 * (word & 7))) & 15;
      // Bit i of the four becomes byte i.
      const value = doubled(running[word]) ^ (Math.imul(four, 0x204081) & 0x01010101);
      running[word] = value;
      sums[first * words + word] ^= value;
      sums[second * words + word] ^= value;
    }
  }
  const coefficients = new Uint8Array(dense * count);
  for (let row = 0; row < dense; row++) {
    for (let unknown = 0; unknown < count; unknown++) {
      coefficients[row * count + unknown] =
        (sums[row * words + (unknown >>> 2)] >>> (8 * (unknown & 3))) & 255;
    }
    // The row adds up to its own dense symbol.
    coefficients[row * count + count - dense + row] ^= 1;
  }
  return coefficients;
}

/** Rows of a matrix that are enough to tell all columns; null where there are none. */
function independentRows(matrix: readonly Uint8Array[], columns: number): number[] | null {
  const left = matrix.map((row) => row.slice());
  const chosen: number[] = [];
  for (let column = 0; column < columns; column++) {
    const pivot = left.findIndex((row, i) => row[column] !== 0 && !chosen.includes(i));
    if (pivot < 0) return null;
    chosen.push(pivot);
    const scale = inverse(left[pivot][column]);
    for (const [i, row] of left.entries()) {
      if (!chosen.includes(i)) addMultiple(row, left[pivot], product(row[column], scale));
    }
  }
  return chosen;
}

/** The inverse of a square matrix that has one, row by row. */
function inverted(matrix: readonly Uint8Array[]): Uint8Array {
  const size = matrix.length;
  const rows = matrix.map((row, i) => {
    const wide = new Uint8Array(2 * size);
    wide.set(row);
    wide[size + i] = 1;
    return wide;
  });
  for (let column = 0; column < size; column++) {
    const pivot = rows.findIndex((row, i) => i >= column && row[column] !== 0);
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    const scale = inverse(rows[column][column]);
    for (let i = 0; i < 2 * size; i++) rows[column][i] = product(rows[column][i], scale);
    for (let i = 0; i < size; i++) if (i !== column) addMultiple(rows[i], rows[column], rows[i][column]);
  }
  return Uint8Array.from(rows.flatMap((row) => [...row.subarray(size)]));
}

function addMultiple(into: Uint8Array, from: Uint8Array, factor: number): void {
  if (factor === 0) return;
  for (let i = 0; i < into.length; i++) into[i] ^= product(from[i], factor);
}
