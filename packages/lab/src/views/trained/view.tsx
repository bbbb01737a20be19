import { defineView } from "../view.js";
import { TrainedBody } from "./body.js";
import { trainedParameters } from "./parameters.js";
import { trainedCommand, trainedTables } from "./tables.js";

export const trainedView = defineView({
  id: "trained",
  title: "Trained model",
  lede: "Each skill is a hidden permutation, each text shows only the composition of its skills. A model trained by plain gradient descent learns the skills that peeling learns and no other, until its patience ends and it guesses.",
  parameters: trainedParameters,
  job: "trained",
  Body: TrainedBody,
  tables: trainedTables,
  command: trainedCommand,
});
