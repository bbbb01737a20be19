import { LearnerState } from "../state.js";
import type { Core, UnlockMethod } from "./core.js";
import { splitAmongCores } from "./curves.js";
import { exchange } from "./polish.js";
import { prune } from "./prune.js";
import { strategyNames } from "./strategies.js";

/** Edges that may be looked at to make a plan smaller, for each of the two ways: about two seconds. */
const maxWork = 2e8;

/** Exchanges take quadratic time, so they are for sets of at most this many skills. */
const maxExchanged = 200;

/** The knapsack is solved again while pruning changes its prices, but not for ever. */
const maxPasses = 4;

/** More skills than this stay in the order in which they were found. */
const maxOrdered = 300;

/** What one rule makes of all cores: the skills to teach in each, in numbers of the core. */
export type Plan = {
  readonly method: UnlockMethod;
  readonly sets: readonly Uint32Array<ArrayBuffer>[];
  /** How many skills of all cores are known by that. */
  readonly known: number;
  readonly price: number;
};

/** The plans of all rules, or the best plan when every core is small enough for it. */
export function plansFor(cores: readonly Core[], need: number, budget: number): Plan[] {
  const methods: readonly UnlockMethod[] = cores.every((core) => core.isExact) ? ["exact"] : strategyNames;
  return methods.map((method) => {
    let best = planBy(method, cores, need, budget);
    for (let pass = 1; pass < maxPasses && method !== "exact"; pass++) {
      for (const [i, core] of cores.entries()) {
        const set = best.sets[i];
        if (!core.isExact && set.length > 0) core.begin(method, need, set);
      }
      const next = planBy(method, cores, need, budget);
      if (!isBetter(next, best, need)) break;
      best = next;
    }
    return best;
  });
}

/** Whether a plan is better: it reaches what is needed, with fewer skills; or comes nearer to it. */
export function isBetter(a: Plan, b: Plan, need: number): boolean {
  const reachedA = Math.min(a.known, need);
  const reachedB = Math.min(b.known, need);
  if (reachedA !== reachedB) return reachedA > reachedB;
  return a.price !== b.price ? a.price < b.price : a.known > b.known;
}

function planBy(method: UnlockMethod, cores: readonly Core[], need: number, budget: number): Plan {
  const curves = cores.map((core) => core.curve(method, need));
  const split = splitAmongCores(curves, need, budget);
  let { known } = split;
  const sets = cores.map((core, i) => {
    const set = core.taught(method, need, split.taught[i]);
    if (core.isExact || set.length === 0) return set;
    const own = curves[i][set.length];
    // What the other cores leave to this one; when the need is not met at all, nothing may be lost.
    const enough = Math.max(0, Math.min(own, need - (known - own)));
    const fewer = prune(
      core.graph.texts,
      core.maxUnlearned,
      set.slice().reverse(),
      enough,
      maxWork,
    ).reverse();
    known += core.knownBy(fewer) - own;
    return fewer;
  });
  return { method, sets, known, price: sets.reduce((sum, set) => sum + set.length, 0) };
}

/**
 * Makes a plan smaller by exchanges where the cores are too large for exact sets, and puts its skills in order: the
 * core that gives the most for each skill first, within a core the skill that the most skills follow. Returns
 * numbers of the corpus.
 */
export function finished(cores: readonly Core[], { sets, known }: Plan, need: number): number[] {
  let spare = known - need;
  const parts: { readonly skills: readonly number[]; readonly yield: number }[] = [];
  for (const [i, core] of cores.entries()) {
    let set = sets[i];
    if (set.length === 0) continue;
    let reached = core.knownBy(set);
    if (!core.isExact && spare >= 0 && set.length <= maxExchanged) {
      set = exchange(core.graph.texts, core.maxUnlearned, set, reached - spare, maxWork);
      const now = core.knownBy(set);
      spare -= reached - now;
      reached = now;
    }
    const skills = Array.from(largestCascadeFirst(core, set), (skill) => core.graph.skills[skill]);
    parts.push({ skills, yield: reached / set.length });
  }
  return parts.sort((a, b) => b.yield - a.yield).flatMap(({ skills }) => skills);
}

/** The same skills, at every step the one that the most skills follow. */
function largestCascadeFirst(core: Core, set: Uint32Array): ArrayLike<number> {
  if (set.length > maxOrdered) return set;
  const state = new LearnerState(core.graph.texts, { maxUnlearned: core.maxUnlearned });
  const left = new Set(set);
  const order: number[] = [];
  while (left.size > 0) {
    const mark = state.count;
    let best = -1;
    let most = -1;
    for (const skill of left) {
      if (state.learned[skill] === 1) continue;
      const followers = state.teach(skill);
      state.forget(mark);
      if (followers <= most) continue;
      most = followers;
      best = skill;
    }
    if (best < 0) break;
    state.teach(best);
    order.push(best);
    left.delete(best);
  }
  return order;
}
