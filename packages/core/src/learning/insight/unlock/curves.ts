/**
 * Cores do not affect each other, so a plan is a number of skills to teach in each: a knapsack. A curve says of a
 * core how many of its skills are known when 0, 1, 2, ... of them are taught; it rises with every step.
 */
export type Curve = Uint32Array;

/** How many skills to teach in each core, and how many are known by that. */
export type Split = {
  readonly taught: Uint32Array<ArrayBuffer>;
  readonly total: number;
  readonly known: number;
};

/** Steps that the exact answer may cost. */
const maxSteps = 3e8;
const maxChoices = 1e8;

/**
 * The fewest taught skills by which `need` skills are known, at most `budget`; when that is too few, the most that
 * the budget gives. Exact (dynamic programming over the number of taught skills) unless that is too much work; then
 * by the steepest parts of the curves first, which can be above the least by part of one step.
 */
export function splitAmongCores(
  curves: readonly Curve[],
  need: number,
  budget: number = Number.POSITIVE_INFINITY,
): Split {
  const greedy = bySteepest(curves, need, budget);
  const bound = Math.min(
    greedy.known >= need ? greedy.total : Number.POSITIVE_INFINITY,
    budget,
    sumOf(lengths(curves)),
  );
  return exactly(curves, need, bound) ?? greedy;
}

/** The least number of taught skills that could do, by curves that no plan surpasses. Not above the true least. */
export function minTaught(optimistic: readonly Curve[], need: number): number {
  const greedy = bySteepest(optimistic, need, Number.POSITIVE_INFINITY);
  const exact = exactly(optimistic, need, greedy.total);
  return exact === null ? fractional(optimistic, need) : exact.total;
}

function exactly(curves: readonly Curve[], need: number, bound: number): Split | null {
  if (!Number.isFinite(bound) || (bound + 1) * curves.length > maxChoices) return null;
  if ((bound + 1) * sumOf(lengths(curves)) > maxSteps) return null;
  // Entry k of `best`: the most known skills with k taught in the cores so far.
  let best = new Float64Array(1);
  const choices: Uint32Array[] = [];
  for (const curve of curves) {
    const most = Math.min(bound, best.length - 1 + curve.length - 1);
    const next = new Float64Array(most + 1).fill(-1);
    const choice = new Uint32Array(most + 1);
    for (let before = 0; before < best.length; before++) {
      const end = Math.min(curve.length - 1, most - before);
      for (let k = 0; k <= end; k++) {
        const known = best[before] + curve[k];
        if (known > next[before + k]) {
          next[before + k] = known;
          choice[before + k] = k;
        }
      }
    }
    best = next;
    choices.push(choice);
  }
  let total = best.findIndex((known) => known >= need);
  if (total < 0) total = best.length - 1;
  const taught = new Uint32Array(curves.length);
  for (let core = curves.length - 1, left = total; core >= 0; core--) {
    taught[core] = choices[core][left];
    left -= taught[core];
  }
  return { taught, total, known: best[total] };
}

type Step = { readonly core: number; readonly from: number; readonly to: number; readonly slope: number };

/** The steps of the upper hull of every curve, the steepest first. */
function hullSteps(curves: readonly Curve[]): Step[] {
  const steps: Step[] = [];
  for (const [core, curve] of curves.entries()) {
    const hull: number[] = [];
    for (let k = 0; k < curve.length; k++) {
      while (hull.length > 1) {
        const [a, b] = [hull[hull.length - 2], hull[hull.length - 1]];
        if ((curve[b] - curve[a]) * (k - b) > (curve[k] - curve[b]) * (b - a)) break;
        hull.pop();
      }
      hull.push(k);
    }
    for (let i = 1; i < hull.length; i++) {
      const [from, to] = [hull[i - 1], hull[i]];
      steps.push({ core, from, to, slope: (curve[to] - curve[from]) / (to - from) });
    }
  }
  // Steps of one core have falling slopes, so they stay in their order.
  return steps.sort((a, b) => b.slope - a.slope || a.core - b.core || a.from - b.from);
}

function bySteepest(curves: readonly Curve[], need: number, budget: number): Split {
  const taught = new Uint32Array(curves.length);
  let total = 0;
  let known = 0;
  for (const { core, to } of hullSteps(curves)) {
    const curve = curves[core];
    while (taught[core] < to && known < need && total < budget) {
      known += curve[taught[core] + 1] - curve[taught[core]];
      taught[core]++;
      total++;
    }
  }
  return { taught, total, known };
}

/** Steps of the hulls may be taken in part here, so the sum is never above that of whole steps. */
function fractional(curves: readonly Curve[], need: number): number {
  let total = 0;
  let known = 0;
  for (const { from, to, slope } of hullSteps(curves)) {
    if (known >= need) break;
    const part = Math.min(to - from, (need - known) / slope);
    total += part;
    known += part * slope;
  }
  return Math.ceil(total - 1e-9);
}

function lengths(curves: readonly Curve[]): number[] {
  return curves.map((curve) => curve.length - 1);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
