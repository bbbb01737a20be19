import { power } from "@onset/core/base";
import {
  type CorpusExperiment,
  compareRows,
  corpusExperiment,
  predict,
  type Row,
  summarize,
} from "@onset/core/sweep";
import { UsageError } from "../../errors.js";
import type { Figure, Mark, Point } from "../../figures/figure.js";
import { count } from "../../terminal/format.js";
import { type AxisName, axisValues, varying } from "./axes.js";
import type { Cell } from "./columns.js";

const panels = {
  emerged: "trials in which skills emerge",
  learned: "learned skills",
  giant: "giant component",
};

/** What can be on the x axis, with its label; of several that vary, the one with the most values. */
const numeric = {
  ratio: "texts per skill",
  unknown: "share of skills unknown at the start",
  parameter: "parameter of the channel",
  rate: "rate of the code",
  skills: "skills",
  popularity: "Zipf exponent of popularity",
  max_unlearned: "new skills learned from a text, at most",
  seed: "seed",
} as const satisfies Partial<Record<AxisName, string>>;
type Numeric = keyof typeof numeric;

const curvePoints = 161;

/** The figure of some rows: simulation as points with 95 % intervals, theory as lines, one series a combination. */
export function figureOf(rows: readonly Row[], name: string): Figure {
  const sorted = [...rows].sort(compareRows);
  const axes = varying(sorted);
  const x = xAxisOf(sorted, axes);
  const others = axes.filter((axis) => axis !== x);
  const points: Point[] = [];
  const marks = new Map<string, Mark>();
  const bySeries = new Map<string, Row[]>();
  for (const row of sorted) {
    const series = seriesName(row, others);
    bySeries.set(series, [...(bySeries.get(series) ?? []), row]);
  }
  const shown = shownPanels(sorted);
  for (const [series, members] of bySeries) {
    for (const row of members) points.push(...simulated(row, series, x, shown));
    points.push(...predicted(members, series, x, shown));
    const threshold = predict(members[0].experiment)?.threshold;
    if (threshold && x === threshold.parameter && bySeries.size <= 3) {
      for (const panel of shown) {
        marks.set(`${panel} ${threshold.value}`, { panel, x: threshold.value, label: "R*" });
      }
    }
  }
  return {
    title: `onset sweep ${name}`,
    caption: `${count(sorted.reduce((sum, row) => sum + row.trials, 0))} trials of ${count(sorted.length)} tasks`,
    x: { label: numeric[x], scale: x === "skills" ? "log" : "linear" },
    y: { label: "share", percent: true, domain: [0, 1] },
    points,
    marks: [...marks.values()],
  };
}

function xAxisOf(rows: readonly Row[], axes: readonly AxisName[]): Numeric {
  const values = rows.map(axisValues);
  const candidates = (Object.keys(numeric) as Numeric[]).filter(
    (name) => axes.includes(name) && values.every((value) => value[name] !== null),
  );
  const size = (name: Numeric): number => new Set(values.map((value) => value[name])).size;
  const [best] = candidates.sort((a, b) => size(b) - size(a));
  if (best !== undefined) return best;
  if (rows.length > 0 && values.every(({ ratio }) => ratio !== null)) return "ratio";
  throw new UsageError("--plot needs tasks that differ in a number, such as the ratio");
}

function seriesName(row: Row, axes: readonly AxisName[]): string {
  const values = axisValues(row);
  return axes.map((name) => axisText(name, values[name])).join(", ");
}

function axisText(name: AxisName, value: Cell): string {
  if (name === "skills") return `${count(Number(value))} skills`;
  if (name === "law" || name === "engine" || name === "code" || name === "channel") return String(value);
  return `${name.replace("_", " ")} ${value ?? "none"}`;
}

function shownPanels(rows: readonly Row[]): string[] {
  const shown = [panels.learned];
  if (rows.some((row) => row.emerged !== null)) shown.unshift(panels.emerged);
  if (rows.some((row) => row.moments.giant !== undefined)) shown.push(panels.giant);
  const classes = Math.max(0, ...rows.map((row) => predict(row.experiment)?.classes?.length ?? 0));
  for (let k = 0; k < classes; k++) shown.push(panelOfClass(k));
  return shown;
}

const panelOfClass = (k: number): string => `learned skills of class ${k + 1}`;

function simulated(row: Row, series: string, axis: Numeric, shown: readonly string[]): Point[] {
  const { learned, emerged, giant, classes } = summarize(row);
  const common = {
    series,
    witness: "simulation",
    x: Number(axisValues(row)[axis]),
    trials: row.trials,
  } as const;
  const interval = ({ mean, standardError }: { mean: number; standardError: number }) => ({
    y: mean,
    low: Math.max(0, mean - 1.96 * standardError),
    high: Math.min(1, mean + 1.96 * standardError),
  });
  const points: Point[] = [{ ...common, panel: panels.learned, ...interval(learned) }];
  if (emerged !== null) {
    points.push({ ...common, panel: panels.emerged, y: emerged.share, low: emerged.low, high: emerged.high });
  }
  if (giant !== null) points.push({ ...common, panel: panels.giant, ...interval(giant) });
  for (const [k, { mean, standardError }] of (classes ?? []).entries()) {
    points.push({ ...common, panel: panelOfClass(k), ...interval({ mean: 1 - mean, standardError }) });
  }
  return points.filter(({ panel }) => shown.includes(panel));
}

/** Theory over the range of a series: a curve where the axis is continuous, else the values of its tasks. */
function predicted(rows: readonly Row[], series: string, axis: Numeric, shown: readonly string[]): Point[] {
  return experimentsAlong(rows, axis).flatMap(([x, experiment]) => {
    const theory = predict(experiment);
    if (theory === null) return [];
    const { learned, emerged, giant } = theory;
    const values: Record<string, number | null> = {
      [panels.learned]: learned,
      [panels.emerged]: emerged,
      [panels.giant]: giant,
    };
    for (const [k, unlearned] of (theory.classes ?? []).entries()) values[panelOfClass(k)] = 1 - unlearned;
    return shown.flatMap((panel) => {
      const y = values[panel] ?? null;
      return y === null ? [] : [{ panel, series, witness: "theory", x, y } as const];
    });
  });
}

function experimentsAlong(rows: readonly Row[], axis: Numeric): (readonly [number, Row["experiment"]])[] {
  const own = rows.map((row) => [Number(axisValues(row)[axis]), row.experiment] as const);
  const first = rows[0].experiment;
  const isCurve = axis === "ratio" || axis === "unknown" || axis === "skills";
  if (!isCurve || first.model !== "corpus") return own;
  // With both laws given the ratio follows from them and cannot vary.
  if (axis === "ratio" && first.skillDegrees !== null && first.law.kind !== "poisson") return own;
  const values = own.map(([x]) => x);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return Array.from({ length: curvePoints }, (_, i) => {
    const part = i / (curvePoints - 1);
    const x =
      axis === "skills" ? Math.round(least * power(most / least, part)) : least + (most - least) * part;
    return [x, along(first, axis, x)] as const;
  });
}

function along(
  experiment: CorpusExperiment,
  axis: "ratio" | "unknown" | "skills",
  x: number,
): CorpusExperiment {
  // In IRSA the mean of the texts follows from the ratio.
  const law =
    experiment.skillDegrees !== null && experiment.law.kind === "poisson" ? "poisson" : experiment.law;
  return corpusExperiment({ ...experiment, law, [axis]: x });
}
