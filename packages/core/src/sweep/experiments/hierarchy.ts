import {
  checkInteger,
  checkMaxUnlearned,
  checkNonNegative,
  checkOneOf,
  checkOptions,
  checkPositive,
  type OptionKeys,
} from "../../base/index.js";
import type { HierarchyExperiment } from "./experiment.js";

/** What {@link hierarchyExperiment} takes. */
export type HierarchyExperimentOptions = Omit<HierarchyExperiment, "model" | "maxUnlearned"> & {
  /** An experiment in normal form says its model; no other is taken. */
  readonly model?: "hierarchy" | undefined;
  readonly maxUnlearned?: number;
};

export const hierarchyExperimentOptionsKeys: OptionKeys<HierarchyExperimentOptions> = {
  model: true,
  basicSkills: true,
  domainSkills: true,
  foundationTexts: true,
  domainTexts: true,
  foundationMean: true,
  basicMean: true,
  domainMean: true,
  maxUnlearned: true,
};

/**
 * Returns the experiment of a hierarchy in normal form.
 *
 * @throws TypeError or RangeError for numbers out of range.
 *
 * @example
 * ```ts
 * import { hierarchyExperiment, makeTask, runTrials, summarize } from "@onset/core/sweep";
 * const experiment = hierarchyExperiment({
 *   basicSkills: 1e6, domainSkills: 1e6, foundationTexts: 1.6e6, domainTexts: 1.3e6,
 *   foundationMean: 4, basicMean: 2, domainMean: 3,
 * });
 * const { classes } = summarize(runTrials(makeTask(experiment), [0, 10]));
 * classes!.map((unlearned) => unlearned.mean.toFixed(3)); // => ["0.002", "0.028"]
 * ```
 */
export function hierarchyExperiment(options: HierarchyExperimentOptions): HierarchyExperiment {
  checkOptions(options, hierarchyExperimentOptionsKeys);
  checkOneOf(options.model ?? "hierarchy", "model", ["hierarchy"]);
  return {
    model: "hierarchy",
    basicSkills: checkInteger(options.basicSkills, "basicSkills", 1),
    domainSkills: checkInteger(options.domainSkills, "domainSkills", 1),
    foundationTexts: checkInteger(options.foundationTexts, "foundationTexts", 0),
    domainTexts: checkInteger(options.domainTexts, "domainTexts", 0),
    foundationMean: checkPositive(options.foundationMean, "foundationMean"),
    basicMean: checkNonNegative(options.basicMean, "basicMean"),
    domainMean: checkPositive(options.domainMean, "domainMean"),
    maxUnlearned: checkMaxUnlearned(options.maxUnlearned),
  };
}
