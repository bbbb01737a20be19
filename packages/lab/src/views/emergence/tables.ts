import { facts } from "@onset/core/report";
import { byTheory, factColumn } from "../../parts/columns.js";
import { count, digits, hundredths, percent } from "../../parts/format.js";
import type { Table } from "../view.js";
import type { EmergenceOutput } from "./compute.js";
import { type EmergenceValues, textNumberOf } from "./parameters.js";

export function emergenceCommand(values: EmergenceValues): string {
  const { mean, maxUnlearned, skills, ratio, trials, seed } = values;
  const options = [
    `--ratio ${ratio}`,
    `--skills ${skills}`,
    ...(maxUnlearned === "1" ? [] : [`--learner ${maxUnlearned}`]),
    ...(textNumberOf(values) === "poisson" ? ["--text-number poisson"] : []),
    `--trials ${trials}`,
    `--seed ${seed}`,
  ];
  return `onset simulate poisson:${mean} ${options.join(" ")}`;
}

export function emergenceTables({ points, here, lines }: EmergenceOutput): readonly Table[] {
  const all = [...points, ...(here === null ? [] : [here])].sort((a, b) => a.ratio - b.ratio);
  const main = lines[lines.length - 1];
  return [
    {
      name: "simulated",
      title: "Simulated corpora beside theory",
      columns: [
        { name: "ratio", label: "R", format: (x) => digits(x) },
        { name: "trials", label: "trials", format: count },
        factColumn("learned", facts.learned),
        { name: "standard_error", label: "standard error", format: hundredths },
        { name: "theory_learned", label: byTheory(facts.theory), format: percent },
        { name: "emerged", label: facts.emerged.label, format: count },
        { name: "emerged_share", label: "share", format: percent },
        { name: "theory_emerged", label: byTheory(facts.finiteSize), format: percent },
      ],
      rows: all.map((point) => [
        point.ratio,
        point.trials,
        point.learned,
        point.standardError,
        point.theoryLearned,
        point.emerged,
        point.emergedShare,
        point.theoryEmerged,
      ]),
    },
    {
      name: "theory",
      title: `Theory for c = ${main.mean}, D = ${main.maxUnlearned}`,
      columns: [
        { name: "ratio", label: "R", format: (x) => digits(x) },
        factColumn("learned", facts.learned),
      ],
      rows: main.ratios.map((ratio, i) => [ratio, main.learned[i]]),
    },
  ];
}
