import { facts, thresholdUnits } from "@onset/core/report";
import { factColumn } from "../../parts/columns.js";
import { count, digits, percent } from "../../parts/format.js";
import { defineView, type Table } from "../view.js";
import { ErrorsBody } from "./body.js";
import type { ErrorsOutput } from "./compute.js";
import { type ErrorsValues, errorsParameters } from "./parameters.js";

export const errorsView = defineView({
  lede: "How often does a new text need a skill that was not learned? If all skills are equally popular, the error falls exponentially once they have emerged. Under a [[Zipf law]] it falls as a power law. A budget is best spent just above the [[threshold]].",
  parameters: errorsParameters,
  job: "errors",
  Body: ErrorsBody,
  tables: tablesOf,
  command: ({ mean, ratio, exponent, skills, trials, seed }: ErrorsValues) =>
    [
      `onset evolve poisson:${mean} --ratio ${ratio}`,
      `onset simulate poisson:${mean} --ratio ${ratio} --skills ${skills} --popularity ${exponent} --trials ${trials} --seed ${seed}`,
    ].join("\n"),
  limits: ({ ratio }: ErrorsValues) => ({ ratio: [0.01, Math.max(6, ratio)] as const }),
});

function tablesOf({ simulated, uniform, zipf, spent }: ErrorsOutput): readonly Table[] {
  const ratio = { name: "ratio", label: "R", format: (x: number) => digits(x, 4) };
  return [
    {
      name: "simulated",
      title: `${facts.textError.label}, simulated`,
      columns: [
        { name: "popularity", label: "popularity" },
        ratio,
        { name: "trials", label: "trials", format: count },
        factColumn("error", facts.textError),
        { name: "standard_error", label: "standard error", format: (x) => digits(x, 2) },
      ],
      rows: simulated.map((point) => [
        point.popularity,
        point.ratio,
        point.trials,
        point.error,
        point.standardError,
      ]),
    },
    {
      name: "theory",
      title: `${facts.textError.label} ${facts.theory.label}`,
      columns: [ratio, factColumn("error", facts.textError)],
      rows: uniform.theory.map(({ x, y }) => [x, y]),
    },
    {
      name: "zipf",
      title: `${facts.textError.label} ${facts.theory.label}, Zipf popularity`,
      quiet: true,
      columns: [ratio, factColumn("error", facts.textError)],
      rows: zipf.theory.map(({ x, y }) => [x, y]),
    },
    {
      name: "budget",
      title: "What the budget brings",
      columns: [
        { name: "skills", label: "skills", format: count },
        { ...ratio, label: thresholdUnits.ratio },
        { name: "learned", label: "learned", format: count },
        { name: "share", label: "share", format: percent },
      ],
      rows: spent.map((point) => [point.skills, point.ratio, point.learned, point.learned / point.skills]),
    },
  ];
}
