import {
  checkInteger,
  checkOptions,
  checkStream,
  type OptionKeys,
  type RandomStream,
  rejected,
} from "../base/index.js";
import { checkGraph, type SkillTextGraph } from "../graph/index.js";
import { deviationsOf } from "./deviations.js";
import { textGradients, textTargets } from "./gradient.js";
import { checkConfidence, checkModel, isLearned, learnedSkills } from "./model.js";
import type { SkillModel } from "./skill-model.js";
import { throughSoftmax } from "./softmax.js";
import { checkFactors, type StepOptions, updateOf } from "./updates.js";

/** In `stepOfSkill`: never learned. */
export const neverLearned = 0xffff_ffff;

/** How a model is trained. */
export type TrainerOptions = StepOptions & {
  /** Texts of a step, drawn without repetition: an integer >= 1. Default all texts, always in the same order. */
  readonly batch?: number | undefined;
  /** Factors of the losses of texts, one number >= 0 a text. Default 1. */
  readonly textWeights?: Float64Array | undefined;
  /** What each right answer of a learned skill exceeds: a number in [0.5, 1), default 0.9. */
  readonly confidence?: number | undefined;
};

export const trainerOptionsKeys: OptionKeys<TrainerOptions> = {
  rate: true,
  optimiser: true,
  maxNorm: true,
  minNorm: true,
  skillRates: true,
  batch: true,
  textWeights: true,
  confidence: true,
};

/** A training under way. */
export type Trainer = {
  /** What is trained: its logits change with every step. */
  readonly model: SkillModel;
  /** Steps taken. */
  readonly steps: number;
  /** For every skill the number of steps after which it was first learned, 0 for the known; {@link neverLearned} if not yet. */
  readonly stepOfSkill: Uint32Array<ArrayBuffer>;
  /** Takes `count` steps. */
  run(count: number): void;
  /** One byte a skill: 1 when it is learned now. O(skills * p^2). */
  learnedFlags(): Uint8Array<ArrayBuffer>;
};

/**
 * Trains a model on the texts of a graph, by plain gradient descent unless told otherwise. The loss is the sum over
 * texts of the cross-entropy (mean over the p inputs) between the composition of a text's permutations, in the order of the
 * graph, and the product of their matrices. Texts without skills say nothing.
 *
 * While j skills of a text are near uniform, its gradient for each of them is of the order of their deviations to the
 * power j - 1: a text teaches the skill it lacks when it lacks one, and is silent when it lacks more. So descent
 * learns what the 1-skill learner learns, until pairs have grown from `sigma` to a guess (`patience`).
 *
 * To go on with other texts (fine-tuning), make a trainer of the same model and another graph. A step costs
 * O(edges * p^3 + skills * p^2): 300 skills, 780 texts of 5 skills and p = 4 about a millisecond. Memory: 4 numbers a logit.
 *
 * @throws TypeError or RangeError when an option is out of range or the graph has another number of skills.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { skillModel, skillTrainer } from "@onset/core/training";
 * // Texts {0}, {0, 1}, {2, 3}: the last one always lacks two skills.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 1, 3, 5), Uint32Array.of(0, 0, 1, 2, 3));
 * const trainer = skillTrainer(skillModel(4, stream(1)), graph, stream(1));
 * trainer.run(200);
 * [...trainer.learnedFlags()]; // => [1, 1, 0, 0]
 * trainer.stepOfSkill[0] < trainer.stepOfSkill[1]; // => true
 * ```
 */
export function skillTrainer(
  model: SkillModel,
  graph: SkillTextGraph,
  rng: RandomStream,
  options: TrainerOptions = {},
): Trainer {
  checkModel(model);
  const { textCount } = checkGraph(graph);
  checkStream(rng);
  const { batch = textCount, textWeights, confidence = 0.9 } = checkOptions(options, trainerOptionsKeys);
  if (graph.skillCount !== model.skillCount) {
    throw rejected(graph.skillCount, "graph.skillCount", `the ${model.skillCount} of the model`);
  }
  checkInteger(batch, "batch", textCount === 0 ? 0 : 1, textCount);
  if (textWeights !== undefined) checkFactors(textWeights, "textWeights", textCount, "text");
  checkConfidence(confidence);
  const update = updateOf(options, model.skillCount, model.symbols * model.symbols);
  const deviations = deviationsOf(model);
  const gradients = textGradients(model, graph, textTargets(model, graph), deviations);
  const batches = rng.split("batches");
  const texts = Uint32Array.from({ length: textCount }, (_, text) => text);
  const stepOfSkill = new Uint32Array(model.skillCount).fill(neverLearned);
  let steps = 0;
  noteLearned();

  function step(): void {
    gradients.gradient.fill(0);
    gradients.common.fill(0);
    for (let i = 0; i < batch; i++) {
      if (batch < textCount) exchange(texts, i, i + batches.nextInteger(textCount - i));
      const text = texts[i];
      gradients.add(text, textWeights === undefined ? 1 : textWeights[text]);
    }
    throughSoftmax(gradients, deviations.values, model.symbols);
    update(model.logits, gradients.gradient);
    deviationsOf(model, deviations);
    steps++;
    noteLearned();
  }

  function noteLearned(): void {
    for (let skill = 0; skill < model.skillCount; skill++) {
      if (stepOfSkill[skill] === neverLearned && isLearned(model, deviations.values, skill, confidence)) {
        stepOfSkill[skill] = steps;
      }
    }
  }

  return {
    model,
    get steps() {
      return steps;
    },
    stepOfSkill,
    run(count) {
      checkInteger(count, "count", 0);
      for (let i = 0; i < count; i++) step();
    },
    learnedFlags: () => learnedSkills(model, confidence),
  };
}

function exchange(values: Uint32Array, i: number, j: number): void {
  const value = values[i];
  values[i] = values[j];
  values[j] = value;
}
