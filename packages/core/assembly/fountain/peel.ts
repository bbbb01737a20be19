/** Peels the rows; symbols that stop it are set aside. */
import { get, none, set, take } from "./memory";
import { columnOffsets, offsets, rowCount, rowsOfSymbol, sizes, symbols } from "./rows";
import { sparse } from "./shape";

/** What `peelRows` holds. */
let open: usize = 0;
let sums: usize = 0;
let pairs: usize = 0;
let queue: usize = 0;
let queued: u32 = 0;
let isDone: usize = 0;
export let isUsed: usize = 0;
export let order: usize = 0;
export let rowOf: usize = 0;
export let ordered: u32 = 0;
export let inactive: usize = 0;
export let inactiveCount: u32 = 0;

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
