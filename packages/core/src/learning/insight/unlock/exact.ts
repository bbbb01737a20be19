import type { SkillTextGraph } from "../../../graph/index.js";
import { type LearningTexts, lessonsOf } from "../texts.js";

/** Cores with at most this many skills are solved exactly. */
export const exactSkills = 20;

/** The best that can be done in a core with 0, 1, 2, ... taught skills. */
export type BestSets = {
  /** Entry k: the most skills that can be known in the end when k are taught, those counted; the last entry is all. */
  readonly known: Uint32Array<ArrayBuffer>;
  /** Entry k: k skills that do it, in an order in which each is unlearned when its turn comes. */
  readonly taught: readonly Uint32Array<ArrayBuffer>[];
};

/**
 * The best sets of skills to teach in a core of at most 20 skills: exact, by branch and bound over closed sets. What
 * is known after teaching is a closed set: no text can teach more. From every closed set reached with k skills one
 * more is taught; of the sets that this leads to only those that no other contains are followed (whatever can be
 * done after less can be done after more), and none twice. Exponential in the worst case: a second for 20 skills.
 */
export function bestSets(texts: LearningTexts, maxUnlearned: number): BestSets {
  const { teaches, requires } = lessonsOf(texts);
  const skillCount = teaches.skillCount;
  const all = 2 ** skillCount - 1;
  const masks = distinctTexts(teaches, requires);
  // For a closed set how it was reached first: the set before, and the skill that was taught there.
  const reachedBy = new Map<number, { readonly before: number; readonly skill: number }>();
  const known = [0];
  const taught = [new Uint32Array(0)];
  let level = [0];
  while (known[known.length - 1] < skillCount) {
    const next: number[] = [];
    for (const before of level) {
      for (const { set, skill } of largestAfter(before, skillCount, masks, maxUnlearned)) {
        if (reachedBy.has(set)) continue;
        reachedBy.set(set, { before, skill });
        next.push(set);
      }
    }
    const best = next.reduce((a, b) => (ones(b) > ones(a) ? b : a));
    known.push(ones(best));
    const path: number[] = [];
    for (let set = best; set !== 0; set = reachedBy.get(set)!.before) path.push(reachedBy.get(set)!.skill);
    taught.push(Uint32Array.from(path.reverse()));
    level = best === all ? [] : next;
  }
  return { known: Uint32Array.from(known), taught };
}

type TextMask = { readonly requires: number; readonly teaches: number };

/** Texts as bit sets, equal ones once. */
function distinctTexts(teaches: SkillTextGraph, requires: SkillTextGraph | null): TextMask[] {
  const masks = new Map<string, TextMask>();
  for (let text = 0; text < teaches.textCount; text++) {
    const mask = {
      requires: requires === null ? 0 : maskOf(requires.skillsOfText(text)),
      teaches: maskOf(teaches.skillsOfText(text)),
    };
    masks.set(`${mask.requires} ${mask.teaches}`, mask);
  }
  return [...masks.values()];
}

function maskOf(skills: Uint32Array): number {
  let mask = 0;
  for (const skill of skills) mask |= 1 << skill;
  return mask;
}

/** The closed sets that one more taught skill leads to, without those that another one contains. */
function largestAfter(before: number, skillCount: number, masks: readonly TextMask[], maxUnlearned: number) {
  const largest: { set: number; skill: number }[] = [];
  for (let skill = 0; skill < skillCount; skill++) {
    if ((before >> skill) & 1) continue;
    const set = closed(before | (1 << skill), masks, maxUnlearned);
    if (largest.some((other) => (set & ~other.set) === 0)) continue;
    const kept = largest.filter((other) => (other.set & ~set) !== 0);
    largest.length = 0;
    largest.push(...kept, { set, skill });
  }
  return largest;
}

function closed(known: number, masks: readonly TextMask[], maxUnlearned: number): number {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { requires, teaches } of masks) {
      const open = teaches & ~known;
      if (open === 0 || (requires & ~known) !== 0 || ones(open) > maxUnlearned) continue;
      known |= open;
      changed = true;
    }
  }
  return known;
}

/** Number of bits that are 1. */
function ones(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
