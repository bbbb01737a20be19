import { log, rejected } from "../base/index.js";
import { checkGraph, type SkillTextGraph } from "../graph/index.js";
import { deviationsOf } from "./deviations.js";
import { textTargets } from "./gradient.js";
import { checkConfidence, checkModel } from "./model.js";
import type { SkillModel } from "./skill-model.js";

/** How well a model tells texts. */
export type TextLoss = {
  /** Texts, those without skills included. */
  readonly texts: number;
  /** Mean over texts of the cross-entropy in nats: ln p for a model that knows nothing, 0 for one that knows all. */
  readonly loss: number;
  /** Texts of which each of the p right answers has more than `confidence`; those without skills count. */
  readonly understood: number;
};

/**
 * The loss of a model on texts, those it was trained on or new ones. An answer to which it gives less than
 * 10^-9 / p counts as that. O(edges * p^2).
 *
 * @throws TypeError or RangeError when the graph has another number of skills or `confidence` is not in [0.5, 1).
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { skillModel, textLoss } from "@onset/core/training";
 * const { graph } = buildGraphOfTexts(2, Uint32Array.of(0, 1, 2), Uint32Array.of(0, 1));
 * const { loss, understood } = textLoss(skillModel(2, stream(1), { known: Uint8Array.of(1, 0) }), graph);
 * [loss.toFixed(6), understood]; // => ["0.693147", 1]
 * ```
 */
export function textLoss(model: SkillModel, graph: SkillTextGraph, confidence = 0.9): TextLoss {
  const { symbols: p } = checkModel(model);
  if (checkGraph(graph).skillCount !== model.skillCount) {
    throw rejected(graph.skillCount, "graph.skillCount", `the ${model.skillCount} of the model`);
  }
  checkConfidence(confidence);
  const { textCount, textOffsets, textSkills } = graph;
  const targets = textTargets(model, graph);
  const matrices = deviationsOf(model).values.map((deviation) => deviation + 1 / p);
  let [from, to] = [new Float64Array(p), new Float64Array(p)];
  let loss = 0;
  let understood = 0;
  for (let text = 0; text < textCount; text++) {
    let worst = 1;
    for (let i = 0; i < p; i++) {
      from.fill(0);
      from[i] = 1;
      for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
        timesMatrix(from, matrices, textSkills[edge] * p * p, to);
        [from, to] = [to, from];
      }
      const right = from[targets[text * p + i]];
      loss -= log(Math.max(right, 1e-9 / p)) / p;
      worst = Math.min(worst, right);
    }
    if (worst > confidence) understood++;
  }
  return { texts: textCount, loss: textCount === 0 ? 0 : loss / textCount, understood };
}

/** into = row * matrix. */
function timesMatrix(row: Float64Array, matrices: Float64Array, first: number, into: Float64Array): void {
  const p = row.length;
  for (let b = 0; b < p; b++) {
    let sum = 0;
    for (let a = 0; a < p; a++) sum += row[a] * matrices[first + a * p + b];
    into[b] = sum;
  }
}
