import {
  checkInteger,
  checkMaxUnlearned,
  checkNonNegative,
  checkOneOf,
  checkOptions,
  checkProbability,
  type OptionKeys,
  rejected,
} from "../../base/index.js";
import type { ClassExperiment } from "./experiment.js";

/** What {@link classExperiment} takes. */
export type ClassExperimentOptions = Pick<ClassExperiment, "skills" | "texts" | "means"> &
  Partial<Pick<ClassExperiment, "model" | "textNumber" | "maxUnlearned" | "unknown">>;

export const classExperimentOptionsKeys: OptionKeys<ClassExperimentOptions> = {
  model: true,
  skills: true,
  texts: true,
  means: true,
  maxUnlearned: true,
  textNumber: true,
  unknown: true,
};

/**
 * Returns the experiment of several classes in normal form.
 *
 * @throws TypeError or RangeError as `classGraph` does.
 *
 * @example
 * ```ts
 * import { classExperiment, predict } from "@onset/core/sweep";
 * const classes = { skills: [1e5, 5e4], texts: [2.6e5, 1.2e5], means: [[4.5, 0.5], [1.5, 3]] };
 * predict(classExperiment(classes)).classes; // => [1.3719198439397858e-6, 5.552385891127508e-5]
 * classExperiment({ ...classes, texts: [1] }); // throws RangeError: "means.length" expected 1, one row for each class of texts, got 2
 * ```
 */
export function classExperiment(options: ClassExperimentOptions): ClassExperiment {
  checkOptions(options, classExperimentOptionsKeys);
  checkOneOf(options.model ?? "classes", "model", ["classes"]);
  const { skills, texts, means, textNumber = "fixed", maxUnlearned = 1, unknown = 1 } = options;
  const list = <T>(value: readonly T[], title: string): readonly T[] => {
    if (Array.isArray(value) && value.length > 0) return value;
    throw rejected(value, title, "a list of at least one", !Array.isArray(value));
  };
  const rows = list(means, "means").map((row, j) =>
    list(row, `means[${j}]`).map((mean, k) => checkNonNegative(mean, `means[${j}][${k}]`)),
  );
  if (rows.length !== list(texts, "texts").length) {
    throw rejected(rows.length, "means.length", `${texts.length}, one row for each class of texts`);
  }
  rows.forEach((row, j) => {
    if (row.length === list(skills, "skills").length) return;
    throw rejected(row.length, `means[${j}].length`, `${skills.length}, one for each class of skills`);
  });
  return {
    model: "classes",
    skills: skills.map((size, k) => checkInteger(size, `skills[${k}]`, 1)),
    texts: texts.map((size, j) => checkInteger(size, `texts[${j}]`, 0)),
    means: rows,
    textNumber: checkOneOf(textNumber, "textNumber", ["fixed", "poisson"]),
    maxUnlearned: checkMaxUnlearned(maxUnlearned),
    unknown: checkProbability(unknown, "unknown"),
  };
}
