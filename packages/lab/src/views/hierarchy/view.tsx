import { facts } from "@onset/core/report";
import { factColumn } from "../../parts/columns.js";
import { count, digits, hundredths, percent } from "../../parts/format.js";
import { defineView, type Table } from "../view.js";
import { HierarchyBody } from "./body.js";
import { type HierarchyOutput, learningNames } from "./compute.js";
import { type HierarchyValues, hierarchyParameters } from "./parameters.js";

export const hierarchyView = defineView({
  title: "Hierarchy and classes",
  lede: "A [[foundation]] is learned first, and domain texts build on it. A foundation just below its own [[threshold]] destroys fine-tuning, however many domain texts there are. With two classes of texts, [[emergence]] is a region of two ratios. Point at the map.",
  parameters: hierarchyParameters,
  job: "hierarchy",
  Body: HierarchyBody,
  tables: tablesOf,
  command: ({ foundationRatio, foundationMean, domainRatio, basicMean, domainMean }: HierarchyValues) =>
    `onset finetune --level ${foundationRatio}:${foundationMean} --level ${domainRatio}:${basicMean}:${domainMean}`,
  limits: ({ foundationRatio, domainRatio }: HierarchyValues) => ({
    foundationRatio: [0, Math.max(4, foundationRatio)] as const,
    domainRatio: [0, Math.max(6, domainRatio)] as const,
  }),
});

function tablesOf({ levels, curve, simulated, map }: HierarchyOutput): readonly Table[] {
  return [
    {
      name: "simulated",
      title: "Simulated domain skills",
      columns: [
        { name: "ratio", label: "R", format: (x) => digits(x) },
        { name: "learning", label: "learning" },
        { name: "trials", label: "trials", format: count },
        factColumn("learned", facts.learned),
        { name: "standard_error", label: "standard error", format: hundredths },
      ],
      rows: simulated.map(({ ratio, learning, trials, learned, standardError }) => [
        ratio,
        learningNames[learning],
        trials,
        learned,
        standardError,
      ]),
    },
    {
      name: "theory",
      title: "Theory: domain skills learned",
      columns: [
        { name: "ratio", label: "R", format: (x) => digits(x) },
        factColumn("learned_frozen", facts.learned),
        factColumn("learned_joint", facts.joint),
      ],
      rows: curve.map(({ ratio, frozen, joint }) => [ratio, frozen, joint]),
    },
    {
      name: "levels",
      title: "The two levels",
      columns: [
        { name: "level", label: "level" },
        factColumn("usable", facts.usable),
        factColumn("effective_ratio", facts.effectiveRatio),
        factColumn("threshold", { ...facts.ratio, label: facts.threshold.label }),
        factColumn("learned_frozen", facts.learned),
        factColumn("learned_joint", facts.joint),
      ],
      rows: levels.map((level, i) => [
        i === 0 ? "foundation" : "domain",
        level.usable,
        level.effectiveRatio,
        level.threshold,
        1 - level.frozen,
        1 - level.joint,
      ]),
    },
    {
      name: "map",
      title: "The map",
      quiet: true,
      columns: [
        { name: "foundation_ratio", label: "R₀", format: (x) => digits(x, 4) },
        { name: "domain_ratio", label: "R", format: (x) => digits(x, 4) },
        { name: "domain_learned", label: "domain learned", format: percent },
      ],
      rows: map.map(({ x, y, domain }) => [x, y, domain]),
    },
  ];
}
