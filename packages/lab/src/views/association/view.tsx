import { facts } from "@onset/core/report";
import { bundledCorpora } from "../../corpora/bundled.js";
import { factColumn } from "../../parts/columns.js";
import { digits, percent } from "../../parts/format.js";
import { defineView, type Table } from "../view.js";
import { AssociationBody } from "./body.js";
import type { AssociationOutput } from "./compute.js";
import { type AssociationValues, associationParameters } from "./parameters.js";

export const associationView = defineView({
  lede: "What is learned hangs together. Skills that meet in a text are [[association|associated]], and most of them join into one [[giant component]], larger than chance would make it. Take skills away and watch it fall apart.",
  parameters: associationParameters,
  job: "association",
  Body: AssociationBody,
  tables: tablesOf,
  command: commandOf,
  idle: ({ corpus }: AssociationValues) => {
    if (corpus === "random") return { known: "Nothing is known at the start of a random corpus." };
    const why = "Only random corpora are made of this.";
    return { ratio: why, mean: why, skills: why };
  },
  limits: ({ mean }: AssociationValues) => ({ ratio: [0.05, Math.max(1.5, 6 / mean)] as const }),
});

function commandOf({ corpus, mean, ratio, skills, maxUnlearned, known, seed }: AssociationValues): string {
  const options = maxUnlearned === "1" ? "" : ` --learner ${maxUnlearned}`;
  if (corpus !== "random") {
    const top = known > 0 ? ` --known-top ${known}` : "";
    return `onset associate examples/${bundledCorpora[corpus].file}${top}${options} --seed ${seed}`;
  }
  return [
    `onset simulate poisson:${mean} --ratio ${ratio} --skills ${skills}${options} --trials 1 --engine graph --seed ${seed}`,
    `onset associate poisson:${mean} --ratio ${ratio}${options}`,
  ].join("\n");
}

function tablesOf({ percolation, curve, drawn, names, part }: AssociationOutput): readonly Table[] {
  return [
    {
      name: "percolation",
      title: "Percolation",
      columns: [{ name: "taken", label: "share taken", format: percent }, factColumn("giant", facts.giant)],
      rows: percolation.map(({ occupied, giant }) => [occupied, giant]),
    },
    ...(curve === null
      ? []
      : [
          {
            name: "theory",
            title: "Theory against texts per skill",
            columns: [
              { name: "ratio", label: "R", format: (x: number) => digits(x, 4) },
              factColumn("learned", facts.learned),
              { name: "giant", label: `${facts.giant.label}, exact`, format: percent },
              factColumn("giant_independent", facts.independentGiant),
            ],
            rows: curve.map((point) => [point.ratio, point.learned, point.giant, point.independent]),
          },
        ]),
    {
      name: "skills",
      title: "Drawn skills",
      columns: [
        { name: "skill", label: "skill" },
        { name: "texts", label: "texts" },
        { name: "state", label: "now" },
      ],
      rows: Array.from(drawn.skills, (skill, i) => [
        names === null ? `skill ${skill + 1}` : names[i],
        drawn.texts[i],
        ["not taken", "apart", facts.giant.label][part.states[i]],
      ]),
    },
  ];
}
