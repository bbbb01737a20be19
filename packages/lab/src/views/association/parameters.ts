import { parameters, type Values } from "../../state/parameters.js";
import { countParameter, maxUnlearned, meanParameter, ratioParameter, seed } from "../common-parameters.js";

export const associationParameters = parameters({
  corpus: {
    kind: "choice",
    label: "Corpus",
    help: "Random texts, theorems of quantum logic, or words of the King James Bible.",
    options: [
      ["random", "Random"],
      ["cited-theorems", "Theorems"],
      ["king-james-words", "Words"],
    ],
    default: "random",
  },
  occupied: {
    kind: "number",
    label: "Learned skills that are taken",
    help: "Only a random part of them is taken. Below some share the giant component falls apart.",
    min: 0,
    max: 1,
    step: 0.01,
    default: 1,
  },
  ratio: { ...ratioParameter, min: 0.05, max: 3, step: 0.05, default: 0.95 },
  mean: { ...meanParameter, min: 0.5, max: 8, default: 3 },
  skills: countParameter("Skills, n", 50, 20_000, 1000),
  maxUnlearned,
  known: {
    kind: "number",
    label: "Known at the start",
    help: "The most frequent skills of a real corpus.",
    min: 0,
    max: 1000,
    step: 1,
    default: 80,
  },
  seed,
});

export type AssociationValues = Values<typeof associationParameters>;
