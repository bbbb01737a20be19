import { checkMaxUnlearned, checkOneOf, checkOptions, type OptionKeys } from "../../base/index.js";
import { checkLevelSizes } from "../../graph/index.js";
import type { LevelExperiment } from "./experiment.js";

/** What {@link levelExperiment} takes. */
export type LevelExperimentOptions = Omit<LevelExperiment, "model" | "maxUnlearned"> & {
  /** An experiment in normal form says its model; no other is taken. */
  readonly model?: "levels" | undefined;
  readonly maxUnlearned?: number;
};

export const levelExperimentOptionsKeys: OptionKeys<LevelExperimentOptions> = {
  model: true,
  skills: true,
  texts: true,
  means: true,
  maxUnlearned: true,
};

/**
 * Returns the experiment of several levels in normal form.
 *
 * @throws TypeError or RangeError as `levelGraph` does.
 *
 * @example
 * ```ts
 * import { levelExperiment, predict } from "@onset/core/sweep";
 * const levels = { skills: [1000, 300, 100], texts: [1600, 390, 200], means: [[4], [2, 3], [1, 1, 3]] };
 * predict(levelExperiment(levels)).classes!.length; // => 3
 * ```
 */
export function levelExperiment(options: LevelExperimentOptions): LevelExperiment {
  checkOptions(options, levelExperimentOptionsKeys);
  checkOneOf(options.model ?? "levels", "model", ["levels"]);
  const { skills, texts, means } = checkLevelSizes(options);
  return {
    model: "levels",
    skills: [...skills],
    texts: [...texts],
    means: means.map((row) => [...row]),
    maxUnlearned: checkMaxUnlearned(options.maxUnlearned),
  };
}
