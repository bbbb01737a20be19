import { parameters, type Values } from "../../state/parameters.js";

export const errorsParameters = parameters({
  mean: { kind: "number", label: "Skills per text, c", min: 0.5, max: 10, step: 0.1, default: 4 },
  ratio: { kind: "number", label: "Texts per skill, R", min: 0.01, max: 100, step: 0.01, default: 2 },
  exponent: {
    kind: "number",
    label: "Zipf exponent, a",
    help: "The skill of rank s is chosen with weight s to the power of −a.",
    min: 1.05,
    max: 3,
    step: 0.05,
    default: 1.5,
  },
  skills: {
    kind: "number",
    label: "Simulated skills, n",
    min: 100,
    max: 100_000,
    step: 1,
    scale: "log",
    default: 10_000,
  },
  budget: {
    kind: "number",
    label: "Budget, B",
    help: "Skills times texts. On how many skills should it be spent?",
    min: 10_000,
    max: 1e14,
    step: 1,
    scale: "log",
    default: 1e8,
  },
  trials: { kind: "number", label: "Trials per point", min: 1, max: 100, step: 1, scale: "log", default: 8 },
  seed: {
    kind: "number",
    label: "Seed",
    min: 0,
    max: 999_999,
    step: 1,
    default: 1,
    drawn: true,
  },
});

export type ErrorsValues = Values<typeof errorsParameters>;
