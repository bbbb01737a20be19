import type { RandomStream } from "../../src/base/index.js";
import { buildGraphOfTexts, type SkillTextGraph } from "../../src/graph/index.js";

/** Small lists of skills, repeats within a list included; sizes and popularity vary from call to call. */
export function randomTexts(
  random: RandomStream,
  textCount: number,
  skillCount: number,
  mean: number,
): number[][] {
  const skewed = random.nextFloat() < 0.5;
  return Array.from({ length: textCount }, () => {
    const size = skillCount === 0 ? 0 : random.nextInteger(Math.round(2 * mean) + 1);
    return Array.from({ length: size }, () => {
      const u = random.nextFloat();
      return Math.floor((skewed ? u * u : u) * skillCount);
    });
  });
}

/** The graph of lists of skills. */
export function graphOf(texts: readonly (readonly number[])[], skillCount: number): SkillTextGraph {
  const offsets = new Uint32Array(texts.length + 1);
  texts.forEach((skills, text) => {
    offsets[text + 1] = offsets[text] + skills.length;
  });
  return buildGraphOfTexts(skillCount, offsets, Uint32Array.from(texts.flat())).graph;
}
