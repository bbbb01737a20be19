import { facts } from "@onset/core/report";
import { factColumn } from "../../parts/columns.js";
import { count, percent } from "../../parts/format.js";
import type { Table } from "../view.js";
import type { TrainedOutput } from "./compute.js";
import type { TrainedValues } from "./parameters.js";

/** What peeling and theory say of the same corpus; no verb trains a model. */
export function trainedCommand({ mean, ratio, skills, seed }: TrainedValues): string {
  return `onset simulate poisson:${mean} --ratio ${ratio} --skills ${skills} --trials 1 --engine graph --seed ${seed}`;
}

export function trainedTables({ notes, peeled, trained }: TrainedOutput): readonly Table[] {
  return [
    {
      name: "steps",
      title: "Step by step",
      columns: [
        { name: "step", label: "step", format: count },
        factColumn("learned", facts.learned),
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
        trained.stepOfSkill[skill],
      ]),
    },
  ];
}
