import { checkInteger, checkLaw, checkOptions, checkStream, type RandomStream } from "../../base/index.js";
import { type DegreeLawData, degreeSampler } from "../degree-law.js";
import { maxCount } from "../layout.js";
import type { SkillTextGraph } from "../skill-text-graph.js";
import { graphOfDraws, type RandomTextOptions, randomTextOptionsKeys, repeatPolicy } from "./text-lists.js";

/**
 * A random graph in which a repeated skill within a text is merged (default) or drawn again (`repeats: "redraw"`):
 * `textCount` texts with sizes from `law` choose their skills uniformly among `skillCount`. Skill degrees are then
 * Poisson to order 1/skills. For a Poisson number of texts pass `samplePoisson(ratio * skills, rng)`.
 *
 * O(texts + skills + edges), about 40 ns an edge.
 *
 * @throws TypeError or RangeError when a count or the law is out of range, when a text needs more distinct skills than
 * there are, or when there are more than 2^32 - 2 edges.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { uniformGraph } from "@onset/core/graph";
 * const graph = uniformGraph({ kind: "regular", degree: 3 }, 10, 5, stream(1), { repeats: "redraw" });
 * graph.edgeCount; // => 30
 * ```
 */
export function uniformGraph(
  law: DegreeLawData,
  textCount: number,
  skillCount: number,
  rng: RandomStream,
  options: RandomTextOptions = {},
): SkillTextGraph {
  checkLaw(law);
  checkStream(rng);
  checkOptions(options, randomTextOptionsKeys);
  checkInteger(skillCount, "skillCount", 0, maxCount);
  const drawSkill = (random: RandomStream) => random.nextInteger(skillCount);
  return graphOfDraws(textCount, skillCount, degreeSampler(law), drawSkill, rng, repeatPolicy(options));
}
