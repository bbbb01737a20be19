import type { Draw } from "../../figures/chart.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { wholeTicks } from "../../figures/ticks.js";
import { count } from "../../parts/format.js";
import type { CorpusResult } from "./compute.js";

type Plot = Parameters<Draw>[0];
type Frame = Parameters<Draw>[1];

export function roundsChart(
  { summary }: CorpusResult,
  plot: Plot,
  { palette, narrow, width }: Frame,
): ReturnType<Draw> {
  const rows = summary.learned.perRound.map((learned, i) => ({ round: i + 1, learned }));
  const most = Math.max(1, ...summary.learned.perRound);
  // Bars that are too thin to be told apart are an area.
  const bar = (width - 60) / Math.max(1, rows.length);
  return {
    x: {
      label: "round →",
      domain: [0.5, Math.max(1, rows.length) + 0.5],
      ticks: wholeTicks(1, rows.length, narrow ? 5 : 10),
      tickFormat: count,
    },
    y: {
      label: "↑ skills learned",
      grid: true,
      domain: [0, most],
      ticks: wholeTicks(0, most, 4),
      tickFormat: count,
    },
    marginLeft: 54,
    marks: [
      bar > 2
        ? plot.rectY(rows, {
            x1: (d) => d.round - 0.4,
            x2: (d) => d.round + 0.4,
            y: "learned",
            fill: palette.series[0],
          })
        : plot.areaY(rows, { x: "round", y: "learned", fill: palette.series[0] }),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}

export function curveChart(
  { summary, curve }: CorpusResult,
  known: number,
  plot: Plot,
  { palette, narrow }: Frame,
): ReturnType<Draw> {
  const learned = summary.learned.skills;
  const atKnown = summary.learner.known;
  const points = curve!;
  const last = points.at(-1)!.known;
  const right = known > last / 2;
  const most = Math.max(1, ...points.map((point) => point.skills));
  // The words stand where the curve is not: beside the point, towards the middle, and on the other side of the curve.
  const reach = last / 4;
  const beside = points.filter((point) =>
    right
      ? point.known <= known && point.known >= known - reach
      : point.known >= known && point.known <= known + reach,
  );
  const isBelow = learned > 0.15 * most && beside.some((point) => point.skills > learned + 0.02 * most);
  return {
    x: {
      label: "most frequent skills known from the start →",
      domain: [0, Math.max(1, last)],
      ticks: wholeTicks(0, Math.max(1, last), narrow ? 4 : 10),
      tickFormat: count,
    },
    y: {
      label: "↑ skills learned",
      grid: true,
      // Words above the highest point stay clear of the name of the axis.
      domain: [0, 1.12 * most],
      ticks: wholeTicks(0, most, 4),
      tickFormat: count,
    },
    marginLeft: 54,
    marks: [
      plot.line(points, { x: "known", y: "skills", stroke: palette.series[0], strokeWidth: 2.2 }),
      plot.dot(points, { x: "known", y: "skills", fill: palette.series[0], r: 2 }),
      ...(known <= last ? [plot.ruleX([known], { stroke: palette.ink })] : []),
      ...(known === atKnown && known <= last
        ? [
            plot.dot([{ x: known, y: learned }], { x: "x", y: "y", fill: palette.ink, r: 4 }),
            plot.text([{ x: known, y: learned }], {
              x: "x",
              y: "y",
              text: () => `${count(known)} known: ${count(learned)}`,
              textAnchor: right ? "end" : "start",
              dx: right ? -8 : 8,
              dy: isBelow ? 15 : -11,
              fill: palette.ink,
              stroke: palette.ground,
              strokeWidth: 4,
              fontWeight: 600,
            }),
          ]
        : []),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}

export function roundsRead({ summary }: CorpusResult): Read {
  const { perRound } = summary.learned;
  return (x) => {
    const round = Math.min(perRound.length, Math.max(1, Math.round(x)));
    const learned = perRound[round - 1];
    return learned === undefined
      ? null
      : { text: `round ${round} · ${count(learned)} skills learned`, x: round };
  };
}

export function curveRead({ curve }: CorpusResult): Read {
  const points = curve ?? [];
  return readSeries(
    (x) => `${count(Math.round(x))} known`,
    [
      {
        label: "learned beyond them",
        x: points.map((point) => point.known),
        y: points.map((point) => point.skills),
        text: (y) => count(Math.round(y)),
        kind: "line",
      },
    ],
  );
}
