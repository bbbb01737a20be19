import {
  type Experiment,
  type Prediction,
  predict,
  type Row,
  skillCountOf,
  summarize,
} from "@onset/core/sweep";
import { printLaw } from "@onset/core/theory";

/** The types of columns, as DuckDB names them. */
type ColumnType = "VARCHAR" | "BIGINT" | "DOUBLE" | "BIGINT[]" | "DOUBLE[]";

/** The parameters of an experiment: those that tasks of a sweep may differ in. */
const parameterTypes = {
  model: "VARCHAR",
  law: "VARCHAR",
  skill_degrees: "VARCHAR",
  popularity: "DOUBLE",
  skills: "BIGINT",
  ratio: "DOUBLE",
  text_number: "VARCHAR",
  repeats: "VARCHAR",
  max_unlearned: "BIGINT",
  unknown: "DOUBLE",
  sizes: "VARCHAR",
  channel: "VARCHAR",
  parameter: "DOUBLE",
  code: "VARCHAR",
  rate: "DOUBLE",
} as const;

/** What came of the trials of a task. */
const resultTypes = {
  engine: "VARCHAR",
  seed: "BIGINT",
  trials: "BIGINT",
  emerged: "BIGINT",
  emerged_share: "DOUBLE",
  emerged_low: "DOUBLE",
  emerged_high: "DOUBLE",
  emerged_theory: "DOUBLE",
  complete: "BIGINT",
  learned: "DOUBLE",
  learned_error: "DOUBLE",
  learned_theory: "DOUBLE",
  unlearned: "DOUBLE",
  unlearned_error: "DOUBLE",
  unlearned_theory: "DOUBLE",
  giant: "DOUBLE",
  giant_error: "DOUBLE",
  giant_theory: "DOUBLE",
  rounds: "DOUBLE",
  rounds_error: "DOUBLE",
  threshold: "DOUBLE",
  classes: "DOUBLE[]",
  classes_error: "DOUBLE[]",
  classes_theory: "DOUBLE[]",
  histogram: "BIGINT[]",
} as const;

export type ParameterColumn = keyof typeof parameterTypes;

/** The columns of an exported table. */
export type Column = "task" | ParameterColumn | keyof typeof resultTypes;

/** Their types, in their order. */
export const columns: Readonly<Record<Column, ColumnType>> = {
  task: "VARCHAR",
  ...parameterTypes,
  ...resultTypes,
};

/** A cell: null where there is nothing to say. */
export type Cell = string | number | null;

/** What a row says, one value a column. Lists are JSON here and in CSV; in Parquet they are lists. */
export function cellsOf(row: Row): Record<Column, Cell> {
  const { learned, unlearned, giant, rounds, emerged, classes } = summarize(row);
  const theory: Prediction | null = predict(row.experiment);
  return {
    task: row.task,
    ...parametersOf(row.experiment),
    engine: row.engine,
    seed: row.seed,
    trials: row.trials,
    emerged: row.emerged,
    emerged_share: emerged?.share ?? null,
    emerged_low: emerged?.low ?? null,
    emerged_high: emerged?.high ?? null,
    emerged_theory: theory?.emerged ?? null,
    complete: row.complete,
    learned: learned.mean,
    learned_error: learned.standardError,
    learned_theory: theory?.learned ?? null,
    unlearned: unlearned.mean,
    unlearned_error: unlearned.standardError,
    unlearned_theory: theory?.unlearned ?? null,
    giant: giant?.mean ?? null,
    giant_error: giant?.standardError ?? null,
    giant_theory: theory?.giant ?? null,
    rounds: rounds?.mean ?? null,
    rounds_error: rounds?.standardError ?? null,
    threshold: theory?.threshold?.value ?? null,
    classes: classes === null ? null : JSON.stringify(classes.map(({ mean }) => mean)),
    classes_error:
      classes === null ? null : JSON.stringify(classes.map(({ standardError }) => standardError)),
    classes_theory: classes === null || theory === null ? null : JSON.stringify(theory.classes),
    histogram: JSON.stringify(row.histogram),
  };
}

type ParametersOf = {
  readonly [M in Experiment["model"]]: (
    experiment: Extract<Experiment, { model: M }>,
  ) => Record<ParameterColumn, Cell>;
};

const noChannel = { channel: null, parameter: null, code: null, rate: null };
const none = { law: null, skill_degrees: null, popularity: null, ratio: null, repeats: null, ...noChannel };

type Parts = Pick<
  Extract<Experiment, { model: "classes" | "levels" }>,
  "model" | "skills" | "texts" | "means" | "maxUnlearned"
>;

/** The parameters of skills and texts in several parts; the ratio is that of all texts to all skills. */
function partsOf(
  { model, skills, texts, means, maxUnlearned }: Parts,
  textNumber: string,
): Record<ParameterColumn, Cell> {
  return {
    ...none,
    model,
    skills: sum(skills),
    ratio: sum(texts) / sum(skills),
    text_number: textNumber,
    max_unlearned: maxUnlearned,
    unknown: 1,
    sizes: JSON.stringify({ skills, texts, means }),
  };
}

/** The parameters of each model as cells; the sizes of several classes and of hierarchies are JSON. */
const parameters: ParametersOf = {
  corpus: (experiment) => ({
    model: "corpus",
    law: printLaw(experiment.law),
    skill_degrees: experiment.skillDegrees === null ? null : printLaw(experiment.skillDegrees),
    popularity: experiment.popularity,
    skills: experiment.skills,
    ratio: experiment.ratio,
    text_number: experiment.textNumber,
    repeats: experiment.repeats,
    max_unlearned: experiment.maxUnlearned,
    unknown: experiment.unknown,
    sizes: null,
    ...noChannel,
  }),
  classes: ({ textNumber, unknown, ...experiment }) => ({ ...partsOf(experiment, textNumber), unknown }),
  hierarchy({ model, maxUnlearned, ...sizes }) {
    const skills = sizes.basicSkills + sizes.domainSkills;
    return {
      ...none,
      model,
      skills,
      ratio: (sizes.foundationTexts + sizes.domainTexts) / skills,
      text_number: "fixed",
      max_unlearned: maxUnlearned,
      unknown: 1,
      sizes: JSON.stringify(sizes),
    };
  },
  levels: (experiment) => partsOf(experiment, "fixed"),
  channel({ model, packets, channel, parameter, code, rate }) {
    const counts = { skills: packets, text_number: "fixed", max_unlearned: 1, unknown: 1, sizes: null };
    return { ...none, model, ...counts, channel, parameter, code, rate };
  },
  custom(experiment) {
    const { name, parameters } = experiment;
    const counts = {
      skills: skillCountOf(experiment),
      text_number: null,
      max_unlearned: null,
      unknown: null,
    };
    return { ...none, model: name, ...counts, sizes: JSON.stringify(parameters) };
  },
};

/** The parameters of an experiment as cells. */
export function parametersOf(experiment: Experiment): Record<ParameterColumn, Cell> {
  return (parameters[experiment.model] as (experiment: Experiment) => Record<ParameterColumn, Cell>)(
    experiment,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
