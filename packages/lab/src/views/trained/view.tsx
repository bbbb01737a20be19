import { defineView } from "../view.js";
import { TrainedBody } from "./body.js";
import { trainedParameters } from "./parameters.js";
import { trainedCommand, trainedTables } from "./tables.js";

export const trainedView = defineView({
  lede: "Each skill is a hidden permutation, and a text shows only what its skills do one after the other. A model that is trained by plain gradient descent learns the skills that [[learning|peeling]] learns, and no others, until its [[patience]] ends and it guesses.",
  parameters: trainedParameters,
  job: "trained",
  Body: TrainedBody,
  tables: trainedTables,
  command: trainedCommand,
});
