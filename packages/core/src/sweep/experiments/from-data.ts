import { orText, rejected } from "../../base/index.js";
import { kindOf } from "../kinds.js";
import { type Experiment, models } from "./experiment.js";

/**
 * Returns an experiment that came as data, such as from a file, checked and in normal form.
 *
 * @throws TypeError or RangeError as the function of its model does.
 *
 * @example
 * ```ts
 * import { experimentFrom } from "@onset/core/sweep";
 * const data = '{"model":"corpus","law":{"kind":"poisson","mean":5},"ratio":2.5,"skills":1000}';
 * const experiment = experimentFrom(JSON.parse(data));
 * experiment.model === "corpus" && experiment.textNumber; // => "fixed"
 * experimentFrom({ model: "thing" }); // throws RangeError: "model" expected "corpus", "classes", "hierarchy", "levels", "channel" or "custom", got "thing"
 * ```
 */
export function experimentFrom(data: { readonly model: string }): Experiment {
  const model = models.find((candidate) => candidate === data?.model);
  if (model !== undefined) return kindOf({ model }).fromData(data);
  throw rejected(data?.model, "model", orText(models.map((name) => JSON.stringify(name))));
}
