/** The charts of the view Emergence; the explainer shows the first one too. */
import type { Draw } from "../../figures/chart.js";
import type { Cursor } from "../../figures/cursor.js";
import type { LegendEntry } from "../../figures/legend.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { digits, percent } from "../../parts/format.js";
import { twoSided95 } from "../../parts/numbers.js";
import type { Palette } from "../../parts/theme.js";
import type { EmergenceOutput, SimulatedPoint } from "./compute.js";
import { zoom } from "./parameters.js";

export function legendOf(output: EmergenceOutput, palette: Palette): LegendEntry[] {
  const [main] = palette.series;
  const others = output.lines.filter((line) => !line.main);
  return [
    { label: "theory, infinitely many skills", colour: main, mark: "line" },
    ...(output.threshold === null
      ? []
      : ([{ label: "threshold R*", colour: palette.mark, mark: "dashed" }] as const)),
    { label: "simulated corpora, 95% interval", colour: palette.ink, mark: "dot" },
    ...(output.path === null
      ? []
      : ([{ label: "one corpus, text after text", colour: palette.mark, mark: "thin" }] as const)),
    ...(output.window === null
      ? []
      : ([{ label: "10% to 90% of corpora emerge", colour: palette.mark, mark: "band" }] as const)),
    ...(others.length === 0
      ? []
      : ([
          {
            label: others[0].mean === others.at(-1)!.mean ? "other D" : "other c",
            colour: palette.soft,
            mark: "thin",
          },
        ] as const)),
  ];
}

const atRatio = (x: number): string => `R = ${digits(x, 4)}`;

export function learnedRead({ lines, points, here, path }: EmergenceOutput): Read {
  const main = lines.find((line) => line.main)!;
  const dots = [...points, ...(here === null ? [] : [here])];
  return readSeries(atRatio, [
    { label: "theory", x: main.ratios, y: main.learned, text: percent, kind: "line" },
    ...(path === null
      ? []
      : [{ label: "one corpus", x: path.ratios, y: path.learned, text: percent, kind: "line" } as const]),
    {
      label: "simulated",
      x: dots.map((each) => each.ratio),
      y: dots.map((each) => each.learned),
      text: percent,
      kind: "points",
    },
  ]);
}

export function chancesRead({ chances, points, here }: EmergenceOutput): Read {
  const dots = [...points, ...(here === null ? [] : [here])].filter((each) => each.emergedShare !== null);
  return readSeries(atRatio, [
    {
      label: "finite-size law",
      x: chances?.ratios ?? [],
      y: chances?.shares ?? [],
      text: percent,
      kind: "line",
    },
    {
      label: "simulated",
      x: dots.map((each) => each.ratio),
      y: dots.map((each) => each.emergedShare),
      text: percent,
      kind: "points",
    },
  ]);
}

/** What of an output a chart draws: all but what moves with the ratio that is asked for. */
export type Scene = Omit<EmergenceOutput, "here">;

/** The same object as long as what is drawn is the same. @param before - That of the output before. */
export function sceneOf(output: EmergenceOutput, before: Scene | null): Scene {
  return before !== null && keyOf(before) === keyOf(output) ? before : output;
}

function keyOf({ values, points, path }: Scene): string {
  const { mean, maxUnlearned, skills, compare, seed } = values;
  const trials = points.reduce((sum, point) => sum + point.trials, 0);
  return [mean, maxUnlearned, skills, compare, seed, points.length, trials, path !== null].join();
}

/** The ratio that is asked for, over a chart of what is learned. */
export function learnedCursor(output: EmergenceOutput | null, ratio: number): Cursor {
  const here = output?.here ?? null;
  const point = here?.ratio === ratio ? { y: here.learned, low: lowOf(here), high: highOf(here) } : null;
  return { x: ratio, label: `R = ${digits(ratio)}`, point };
}

const lowOf = (p: SimulatedPoint): number => Math.max(0, p.learned - twoSided95 * p.standardError);
const highOf = (p: SimulatedPoint): number => Math.min(1, p.learned + twoSided95 * p.standardError);

