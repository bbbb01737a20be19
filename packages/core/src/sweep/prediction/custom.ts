import { type CustomExperiment, definitionOf } from "../experiments/custom.js";
import { type Prediction, predictClasses } from "./prediction.js";

/** What the definition of an experiment of one's own predicts; null when it predicts nothing. */
export function predictCustom({ name, parameters }: CustomExperiment): Prediction | null {
  const found = definitionOf(name).predict?.(parameters);
  if (found === undefined) return null;
  return { ...predictClasses([], found.unlearned), classes: null, emerged: found.emerged ?? null };
}
