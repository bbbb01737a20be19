import { LearnerState } from "../state.js";
import type { LearningTexts } from "../texts.js";
import { lackingOf, visitOpenSkills } from "./lacking.js";

/** Skills that are tried in the place of two others: those with the most nearly complete texts. */
const candidates = 40;

/**
 * Makes a set of taught skills smaller by exchanging two for one, as long as that succeeds: every pair is left out
 * in turn, and the 40 skills with the most nearly complete texts are tried in its place. A set it leaves is one that no such
 * exchange improves, unless the limit came first.
 *
 * @param limit - Edges that may be looked at, about.
 */
export function exchange(
  texts: LearningTexts,
  maxUnlearned: number,
  taught: Uint32Array,
  target: number,
  limit: number,
): Uint32Array<ArrayBuffer> {
  const state = new LearnerState(texts, { maxUnlearned });
  let set = [...taught];
  // Exchanges go on where the last one succeeded: what failed before rarely succeeds by a change elsewhere.
  for (let failures = 0, first = 0; failures < set.length && set.length > 1 && state.work < limit; ) {
    first %= set.length;
    const better = withoutTwo(state, set, first, target, limit);
    if (better === null) {
      failures++;
      first++;
    } else {
      set = better;
      failures = 0;
    }
  }
  return Uint32Array.from(set);
}

/** The set without its member `first` and one other, but with a new one, if `target` skills are known by that. */
function withoutTwo(
  state: LearnerState,
  set: readonly number[],
  first: number,
  target: number,
  limit: number,
): number[] | null {
  const rest = set.filter((_, i) => i !== first);
  state.forget(0);
  teachAll(state, rest);
  if (state.count >= target) return rest;
  const others = promising(state);
  state.forget(0);
  // On entry the state knows all of `rest` but what stands from `begin` to `end`: one of these is left out.
  const visit = (begin: number, end: number): number[] | null => {
    const mark = state.count;
    if (end - begin === 1) {
      for (const skill of others) {
        if (state.learned[skill] === 1) continue;
        state.teach(skill);
        const known = state.count;
        state.forget(mark);
        if (known >= target) return [...rest.filter((_, i) => i !== begin), skill];
      }
      return null;
    }
    const middle = (begin + end) >>> 1;
    for (const [from, to, next] of [
      [middle, end, begin],
      [begin, middle, middle],
    ] as const) {
      if (state.work > limit) return null;
      teachAll(state, rest.slice(from, to));
      const found = next === begin ? visit(begin, middle) : visit(middle, end);
      state.forget(mark);
      if (found !== null) return found;
    }
    return null;
  };
  return visit(0, rest.length);
}

function teachAll(state: LearnerState, skills: readonly number[]): void {
  for (const skill of skills) if (state.learned[skill] === 0) state.teach(skill);
}

/** The unlearned skills with the largest sums over their texts of 2^-lacking. */
function promising(state: LearnerState): number[] {
  const { textCount, skillCount } = state.teaches;
  const scores = new Float64Array(skillCount);
  for (let text = 0; text < textCount; text++) {
    const lacking = lackingOf(state, text);
    if (lacking === 0 || lacking > 30) continue;
    const share = 2 ** (30 - lacking);
    visitOpenSkills(state, text, (skill) => (scores[skill] += share));
  }
  state.work += state.teaches.edgeCount;
  const skills = Array.from(scores.keys()).filter((skill) => state.learned[skill] === 0);
  return skills.sort((a, b) => scores[b] - scores[a] || a - b).slice(0, candidates);
}
