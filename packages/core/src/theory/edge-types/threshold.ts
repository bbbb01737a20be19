/** Where learning jumps as the share of the texts grows, with typed edges. */
import { checkOptions, checkPositive, type OptionKeys } from "../../base/index.js";
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
  /** To what relative accuracy the share is found; 0.01 unless given. */
  readonly accuracy?: number | undefined;
};

export const edgeTypeThresholdOptionsKeys: OptionKeys<EdgeTypeThresholdOptions> = {
  maxUnlearned: true,
  unknown: true,
  tolerance: true,
  maxIterations: true,
  minJump: true,
  accuracy: true,
};

/** Shares are looked for from 1/32 of the texts up to 32 times as many, each twice the one before. */
const octaves = 5;

/**
 * Returns the highest jump of the learned share as the share of the texts grows; null where it grows gradually, or
 * jumps nowhere between 1/32 of the texts and 32 times as many.
 *
 * The learned share never falls as texts come, so the state of fewer texts is where the iteration for more may go on from:
 * 1 to 10 coarse steps and up to 7 halvings cost at most ten times one evolution.
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
  checkOptions(options, edgeTypeThresholdOptionsKeys);
  const minJump = checkPositive(options.minJump ?? 0.1, "minJump");
  const accuracy = checkPositive(options.accuracy ?? 0.01, "accuracy");
  const rows = new Float64Array(ensemble.skills.weights.length);
  const settled = (from: EdgeTypeState, kept: number): Point => {
    const state = from.copy();
    const checked = checkedOptions({ ...withoutOwn(options), kept });
    state.settle(checked);
    return { kept, unlearned: state.unlearnedSkills(checked, rows), state };
  };
  const start = new EdgeTypeState(ensemble, checkedOptions(withoutOwn(options)));
  const bracket = steepestOctave(settled, start, minJump);
  if (bracket === null) return null;
  let { low, high } = bracket;
  // A half rises no more than the whole.
  while (low.unlearned - high.unlearned >= minJump && high.kept > low.kept * (1 + accuracy)) {
    const middle = settled(low.state, Math.sqrt(low.kept * high.kept));
    if (low.unlearned - middle.unlearned > middle.unlearned - high.unlearned) high = middle;
    else low = middle;
  }
  if (low.unlearned - high.unlearned < minJump) return null;
  return { kept: high.kept, unlearnedBefore: low.unlearned, unlearnedAfter: high.unlearned };
}

/** A share of the texts and the state it leads to. */
type Point = { readonly kept: number; readonly unlearned: number; readonly state: EdgeTypeState };

/**
 * The doubling of the texts that teaches most. It looks no farther where all that is left is less than what it found, or too
 * little for a jump.
 */
function steepestOctave(
  settled: (from: EdgeTypeState, kept: number) => Point,
  start: EdgeTypeState,
  minJump: number,
): { readonly low: Point; readonly high: Point } | null {
  const here = settled(start, 1);
  let best: { low: Point; high: Point } | null = null;
  let rise = 0;
  const consider = (low: Point, high: Point): void => {
    if (low.unlearned - high.unlearned <= rise) return;
    best = { low, high };
    rise = low.unlearned - high.unlearned;
  };
  const mayJump = (left: number): boolean => left > rise && left >= minJump;
  for (let [octave, high] = [1, here]; octave <= octaves && mayJump(1 - high.unlearned); octave++) {
    const low = settled(start, 2 ** -octave);
    consider(low, high);
    high = low;
  }
  for (let [octave, low] = [1, here]; octave <= octaves && mayJump(low.unlearned); octave++) {
    const high = settled(low.state, 2 ** octave);
    consider(low, high);
    low = high;
  }
  return best;
}

// Near the jump steps are many; what is compared there is a tenth.
const tolerance = 1e-4;

function withoutOwn({ minJump, accuracy, ...rest }: EdgeTypeThresholdOptions): EdgeTypeOptions {
  return { ...rest, tolerance: rest.tolerance ?? tolerance };
}
