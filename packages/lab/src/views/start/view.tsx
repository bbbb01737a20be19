import { definePage } from "../view.js";
import { StartBody } from "./body.js";
import { startParameters } from "./parameters.js";

export const startView = definePage({
  parameters: startParameters,
  Body: StartBody,
});
