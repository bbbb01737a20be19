/**
 * Plans of fountain codes, word for word those of src/channel/codes/fountain/plan.ts. A plan takes 2 ms once V8 has compiled that, but
 * 60 to 80 the first time; this takes 4. Lists are of words of 32 bits, one behind the other. The steps are functions that are
 * exported, called one after the other: one function for all would be 6 KB, which V8 takes long to optimise.
 */
import { doubled } from "./field";

const none: u32 = 0xffff_ffff;

/** The code: see `FountainShape`. */
let dimension: u32 = 0;
let checks: u32 = 0;
let dense: u32 = 0;
let sparse: u32 = 0;
let modulus: u32 = 0;
let seed: u32 = 0;
let degreeBounds: usize = 0;

/** The sparse equations: see `SparseRows`. By sparse symbol its rows. */
let rowCount: u32 = 0;
let offsets: usize = 0;
let symbols: usize = 0;
let sizes: usize = 0;
let columnOffsets: usize = 0;
let rowsOfSymbol: usize = 0;

/** What `peelRows` holds. */
let open: usize = 0;
let sums: usize = 0;
let pairs: usize = 0;
let queue: usize = 0;
let queued: u32 = 0;
let isDone: usize = 0;
let isUsed: usize = 0;
let order: usize = 0;
let rowOf: usize = 0;
let ordered: u32 = 0;
let inactive: usize = 0;
let inactiveCount: u32 = 0;

/** See `Unknowns`. */
let unknownCount: u32 = 0;
let unknowns: usize = 0;
let width: u32 = 0;
let bits: usize = 0;

/** The rows that are left, eliminated: see `Elimination`. */
let left: usize = 0;
let leftCount: u32 = 0;
let matrix: usize = 0;
let rowOfColumn: usize = 0;
let columnOfRow: usize = 0;
let additions: usize = 0;
let additionsEnd: usize = 0;

/** The unknowns that they tell, and the others: see `DenseRest`. */
let told: usize = 0;
let toldCount: u32 = 0;
let freeUnknowns: usize = 0;
let freeCount: u32 = 0;
let coefficients: usize = 0;
let chosen: usize = 0;
let inverseRows: usize = 0;

/** The program, and what is needed to write it. */
let program: usize = 0;
let firstPacket: u32 = 0;
let firstSum: u32 = 0;
let isUnknown: usize = 0;
let toldFactors: usize = 0;
let toldSlots: usize = 0;
let chosenSlots: usize = 0;

/** The first byte that is free, and the end of memory. What grows is the last list. */
let end: usize = 0;
let limit: usize = 0;

// @ts-ignore: decorator
@inline
function get(list: usize, i: u32): u32 {
  return load<u32>(list + ((i as usize) << 2));
}

// @ts-ignore: decorator
@inline
function set(list: usize, i: u32, value: u32): void {
  store<u32>(list + ((i as usize) << 2), value);
}

// @ts-ignore: decorator
@inline
function bitOf(row: usize, i: u32): u32 {
  return (get(row, i >>> 5) >>> (i & 31)) & 1;
}

/** Sixteen pages more than are needed. Without memory for them it traps. */
function reserve(bytes: usize): void {
  if (bytes <= limit) return;
  const pages = ((bytes - limit) >>> 16) + 16;
  if (memory.grow(pages as i32) < 0) unreachable();
  limit = (memory.size() as usize) << 16;
}

/** A list of zeros, or of other words whose bytes are the same. */
function take(length: u32, byte: u8 = 0): usize {
  const list = end;
  const bytes = (length as usize) << 2;
  reserve(list + bytes);
  memory.fill(list, byte, bytes);
  end = list + bytes;
  return list;
}

function push(value: u32): void {
  if (end == limit) reserve(end + 4);
  store<u32>(end, value);
  end += 4;
}

function mixed(word: u32): u32 {
  let x = word ^ (word >>> 16);
  x *= 0x21f0aaad;
  x ^= x >>> 15;
  x *= 0x735a2d97;
  return x ^ (x >>> 15);
}

