import {
  checkNonNegative,
  checkOptions,
  checkStream,
  type OptionKeys,
  type RandomStream,
} from "../../base/index.js";
import { buildGraphOfTexts } from "../build.js";
import { checkGraph } from "../check-graph.js";
import type { SkillTextGraph } from "../skill-text-graph.js";

/** Options of {@link rewiredGraph}. */
export type RewiringOptions = {
  /** Trades for each text, a number >= 0; default 5. Twice that changes nothing that was measured. */
  readonly tradesPerText?: number | undefined;
};

export const rewiringOptionsKeys: OptionKeys<RewiringOptions> = { tradesPerText: true };

/**
 * A random graph with exactly the degrees of another: every text keeps its number of skills, every skill its number
 * of texts, no edge is double, and all such graphs are equally likely in the limit of many trades. What a corpus has
 * beyond it is correlation: the null model of its learning and of its associations.
 *
 * In a trade two random texts put together the skills that only one of them has and deal them out again at random
 * ("curveball": G. Strona and others, 2014; uniform: C. J. Carstens, 2015). O(trades times the length of texts), about
 * 1 us for 20 skills a text.
 *
 * @throws TypeError or RangeError when `tradesPerText` is not a number >= 0.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { buildGraphOfTexts, rewiredGraph, skillDegreeCounts } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 2, 4), Uint32Array.of(0, 1, 2, 3));
 * const rewired = rewiredGraph(graph, stream(1));
 * rewired.skillsOfText(0).length; // => 2
 * [...skillDegreeCounts(rewired)]; // => [0, 4]
 * ```
 */
export function rewiredGraph(
  graph: SkillTextGraph,
  rng: RandomStream,
  options: RewiringOptions = {},
): SkillTextGraph {
  checkGraph(graph);
  checkStream(rng);
  checkOptions(options, rewiringOptionsKeys);
  const tradesPerText = checkNonNegative(options.tradesPerText ?? 5, "tradesPerText");
  const { textCount, skillCount, textOffsets } = graph;
  const skills = graph.textSkills.slice();
  // 1: only the first text has the skill, 2: both have it.
  const owner = new Uint8Array(skillCount);
  const pool = new Uint32Array(skillCount);
  const trades = textCount < 2 ? 0 : Math.round(tradesPerText * textCount);
  for (let trade = 0; trade < trades; trade++) {
    const first = rng.nextInteger(textCount);
    const other = rng.nextInteger(textCount - 1);
    const second = other < first ? other : other + 1;
    dealAgain(skills, textOffsets, first, second, owner, pool, rng);
  }
  return buildGraphOfTexts(skillCount, textOffsets, skills).graph;
}

/** Deals the skills that only one of two texts has out again, each text as many as it had. */
function dealAgain(
  skills: Uint32Array,
  offsets: Uint32Array,
  first: number,
  second: number,
  owner: Uint8Array,
  pool: Uint32Array,
  rng: RandomStream,
): void {
  const [beginA, endA] = [offsets[first], offsets[first + 1]];
  const [beginB, endB] = [offsets[second], offsets[second + 1]];
  for (let i = beginA; i < endA; i++) owner[skills[i]] = 1;
  let sizeB = 0;
  let size = 0;
  for (let i = beginB; i < endB; i++) {
    const skill = skills[i];
    if (owner[skill] === 1) owner[skill] = 2;
    else {
      pool[size++] = skill;
      sizeB++;
    }
  }
  for (let i = beginA; i < endA; i++) if (owner[skills[i]] === 1) pool[size++] = skills[i];
  // The first sizeB of a random order go to the second text.
  const dealt = Math.min(sizeB, size - 1);
  for (let i = 0; i < dealt; i++) {
    const j = i + rng.nextInteger(size - i);
    const skill = pool[j];
    pool[j] = pool[i];
    pool[i] = skill;
  }
  // Shared skills stay where they are; the others are written over.
  let next = sizeB;
  for (let i = beginA; i < endA; i++) {
    const skill = skills[i];
    if (owner[skill] === 1) {
      owner[skill] = 0;
      skills[i] = pool[next++];
    }
  }
  next = 0;
  for (let i = beginB; i < endB; i++) {
    const skill = skills[i];
    if (owner[skill] === 2) owner[skill] = 0;
    else skills[i] = pool[next++];
  }
}
