import { parameters, type Values } from "../../state/parameters.js";
import { countParameter, seed, trialsParameter } from "../common-parameters.js";

const mean = { kind: "number", min: 0.1, max: 10, step: 0.1 } as const;
const ratio = { kind: "number", min: 0, max: 100, step: 0.01 } as const;

export const hierarchyParameters = parameters({
  foundationRatio: {
    ...ratio,
    label: "Foundation ratio, R₀",
    help: "Foundation texts per basic skill. Move it past its threshold.",
    default: 1.4,
  },
  foundationMean: { ...mean, label: "Skills per foundation text, c₀", default: 4 },
  domainRatio: { ...ratio, label: "Domain ratio, R", help: "Domain texts per domain skill.", default: 1.3 },
  basicMean: { ...mean, min: 0, label: "Basic skills per domain text, b", default: 2 },
  domainMean: { ...mean, label: "Domain skills per domain text, c", default: 3 },
  learning: {
    kind: "choice",
    label: "The map shows learning",
    options: [
      ["frozen", "Level by level"],
      ["joint", "All together"],
    ],
    default: "frozen",
  },
  skills: { ...countParameter("Simulated skills, n", 100, 1_000_000, 20_000), help: "Of each level." },
  trials: trialsParameter(1, 200, 10),
  seed,
});

export type HierarchyValues = Values<typeof hierarchyParameters>;
