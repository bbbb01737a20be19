/** The same random corpus peeled and trained; what is known so far is shown while the model learns. */
import { stream } from "@onset/core/base";
import { learnRounds, none } from "@onset/core/learning";
import { poisson, ratioThreshold } from "@onset/core/theory";
import { patience, type SkillModel, skillModel, skillTrainer, textLoss } from "@onset/core/training";
import { simulatedGraph } from "../../corpora/simulated.js";
import type { Job } from "../../worker/protocol.js";
import { beliefsOf } from "./beliefs.js";
import type { TrainedValues } from "./parameters.js";

export type TrainedNote = {
  readonly step: number;
  /** Share of the skills that are learned, and of those that peeling does not learn. */
  readonly learned: number;
  readonly guessed: number;
  /** Mean loss on the texts, as a share of that of a model that knows nothing. */
  readonly loss: number;
};

export type TrainedOutput = {
  readonly values: TrainedValues;
  readonly threshold: number | null;
  readonly peeled: {
    readonly learned: number;
    readonly rounds: number;
    /** For every skill the round that learns it, from 1; 0 for the others. */
    readonly roundOfSkill: readonly number[];
  };
  readonly trained: {
    readonly steps: number;
    /** Skills learned of those that peeling learns, and of the others. */
    readonly ofPeeled: number;
    readonly others: number;
    /** For every skill the step that first learned it; null when none has. */
    readonly stepOfSkill: readonly (number | null)[];
    /** For every skill how sure the model is of the right answers: 0 knows nothing, 1 all. */
    readonly beliefs: readonly number[];
  };
  /** The step at which the model would begin to guess; null for never. */
  readonly patience: number | null;
  readonly notes: readonly TrainedNote[];
};

/** A note every so many steps, 50 in all. */
const notesInAll = 50;

export const computeTrained: Job<TrainedValues, TrainedOutput> = async (values, { partial, yieldNow }) => {
  const { ratio, mean, noise, rate, steps, skills, seed } = values;
  const graph = simulatedGraph({ skills, mean, ratio, seed, maxUnlearned: 1 });
  const peeled = learnRounds(graph);
  const closure = peeled.learnedFlags;
  const sigma = Number(`1e-${noise}`);
  const symbols = Number(values.symbols);
  const model = skillModel(skills, stream(seed, "trained"), { symbols, sigma });
  const trainer = skillTrainer(model, graph, stream(seed, "trained"), { rate });
  const waits = patience(graph, closure, { symbols, sigma, rate }).steps;
  const nothing = textLoss(skillModel(skills, stream(seed, "trained"), { symbols, sigma: 0 }), graph).loss;
  const notes: TrainedNote[] = [];
  const note = (): TrainedOutput => {
    const flags = trainer.learnedFlags();
    let [ofPeeled, others] = [0, 0];
    flags.forEach((flag, skill) => {
      if (flag === 1) closure[skill] === 1 ? ofPeeled++ : others++;
    });
    const loss = nothing === 0 ? 0 : textLoss(model, graph).loss / nothing;
    notes.push({
      step: trainer.steps,
      learned: (ofPeeled + others) / skills,
      guessed: others / skills,
      loss,
    });
    return {
      values,
      threshold: ratioThreshold(poisson(mean)).value,
      peeled: {
        learned: peeled.learnedCount,
        rounds: peeled.learnedPerRound.length,
        roundOfSkill: Array.from(peeled.roundOfSkill, (round) => (round === none ? 0 : round)),
      },
      trained: {
        steps: trainer.steps,
        ofPeeled,
        others,
        stepOfSkill: Array.from(trainer.stepOfSkill, (step) => (step === none ? null : step)),
        beliefs: beliefsOf(model as SkillModel),
      },
      patience: Number.isFinite(waits) ? waits : null,
      notes: [...notes],
    };
  };
  let output = note();
  const every = Math.max(1, Math.round(steps / notesInAll));
  while (trainer.steps < steps) {
    trainer.run(Math.min(every, steps - trainer.steps));
    output = note();
    partial(output);
    await yieldNow();
  }
  return output;
};
