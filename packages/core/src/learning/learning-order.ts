import { NONE } from "./result.js";

/**
 * The learned skills by round, within a round by their teaching text, within a text by number: a reading list, and
 * the same whatever the order of work was. Two stable counting sorts, O(skills + texts + rounds).
 */
export function orderByRound(
  roundOfSkill: Uint32Array,
  textOfSkill: Uint32Array,
  learnedPerRound: Uint32Array,
  textCount: number,
): Uint32Array<ArrayBuffer> {
  const skillCount = roundOfSkill.length;
  const textCursor = new Uint32Array(textCount + 1);
  let learnedCount = 0;
  for (let skill = 0; skill < skillCount; skill++) {
    const text = textOfSkill[skill]!;
    if (text === NONE) continue;
    textCursor[text + 1]!++;
    learnedCount++;
  }
  for (let text = 0; text < textCount; text++) textCursor[text + 1]! += textCursor[text]!;
  const byText = new Uint32Array(learnedCount);
  for (let skill = 0; skill < skillCount; skill++) {
    const text = textOfSkill[skill]!;
    if (text !== NONE) byText[textCursor[text]!++] = skill;
  }

  const roundCursor = new Uint32Array(learnedPerRound.length);
  for (let round = 1; round < roundCursor.length; round++) {
    roundCursor[round] = roundCursor[round - 1]! + learnedPerRound[round - 1]!;
  }
  const order = new Uint32Array(learnedCount);
  for (let i = 0; i < learnedCount; i++) {
    const skill = byText[i]!;
    order[roundCursor[roundOfSkill[skill]! - 1]!++] = skill;
  }
  return order;
}