/** See `writePacketRow`: pushes the symbols of a packet, returns how many are sparse. */
function pushPacketRow(number: u64): u32 {
  let state = mixed((number as u32) ^ mixed(seed ^ ((number >>> 32) as u32)));
  const choice = state >>> 12;
  let degree: u32 = 1;
  while (choice >= get(degreeBounds, degree - 1)) degree++;
  if (degree > sparse) degree = sparse;
  state = mixed(state + 0x9e3779b9);
  const step = 1 + (state % (modulus - 1));
  state = mixed(state + 0x9e3779b9);
  let symbol = state % modulus;
  for (let i: u32 = 0; i < degree; ) {
    if (symbol < sparse) {
      push(symbol);
      i++;
    }
    symbol += step;
    if (symbol >= modulus) symbol -= modulus;
  }
  state = mixed(state + 0x9e3779b9);
  const count: u32 = 2 + (state & 1);
  let denseSymbol = (state >>> 1) % dense;
  const denseStep = 1 + ((state >>> 16) % (dense - 1));
  for (let i: u32 = 0; i < count; i++) {
    push(sparse + denseSymbol);
    denseSymbol = (denseSymbol + denseStep) % dense;
  }
  return degree;
}

/** See `sparseRows`. */
export function writeRows(numbers: usize, numberCount: u32): void {
  rowCount = checks + numberCount;
  sizes = take(rowCount);
  offsets = take(rowCount + 1);
  symbols = take(3 * dimension + checks);
  for (let pass = 0; pass < 2; pass++) {
    for (let symbol: u32 = 0; symbol < dimension; symbol++) {
      const step = 1 + ((symbol / checks) % (checks - 1));
      let check = symbol % checks;
      for (let i = 0; i < 3; i++) {
        const size = get(sizes, check);
        if (pass == 1) set(symbols, get(offsets, check) + size, symbol);
        set(sizes, check, size + 1);
        check += step;
        if (check >= checks) check -= checks;
      }
    }
    if (pass == 1) break;
    for (let check: u32 = 0; check < checks; check++) {
      const offset = get(offsets, check);
      set(offsets, check + 1, offset + get(sizes, check) + 1);
      set(symbols, offset, dimension + check);
      set(sizes, check, 1);
    }
  }
  for (let i: u32 = 0; i < numberCount; i++) {
    set(sizes, checks + i, pushPacketRow(load<f64>(numbers + ((i as usize) << 3)) as u64));
    set(offsets, checks + i + 1, ((end - symbols) >>> 2) as u32);
  }
}

/** See `columns`. */
function writeColumns(): void {
  columnOffsets = take(sparse + 2);
  // Two places ahead: they are cursors of the second pass, after which each has become an offset.
  for (let row: u32 = 0; row < rowCount; row++) {
    const begin = get(offsets, row);
    const rowEnd = begin + get(sizes, row);
    for (let i = begin; i < rowEnd; i++) {
      const at = get(symbols, i) + 2;
      set(columnOffsets, at, get(columnOffsets, at) + 1);
    }
  }
  for (let symbol: u32 = 1; symbol <= sparse + 1; symbol++) {
    set(columnOffsets, symbol, get(columnOffsets, symbol) + get(columnOffsets, symbol - 1));
  }
  rowsOfSymbol = take(get(columnOffsets, sparse + 1));
  for (let row: u32 = 0; row < rowCount; row++) {
    const begin = get(offsets, row);
    const rowEnd = begin + get(sizes, row);
    for (let i = begin; i < rowEnd; i++) {
      const at = get(symbols, i) + 1;
      const cursor = get(columnOffsets, at);
      set(rowsOfSymbol, cursor, row);
      set(columnOffsets, at, cursor + 1);
    }
  }
}

