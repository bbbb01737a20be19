import { checkInteger, type OptionKeys, type RandomStream } from "../../base/index.js";
import { buildGraphOfTexts } from "../build.js";
import type { DegreeSampler } from "../degree-law.js";
import { maxCount } from "../layout.js";
import type { SkillTextGraph } from "../skill-text-graph.js";

/**
 * What a text does when it draws a skill that it already has:
 * - `"merge"`: nothing; it ends with fewer skills than it drew. Texts of Poisson size then contain each skill
 *   independently with probability 1 - exp(-mean/skills), the ensemble of density evolution at finite size.
 * - `"redraw"`: it draws again, so that every text has as many distinct skills as its law says.
 */
export type RepeatPolicy = "merge" | "redraw";

/** How texts are drawn. */
export type RandomTextOptions = {
  /** Default `"merge"`. */
  readonly repeats?: RepeatPolicy | undefined;
};

export const randomTextOptionsKeys: OptionKeys<RandomTextOptions> = { repeats: true };

/** Checks a policy. */
export function repeatPolicy(options: RandomTextOptions): RepeatPolicy {
  const { repeats = "merge" } = options;
  if (repeats === "merge" || repeats === "redraw") return repeats;
  throw new RangeError(`"repeats" expected "merge" or "redraw", got ${JSON.stringify(repeats)}`);
}

/** The graph of `textCount` texts whose sizes and skills are drawn, size after size and then skill after skill. */
export function graphOfDraws(
  textCount: number,
  skillCount: number,
  drawSize: DegreeSampler,
  drawSkill: (rng: RandomStream) => number,
  rng: RandomStream,
  repeats: RepeatPolicy,
): SkillTextGraph {
  checkInteger(textCount, "textCount", 0, maxCount);
  const offsets = new Uint32Array(textCount + 1);
  let total = 0;
  for (let text = 0; text < textCount; text++) {
    const size = drawSize(rng);
    if (size > 0 && skillCount === 0)
      throw new RangeError(`a text of ${size} skills, but there are no skills`);
    if (size > skillCount && repeats === "redraw") {
      throw new RangeError(`a text of ${size} distinct skills, but there are ${skillCount} skills`);
    }
    total += size;
    if (total > maxCount) throw new RangeError(`more than ${maxCount} edges after ${text + 1} texts`);
    offsets[text + 1] = total;
  }
  const skills = new Uint32Array(total);
  const lastText = repeats === "redraw" ? new Uint32Array(skillCount).fill(0xffff_ffff) : undefined;
  for (let text = 0; text < textCount; text++) {
    const end = offsets[text + 1];
    for (let edge = offsets[text]; edge < end; edge++) {
      let skill = drawSkill(rng);
      if (lastText !== undefined) {
        while (lastText[skill] === text) skill = drawSkill(rng);
        lastText[skill] = text;
      }
      skills[edge] = skill;
    }
  }
  return buildGraphOfTexts(skillCount, offsets, skills).graph;
}
