import type { Peeling, SparseRows } from "./peel.js";
import type { FountainShape } from "./rows.js";

/** The symbols set aside, numbered: the sparse ones, then the dense ones. Every sparse symbol is a sum of them and of packets. */
export type Unknowns = {
  readonly count: number;
  /** The symbol of each unknown. */
  readonly symbols: Uint32Array;
  /** Words of 32 bits that hold a bit for each unknown. */
  readonly width: number;
  /** By sparse symbol the bits of the unknowns whose sum it is. */
  readonly bits: Uint32Array;
};

export function unknownsOf({ sparse, dense }: FountainShape, rows: SparseRows, peeling: Peeling): Unknowns {
  const { order, rowOf, inactive } = peeling;
  const count = inactive.length + dense;
  const symbols = Uint32Array.from({ length: count }, (_, i) => inactive[i] ?? sparse + i - inactive.length);
  const width = Math.ceil(count / 32);
  const bits = new Uint32Array((sparse + dense) * width);
  for (let i = 0; i < count; i++) bits[symbols[i] * width + (i >>> 5)] |= 1 << (i & 31);
  const unknowns = { count, symbols, width, bits };
  for (let i = 0; i < order.length; i++) addRow(unknowns, rows, rowOf[i], order[i], bits, order[i] * width);
  return unknowns;
}

/** Adds the unknowns of the symbols of a row, but one, to a row of bits. */
export function addRow(
  { width, bits }: Unknowns,
  { offsets, symbols }: SparseRows,
  row: number,
  but: number,
  into: Uint32Array,
  at: number,
): void {
  for (let i = offsets[row], end = offsets[row + 1]; i < end; i++) {
    const symbol = symbols[i];
    if (symbol === but) continue;
    for (let word = 0; word < width; word++) into[at + word] ^= bits[symbol * width + word];
  }
}