function firstOpen(row: u32): u32 {
  let i = get(offsets, row);
  const rowEnd = i + get(sizes, row);
  while (i < rowEnd && get(isDone, get(symbols, i)) == 1) i++;
  return get(symbols, i);
}

function pair(row: u32): void {
  const first = firstOpen(row);
  const second = get(sums, row) ^ first;
  set(pairs, first, get(pairs, first) + 1);
  set(pairs, second, get(pairs, second) + 1);
}

function close(symbol: u32): void {
  set(isDone, symbol, 1);
  const last = get(columnOffsets, symbol + 1);
  for (let i = get(columnOffsets, symbol); i < last; i++) {
    const row = get(rowsOfSymbol, i);
    const sum = get(sums, row) ^ symbol;
    const left = get(open, row) - 1;
    set(sums, row, sum);
    set(open, row, left);
    if (left == 2) pair(row);
    else if (left == 1) {
      set(queue, queued++, row);
      set(pairs, sum, get(pairs, sum) - 1);
    }
  }
}

/** See `busiest`. */
function busiest(): u32 {
  let best = none;
  let most: u32 = 0;
  for (let symbol: u32 = 0; symbol < sparse; symbol++) {
    if (get(pairs, symbol) <= most || get(isDone, symbol) == 1) continue;
    most = get(pairs, symbol);
    best = symbol;
  }
  if (best != none) return best;
  let smallest = none;
  let least = none;
  for (let row: u32 = 0; row < rowCount; row++) {
    const count = get(open, row);
    if (count == 0 || count >= least) continue;
    least = count;
    smallest = row;
  }
  if (smallest != none) return firstOpen(smallest);
  let symbol: u32 = 0;
  while (get(isDone, symbol) == 1) symbol++;
  return symbol;
}

/** See `peelRows`. */
export function peel(): void {
  writeColumns();
  open = take(rowCount);
  memory.copy(open, sizes, (rowCount as usize) << 2);
  sums = take(rowCount);
  queue = take(rowCount);
  isUsed = take(rowCount);
  isDone = take(sparse);
  pairs = take(sparse);
  order = take(sparse);
  rowOf = take(sparse);
  inactive = take(sparse);
  queued = 0;
  ordered = 0;
  inactiveCount = 0;
  for (let row: u32 = 0; row < rowCount; row++) {
    const begin = get(offsets, row);
    const size = get(sizes, row);
    let sum: u32 = 0;
    for (let i: u32 = 0; i < size; i++) sum ^= get(symbols, begin + i);
    set(sums, row, sum);
    if (size == 1) set(queue, queued++, row);
    else if (size == 2) pair(row);
  }
  for (let taken: u32 = 0; ; ) {
    while (taken < queued) {
      const row = get(queue, taken++);
      if (get(open, row) != 1) continue;
      const symbol = get(sums, row);
      set(isUsed, row, 1);
      set(order, ordered, symbol);
      set(rowOf, ordered++, row);
      close(symbol);
    }
    if (ordered + inactiveCount == sparse) return;
    const symbol = busiest();
    set(inactive, inactiveCount++, symbol);
    close(symbol);
  }
}

// @ts-ignore: decorator
@inline
function bitsOf(symbol: u32): usize {
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

/** See `denseRowsOf`: the first in the lower half. */
function denseRowsOf(symbol: u32): u32 {
  const state = mixed(symbol ^ mixed(seed + 0x7feb352d));
  const first = (state & 0xffff) % dense;
  const second = (state >>> 16) % (dense - 1);
  return first | ((second < first ? second : second + 1) << 16);
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

/** The head of the operation that is being written: see `Program`. */
let head: usize = 0;

function begin(target: u32): void {
  push(0);
  push(target);
  head = end - 8;
}

function finish(kind: u32): void {
  store<u32>(head, kind | ((((end - head) >>> 2) - 2) << 2) as u32);
}

/** See `operation`. */
const enum Operation {
  sum,
  add,
  doubleAdd,
  running,
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
  end = free;
  limit = (memory.size() as usize) << 16;
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
