import type { FountainShape } from "./rows.js";
import { checksOfSymbol, maxPacketDegree, maxPacketDense, writePacketRow } from "./rows.js";

/** The sparse equations of some packets, the checks first: by row its symbols, the sparse before the dense. */
export type SparseRows = {
  readonly count: number;
  readonly offsets: Uint32Array;
  readonly symbols: Uint32Array;
  /** By row the number of its sparse symbols. */
  readonly sizes: Uint32Array;
};

export function sparseRows(shape: FountainShape, numbers: ArrayLike<number>): SparseRows {
  const { checks, dimension } = shape;
  const count = checks + numbers.length;
  const sizes = new Uint32Array(count);
  const offsets = new Uint32Array(count + 1);
  const symbols = new Uint32Array(
    3 * dimension + checks + (maxPacketDegree + maxPacketDense) * numbers.length,
  );
  for (let symbol = 0; symbol < dimension; symbol++) {
    for (const check of checksOfSymbol(shape, symbol)) sizes[check]++;
  }
  for (let check = 0; check < checks; check++) {
    offsets[check + 1] = offsets[check] + sizes[check] + 1;
    symbols[offsets[check]] = dimension + check;
    sizes[check] = 1;
  }
  for (let symbol = 0; symbol < dimension; symbol++) {
    for (const check of checksOfSymbol(shape, symbol)) symbols[offsets[check] + sizes[check]++] = symbol;
  }
  let end = offsets[checks];
  for (let i = 0; i < numbers.length; i++) {
    const { sparseCount, count: all } = writePacketRow(shape, numbers[i], symbols, end);
    sizes[checks + i] = sparseCount;
    end += all;
    offsets[checks + i + 1] = end;
  }
  return { count, offsets, symbols, sizes };
}

/** What peeling says of the sparse equations when some symbols are set aside as unknowns. */
export type Peeling = {
  /** Sparse symbols in the order in which they follow, ... */
  readonly order: Uint32Array;
  /** ... and the row that gives each. */
  readonly rowOf: Uint32Array;
  /** The sparse symbols set aside. */
  readonly inactive: Uint32Array;
  /** 1 for rows that give a symbol. */
  readonly isUsed: Uint8Array;
};

/**
 * Peels the sparse equations; where it stalls, sets aside the symbol that is in the most rows of two symbols, so that a
 * chain of them follows. Dense symbols count as set aside from the start.
 */
export function peelRows(sparse: number, rows: SparseRows): Peeling {
  const { count, offsets, symbols, sizes } = rows;
  const { rowOffsets, rowsOf } = columns(sparse, rows);
  // By row the number of its open symbols, and their exclusive or.
  const open = Int32Array.from(sizes);
  const sums = new Int32Array(count);
  const queue = new Uint32Array(count);
  const done = new Uint8Array(sparse);
  const isUsed = new Uint8Array(count);
  const order = new Uint32Array(sparse);
  const rowOf = new Uint32Array(sparse);
  const inactive: number[] = [];
  // By symbol in how many rows of two open symbols it is.
  const pairs = new Uint32Array(sparse);
  let queued = 0;
  let taken = 0;
  let ordered = 0;
  const pair = (row: number): void => {
    const first = firstOpen(offsets[row], offsets[row] + sizes[row], symbols, done);
    pairs[first]++;
    pairs[sums[row] ^ first]++;
  };
  for (let row = 0; row < count; row++) {
    const end = offsets[row] + sizes[row];
    let sum = 0;
    for (let i = offsets[row]; i < end; i++) sum ^= symbols[i];
    sums[row] = sum;
    if (sizes[row] === 1) queue[queued++] = row;
    else if (sizes[row] === 2) pair(row);
  }
  const close = (symbol: number): void => {
    done[symbol] = 1;
    for (let i = rowOffsets[symbol]; i < rowOffsets[symbol + 1]; i++) {
      const row = rowsOf[i];
      const sum = sums[row] ^ symbol;
      const left = open[row] - 1;
      sums[row] = sum;
      open[row] = left;
      if (left === 2) pair(row);
      else if (left === 1) {
        queue[queued++] = row;
        // A row that had two symbols from the start or came down to them was counted.
        pairs[sum]--;
      }
    }
  };
  for (;;) {
    while (taken < queued) {
      const row = queue[taken++];
      if (open[row] !== 1) continue;
      const symbol = sums[row];
      isUsed[row] = 1;
      order[ordered] = symbol;
      rowOf[ordered++] = row;
      close(symbol);
    }
    if (ordered + inactive.length === sparse) break;
    const symbol = busiest(rows, open, done, pairs);
    inactive.push(symbol);
    close(symbol);
  }
  return {
    order: order.subarray(0, ordered),
    rowOf: rowOf.subarray(0, ordered),
    inactive: Uint32Array.from(inactive),
    isUsed,
  };
}

/** The open symbol in the most rows of two open symbols; without such rows the first open one of the smallest row, or any. */
function busiest(rows: SparseRows, open: Int32Array, done: Uint8Array, pairs: Uint32Array): number {
  let best = -1;
  let most = 0;
  for (let symbol = 0; symbol < done.length; symbol++) {
    if (pairs[symbol] <= most || done[symbol] === 1) continue;
    most = pairs[symbol];
    best = symbol;
  }
  if (best >= 0) return best;
  let smallest = -1;
  for (let row = 0; row < rows.count; row++) {
    if (open[row] > 0 && (smallest < 0 || open[row] < open[smallest])) smallest = row;
  }
  if (smallest < 0) return done.indexOf(0);
  const begin = rows.offsets[smallest];
  return firstOpen(begin, begin + rows.sizes[smallest], rows.symbols, done);
}

function firstOpen(begin: number, end: number, symbols: Uint32Array, done: Uint8Array): number {
  let i = begin;
  while (i < end && done[symbols[i]] === 1) i++;
  return symbols[i];
}

/** By sparse symbol its rows. */
function columns(sparse: number, { count, offsets, symbols, sizes }: SparseRows) {
  const rowOffsets = new Uint32Array(sparse + 1);
  for (let row = 0; row < count; row++) {
    for (let i = offsets[row], end = i + sizes[row]; i < end; i++) rowOffsets[symbols[i] + 1]++;
  }
  for (let symbol = 0; symbol < sparse; symbol++) rowOffsets[symbol + 1] += rowOffsets[symbol];
  const rowsOf = new Uint32Array(rowOffsets[sparse]);
  const cursor = rowOffsets.slice();
  for (let row = 0; row < count; row++) {
    for (let i = offsets[row], end = i + sizes[row]; i < end; i++) rowsOf[cursor[symbols[i]]++] = row;
  }
  return { rowOffsets, rowsOf };
}
