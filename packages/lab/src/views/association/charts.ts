import type { Draw } from "../../figures/chart.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { count, digits, percent } from "../../parts/format.js";
import type { AssociationOutput } from "./compute.js";

type Plot = Parameters<Draw>[0];
type Frame = Parameters<Draw>[1];

/** The giant component when a random part of the learned skills is taken. */
export function percolationChart(
  { percolation, part, learned, predicted, skillCount }: AssociationOutput,
  occupied: number,
  plot: Plot,
  { palette, narrow }: Frame,
): ReturnType<Draw> {
  const here = learned === 0 ? [] : [{ occupied: part.taken / learned, giant: part.giant / learned }];
  const ofLearned = (share: number): number => (learned === 0 ? 0 : (share * skillCount) / learned);
  const theory =
    predicted === null
      ? []
      : [
          { text: "exact", y: ofLearned(predicted.giant), colour: palette.series[0] },
          { text: "independent", y: ofLearned(predicted.independent), colour: palette.mark },
        ];
  return {
    x: {
      label: "share of the learned skills taken →",
      domain: [0, 1],
      tickFormat: "%",
      ticks: narrow ? 4 : 10,
    },
    y: {
      label: "↑ giant component",
      domain: [0, Math.max(1, ...theory.map(({ y }) => y))],
      tickFormat: "%",
      grid: true,
      ticks: 4,
    },
    marks: [
      plot.line(
        [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
        { x: "x", y: "y", stroke: palette.soft, strokeDasharray: "3 3" },
      ),
      plot.line(percolation, { x: "occupied", y: "giant", stroke: palette.series[0], strokeWidth: 2.2 }),
      theory.map(({ y, colour }) =>
        plot.dot([{ x: 1, y }], { x: "x", y: "y", stroke: colour, strokeWidth: 2, r: 5 }),
      ),
      plot.ruleX([occupied], { stroke: palette.ink }),
      plot.dot(here, { x: "occupied", y: "giant", fill: palette.ink, r: 4 }),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}

/** Learned skills and the giant component against texts a skill. */
export function ratioChart(
  { curve, learned, giant, skillCount }: AssociationOutput,
  ratio: number,
  plot: Plot,
  { palette, narrow }: Frame,
): ReturnType<Draw> {
  const points = curve!;
  const line = (y: "learned" | "giant" | "independent", stroke: string, dash: string) =>
    plot.line(points, {
      x: "ratio",
      y,
      stroke,
      strokeWidth: y === "giant" ? 2.4 : 1.5,
      strokeDasharray: dash,
    });
  return {
    x: { label: "texts per skill, R →", domain: [0, points.at(-1)!.ratio], ticks: narrow ? 5 : 9 },
    y: { label: "↑ share of all skills", domain: [0, 1], tickFormat: "%", grid: true, ticks: 4 },
    marks: [
      line("learned", palette.soft, "none"),
      line("independent", palette.mark, "5 4"),
      line("giant", palette.series[0], "none"),
      plot.ruleX([ratio], { stroke: palette.ink }),
      plot.dot(
        [
          { x: ratio, y: learned / skillCount, fill: palette.soft },
          { x: ratio, y: giant / skillCount, fill: palette.ink },
        ],
        { x: "x", y: "y", fill: "fill", r: 4 },
      ),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}

export function percolationRead({ percolation, learned }: AssociationOutput): Read {
  return readSeries(
    (x) => `${percent(x)} taken (${count(Math.round(x * learned))} skills)`,
    [
      {
        label: "giant component",
        x: percolation.map(({ occupied }) => occupied),
        y: percolation.map(({ giant }) => giant),
        text: percent,
        kind: "line",
      },
    ],
  );
}

export function ratioRead({ curve }: AssociationOutput): Read {
  const points = curve ?? [];
  const x = points.map(({ ratio }) => ratio);
  const line = (label: string, y: readonly number[]) =>
    ({ label, x, y, text: percent, kind: "line" }) as const;
  return readSeries(
    (at) => `R = ${digits(at, 3)}`,
    [
      line(
        "learned",
        points.map(({ learned }) => learned),
      ),
      line(
        "giant component",
        points.map(({ giant }) => giant),
      ),
      line(
        "independent",
        points.map(({ independent }) => independent),
      ),
    ],
  );
}
