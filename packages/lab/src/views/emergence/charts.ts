/** The charts of the view Emergence; the explainer shows the first one too. */

import { type Chart, type Layer, pairs, percentText, twoSided95 } from "@onset/charts";
import { facts } from "@onset/core/report";
import type { Cursor } from "../../figures/cursor.js";
import { pointsOf, type Read, readSeries } from "../../figures/reading.js";
import { byTheory } from "../../parts/columns.js";
import { digits, percent } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import { ratioAxis } from "../common-parameters.js";
import type { EmergenceOutput, SimulatedPoint } from "./compute.js";
import { zoom } from "./parameters.js";

const atRatio = (x: number): string => `R = ${digits(x, 4)}`;

export function learnedRead({ lines, points, here, path }: EmergenceOutput): Read {
  const main = lines[lines.length - 1];
  const dots = [...points, ...(here === null ? [] : [here])];
  return readSeries(atRatio, [
    { label: "theory", x: main.ratios, y: main.learned, text: percent, kind: "line" },
    ...(path === null
      ? []
      : [{ label: "one corpus", x: path.ratios, y: path.learned, text: percent, kind: "line" } as const]),
    pointsOf("simulated", dots, ({ ratio, learned }) => [ratio, learned]),
  ]);
}

export function chancesRead({ chances, points, here }: EmergenceOutput): Read {
  const dots = [...points, ...(here === null ? [] : [here])].filter((each) => each.emergedShare !== null);
  return readSeries(atRatio, [
    {
      label: facts.finiteSize.note,
      x: chances?.ratios ?? [],
      y: chances?.shares ?? [],
      text: percent,
      kind: "line",
    },
    pointsOf("simulated", dots, ({ ratio, emergedShare }) => [ratio, emergedShare]),
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
  const point = here?.ratio === ratio ? learnedPoint(here) : null;
  return { x: ratio, label: `R = ${digits(ratio)}`, point };
}

const learnedPoint = ({ learned, standardError }: SimulatedPoint) => ({
  y: learned,
  low: Math.max(0, learned - twoSided95 * standardError),
  high: Math.min(1, learned + twoSided95 * standardError),
});

export function learnedChart(
  { lines, points, range, threshold, window, path }: Scene,
  palette: Palette,
): Chart {
  const { series, mark, soft, ink } = palette;
  const others = lines.filter((line) => !line.main);
  const isOtherD = others.every((line) => line.mean === others[0]?.mean);
  // Each name stands at a height of its own on its line, so that steep lines close together do not hide them.
  const names = others.flatMap((line, i): Layer[] => {
    const height = 0.9 - (0.75 * (i + 0.5)) / others.length;
    const at = line.learned.findIndex((learned) => learned >= height);
    const text = isOtherD ? `D = ${line.maxUnlearned}` : `c = ${line.mean}`;
    if (at < 0 || line.ratios[at] > 0.95 * range[1]) return [];
    return [
      { kind: "text", x: line.ratios[at], y: height, text, colour: soft, size: 11, dx: -4, anchor: "end" },
    ];
  });
  return {
    x: { label: ratioAxis, domain: range },
    y: { label: "skills learned", domain: [0, 1], format: percentText, hasGrid: true },
    layers: [
      ...windowLayers(window, palette),
      ...thresholdLayers(threshold, palette),
      ...others.map(
        (line, i): Layer => ({
          kind: "line",
          ...(i === 0 && { name: isOtherD ? "other D" : "other c" }),
          points: pairs(line.ratios, line.learned),
          colour: soft,
          width: 1,
          opacity: 0.7,
        }),
      ),
      ...names,
      ...lines
        .filter((line) => line.main)
        .map(
          (line): Layer => ({
            kind: "line",
            name: byTheory(facts.theory),
            points: pairs(line.ratios, line.learned),
            colour: series[0],
            width: 2.4,
          }),
        ),
      ...(path === null
        ? []
        : [
            {
              kind: "line",
              name: "one corpus, text after text",
              points: pairs(path.ratios, path.learned),
              colour: mark,
              width: 1.2,
            } as const,
          ]),
      {
        kind: "dots",
        name: "simulated corpora, 95% interval",
        points: points.map((point) => ({ x: point.ratio, ...learnedPoint(point) })),
        colour: ink,
      },
    ],
  };
}

/** The same over the chart of chances. */
export function chancesCursor(output: EmergenceOutput | null, ratio: number): Cursor {
  const here = output?.here?.ratio === ratio ? output.here : null;
  return { x: ratio, label: `R = ${digits(ratio)}`, point: here && chancePoint(here) };
}

const chancePoint = ({ emergedShare, emergedLow, emergedHigh }: SimulatedPoint) =>
  emergedShare === null || emergedLow === null || emergedHigh === null
    ? null
    : { y: emergedShare, low: emergedLow, high: emergedHigh };

export function chancesChart({ chances, points, threshold, window }: Scene, palette: Palette): Chart {
  const [first, last] = zoom.map((factor) => factor * threshold!.ratio) as [number, number];
  const isInside = (x: number): boolean => x >= first && x <= last;
  return {
    x: { label: ratioAxis, domain: [first, last] },
    y: { label: "trials that emerge", domain: [0, 1], format: percentText, hasGrid: true },
    layers: [
      ...windowLayers(window, palette),
      ...thresholdLayers(threshold, palette),
      {
        kind: "line",
        name: byTheory(facts.finiteSize),
        points: pairs(chances!.ratios, chances!.shares).filter(([x]) => isInside(x)),
        colour: palette.series[0],
        width: 2.4,
      },
      {
        kind: "dots",
        name: "simulated corpora, 95% interval",
        points: points.flatMap((each) => {
          const point = isInside(each.ratio) ? chancePoint(each) : null;
          return point === null ? [] : [{ x: each.ratio, ...point }];
        }),
        colour: palette.ink,
      },
    ],
  };
}

function windowLayers(window: EmergenceOutput["window"], { mark }: Palette): Layer[] {
  if (window === null) return [];
  return [
    {
      kind: "rects",
      name: "10% to 90% of trials emerge",
      rects: [{ x: [window.low, window.high], y: [0, 1] }],
      colour: mark,
      opacity: 0.16,
    },
  ];
}

function thresholdLayers(threshold: EmergenceOutput["threshold"], { mark }: Palette): Layer[] {
  if (threshold === null) return [];
  return [
    { kind: "rule", name: facts.threshold.label, at: { x: threshold.ratio }, colour: mark, isDashed: true },
  ];
}
