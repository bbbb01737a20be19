/**
 * A step towards the largest fixed point of a monotone map that cannot pass it.
 *
 * On a box [q - w, q] the Jacobian of the map F is at least M, entry by entry, so that the distance d to the
 * solution obeys d >= min(w, g + M d), g = q - F(q). With x the solution of x = g + s M x, 0 < s <= 1, where it
 * exists, d >= t x for every t <= 1 with t x <= w: the iterates of t g + s M y from 0 never exceed t x and are such
 * bounds.
 */

/** A step within the box that cannot pass the solution. */
export function safeStep(
  gaps: readonly number[],
  widths: readonly number[],
  slopes: readonly (readonly number[])[],
): number[] {
  const right = gaps.map((gap) => Math.max(0, gap));
  const steps =
    solveDamped(slopes, right, 1) ?? solveDamped(slopes, right, 0.999 / growthBound(slopes, right))!;
  let scale = 1;
  for (let k = 0; k < steps.length; k++) if (steps[k] > 0) scale = Math.min(scale, widths[k] / steps[k]);
  return steps.map((step) => scale * step);
}

/** An upper bound of the spectral radius of a non-negative matrix: max (M v)_k/v_k, after some steps of v <- M v. */
function growthBound(matrix: readonly (readonly number[])[], start: readonly number[]): number {
  const largest = Math.max(...start, 1e-300);
  let v = start.map((value) => value + 1e-3 * largest);
  let bound = Infinity;
  for (let step = 0; step < 20; step++) {
    const next = matrix.map((row) => row.reduce((sum, entry, l) => sum + entry * v[l], 0));
    bound = Math.min(bound, Math.max(...next.map((value, k) => value / v[k])));
    const size = Math.max(...next);
    v = next.map((value) => value / size + 1e-6);
  }
  return Math.max(bound, 1);
}

/**
 * Solves x = right + damping * matrix x by elimination; null unless all pivots are positive, which is when the
 * solution is the limit of the iteration from 0 (the system is an M-matrix).
 */
function solveDamped(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
  damping: number,
): number[] | null {
  const n = right.length;
  const rows = matrix.map((row, k) => row.map((entry, l) => (k === l ? 1 : 0) - damping * entry));
  const x = [...right];
  for (let pivot = 0; pivot < n; pivot++) {
    if (!(rows[pivot][pivot] > 1e-12)) return null;
    for (let k = pivot + 1; k < n; k++) {
      const factor = rows[k][pivot] / rows[pivot][pivot];
      for (let l = pivot; l < n; l++) rows[k][l] -= factor * rows[pivot][l];
      x[k] -= factor * x[pivot];
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let l = k + 1; l < n; l++) x[k] -= rows[k][l] * x[l];
    x[k] /= rows[k][k];
  }
  return x;
}
