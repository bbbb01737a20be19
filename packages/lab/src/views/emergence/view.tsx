import { poisson, ratioThreshold } from "@onset/core/theory";
import { count, digits, percent } from "../../parts/format.js";
import { defineView, type Table } from "../view.js";
import { EmergenceBody } from "./body.js";
import type { EmergenceOutput } from "./compute.js";
import { type EmergenceValues, emergenceParameters, ratioRange, textNumberOf } from "./parameters.js";

export const emergenceView = defineView({
  id: "emergence",
  title: "Emergence",
  lede: "Add texts, and for a long time next to nothing is learned; then, within a few texts more, nearly everything. Point at a place in the chart; add skills and watch the jump sharpen.",
  parameters: emergenceParameters,
  job: "emergence",
  Body: EmergenceBody,
  tables: tablesOf,
  command: commandOf,
  limits: ({ mean, maxUnlearned }: EmergenceValues) => {
    const { value } = ratioThreshold(poisson(mean), { maxUnlearned: Number(maxUnlearned) });
    return { ratio: [0.01, ratioRange(value, mean)[1]] as const };
  },
});

function commandOf(values: EmergenceValues): string {
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

function tablesOf({ points, here, lines }: EmergenceOutput): readonly Table[] {
  const all = [...points, ...(here === null ? [] : [here])].sort((a, b) => a.ratio - b.ratio);
  const main = lines.find((line) => line.main)!;
  return [
    {
      name: "simulated",
      title: "Simulated corpora beside theory",
      columns: [
        { name: "ratio", label: "R", format: (x) => digits(x) },
        { name: "trials", label: "corpora", format: count },
        { name: "learned", label: "learned", format: percent },
        { name: "standard_error", label: "± s.e.", format: (x) => `${(100 * x).toFixed(2)}%` },
        { name: "theory_learned", label: "theory, n → ∞", format: percent },
        { name: "emerged", label: "emerged", format: count },
        { name: "emerged_share", label: "share", format: percent },
        { name: "theory_emerged", label: "theory, n finite", format: percent },
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
      title: `Theory: learned against R, c = ${main.mean}, D = ${main.maxUnlearned}`,
      columns: [
        { name: "ratio", label: "R", format: (x) => digits(x) },
        { name: "learned", label: "learned", format: percent },
      ],
      rows: main.ratios.map((ratio, i) => [ratio, main.learned[i]]),
    },
  ];
}
