/** The sparse rows: the checks and those of packets. */
import { end, get, push, set, take } from "./memory";
import { checks, degreeBounds, dense, dimension, mixed, modulus, seed, sparse } from "./shape";

/** The sparse equations: see `SparseRows`. By sparse symbol its rows. */
export let rowCount: u32 = 0;
export let offsets: usize = 0;
export let symbols: usize = 0;
export let sizes: usize = 0;
export let columnOffsets: usize = 0;
export let rowsOfSymbol: usize = 0;

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
