import { binomialLogPmf, checkProbability, exp } from "../base/index.js";
import { checkGraph, type SkillTextGraph } from "../graph/index.js";
import { none } from "../learning/index.js";
import { DisjointSets } from "./disjoint-sets.js";

/** How the association graph grows while skills are added to it one by one. */
export type AssociationGrowth = {
  /** Entry i: size of the largest component of the first i skills of the order; entry 0 is 0. */
  readonly giant: Uint32Array<ArrayBuffer>;
  /**
   * Entry i: sum of the squared component sizes, the giant's included: over i it is the mean size of the component
   * of a random skill.
   */
  readonly squares: Float64Array<ArrayBuffer>;
};

/**
 * The association graph of the first 1, 2, ... skills of an order, all in one pass: with a random order a whole
 * site-percolation curve (M. E. J. Newman, R. M. Ziff, "Fast Monte Carlo algorithm for site or bond percolation",
 * 2001; see {@link binomialAverage}), with the `order` of a learner the growth of associations while it learns.
 * Almost O(edges): each added skill is merged with one earlier skill of each of its texts.
 *
 * @param order - Distinct skills; it may leave some out.
 * @throws RangeError when it names a skill twice or one that does not exist.
 *
 * @example
 * ```ts
 * import { associationGrowth } from "@onset/core/association";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 2, 4, 5), Uint32Array.of(0, 1, 1, 2, 3));
 * const growth = associationGrowth(graph, Uint32Array.of(0, 2, 3, 1));
 * [...growth.giant]; // => [0, 1, 1, 1, 3]
 * [...growth.squares]; // => [0, 1, 2, 3, 10]
 * ```
 */
export function associationGrowth(graph: SkillTextGraph, order: Uint32Array): AssociationGrowth {
  checkGraph(graph);
  const { skillCount, skillOffsets, skillTexts } = graph;
  const sets = new DisjointSets(skillCount);
  const added = new Uint8Array(skillCount);
  const memberOfText = new Uint32Array(graph.textCount).fill(none);
  const giant = new Uint32Array(order.length + 1);
  const squares = new Float64Array(order.length + 1);
  let largest = 0;
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    const skill = order[i];
    if (skill >= skillCount || added[skill] === 1) {
      const fault = skill >= skillCount ? `there are ${skillCount} skills` : "it stands in it before";
      throw new RangeError(`"order" names skill ${skill} at position ${i}, but ${fault}`);
    }
    added[skill] = 1;
    sum += 1;
    let root = skill;
    const end = skillOffsets[skill + 1];
    for (let edge = skillOffsets[skill]; edge < end; edge++) {
      const text = skillTexts[edge];
      const member = memberOfText[text];
      if (member === none) {
        memberOfText[text] = skill;
        continue;
      }
      const other = sets.find(member);
      if (other !== root) {
        sum += 2 * sets.size(root) * sets.size(other);
        root = sets.unite(root, other);
      }
    }
    if (sets.size(root) > largest) largest = sets.size(root);
    giant[i + 1] = largest;
    squares[i + 1] = sum;
  }
  return { giant, squares };
}

/**
 * The mean of a curve over a binomial number of occupied skills: what a quantity known for exactly 0, 1, ..., n
 * occupied skills is when each is occupied independently with `probability` (Newman and Ziff's convolution).
 * O(sqrt(n)) terms, those left out weigh less than 1e-15.
 *
 * @param curve - n + 1 values, for 0 to n occupied skills.
 * @throws TypeError or RangeError when `probability` lies outside [0, 1] or the curve is empty.
 *
 * @example
 * ```ts
 * import { binomialAverage } from "@onset/core/association";
 * binomialAverage([0, 1, 4], 0.5); // => 1.5
 * ```
 */
export function binomialAverage(curve: ArrayLike<number>, probability: number): number {
  checkProbability(probability, "probability");
  if (curve.length === 0) throw new RangeError('"curve" expected at least one value, got none');
  const n = curve.length - 1;
  const reach = 10 * Math.sqrt(n * probability * (1 - probability)) + 40;
  const first = Math.max(0, Math.floor(n * probability - reach));
  const last = Math.min(n, Math.ceil(n * probability + reach));
  let mean = 0;
  let weight = 0;
  for (let i = first; i <= last; i++) {
    const share = exp(binomialLogPmf(i, n, probability));
    mean += share * curve[i];
    weight += share;
  }
  return mean / weight;
}
