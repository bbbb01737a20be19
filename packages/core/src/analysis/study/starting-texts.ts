import type { SkillTextGraph } from "../../graph/index.js";
import type { LearningTexts } from "../../learning/index.js";
import type { DegreeCounts } from "../engine.js";

/** How many texts teach in the first round, by their numbers of skills that are not known. O(1). */
export function startingTextsOf({ textSizes }: DegreeCounts, maxUnlearned: number): number {
  let starting = 0;
  for (let size = 1; size <= Math.min(maxUnlearned, textSizes.length - 1); size++)
    starting += textSizes[size];
  return starting;
}

/** How many directed texts teach in the first round. O(edges). */
export function countStartingTexts(
  { requires, teaches }: Exclude<LearningTexts, SkillTextGraph>,
  known: Uint8Array,
  maxUnlearned: number,
): number {
  let starting = 0;
  for (let text = 0; text < teaches.textCount; text++) {
    const unlearned = countUnknown(teaches, text, known);
    if (unlearned < 1 || unlearned > maxUnlearned) continue;
    if (countUnknown(requires, text, known) === 0) starting++;
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
