/** The charts of the view Density evolution; the explainer shows the tunnel too. */
import type { Draw } from "../../figures/chart.js";
import type { LegendEntry } from "../../figures/legend.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { percent } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import type { DensityOutput } from "./compute.js";

const before = (q: number): string => `${percent(q)} unlearned before the round`;

export function mapRead({ map }: DensityOutput): Read {
  const x = map.map(({ q }) => q);
  return readSeries(before, [
    { label: "after it", x, y: map.map(({ next }) => next), text: percent, kind: "line" },
  ]);
}

export function tunnelRead({ map }: DensityOutput): Read {
  const x = map.map(({ q }) => q);
  return readSeries(before, [
    { label: "the round gains", x, y: map.map(({ q, next }) => q - next), text: percent, kind: "line" },
  ]);
}

/** The marks of the states that a round does not change. */
export function restingLegend(output: DensityOutput | null, { ink }: Palette): LegendEntry[] {
  const hasUnstable = output?.resting.some(({ stable }) => !stable) ?? false;
  return [
    { label: "stable: learning rests here", colour: ink, mark: "point" },
    ...(hasUnstable
      ? [{ label: "unstable: a small push moves it on", colour: ink, mark: "ring" } as const]
      : []),
  ];
}

export function mapChart(
  { map, path, resting, values }: DensityOutput,
  rounds: number,
  plot: Parameters<Draw>[0],
  { palette }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const edge = values.unknown;
  const cobweb = path.slice(0, rounds + 1).flatMap((q, i) => [
    { x: i === 0 ? q : path[i - 1], y: q },
    { x: q, y: q },
  ]);
  return {
    x: { label: "unlearned before a round, q →", domain: [0, edge], tickFormat: "%", ticks: 5 },
    y: { label: "↑ unlearned after it", domain: [0, edge], tickFormat: "%", ticks: 5, grid: true },
    marks: [
      plot.line(
        [
          [0, 0],
          [edge, edge],
        ],
        { stroke: palette.soft, strokeDasharray: "4 4" },
      ),
      plot.line(map, { x: "q", y: "next", stroke: palette.series[0], strokeWidth: 2.4 }),
      plot.line(cobweb, { x: "x", y: "y", stroke: palette.mark, strokeWidth: 1.2 }),
      plot.dot(resting, {
        x: "edgeUnlearned",
        y: "edgeUnlearned",
        r: 4,
        fill: (point: { stable: boolean }) => (point.stable ? palette.ink : palette.ground),
        stroke: palette.ink,
        strokeWidth: 1.5,
      }),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}

export function tunnelChart(
  { map, resting, values }: DensityOutput,
  plot: Parameters<Draw>[0],
  { palette }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const gains = map.map(({ q, next }) => ({ q, gain: q - next }));
  return {
    x: { label: "unlearned before a round, q →", domain: [0, values.unknown], tickFormat: "%", ticks: 5 },
    y: { label: "↑ gained by the round", tickFormat: "%", ticks: 5, grid: true },
    marks: [
      plot.areaY(gains, {
        x: "q",
        y1: 0,
        y2: (d: { gain: number }) => Math.max(0, d.gain),
        fill: palette.series[0],
        fillOpacity: 0.22,
      }),
      plot.areaY(gains, {
        x: "q",
        y1: 0,
        y2: (d: { gain: number }) => Math.min(0, d.gain),
        fill: palette.mark,
        fillOpacity: 0.3,
      }),
      plot.line(gains, { x: "q", y: "gain", stroke: palette.ink, strokeWidth: 1.4 }),
      plot.ruleY([0], { stroke: palette.soft }),
      plot.dot(resting, {
        x: "edgeUnlearned",
        y: 0,
        r: 4,
        fill: (point: { stable: boolean }) => (point.stable ? palette.ink : palette.ground),
        stroke: palette.ink,
        strokeWidth: 1.5,
      }),
    ],
  };
}
