import { parameters, type Values } from "../../state/parameters.js";
import { meanParameter, ratioParameter, seed } from "../common-parameters.js";

export const trainedParameters = parameters({
  ratio: { ...ratioParameter, min: 0.2, max: 4, default: 2.8 },
  mean: { ...meanParameter, min: 1, max: 6, default: 5 },
  noise: {
    kind: "number",
    label: "Noise at the start, x",
    help: "It is 10 to the power of −x. The larger x, the longer the model waits before it guesses.",
    min: 1,
    max: 290,
    step: 1,
    default: 12,
  },
  rate: {
    kind: "number",
    label: "Step size, rate",
    min: 0.1,
    max: 10,
    step: 0.1,
    default: 1,
  },
  symbols: {
    kind: "choice",
    label: "Symbols, p",
    help: "A skill is a hidden permutation of p symbols.",
    options: [
      ["2", "2"],
      ["3", "3"],
      ["4", "4"],
      ["5", "5"],
    ],
    default: "4",
  },
  steps: { kind: "number", label: "Steps", min: 20, max: 1000, step: 20, default: 200 },
  skills: { kind: "number", label: "Skills, n", min: 20, max: 600, step: 20, default: 300 },
  seed,
});

export type TrainedValues = Values<typeof trainedParameters>;
