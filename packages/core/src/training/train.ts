import { checkInteger, checkOptions, type OptionKeys, type RandomStream } from "../base/index.js";
import { checkGraph, type SkillTextGraph } from "../graph/index.js";
import { textLoss } from "./evaluate.js";
import { type SkillModelOptions, skillModel, skillModelOptionsKeys } from "./model.js";
import type { SkillModel } from "./skill-model.js";
import { skillTrainer, type TrainerOptions, trainerOptionsKeys } from "./trainer.js";

/** How to train a model from nothing. */
export type TrainOptions = SkillModelOptions &
  TrainerOptions & {
    /** Steps of descent: an integer >= 0, default 200. */
    readonly steps?: number | undefined;
    /** Steps between two entries of `history`: an integer >= 1. Default: only start and end are noted. */
    readonly noteEvery?: number | undefined;
    /** Texts of the same skills that are not trained on; `history` then has the loss on them. */
    readonly newTexts?: SkillTextGraph | undefined;
  };

const trainOptionsKeys: OptionKeys<TrainOptions> = {
  ...skillModelOptionsKeys,
  ...trainerOptionsKeys,
  steps: true,
  noteEvery: true,
  newTexts: true,
};

/** The state of training after some steps. */
export type TrainingNote = {
  readonly step: number;
  /** Skills that are learned then. */
  readonly learnedCount: number;
  /** Mean loss in nats on the texts of training: from ln p to 0. */
  readonly loss: number;
  /** Mean loss on the new texts, and the share of them that is not understood; null without new texts. */
  readonly newLoss: number | null;
  readonly newTextError: number | null;
};

/** A trained model. */
export type Trained = {
  readonly model: SkillModel;
  /** For every skill the number of steps after which it was first learned, 0 for the known; `neverLearned` for the others. */
  readonly stepOfSkill: Uint32Array<ArrayBuffer>;
  /** One byte a skill: 1 when it is learned at the end. */
  readonly learnedFlags: Uint8Array<ArrayBuffer>;
  /** How many are learned at the end, those known at the start included. */
  readonly learnedCount: number;
  /** From the start to the end. */
  readonly history: readonly TrainingNote[];
};

/**
 * Trains a model from nothing: {@link skillModel}, then {@link skillTrainer}, with a note of losses every so many
 * steps. Every option of both may be given. O(steps * edges * p^3).
 *
 * @throws TypeError or RangeError as they do.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { uniformGraph } from "@onset/core/graph";
 * import { trainSkills } from "@onset/core/training";
 * // Twice as many texts as skills, three skills a text: far above the threshold of 1.04.
 * const graph = uniformGraph({ kind: "poisson", mean: 3 }, 80, 40, stream(1));
 * const { learnedCount, history } = trainSkills(graph, stream(2), { noteEvery: 100 });
 * learnedCount; // => 40
 * history.map(({ step }) => step); // => [0, 100, 200]
 * history[2].loss < 0.01; // => true
 * ```
 */
export function trainSkills(graph: SkillTextGraph, rng: RandomStream, options: TrainOptions = {}): Trained {
  checkOptions(options, trainOptionsKeys);
  const { steps = 200, noteEvery = Math.max(1, steps), newTexts, symbols, sigma, known, ...rest } = options;
  checkInteger(steps, "steps", 0);
  checkInteger(noteEvery, "noteEvery", 1);
  const model = skillModel(checkGraph(graph).skillCount, rng, { symbols, sigma, known });
  const trainer = skillTrainer(model, graph, rng, rest);
  const note = (): TrainingNote => {
    const unseen = newTexts === undefined ? null : textLoss(model, newTexts, rest.confidence);
    return {
      step: trainer.steps,
      learnedCount: countOnes(trainer.learnedFlags()),
      loss: textLoss(model, graph, rest.confidence).loss,
      newLoss: unseen === null ? null : unseen.loss,
      newTextError: unseen === null || unseen.texts === 0 ? null : 1 - unseen.understood / unseen.texts,
    };
  };
  const history = [note()];
  while (trainer.steps < steps) {
    trainer.run(Math.min(noteEvery, steps - trainer.steps));
    history.push(note());
  }
  const learnedFlags = trainer.learnedFlags();
  return {
    model,
    stepOfSkill: trainer.stepOfSkill,
    learnedFlags,
    learnedCount: countOnes(learnedFlags),
    history,
  };
}

function countOnes(flags: Uint8Array): number {
  let ones = 0;
  for (let i = 0; i < flags.length; i++) ones += flags[i];
  return ones;
}
