import { checkInteger, checkNonNegative, checkProbability, rejected } from "../../base/index.js";
import type { ClassExperiment } from "./experiment.js";
import { oneOf } from "./one-of.js";

/** What {@link classExperiment} takes. */
export type ClassExperimentOptions = Pick<ClassExperiment, "skills" | "texts" | "means"> &
  Partial<Pick<ClassExperiment, "textNumber" | "learner" | "prior">>;

/** Returns the experiment of several classes in normal form; throws as `classGraph` does. */
export function classExperiment(options: ClassExperimentOptions): ClassExperiment {
  const { skills, texts, means, textNumber = "fixed", learner = 1, prior = 1 } = options;
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
    textNumber: oneOf(textNumber, "textNumber", ["fixed", "poisson"]),
    learner: checkInteger(learner, "learner", 1),
    prior: checkProbability(prior, "prior"),
  };
}
