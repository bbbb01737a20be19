import type { SkillTextGraph } from "../../graph/index.js";
import type { LearningTexts } from "../../learning/index.js";

/** How many texts teach in the first round. O(edges). */
export function countStartingTexts(texts: LearningTexts, known: Uint8Array, maxUnlearned: number): number {
  const [requires, teaches] = "requires" in texts ? [texts.requires, texts.teaches] : [null, texts];
  let starting = 0;
  for (let text = 0; text < teaches.textCount; text++) {
    const unlearned = countUnknown(teaches, text, known);
    if (unlearned < 1 || unlearned > maxUnlearned) continue;
    if (requires === null || countUnknown(requires, text, known) === 0) starting++;
  }
  return starting;
}

function countUnknown({ textOffsets, textSkills }: SkillTextGraph, text: number, known: Uint8Array): number {
  let unknown = 0;
  for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
    if (known[textSkills[edge]] === 0) unknown++;
  }
  return unknown;
}
