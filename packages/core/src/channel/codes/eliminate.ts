import { none } from "../../learning/index.js";

/** What elimination over the field of two elements ends with. */
export type Elimination = {
  /** By column the row that tells it; none for columns that no row tells. */
  readonly rowOfColumn: Uint32Array<ArrayBuffer>;
  /** By row the column that it tells; none for rows that follow from others. */
  readonly columnOfRow: Uint32Array<ArrayBuffer>;
  /** Pairs (target, source) of rows: each time the source was added to the target, in this order. */
  readonly additions: Uint32Array<ArrayBuffer>;
};

/**
 * Brings rows of bits into reduced echelon form, in place: a row that tells a column has 1 there, no other row has, and
 * its other ones stand in columns that no row tells. Additions to rows that tell nothing are left out of the record.
 * O(rows * columns * width).
 *
 * @param rows - `rowCount` rows of `width` words of 32 bits; bit i of the columns is bit i & 31 of word i >>> 5.
 */
export function eliminate(
  rows: Uint32Array,
  rowCount: number,
  width: number,
  columnCount: number,
): Elimination {
  const rowOfColumn = new Uint32Array(columnCount).fill(none);
  const columnOfRow = new Uint32Array(rowCount).fill(none);
  const additions: number[] = [];
  for (let column = 0; column < columnCount; column++) {
    const word = column >>> 5;
    const bit = 1 << (column & 31);
    let pivot = 0;
    while (pivot < rowCount && (columnOfRow[pivot] !== none || (rows[pivot * width + word] & bit) === 0))
      pivot++;
    if (pivot === rowCount) continue;
    rowOfColumn[column] = pivot;
    columnOfRow[pivot] = column;
    for (let row = 0; row < rowCount; row++) {
      if (row === pivot || (rows[row * width + word] & bit) === 0) continue;
      for (let i = 0; i < width; i++) rows[row * width + i] ^= rows[pivot * width + i];
      additions.push(row, pivot);
    }
  }
  return { rowOfColumn, columnOfRow, additions: ofPivots(additions, columnOfRow) };
}

function ofPivots(additions: readonly number[], columnOfRow: Uint32Array): Uint32Array<ArrayBuffer> {
  const kept: number[] = [];
  for (let i = 0; i < additions.length; i += 2) {
    if (columnOfRow[additions[i]] !== none) kept.push(additions[i], additions[i + 1]);
  }
  return Uint32Array.from(kept);
}
