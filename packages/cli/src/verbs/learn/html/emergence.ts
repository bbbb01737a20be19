import { type Layer, percentText } from "@onset/charts";
import { Extrapolation } from "@onset/core/analysis";
import { predictedFrom } from "@onset/core/report";
import { edgeTypeCurve } from "@onset/core/theory";
import { chartFigure, measured, pagePalette, theory as theoryColour } from "../../../html/charts.js";
import { html, type Markup } from "../../../html/markup.js";
import { table } from "../../../html/table.js";
import { count, percent } from "../../../terminal/format.js";
import type { PageSource } from "./source.js";

const farthest = 2;
const theorySteps = 80;
/** Of the best rung, each of which takes longer than learning; fewer where there are more edges. */
const [rungSteps, fewRungSteps, manyEdges] = [20, 8, 400_000];

/** How learning depends on the number of texts, and where this corpus stands. */
export function emergenceFigure(source: PageSource): Markup | null {
  const { study, report } = source;
  const { robustness } = study;
  const theory = theoryCurve(source);
  if (robustness === null && theory === null) return null;
  const curve = robustness?.curve ?? [];
  const learned = report.learned.skills;
  const highest = Math.max(learned, ...curve.map(({ high }) => high), ...(theory ?? []).map(([, y]) => y));
  const layers: Layer[] = [
    { kind: "rule", at: { x: 1 }, colour: pagePalette.ink, label: "you are here" },
    ...(theory === null
      ? []
      : [
          {
            kind: "line",
            name: predictedFrom(report.emergence.predictedBy),
            points: theory,
            colour: theoryColour,
            isDashed: true,
          } as const,
        ]),
    ...(robustness === null ? [] : measuredLayers(curve)),
    { kind: "dots", points: [{ x: 1, y: learned }], colour: measured, radius: 5, rim: 2 },
  ];
  const chart = chartFigure("Skills learned from a share of the texts", {
    x: {
      label: "texts, as a share of the corpus",
      domain: [0, theory === null ? 1 : farthest],
      format: percentText,
    },
    y: { label: "skills learned", domain: [0, highest], isNice: true, isWhole: true, hasGrid: true },
    layers,
  });
  return html`${chart}${numbers(robustness, theory, learned)}`;
}

function measuredLayers(
  curve: readonly { share: number; low: number; median: number; high: number }[],
): Layer[] {
  return [
    {
      kind: "area",
      name: "eight of ten random parts",
      points: curve.map(({ share, low, high }) => ({ x: share, low, high })),
      colour: measured,
    },
    {
      kind: "line",
      name: "measured: median of random parts of the texts",
      points: curve.map(({ share, median }) => [share, median]),
      colour: measured,
    },
  ];
}

const rowsOfTheory = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2];

/** The chart as a table: twenty measured shares; theory alone where nothing was measured but the whole. */
function numbers(
  robustness: PageSource["study"]["robustness"],
  theory: [number, number][] | null,
  learned: number,
): Markup {
  const rows = robustness?.curve.filter((_, i) => i % 5 === 0) ?? [];
  const shares = robustness === null ? rowsOfTheory : rows.map(({ share }) => share);
  const measured =
    robustness === null
      ? [
          {
            header: "learned",
            cells: shares.map((share) => (share === 1 ? count(learned) : "")),
            number: true,
          },
        ]
      : [
          { header: "learned: 1 in 10 below", cells: rows.map(({ low }) => count(low)), number: true },
          { header: "median", cells: rows.map(({ median }) => count(median)), number: true },
          { header: "1 in 10 above", cells: rows.map(({ high }) => count(high)), number: true },
        ];
  const predicted =
    theory === null
      ? []
      : [{ header: "theory", cells: shares.map((share) => count(nearest(theory, share))), number: true }];
  const texts = { header: "share of the texts", cells: shares.map((share) => percent(share)), number: true };
  return table([texts, ...measured, ...predicted], "The numbers of the chart");
}

function theoryCurve({ study, report }: PageSource): [number, number][] | null {
  // What is learned by construction no curve of random corpora tells.
  if (report.corpus.directed || study.order !== null) return null;
  const { maxUnlearned } = report.learner;
  const stepsOf = (steps: number): number[] =>
    Array.from({ length: steps }, (_, i) => (farthest * (i + 1)) / steps);
  if (study.prediction !== null) {
    const shares = stepsOf(study.needs.edgeCount > manyEdges ? fewRungSteps : rungSteps);
    const { learned } = edgeTypeCurve(study.prediction.ensemble, shares, { maxUnlearned, tolerance: 1e-3 });
    const open = study.openSkills.length;
    return [[0, 0], ...shares.map((share, i) => [share, learned[i] * open] as [number, number])];
  }
  const laws = new Extrapolation(study.needs, {
    known: study.known,
    maxUnlearned,
  });
  return [[0, 0], ...stepsOf(theorySteps).map((share) => [share, laws.learned(share)] as [number, number])];
}

function nearest(points: readonly (readonly [number, number])[], x: number): number {
  return points.reduce((a, b) => (Math.abs(b[0] - x) < Math.abs(a[0] - x) ? b : a))[1];
}
