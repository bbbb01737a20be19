/** The charts of the view Density evolution; the explainer shows the tunnel too. */
import { type Chart, type Layer, type Pair, percentText } from "@onset/charts";
import { lineOf, type Read, readSeries } from "../../figures/reading.js";
import { percent } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import type { DensityOutput } from "./compute.js";

const before = (q: number): string => `${percent(q)} unlearned before the round`;

export function mapRead({ map }: DensityOutput): Read {
  return readSeries(before, [lineOf("after it", map, ({ q, next }) => [q, next])]);
}

export function tunnelRead({ map }: DensityOutput): Read {
  return readSeries(before, [lineOf("the round gains", map, ({ q, next }) => [q, q - next])]);
}

export function mapChart(
  { map, path, resting, values }: DensityOutput,
  rounds: number,
  palette: Palette,
): Chart {
  const { series, soft, mark } = palette;
  const edge = values.unknown;
  const cobweb = path.slice(0, rounds + 1).flatMap((q, i): Pair[] => [
    [i === 0 ? q : path[i - 1], q],
    [q, q],
  ]);
  return {
    x: { label: "unlearned before a round, q", domain: [0, edge], format: percentText },
    y: { label: "unlearned after it", domain: [0, edge], format: percentText, hasGrid: true },
    layers: [
      {
        kind: "line",
        name: "no change",
        points: [
          [0, 0],
          [edge, edge],
        ],
        colour: soft,
        width: 1.5,
        isDashed: true,
      },
      {
        kind: "line",
        name: "unlearned after a round",
        points: map.map(({ q, next }) => [q, next]),
        colour: series[0],
        width: 2.4,
      },
      { kind: "line", name: "the path of learning", points: cobweb, colour: mark, width: 1.2 },
      ...restingStates(resting, palette, ({ edgeUnlearned }) => edgeUnlearned),
    ],
  };
}

export function tunnelChart({ map, resting, values }: DensityOutput, palette: Palette): Chart {
  const { series, mark, ink, soft } = palette;
  const gains = map.map(({ q, next }) => ({ x: q, gain: q - next }));
  const side = (sign: 1 | -1) =>
    gains.map(({ x, gain }) =>
      sign * gain > 0 ? { x, low: Math.min(0, gain), high: Math.max(0, gain) } : { x, low: 0, high: 0 },
    );
  const all = gains.map(({ gain }) => gain);
  return {
    x: { label: "unlearned before a round, q", domain: [0, values.unknown], format: percentText },
    y: {
      label: "gained by the round",
      domain: [Math.min(0, ...all), Math.max(0, ...all)],
      format: percentText,
      hasGrid: true,
    },
    layers: [
      { kind: "area", name: "closed", points: side(-1), colour: mark, opacity: 0.3 },
      { kind: "area", name: "open: a round gains this much", points: side(1), colour: series[0] },
      { kind: "rule", at: { y: 0 }, colour: soft },
      { kind: "line", points: gains.map(({ x, gain }) => [x, gain]), colour: ink, width: 1.4 },
      ...restingStates(resting, palette, () => 0),
    ],
  };
}

/** States where learning rests: open where a small push is enough to leave them. */
function restingStates(
  resting: DensityOutput["resting"],
  { ink }: Palette,
  heightOf: (state: DensityOutput["resting"][number]) => number,
): Layer[] {
  const states = (stable: boolean) =>
    resting
      .filter((state) => state.stable === stable)
      .map((state) => ({ x: state.edgeUnlearned, y: heightOf(state) }));
  return [
    {
      kind: "dots",
      ...(states(false).length > 0 && { name: "unstable: a small push moves it on" }),
      points: states(false),
      colour: ink,
      radius: 4,
      isOpen: true,
    },
    { kind: "dots", name: "stable: learning rests here", points: states(true), colour: ink, radius: 4 },
  ];
}
