import { checkInteger, checkNonNegative, checkPositive } from "../../base/index.js";
import type { HierarchyExperiment } from "./experiment.js";

/** What {@link hierarchyExperiment} takes. */
export type HierarchyExperimentOptions = Omit<HierarchyExperiment, "model" | "learner"> & {
  readonly learner?: number;
};

/** Returns the experiment of a hierarchy in normal form. */
export function hierarchyExperiment(options: HierarchyExperimentOptions): HierarchyExperiment {
  return {
    model: "hierarchy",
    basicSkills: checkInteger(options.basicSkills, "basicSkills", 1),
    domainSkills: checkInteger(options.domainSkills, "domainSkills", 1),
    foundationTexts: checkInteger(options.foundationTexts, "foundationTexts", 0),
    domainTexts: checkInteger(options.domainTexts, "domainTexts", 0),
    foundationMean: checkPositive(options.foundationMean, "foundationMean"),
    basicMean: checkNonNegative(options.basicMean, "basicMean"),
    domainMean: checkPositive(options.domainMean, "domainMean"),
    learner: checkInteger(options.learner ?? 1, "learner", 1),
  };
}
