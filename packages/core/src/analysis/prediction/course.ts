/** What keeps the texts of a course from being learned: skills that no text teaches, and skills that wait for each other. */
import type { SkillTextGraph } from "../../graph/index.js";

/** Why skills of directed texts stay unlearned. Skills are indices of the corpus. */
export type CourseGaps = {
  /** Unknown skills that texts require and none teaches, those that most texts wait for first. */
  readonly untaught: readonly { readonly skill: number; readonly texts: number }[];
  /** Circles: unlearned skills each of which needs, directly or not, all others of its circle; the largest first. */
  readonly circles: readonly (readonly number[])[];
};

/**
 * Finds what a course lacks. A skill needs another when a text that teaches it requires the other and both stayed
 * unlearned; circles are the strongly connected parts of two skills or more, and skills that need themselves. O(edges).
 *
 * @param learned - One byte a skill: known or learned.
 */
export function courseGaps(
  requires: SkillTextGraph,
  teaches: SkillTextGraph,
  learned: Uint8Array,
): CourseGaps {
  const untaught: { skill: number; texts: number }[] = [];
  for (let skill = 0; skill < requires.skillCount; skill++) {
    const texts = requires.skillOffsets[skill + 1] - requires.skillOffsets[skill];
    const isTaught = teaches.skillOffsets[skill + 1] > teaches.skillOffsets[skill];
    if (texts > 0 && !isTaught && learned[skill] === 0) untaught.push({ skill, texts });
  }
  untaught.sort((a, b) => b.texts - a.texts || a.skill - b.skill);
  return { untaught, circles: circlesOf(requires, teaches, learned) };
}

/** Tarjan's strongly connected components over unlearned skills, without recursion. */
function circlesOf(requires: SkillTextGraph, teaches: SkillTextGraph, learned: Uint8Array): number[][] {
  const count = teaches.skillCount;
  const number = new Uint32Array(count);
  const low = new Uint32Array(count);
  const onStack = new Uint8Array(count);
  const stack: number[] = [];
  const circles: number[][] = [];
  let next = 1;
  for (let root = 0; root < count; root++) {
    if (learned[root] !== 0 || number[root] !== 0) continue;
    const visits = [visitOf(root)];
    while (visits.length > 0) {
      const visit = visits[visits.length - 1];
      const { skill } = visit;
      if (number[skill] === 0) {
        number[skill] = low[skill] = next++;
        stack.push(skill);
        onStack[skill] = 1;
      }
      const needed = advance(visit, requires, teaches, learned);
      if (needed !== null) {
        if (needed === skill) visit.needsItself = true;
        if (number[needed] === 0) visits.push(visitOf(needed));
        else if (onStack[needed] === 1) low[skill] = Math.min(low[skill], number[needed]);
        continue;
      }
      visits.pop();
      const parent = visits[visits.length - 1]?.skill;
      if (parent !== undefined) low[parent] = Math.min(low[parent], low[skill]);
      if (low[skill] !== number[skill]) continue;
      const part = stack.splice(stack.lastIndexOf(skill));
      for (const member of part) onStack[member] = 0;
      if (part.length > 1 || visit.needsItself) circles.push(part.sort((a, b) => a - b));
    }
  }
  return circles.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** Where the visit of a skill stands: which of its texts, and which skill that this requires. */
type Visit = { readonly skill: number; text: number; required: number; needsItself: boolean };

const visitOf = (skill: number): Visit => ({ skill, text: 0, required: 0, needsItself: false });

/** The next unlearned skill that a text requires which teaches the visited one; null when there are no more. */
function advance(
  visit: Visit,
  requires: SkillTextGraph,
  teaches: SkillTextGraph,
  learned: Uint8Array,
): number | null {
  const first = teaches.skillOffsets[visit.skill];
  for (; first + visit.text < teaches.skillOffsets[visit.skill + 1]; visit.text++, visit.required = 0) {
    const text = teaches.skillTexts[first + visit.text];
    const begin = requires.textOffsets[text];
    while (begin + visit.required < requires.textOffsets[text + 1]) {
      const skill = requires.textSkills[begin + visit.required++];
      if (learned[skill] === 0) return skill;
    }
  }
  return null;
}
