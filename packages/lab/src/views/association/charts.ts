import { type Chart, type Pair, percentText } from "@onset/charts";
import { facts } from "@onset/core/report";
import { lineOf, type Read, readSeries } from "../../figures/reading.js";
import { count, digits, percent } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import { ratioAxis } from "../common-parameters.js";
import type { AssociationOutput } from "./compute.js";

/** The giant component when a random part of the learned skills is taken. */
export function percolationChart(
  { percolation, part, learned, predicted, skillCount }: AssociationOutput,
  occupied: number,
  { series, mark, soft, ink }: Palette,
): Chart {
  const ofLearned = (share: number): number => (learned === 0 ? 0 : (share * skillCount) / learned);
  const ring = (name: string, share: number, colour: string) =>
    ({
      kind: "dots",
      name,
      points: [{ x: 1, y: ofLearned(share) }],
      colour,
      radius: 5,
      isOpen: true,
    }) as const;
  const theory =
    predicted === null
      ? []
      : [
          ring(facts.independentGiant.note, predicted.independent, mark),
          ring(facts.predictedGiant.note, predicted.giant, series[0]),
        ];
  return {
    x: { label: "share of the learned skills taken", domain: [0, 1], format: percentText },
    y: {
      label: facts.giant.label,
      domain: [0, Math.max(1, ...theory.map(({ points: [{ y }] }) => y))],
      format: percentText,
      hasGrid: true,
    },
    layers: [
      {
        kind: "line",
        name: "if all of them hung together",
        points: [
          [0, 0],
          [1, 1],
        ],
        colour: soft,
        isDashed: true,
        width: 1.5,
      },
      {
        kind: "line",
        name: "this corpus, mean of ten random orders",
        points: percolation.map(({ occupied, giant }) => [occupied, giant]),
        colour: series[0],
      },
      ...theory,
      { kind: "rule", at: { x: occupied }, colour: ink },
      {
        kind: "dots",
        points: learned === 0 ? [] : [{ x: part.taken / learned, y: part.giant / learned }],
        colour: ink,
        radius: 4,
      },
    ],
  };
}

/** Learned skills and the giant component against texts a skill. */
export function ratioChart(
  { curve, learned, giant, skillCount }: AssociationOutput,
  ratio: number,
  { series, mark, soft, ink }: Palette,
): Chart {
  const points = curve ?? [];
  const line = (y: "learned" | "giant" | "independent"): Pair[] =>
    points.map((point) => [point.ratio, point[y]]);
  return {
    x: { label: ratioAxis, domain: [0, points[points.length - 1]?.ratio ?? 0] },
    y: { label: "share of all skills", domain: [0, 1], format: percentText, hasGrid: true },
    layers: [
      { kind: "line", name: facts.learned.label, points: line("learned"), colour: soft, width: 1.5 },
      {
        kind: "line",
        name: facts.independentGiant.note,
        points: line("independent"),
        colour: mark,
        width: 1.5,
        isDashed: true,
      },
      {
        kind: "line",
        name: `${facts.giant.label}, exact`,
        points: line("giant"),
        colour: series[0],
        width: 2.4,
      },
      { kind: "rule", at: { x: ratio }, colour: ink },
      { kind: "dots", points: [{ x: ratio, y: learned / skillCount }], colour: soft, radius: 4 },
      {
        kind: "dots",
        name: "this corpus",
        points: [{ x: ratio, y: giant / skillCount }],
        colour: ink,
        radius: 4,
      },
    ],
  };
}

export function percolationRead({ percolation, learned }: AssociationOutput): Read {
  return readSeries(
    (x) => `${percent(x)} taken (${count(Math.round(x * learned))} skills)`,
    [lineOf(facts.giant.label, percolation, ({ occupied, giant }) => [occupied, giant])],
  );
}

export function ratioRead({ curve }: AssociationOutput): Read {
  const points = curve ?? [];
  return readSeries(
    (at) => `R = ${digits(at, 3)}`,
    [
      lineOf(facts.learned.label, points, ({ ratio, learned }) => [ratio, learned]),
      lineOf(facts.giant.label, points, ({ ratio, giant }) => [ratio, giant]),
      lineOf(facts.independentGiant.label, points, ({ ratio, independent }) => [ratio, independent]),
    ],
  );
}
