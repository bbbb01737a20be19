/** Where learning jumps as the share of the texts grows, with typed edges. */
import { checkPositive } from "../../base/index.js";
import type { EdgeTypeEnsemble } from "./ensemble.js";
import { checkedOptions, type EdgeTypeOptions, EdgeTypeState } from "./evolution.js";

/** The highest jump of learning as the share of the texts grows. */
export type EdgeTypeJump = {
  /** The share of the texts at which it happens; above 1 for a corpus that is too small. */
  readonly kept: number;
  /** The share of the skills that is unlearned just before. */
  readonly unlearnedBefore: number;
  /** The share of the skills that is unlearned just after. */
  readonly unlearnedAfter: number;
};

/** Options of {@link edgeTypeThreshold}. */
export type EdgeTypeThresholdOptions = Omit<EdgeTypeOptions, "kept"> & {
  /** The smallest rise of the learned share that counts as a jump; 0.1 unless given. */
  readonly minJump?: number | undefined;
  /** To what relative accuracy the share is found; 0.002 unless given. */
  readonly accuracy?: number | undefined;
};

/** Shares are looked for from 1/64 of the texts up to 64 times as many, each sqrt(2) times the one before. */
const octaves = 6;

/**
 * Returns the highest jump of the learned share as the share of the texts grows; null where it grows gradually, or
 * jumps nowhere between 1/64 of the texts and 64 times as many.
 *
 * The learned share never falls as texts come, so the state of fewer texts is where the iteration for more may go on from:
 * 25 coarse steps and about 8 halvings cost two to four times one evolution near the jump.
 *
 * @param ensemble - An ensemble of `edgeTypeEnsemble`.
 * @param options - As for `evolveEdgeTypes`, and what counts as a jump.
 * @throws RangeError for options outside their range.
 *
 * @example
 * ```ts
 * import { edgeTypeEnsemble, edgeTypeThreshold } from "@onset/core/theory";
 * // Every text has one skill: learning grows with the texts.
 * const corpus = {
 *   textOffsets: Uint32Array.of(0, 1, 2),
 *   textSkills: Uint32Array.of(0, 1),
 *   skillOffsets: Uint32Array.of(0, 1, 2),
 * };
 * edgeTypeThreshold(edgeTypeEnsemble(corpus, new Uint32Array(2)), { minJump: 0.5 }); // => null
 * ```
 */
export function edgeTypeThreshold(
  ensemble: EdgeTypeEnsemble,
  options: EdgeTypeThresholdOptions = {},
): EdgeTypeJump | null {
  const minJump = checkPositive(options.minJump ?? 0.1, "minJump");
  const accuracy = checkPositive(options.accuracy ?? 0.002, "accuracy");
  const rows = new Float64Array(ensemble.skills.weights.length);
  const settled = (state: EdgeTypeState, kept: number): number => {
    const checked = checkedOptions({ ...withoutOwn(options), kept });
    state.settle(checked);
    return state.unlearnedSkills(checked, rows);
  };
  const state = new EdgeTypeState(ensemble, checkedOptions(withoutOwn(options)));
  let low = { kept: 2 ** -octaves, unlearned: 1, state: state.copy() };
  low.unlearned = settled(low.state, low.kept);
  let best: { low: typeof low; high: typeof low } | null = null;
  for (let i = 1; i <= 4 * octaves; i++) {
    // Powers of two exactly, and their geometric means.
    const kept = 2 ** (Math.floor(i / 2) - octaves) * (i % 2 === 0 ? 1 : Math.SQRT2);
    const high = { kept, unlearned: 1, state: low.state.copy() };
    high.unlearned = settled(high.state, kept);
    const rise = low.unlearned - high.unlearned;
    if (rise >= minJump && (best === null || rise > best.low.unlearned - best.high.unlearned))
      best = { low, high };
    low = high;
    if (high.unlearned < minJump) break;
  }
  if (best === null) return null;
  let high = best.high;
  low = best.low;
  while (high.kept > low.kept * (1 + accuracy)) {
    const kept = Math.sqrt(low.kept * high.kept);
    const middle = { kept, unlearned: 1, state: low.state.copy() };
    middle.unlearned = settled(middle.state, kept);
    if (low.unlearned - middle.unlearned > middle.unlearned - high.unlearned) high = middle;
    else low = middle;
  }
  if (low.unlearned - high.unlearned < minJump) return null;
  return { kept: high.kept, unlearnedBefore: low.unlearned, unlearnedAfter: high.unlearned };
}

function withoutOwn({ minJump, accuracy, ...rest }: EdgeTypeThresholdOptions): EdgeTypeOptions {
  return rest;
}
