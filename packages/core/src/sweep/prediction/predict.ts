import type { CustomExperiment } from "../experiments/custom.js";
import { checkExperiment, type Experiment } from "../experiments/experiment.js";
import { kindOf } from "../kinds.js";
import type { Prediction } from "./prediction.js";

/**
 * Returns what theory says of an experiment; null for one of your own that predicts nothing.
 *
 * @example
 * ```ts
 * import { corpusExperiment, predict } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const prediction = predict(corpusExperiment({ law: poisson(5), ratio: 2.4736, skills: 1e4 }));
 * prediction.learned; // => 0.9999957463663255
 * prediction.emerged; // => 0.500256586534649
 * ```
 */
export function predict(experiment: Exclude<Experiment, CustomExperiment>): Prediction;
export function predict(experiment: Experiment): Prediction | null;
export function predict(experiment: Experiment): Prediction | null {
  return kindOf(checkExperiment(experiment)).predict(experiment);
}

/**
 * Returns the learned share above which a trial counts as emerged: half way between the shares before and after
 * the highest jump, to six digits (so that no platform's last bit of a logarithm matters); null where learning is
 * gradual and for models without a prediction.
 *
 * @example
 * ```ts
 * import { corpusExperiment, emergenceLevel } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * emergenceLevel(corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1e4 })); // => 0.614152
 * emergenceLevel(corpusExperiment({ law: poisson(2), ratio: 2.6, skills: 1e4 })); // => null
 * ```
 */
export function emergenceLevel(experiment: Experiment): number | null {
  return kindOf(checkExperiment(experiment)).emergenceLevel(experiment);
}
