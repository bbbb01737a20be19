/** Writes the program: how the symbols follow from packets, whatever these hold. */
import { chosen, coefficients, freeCount, freeUnknowns, inverseRows, told, toldCount } from "./dense";
import { bitOf, end, get, none, push, set, take } from "./memory";
import { inactive, inactiveCount, order, ordered, rowOf } from "./peel";
import { offsets, symbols } from "./rows";
import { checks, dense, denseRowsOf, sparse } from "./shape";
import {
  additions,
  additionsEnd,
  columnOfRow,
  left,
  leftCount,
  matrix,
  rowOfColumn,
  unknownCount,
  unknowns,
  width,
} from "./unknowns";

/** The program, and what is needed to write it. */
let program: usize = 0;
let firstPacket: u32 = 0;
let firstSum: u32 = 0;
let isUnknown: usize = 0;
let toldFactors: usize = 0;
let toldSlots: usize = 0;
let chosenSlots: usize = 0;

/** The head of the operation that is being written: see `Program`. */
let head: usize = 0;

/** See `operation`. */
const enum Operation {
  sum,
  add,
  doubleAdd,
  running,
}

function begin(target: u32): void {
  push(0);
  push(target);
  head = end - 8;
}

function finish(kind: u32): void {
  store<u32>(head, kind | ((((end - head) >>> 2) - 2) << 2) as u32);
}

/** The sum of the symbols of a row but one, `but`, and of those `without`. */
function pushSum(target: u32, row: u32, but: u32, without: usize): void {
  begin(target);
  if (row >= checks) push(firstPacket + row - checks);
  const last = get(offsets, row + 1);
  for (let i = get(offsets, row); i < last; i++) {
    const symbol = get(symbols, i);
    if (symbol != but && (without == 0 || get(without, symbol) == 0)) push(symbol);
  }
  finish(Operation.sum);
}

/** See `addProducts`. */
function pushProducts(target: u32, count: u32, factors: usize, slots: usize): void {
  for (let bit: i32 = 7; bit >= 0; bit--) {
    begin(target);
    for (let i: u32 = 0; i < count; i++) if (((get(factors, i) >>> bit) & 1) == 1) push(get(slots, i));
    finish(bit == 7 ? Operation.sum : Operation.doubleAdd);
  }
}

/** See `planFountain`: the program up to the sums of rows. */
export function writeSums(numberCount: u32): void {
  firstPacket = sparse + dense;
  firstSum = firstPacket + numberCount;
  isUnknown = take(firstPacket);
  for (let i: u32 = 0; i < unknownCount; i++) set(isUnknown, get(unknowns, i), 1);
  // What the products read: here, for the program must be the last list.
  toldFactors = take(toldCount);
  toldSlots = take(toldCount);
  chosenSlots = take(freeCount);
  program = end;
  for (let i: u32 = 0; i < ordered; i++) pushSum(get(order, i), get(rowOf, i), get(order, i), isUnknown);
  for (let i: u32 = 0; i < inactiveCount; i++) {
    begin(get(inactive, i));
    finish(Operation.sum);
  }
  for (let i: u32 = 0; i < leftCount; i++) {
    if (get(columnOfRow, i) != none) pushSum(firstSum + i, get(left, i), none, isUnknown);
  }
  for (let addition = additions; addition < additionsEnd; addition += 8) {
    const target = load<u32>(addition);
    if (get(columnOfRow, target) == none) continue;
    begin(firstSum + target);
    push(firstSum + load<u32>(addition, 4));
    finish(Operation.add);
  }
}

/** See `addDense`. */
export function writeDense(): void {
  for (let i: u32 = 0; i < toldCount; i++) set(toldSlots, i, firstSum + get(rowOfColumn, get(told, i)));
  if (freeCount == 0) return;
  const at = firstSum + leftCount;
  for (let i: u32 = 0; i <= dense; i++) {
    begin(at + i);
    finish(Operation.sum);
  }
  for (let symbol: u32 = 0; symbol < sparse; symbol++) {
    const two = denseRowsOf(symbol);
    begin(at);
    push(symbol);
    push(at + 1 + (two & 0xffff));
    push(at + 1 + (two >>> 16));
    finish(Operation.running);
  }
  const scratch = at + 1 + dense;
  for (let i: u32 = 0; i < freeCount; i++) {
    const row = get(chosen, i);
    set(chosenSlots, i, at + 1 + row);
    const ofRow = coefficients + ((row * width) << 5);
    for (let j: u32 = 0; j < toldCount; j++) set(toldFactors, j, load<u8>(ofRow + get(told, j)));
    pushProducts(scratch, toldCount, toldFactors, toldSlots);
    begin(at + 1 + row);
    push(scratch);
    finish(Operation.add);
  }
  for (let i: u32 = 0; i < freeCount; i++) {
    const factors = inverseRows + (((2 * i + 1) * freeCount) << 2);
    pushProducts(get(unknowns, get(freeUnknowns, i)), freeCount, factors, chosenSlots);
  }
}

/** See `planFountain`: the rest. Writes where the words begin, how many they are, the number of slots and of unknowns. */
export function writeSymbols(result: usize): void {
  for (let i: u32 = 0; i < toldCount; i++) {
    const unknown = get(told, i);
    const row = matrix + ((get(rowOfColumn, unknown) * width) << 2);
    begin(get(unknowns, unknown));
    push(get(toldSlots, i));
    for (let j: u32 = 0; j < freeCount; j++) {
      const other = get(freeUnknowns, j);
      if (bitOf(row, other) == 1) push(get(unknowns, other));
    }
    finish(Operation.sum);
  }
  for (let i: u32 = 0; i < ordered; i++) pushSum(get(order, i), get(rowOf, i), get(order, i), 0);
  set(result, 0, program as u32);
  set(result, 1, ((end - program) >>> 2) as u32);
  set(result, 2, firstSum + leftCount + dense + 2);
  set(result, 3, unknownCount);
}
