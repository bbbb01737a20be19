import { count, percent } from "../../parts/format.js";
import { defineView, type Table } from "../view.js";
import { TrainedBody } from "./body.js";
import type { TrainedOutput } from "./compute.js";
import { type TrainedValues, trainedParameters } from "./parameters.js";

export const trainedView = defineView({
  id: "trained",
  title: "Trained model",
  lede: "Each skill is a hidden permutation, each text shows only the composition of its skills. A model trained by plain gradient descent learns the skills that peeling learns and no other, until its patience ends and it guesses.",
  parameters: trainedParameters,
  job: "trained",
  Body: TrainedBody,
  tables: tablesOf,
  command: commandOf,
});

/** What peeling and theory say of the same corpus; no verb trains a model. */
function commandOf({ mean, ratio, skills, seed }: TrainedValues): string {
  return `onset simulate poisson:${mean} --ratio ${ratio} --skills ${skills} --trials 1 --engine graph --seed ${seed}`;
}

function tablesOf({ notes, peeled, trained }: TrainedOutput): readonly Table[] {
  return [
    {
      name: "steps",
      title: "Step by step",
      columns: [
        { name: "step", label: "step", format: count },
        { name: "learned", label: "learned", format: percent },
        { name: "guessed", label: "not by peeling", format: percent },
        { name: "loss", label: "loss", format: percent },
      ],
      rows: notes.map(({ step, learned, guessed, loss }) => [step, learned, guessed, loss]),
    },
    {
      name: "skills",
      title: "Skills",
      columns: [
        { name: "skill", label: "skill", format: count },
        { name: "round", label: "round of peeling", format: count },
        { name: "step", label: "step of training", format: count },
      ],
      rows: peeled.roundOfSkill.map((round, skill) => [
        skill + 1,
        round === 0 ? null : round,
        trained.stepOfSkill[skill]!,
      ]),
    },
  ];
}
