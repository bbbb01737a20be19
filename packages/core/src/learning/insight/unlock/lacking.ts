import type { LearnerState } from "../state.js";

/** How many skills a text lacks before it teaches: 0 when it has taught all it can. */
export function lackingOf(state: LearnerState, text: number): number {
  const unlearned = state.unlearned[text];
  return unlearned === 0 ? 0 : Math.max(0, unlearned - state.maxUnlearned) + state.missing[text];
}

/** Calls `visit` for every unlearned skill that a text needs; a skill that it requires and teaches counts twice. */
export function visitOpenSkills(state: LearnerState, text: number, visit: (skill: number) => void): void {
  visitOpen(state.learned, state.teaches, text, visit);
  if (state.requires !== null) visitOpen(state.learned, state.requires, text, visit);
}

function visitOpen(
  learned: Uint8Array,
  { textOffsets, textSkills }: LearnerState["teaches"],
  text: number,
  visit: (skill: number) => void,
): void {
  const end = textOffsets[text + 1];
  for (let edge = textOffsets[text]; edge < end; edge++) {
    const skill = textSkills[edge];
    if (learned[skill] === 0) visit(skill);
  }
}