export function learnedChart(
  { lines, points, range, threshold, window, path }: Scene,
  plot: Parameters<Draw>[0],
  { palette, narrow }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const [main] = palette.series;
  const others = lines.filter((line) => !line.main);
  const sameMean = others.every((line) => line.mean === others[0]?.mean);
  // Each name stands at a height of its own on its line, so that steep lines close together do not hide them.
  const labels = others.flatMap((line, i) => {
    const height = 0.9 - (0.75 * (i + 0.5)) / others.length;
    const at = line.learned.findIndex((learned) => learned >= height);
    const text = sameMean ? `D = ${line.maxUnlearned}` : `c = ${line.mean}`;
    return at < 0 || line.ratios[at] > 0.95 * range[1] ? [] : [{ x: line.ratios[at], y: height, text }];
  });
  const series = (x: readonly number[], y: readonly number[]): { x: number; y: number }[] =>
    x.map((each, i) => ({ x: each, y: y[i] }));
  return {
    x: { label: "texts per skill, R →", domain: [...range], ticks: narrow ? 5 : 9 },
    y: { label: "↑ skills learned", domain: [0, 1], tickFormat: "%", grid: true, ticks: narrow ? 4 : 5 },
    marks: [
      ...(window === null
        ? []
        : [
            plot.rectY([window], {
              x1: "low",
              x2: "high",
              y1: 0,
              y2: 1,
              fill: palette.mark,
              fillOpacity: 0.16,
              clip: true,
            }),
          ]),
      others.map((line) =>
        plot.line(series(line.ratios, line.learned), {
          x: "x",
          y: "y",
          stroke: palette.soft,
          strokeWidth: 1,
          strokeOpacity: 0.7,
          clip: true,
        }),
      ),
      plot.text(labels, {
        x: "x",
        y: "y",
        text: "text",
        fill: palette.soft,
        stroke: palette.ground,
        strokeWidth: 4,
        fontSize: 11,
        dx: -4,
        textAnchor: "end",
      }),
      ...(threshold === null
        ? []
        : [plot.ruleX([threshold.ratio], { stroke: palette.mark, strokeDasharray: "4 3" })]),
      lines
        .filter((line) => line.main)
        .map((line) =>
          plot.line(series(line.ratios, line.learned), {
            x: "x",
            y: "y",
            stroke: main,
            strokeWidth: 2.4,
            clip: true,
          }),
        ),
      ...(path === null
        ? []
        : [
            plot.line(series(path.ratios, path.learned), {
              x: "x",
              y: "y",
              stroke: palette.mark,
              strokeWidth: 1.2,
              clip: true,
            }),
          ]),
      plot.ruleX(points, { x: "ratio", y1: lowOf, y2: highOf, stroke: palette.ink, strokeWidth: 1.2 }),
      plot.dot(points, { x: "ratio", y: "learned", fill: palette.ink, r: 2.6 }),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}

/** The same over the chart of chances. */
export function chancesCursor(output: EmergenceOutput | null, ratio: number): Cursor {
  const here = output?.here?.ratio === ratio ? output.here : null;
  const point =
    here === null || here.emergedShare === null
      ? null
      : { y: here.emergedShare, low: here.emergedLow!, high: here.emergedHigh! };
  return { x: ratio, label: `R = ${digits(ratio)}`, point };
}

export function chancesChart(
  { chances, points, threshold, window }: Scene,
  plot: Parameters<Draw>[0],
  { palette, narrow }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const [first, last] = zoom.map((factor) => factor * threshold!.ratio) as [number, number];
  const inside = (x: number): boolean => x >= first && x <= last;
  const dots = points.filter((p) => p.emergedShare !== null && inside(p.ratio));
  const line = chances!.ratios.map((x, i) => ({ x, y: chances!.shares[i] })).filter((p) => inside(p.x));
  return {
    x: { label: "texts per skill, R →", domain: [first, last], ticks: narrow ? 5 : 9 },
    y: { label: "↑ corpora that emerge", domain: [0, 1], tickFormat: "%", grid: true, ticks: 3 },
    marks: [
      plot.rectY([window], {
        x1: "low",
        x2: "high",
        y1: 0,
        y2: 1,
        fill: palette.mark,
        fillOpacity: 0.16,
        clip: true,
      }),
      plot.ruleX([threshold!.ratio], { stroke: palette.mark, strokeDasharray: "4 3" }),
      plot.line(line, { x: "x", y: "y", stroke: palette.series[0], strokeWidth: 2.4 }),
      plot.ruleX(dots, {
        x: "ratio",
        y1: "emergedLow",
        y2: "emergedHigh",
        stroke: palette.ink,
        strokeWidth: 1.2,
      }),
      plot.dot(dots, { x: "ratio", y: "emergedShare", fill: palette.ink, r: 2.6 }),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}
