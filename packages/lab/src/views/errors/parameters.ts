import { parameters, type Values } from "../../state/parameters.js";
import {
  countParameter,
  meanParameter,
  ratioParameter,
  seed,
  trialsParameter,
} from "../common-parameters.js";

export const errorsParameters = parameters({
  mean: { ...meanParameter, min: 0.5, max: 10, default: 4 },
  ratio: { ...ratioParameter, min: 0.01, max: 100, default: 2 },
  exponent: {
    kind: "number",
    label: "Zipf exponent, a",
    help: "The skill of rank s is chosen with weight s to the power of −a.",
    min: 1.05,
    max: 3,
    step: 0.05,
    default: 1.5,
  },
  skills: countParameter("Simulated skills, n", 100, 100_000, 10_000),
  budget: {
    ...countParameter("Budget, B", 10_000, 1e14, 1e8),
    help: "Skills times texts. On how many skills should it be spent?",
  },
  trials: trialsParameter(1, 100, 8),
  seed,
});

export type ErrorsValues = Values<typeof errorsParameters>;
