import type { SkillTextGraph } from "../../../graph/index.js";
import { type LearningTexts, lessonsOf } from "../texts.js";

/** Cores with at most this many skills are solved exactly. */
export const exactSkills = 20;

/** The best that can be done in a core with 0, 1, 2, ... taught skills. */
export type BestSets = {
  /** Entry k: the most skills that can be known in the end when k are taught, those counted; up to all, or `maxTaught`. */
  readonly known: Uint32Array<ArrayBuffer>;
  /** Entry k: k skills that do it, in an order in which each is unlearned when its turn comes. */
  readonly taught: readonly Uint32Array<ArrayBuffer>[];
};

/**
 * The best sets of skills to teach in a core of at most 20 skills: exact, by branch and bound over closed sets. What
 * is known after teaching is a closed set: no text can teach more. From every closed set reached with k skills one
 * more is taught; of the sets that this leads to only those that no other contains are followed (whatever can be
 * done after less can be done after more), and none twice. Exponential in the worst case: a second for 20 skills.
 *
 * @param maxTaught - for how many skills at most; default: until all are known
 */
export function bestSets(
  texts: LearningTexts,
  maxUnlearned: number,
  maxTaught: number = exactSkills,
): BestSets {
  const { teaches, requires } = lessonsOf(texts);
  const skillCount = teaches.skillCount;
  const all = 2 ** skillCount - 1;
  const masks = distinctTexts(teaches, requires);
  const sets = new Int32Array(skillCount);
  const skills = new Int32Array(skillCount);
  // For a closed set how it was reached first: the set before, and the skill that was taught there.
  const reachedBy = new Map<number, { readonly before: number; readonly skill: number }>();
  const known = [0];
  const taught = [new Uint32Array(0)];
  let level = [0];
  while (known[known.length - 1] < skillCount && known.length <= maxTaught) {
    const next: number[] = [];
    for (const before of level) {
      const count = largestAfter(before, skillCount, masks, maxUnlearned, sets, skills);
      for (let i = 0; i < count; i++) {
        const set = sets[i];
        if (reachedBy.has(set)) continue;
        reachedBy.set(set, { before, skill: skills[i] });
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

/** Texts as sets of bits: what each requires and what it teaches. */
type TextMasks = { readonly requires: Int32Array; readonly teaches: Int32Array };

/** Equal texts once. */
function distinctTexts(teaches: SkillTextGraph, requires: SkillTextGraph | null): TextMasks {
  const masks = new Map<string, { requires: number; teaches: number }>();
  for (let text = 0; text < teaches.textCount; text++) {
    const mask = {
      requires: requires === null ? 0 : maskOf(requires.skillsOfText(text)),
      teaches: maskOf(teaches.skillsOfText(text)),
    };
    masks.set(`${mask.requires} ${mask.teaches}`, mask);
  }
  const texts = [...masks.values()];
  return {
    requires: Int32Array.from(texts, (text) => text.requires),
    teaches: Int32Array.from(texts, (text) => text.teaches),
  };
}

function maskOf(skills: Uint32Array): number {
  let mask = 0;
  for (const skill of skills) mask |= 1 << skill;
  return mask;
}

/**
 * The closed sets that one more taught skill leads to, without those that another one contains, and the skills that lead
 * there. It is most of the work: nothing is allocated.
 *
 * @returns how many there are in `sets` and `skills`
 */
function largestAfter(
  before: number,
  skillCount: number,
  masks: TextMasks,
  maxUnlearned: number,
  sets: Int32Array,
  skills: Int32Array,
): number {
  let count = 0;
  for (let skill = 0; skill < skillCount; skill++) {
    if ((before >> skill) & 1) continue;
    const set = closed(before | (1 << skill), masks, maxUnlearned);
    let isContained = false;
    for (let i = 0; i < count && !isContained; i++) isContained = (set & ~sets[i]) === 0;
    if (isContained) continue;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      if ((sets[i] & ~set) === 0) continue;
      sets[kept] = sets[i];
      skills[kept++] = skills[i];
    }
    sets[kept] = set;
    skills[kept] = skill;
    count = kept + 1;
  }
  return count;
}

function closed(start: number, { requires, teaches }: TextMasks, maxUnlearned: number): number {
  let known = start;
  for (let changed = true; changed; ) {
    changed = false;
    for (let text = 0; text < teaches.length; text++) {
      const open = teaches[text] & ~known;
      if (open === 0 || (requires[text] & ~known) !== 0 || ones(open) > maxUnlearned) continue;
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
