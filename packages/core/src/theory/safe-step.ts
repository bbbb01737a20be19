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
  let largest = 1e-300;
  for (const value of start) largest = Math.max(largest, value);
  const v = start.map((value) => value + 1e-3 * largest);
  const next = new Array<number>(v.length).fill(0);
  let bound = Infinity;
  for (let step = 0; step < 20; step++) {
    let growth = -Infinity;
    let size = -Infinity;
    for (let k = 0; k < v.length; k++) {
      const row = matrix[k];
      let sum = 0;
      for (let l = 0; l < v.length; l++) sum += row[l] * v[l];
      next[k] = sum;
      growth = Math.max(growth, sum / v[k]);
      size = Math.max(size, sum);
    }
    bound = Math.min(bound, growth);
    for (let k = 0; k < v.length; k++) v[k] = next[k] / size + 1e-6;
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
  const rows = matrix.map((row, k) => {
    const own = new Array<number>(n);
    for (let l = 0; l < n; l++) own[l] = (k === l ? 1 : 0) - damping * row[l];
    return own;
  });
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
