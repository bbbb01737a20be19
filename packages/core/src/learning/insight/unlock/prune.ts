import { LearnerState } from "../state.js";
import type { LearningTexts } from "../texts.js";

/**
 * Leaves out every taught skill without which `target` skills are still known, one after the other in the given
 * order: none of those that stay can be left out. All that stays taught on the other side of a bisection is taught
 * once for both halves, so that a skill is taught O(log n) times.
 *
 * @param limit - Edges that may be looked at, about; what has not been tried by then stays.
 * @returns the skills that stay, in their order
 */
export function prune(
  texts: LearningTexts,
  maxUnlearned: number,
  taught: Uint32Array,
  target: number,
  limit: number,
): Uint32Array<ArrayBuffer> {
  const state = new LearnerState(texts, { maxUnlearned });
  const kept: number[] = [];
  const teachAll = (skills: ArrayLike<number>, from: number, to: number): void => {
    for (let i = from; i < to; i++) if (state.learned[skills[i]] === 0) state.teach(skills[i]);
  };
  // On entry the state knows all kept so far and all from `end` on.
  const visit = (begin: number, end: number): void => {
    if (state.count >= target) return;
    if (end - begin === 1 || state.work > limit) {
      for (let i = begin; i < end; i++) kept.push(taught[i]);
      return;
    }
    const middle = (begin + end) >>> 1;
    const mark = state.count;
    const before = kept.length;
    teachAll(taught, middle, end);
    visit(begin, middle);
    state.forget(mark);
    teachAll(kept, before, kept.length);
    visit(middle, end);
    state.forget(mark);
  };
  if (taught.length > 0) visit(0, taught.length);
  return Uint32Array.from(kept);
}
