import type { RandomStream } from "../../base/index.js";
import type { SkillTextGraph } from "../../graph/index.js";

/**
 * Which future is asked for: texts mixed like those of the corpus, or those that come after them in the order of the
 * corpus.
 */
export type TextOrder = "mixed" | "following";

/** Parts behind one forecast. */
export const partCount = 8;

/** Texts of a part, ascending: random ones, each set equally likely, or a window of the order of the corpus. */
export function partOf(
  textCount: number,
  size: number,
  order: TextOrder,
  part: number,
  rng: RandomStream,
): Uint32Array<ArrayBuffer> {
  if (order === "mixed") return randomTexts(textCount, size, rng.split("part", part));
  const start = Math.round((part * (textCount - size)) / (partCount - 1));
  return Uint32Array.from({ length: size }, (_, i) => start + i);
}

/** `size` of `textCount` texts, ascending; every set is equally likely. O(textCount). */
export function randomTexts(textCount: number, size: number, rng: RandomStream): Uint32Array<ArrayBuffer> {
  const chosen = new Uint32Array(size);
  let count = 0;
  // Knuth's selection sampling: each text with the chance that is left to it.
  for (let text = 0; count < size; text++) {
    if (rng.nextInteger(textCount - text) < size - count) chosen[count++] = text;
  }
  return chosen;
}

/** Entry x: how many not-known skills are in exactly x of the given texts, from 1 on. O(edges of the texts + skills). */
export function frequenciesIn(
  graph: SkillTextGraph,
  texts: Uint32Array,
  known: Uint8Array,
): Uint32Array<ArrayBuffer> {
  const { textOffsets, textSkills, skillCount } = graph;
  const degrees = new Uint32Array(skillCount);
  let largest = 0;
  for (const text of texts) {
    const end = textOffsets[text + 1];
    for (let edge = textOffsets[text]; edge < end; edge++) {
      const skill = textSkills[edge];
      if (known[skill] !== 0) continue;
      const degree = degrees[skill] + 1;
      degrees[skill] = degree;
      if (degree > largest) largest = degree;
    }
  }
  const frequencies = new Uint32Array(largest + 1);
  for (let skill = 0; skill < skillCount; skill++) frequencies[degrees[skill]]++;
  frequencies[0] = 0;
  return frequencies;
}
