import { maxColumns } from "../../limits.js";
import { type Dialect, type Position, RowScanner, type ScannedRow } from "./scanner.js";

/** A row of the beginning of a file; its cells become strings when they are asked for. */
export class SampleRow {
  readonly cellCount: number;
  readonly innerLines: number;
  readonly at: Position;
  readonly next: Position;
  readonly problem: string | null;
  /** Whether a cell begins with a quote, and whether one holds two quotes side by side; read without quoting. */
  readonly opensQuote: boolean;
  readonly doublesQuote: boolean;
  readonly #bytes: readonly Uint8Array[];
  #cells: readonly string[] | null = null;

  constructor(row: ScannedRow) {
    this.cellCount = row.cellCount;
    this.innerLines = row.innerLines;
    this.at = { line: row.line, offset: row.offset };
    this.next = { line: row.line + row.innerLines + 1, offset: row.nextOffset };
    this.problem = row.problem;
    this.#bytes = Array.from({ length: Math.min(row.cellCount, maxColumns) }, (_, i) => row.cell(i));
    this.opensQuote = this.#bytes.some((cell) => cell[0] === quote);
    this.doublesQuote = this.#bytes.some((cell) => cell[0] === quote && isDoubledInside(cell));
  }

  get cells(): readonly string[] {
    this.#cells ??= this.#bytes.map((cell) => decoder.decode(cell));
    return this.#cells;
  }
}

const quote = 0x22;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function isDoubledInside(cell: Uint8Array): boolean {
  for (let i = 1; i + 2 < cell.length; i++) if (cell[i] === quote && cell[i + 1] === quote) return true;
  return false;
}

const maxSampleRows = 1000;
const maxSampleCells = 1_000_000;

/** The first rows of a text, up to 1,000; the last one of a head that is not whole is left out. */
export function sampleRows(
  head: Uint8Array,
  isWhole: boolean,
  dialect: Dialect,
  from: Position,
): SampleRow[] {
  const rows: SampleRow[] = [];
  let cellsLeft = maxSampleCells;
  const scanner = new RowScanner(
    dialect,
    (row) => {
      if (rows.length >= maxSampleRows || cellsLeft < 0) return;
      cellsLeft -= row.cellCount;
      rows.push(new SampleRow(row));
    },
    from,
  );
  // In pieces, so that no more is scanned than is wanted.
  const start = head.subarray(from.offset);
  for (let at = 0; at < start.length && rows.length < maxSampleRows; at += 1 << 16) {
    scanner.push(start.subarray(at, at + (1 << 16)));
  }
  if (isWhole) scanner.end();
  return rows;
}

/** How many cells most rows have; of equally frequent numbers the larger. 0 when there is no row. */
export function usualCount(rows: readonly SampleRow[]): number {
  const times = new Map<number, number>();
  for (const { cellCount, problem } of rows) {
    if (problem === null) times.set(cellCount, (times.get(cellCount) ?? 0) + 1);
  }
  let usual = 0;
  for (const [count, n] of times) {
    const best = times.get(usual) ?? 0;
    if (n > best || (n === best && count > usual)) usual = count;
  }
  return usual;
}

/** Share of the rows that are whole and have so many cells. */
export function shareOf(rows: readonly SampleRow[], cellCount: number): number {
  if (rows.length === 0) return 0;
  return rows.filter((row) => row.problem === null && row.cellCount === cellCount).length / rows.length;
}
