/** A second, naive program: sets and loops, nothing of the library. */
import type { NaiveText } from "../../reference/naive-learner.js";

/** All that can be known in the end, starting from `known`. */
export function closure(
  texts: readonly NaiveText[],
  maxUnlearned: number,
  known: Iterable<number>,
): Set<number> {
  const learned = new Set(known);
  for (let changed = true; changed; ) {
    changed = false;
    for (const text of texts) {
      if (!canTeach(text, maxUnlearned, learned)) continue;
      for (const skill of text.teaches) learned.add(skill);
      changed = true;
    }
  }
  return learned;
}

/** Whether a text teaches something to a learner who knows `learned`. */
export function canTeach(text: NaiveText, maxUnlearned: number, learned: ReadonlySet<number>): boolean {
  const open = text.teaches.filter((skill) => !learned.has(skill)).length;
  return open >= 1 && open <= maxUnlearned && text.requires.every((skill) => learned.has(skill));
}

/** Groups of numbers that `joins` connects, each ascending. */
export function partsOf(members: readonly number[], joins: readonly (readonly number[])[]): number[][] {
  let parts = members.map((member) => new Set([member]));
  for (const join of joins) {
    const touched = parts.filter((part) => join.some((member) => part.has(member)));
    const rest = parts.filter((part) => !touched.includes(part));
    parts = [...rest, new Set(touched.flatMap((part) => [...part]))];
  }
  return parts.filter((part) => part.size > 0).map((part) => [...part].sort((a, b) => a - b));
}
