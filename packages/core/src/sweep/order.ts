import type { Row } from "./row.js";

/**
 * Compares rows by what they simulate, field by field and numbers as numbers: the order of a file of rows, whoever wrote
 * it. For `Array.sort`.
 */
export function compareRows(first: Row, second: Row): number {
  const key = (row: Row) => [row.experiment, row.engine, row.seed];
  return compareValues(key(first), key(second));
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return rank(a) - rank(b);
  // Experiments of one model have the same fields in the same order; laws may differ in theirs.
  const [left, right] = [Object.entries(a), Object.entries(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const byName = Array.isArray(a) ? 0 : compareValues(left[i][0], right[i][0]);
    const order = byName || compareValues(left[i][1], right[i][1]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Null before numbers before words before lists and objects. */
function rank(value: unknown): number {
  return ["null", "number", "string", "object"].indexOf(value === null ? "null" : typeof value);
}
