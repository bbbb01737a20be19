import { lawProblem } from "../../laws/problem.js";
import { parameters, type Values } from "../../state/parameters.js";
import { maxUnlearned, ratioParameter } from "../common-parameters.js";

/** As long as a law with some two hundred different degrees. */
export const longestLaw = 6000;

export const densityParameters = parameters({
  law: {
    kind: "text",
    label: "Skills of a text",
    help: "poisson:5, regular:3, zipf:1.5:50, 0.3x+0.7x^6",
    default: "poisson:5",
    maxLength: longestLaw,
    check: (text) => lawProblem(text, "texts"),
    hidden: true,
  },
  skillLaw: {
    kind: "text",
    label: "Texts of a skill",
    help: "If it is empty, texts choose their skills uniformly.",
    default: "",
    maxLength: longestLaw,
    check: (text) => lawProblem(text, "skills"),
    hidden: true,
  },
  ratio: {
    ...ratioParameter,
    min: 0.01,
    max: 200,
    default: 2.4,
  },
  maxUnlearned,
  unknown: {
    kind: "number",
    label: "Unknown at first, ε",
    help: "At 1 nothing is known.",
    min: 0.01,
    max: 1,
    step: 0.01,
    default: 1,
  },
  rounds: { kind: "number", label: "Rounds shown", min: 0, max: 300, step: 1, default: 300, hidden: true },
});

export type DensityValues = Values<typeof densityParameters>;
