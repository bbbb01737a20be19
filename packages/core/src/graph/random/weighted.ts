import {
  checkInteger,
  checkLaw,
  checkNumber,
  checkOptions,
  checkStream,
  power,
  type RandomStream,
} from "../../base/index.js";
import { type DegreeLawData, degreeSampler } from "../degree-law.js";
import { AliasTable } from "../sampling/alias-table.js";
import type { SkillTextGraph } from "../skill-text-graph.js";
import { graphOfDraws, type RandomTextOptions, randomTextOptionsKeys, repeatPolicy } from "./text-lists.js";

/**
 * A random graph in which a repeated skill within a text is merged (default) or drawn again (`repeats: "redraw"`):
 * `textCount` texts with sizes from `law` choose their skills with probability proportional to `weights`, one weight
 * a skill. Skill s then has a Poisson degree with mean proportional to its weight, to order 1/skills.
 *
 * O(texts + skills + edges), about 50 ns an edge; with `"redraw"`, long texts over few heavy skills take longer.
 *
 * @throws TypeError or RangeError when the count, the law or a weight is out of range, or when a text needs more
 * distinct skills than have a weight above 0.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { weightedGraph, zipfWeights } from "@onset/core/graph";
 * const graph = weightedGraph({ kind: "poisson", mean: 4 }, 100, zipfWeights(50, 1.1), stream(1));
 * graph.textsOfSkill(0).length > graph.textsOfSkill(49).length; // => true
 * ```
 */
export function weightedGraph(
  law: DegreeLawData,
  textCount: number,
  weights: ArrayLike<number>,
  rng: RandomStream,
  options: RandomTextOptions = {},
): SkillTextGraph {
  checkLaw(law);
  checkStream(rng);
  checkOptions(options, randomTextOptionsKeys);
  const repeats = repeatPolicy(options);
  const table = new AliasTable(weights);
  let possible = 0;
  for (let skill = 0; skill < weights.length; skill++) if (weights[skill] > 0) possible++;
  const drawDegree = degreeSampler(law);
  const drawSize = (random: RandomStream) => {
    const size = drawDegree(random);
    if (size > possible && repeats === "redraw") {
      throw new RangeError(`a text of ${size} distinct skills, but ${possible} skills have a weight above 0`);
    }
    return size;
  };
  return graphOfDraws(textCount, weights.length, drawSize, (random) => table.sample(random), rng, repeats);
}

/**
 * Zipf's popularity: weight `(s + 1)^-exponent` for skill s, scaled to mean 1. O(skills).
 *
 * @throws TypeError or RangeError when `skillCount` is no integer >= 1 or `exponent` is not finite.
 *
 * @example
 * ```ts
 * import { zipfWeights } from "@onset/core/graph";
 * [...zipfWeights(3, 1)]; // => [18 / 11, 9 / 11, 6 / 11]
 * ```
 */
export function zipfWeights(skillCount: number, exponent: number): Float64Array<ArrayBuffer> {
  checkInteger(skillCount, "skillCount", 1);
  checkNumber(exponent, "exponent");
  const weights = new Float64Array(skillCount);
  let total = 0;
  // From the lightest up, so that small weights are not lost in the sum.
  for (let skill = skillCount - 1; skill >= 0; skill--) total += weights[skill] = power(skill + 1, -exponent);
  for (let skill = 0; skill < skillCount; skill++) weights[skill] *= skillCount / total;
  return weights;
}
