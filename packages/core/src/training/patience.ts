import { checkInteger, checkOptions, checkPositive, log, log1p, type OptionKeys } from "../base/index.js";
import { checkGraph, checkSkillFlags, type SkillTextGraph } from "../graph/index.js";

/** How long a model stays silent. */
export type PatienceOptions = {
  /** p, the number of symbols: an integer >= 2, default 4. */
  readonly symbols?: number | undefined;
  /** Standard deviation of the logits at the start, a number in (0, 1), default 1e-12. */
  readonly sigma?: number | undefined;
  /** Step size, a number > 0, default 1. */
  readonly rate?: number | undefined;
};

const patienceOptionsKeys: OptionKeys<PatienceOptions> = { symbols: true, sigma: true, rate: true };

/** When a model would begin to guess. */
export type Patience = {
  /** Texts that lack exactly two skills. */
  readonly pairTexts: number;
  /** mu, the largest eigenvalue of the matrix that counts these texts for each pair; 0 without pairs. */
  readonly growth: number;
  /** Steps until noise of size sigma has grown to 1: ln(1/sigma)/ln(1 + rate mu/p^2); Infinity without pairs. */
  readonly steps: number;
};

/**
 * How many steps a model that has learned `learned` stays silent about the rest. Where two skills are lacking, a text
 * says only what their product is: logits near 0 then obey L_a += (rate/p^2) Y L_b' for each such text, which is
 * linear and grows like (1 + rate mu/p^2)^steps, mu the largest eigenvalue of the graph of pairs. Texts that lack three or more add
 * terms of the order of sigma^2. Learning must be done when the steps are over, or the model commits to one of
 * the p! ways to share a product between two.
 *
 * O(edges) an iteration of the power method, 200 iterations.
 *
 * @throws TypeError or RangeError when an option is out of range or `learned` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts, skillFlags } from "@onset/core/graph";
 * import { patience } from "@onset/core/training";
 * // Texts {0}, {0, 1, 2}, {1, 2}: when 0 is learned, two texts lack the same pair.
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 1, 4, 6), Uint32Array.of(0, 0, 1, 2, 1, 2));
 * const { pairTexts, growth, steps } = patience(graph, skillFlags(3, [0]));
 * [pairTexts, growth.toFixed(9), Math.ceil(steps)]; // => [2, "2.000000000", 235]
 * ```
 */
export function patience(
  graph: SkillTextGraph,
  learned: Uint8Array,
  options: PatienceOptions = {},
): Patience {
  checkGraph(graph);
  const { symbols = 4, sigma = 1e-12, rate = 1 } = checkOptions(options, patienceOptionsKeys);
  checkInteger(symbols, "symbols", 2);
  checkPositive(rate, "rate");
  checkPositive(sigma, "sigma");
  checkSkillFlags(learned, "learned", graph.skillCount);
  const pairs = pairsOf(graph, learned);
  const growth = largestEigenvalue(pairs, graph.skillCount);
  const steps =
    growth === 0 ? Infinity : Math.max(0, -log(sigma)) / log1p((rate * growth) / (symbols * symbols));
  return { pairTexts: pairs.length / 2, growth, steps };
}

/** The two lacking skills of every text that lacks two, one pair after the other. */
function pairsOf({ textCount, textOffsets, textSkills }: SkillTextGraph, learned: Uint8Array): Uint32Array {
  const pairs: number[] = [];
  for (let text = 0; text < textCount; text++) {
    const lacking: number[] = [];
    for (let edge = textOffsets[text]; edge < textOffsets[text + 1] && lacking.length < 3; edge++) {
      if (learned[textSkills[edge]] === 0) lacking.push(textSkills[edge]);
    }
    if (lacking.length === 2) pairs.push(lacking[0], lacking[1]);
  }
  return Uint32Array.from(pairs);
}

/**
 * The largest eigenvalue of a symmetric matrix of counts, by the power method on its sum with the unit matrix: a graph
 * of pairs may be bipartite, and then minus the eigenvalue is one too.
 */
function largestEigenvalue(pairs: Uint32Array, skillCount: number): number {
  if (pairs.length === 0) return 0;
  let vector = new Float64Array(skillCount).fill(1);
  let eigenvalue = 0;
  for (let iteration = 0; iteration < 200; iteration++) {
    const next = vector.slice();
    for (let i = 0; i < pairs.length; i += 2) {
      next[pairs[i]] += vector[pairs[i + 1]];
      next[pairs[i + 1]] += vector[pairs[i]];
    }
    let [product, squares, nextSquares] = [0, 0, 0];
    for (let skill = 0; skill < skillCount; skill++) {
      product += vector[skill] * next[skill];
      squares += vector[skill] * vector[skill];
      nextSquares += next[skill] * next[skill];
    }
    eigenvalue = product / squares - 1;
    const scale = 1 / Math.sqrt(nextSquares);
    for (let skill = 0; skill < skillCount; skill++) next[skill] *= scale;
    vector = next;
  }
  return eigenvalue;
}
