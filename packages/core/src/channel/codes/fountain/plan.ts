import { none } from "../../../learning/index.js";
import { eliminate } from "../eliminate.js";
import { type DenseRest, solveDense } from "./dense.js";
import { peelRows, sparseRows } from "./peel.js";
import { operation, Program } from "./program.js";
import { denseRowsOf, type FountainShape } from "./rows.js";
import { addRow, type Unknowns, unknownsOf } from "./unknowns.js";

/** How the intermediate symbols follow from packets, whatever the packets hold. */
export type FountainPlan = {
  readonly words: Uint32Array<ArrayBuffer>;
  /** Slots: the intermediate symbols, the packets, then what is needed on the way. */
  readonly slots: number;
  /** Symbols set aside as unknowns, the dense ones included. */
  readonly inactive: number;
};

/**
 * Finds how the intermediate symbols follow from the packets with these numbers; null when they do not, which is so for fewer
 * packets than the message has, and with a probability of about 256^-(m + 1) for m more.
 *
 * Peeling with unknowns set aside gives every symbol as a sum of unknowns and packets. The sparse rows that are left are
 * eliminated in bits. What unknowns are then free the dense rows tell, over 256 elements. O(symbols + edges + unknowns^3/32).
 */
export function planFountain(shape: FountainShape, numbers: ArrayLike<number>): FountainPlan | null {
  const { sparse, dense, dimension, checks } = shape;
  if (numbers.length < dimension) return null;
  const rows = sparseRows(shape, numbers);
  const peeling = peelRows(sparse, rows);
  const unknowns = unknownsOf(shape, rows, peeling);
  const { width, count, symbols } = unknowns;
  const left: number[] = [];
  for (let row = 0; row < rows.count; row++) if (peeling.isUsed[row] === 0) left.push(row);
  const bits = new Uint32Array(left.length * width);
  left.forEach((row, i) => {
    addRow(unknowns, rows, row, none, bits, i * width);
  });
  const { rowOfColumn, columnOfRow, additions } = eliminate(bits, left.length, width, count);
  const isFree = (unknown: number): boolean => rowOfColumn[unknown] === none;
  const free = Array.from(rowOfColumn.keys()).filter(isFree);
  const rest = solveDense(shape, unknowns, bits, rowOfColumn, free);
  if (rest === null) return null;

  const firstPacket = sparse + dense;
  const firstSum = firstPacket + numbers.length;
  const firstDense = firstSum + left.length;
  const program = new Program();
  const isUnknown = new Uint8Array(firstPacket);
  for (const symbol of symbols) isUnknown[symbol] = 1;
  const sumOfRow = (target: number, row: number, but: number, withUnknowns: boolean): void => {
    const head = program.begin(target);
    if (row >= checks) program.read(firstPacket + row - checks);
    for (let i = rows.offsets[row]; i < rows.offsets[row + 1]; i++) {
      const symbol = rows.symbols[i];
      if (symbol !== but && (withUnknowns || isUnknown[symbol] === 0)) program.read(symbol);
    }
    program.end(head, operation.sum);
  };
  // What follows when all unknowns are zero, ...
  const { order, rowOf, inactive } = peeling;
  for (let i = 0; i < order.length; i++) sumOfRow(order[i], rowOf[i], order[i], false);
  for (const symbol of inactive) program.end(program.begin(symbol), operation.sum);
  left.forEach((row, i) => {
    if (columnOfRow[i] !== none) sumOfRow(firstSum + i, row, none, false);
  });
  for (let i = 0; i < additions.length; i += 2) {
    const head = program.begin(firstSum + additions[i]);
    program.read(firstSum + additions[i + 1]);
    program.end(head, operation.add);
  }
  // ... then the unknowns that dense rows tell, those that bits tell, and all other symbols anew.
  if (free.length > 0) {
    const told = Array.from(rowOfColumn.keys()).filter((unknown) => !isFree(unknown));
    const sumOf = (unknown: number): number => firstSum + rowOfColumn[unknown];
    addDense(program, shape, unknowns, rest, { told, free, sumOf, at: firstDense });
  }
  for (let unknown = 0; unknown < count; unknown++) {
    const row = rowOfColumn[unknown];
    if (row === none) continue;
    const head = program.begin(symbols[unknown]);
    program.read(firstSum + row);
    for (const other of free) {
      if (((bits[row * width + (other >>> 5)] >>> (other & 31)) & 1) === 1) program.read(symbols[other]);
    }
    program.end(head, operation.sum);
  }
  for (let i = 0; i < order.length; i++) sumOfRow(order[i], rowOf[i], order[i], true);
  return { words: program.words, slots: firstDense + dense + 2, inactive: count };
}

/** The free unknowns from the sums of the dense rows. Slots from `at` on: the running sum, the dense rows, one of scratch. */
function addDense(
  program: Program,
  shape: FountainShape,
  { symbols, count }: Unknowns,
  { rows, coefficients, inverse }: DenseRest,
  {
    told,
    free,
    sumOf,
    at,
  }: { told: readonly number[]; free: readonly number[]; sumOf: (unknown: number) => number; at: number },
): void {
  const { dense, sparse } = shape;
  for (let i = 0; i <= dense; i++) program.end(program.begin(at + i), operation.sum);
  for (let symbol = 0; symbol < sparse; symbol++) {
    const [first, second] = denseRowsOf(shape, symbol);
    const head = program.begin(at);
    program.read(symbol);
    program.read(at + 1 + first);
    program.read(at + 1 + second);
    program.end(head, operation.running);
  }
  const scratch = at + 1 + dense;
  for (const row of rows) {
    const factor = (i: number): number => coefficients[row * count + told[i]];
    addProducts(program, scratch, told.length, factor, (i) => sumOf(told[i]));
    const head = program.begin(at + 1 + row);
    program.read(scratch);
    program.end(head, operation.add);
  }
  free.forEach((unknown, i) => {
    const factor = (j: number): number => inverse[i * free.length + j];
    addProducts(program, symbols[unknown], free.length, factor, (j) => at + 1 + rows[j]);
  });
}

/** The slot becomes the sum of factors times slots, bit by bit of the factors, the highest first. */
function addProducts(
  program: Program,
  target: number,
  count: number,
  factorOf: (i: number) => number,
  slotOf: (i: number) => number,
): void {
  for (let bit = 7; bit >= 0; bit--) {
    const head = program.begin(target);
    for (let i = 0; i < count; i++) if (((factorOf(i) >>> bit) & 1) === 1) program.read(slotOf(i));
    program.end(head, bit === 7 ? operation.sum : operation.doubleAdd);
  }
}
