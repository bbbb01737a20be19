import type { Chart, Layer } from "@onset/charts";
import { columnHeaders } from "@onset/core/report";
import { lineOf, type Read, readSeries } from "../../figures/reading.js";
import { count } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import type { CorpusResult } from "./compute.js";

export function roundsChart({ summary }: CorpusResult, { series }: Palette): Chart {
  const { perRound } = summary.learned;
  return {
    x: { label: "round", domain: [0.5, Math.max(1, perRound.length) + 0.5], isWhole: true },
    y: { label: "skills learned", domain: [0, Math.max(1, ...perRound)], isWhole: true, hasGrid: true },
    layers: [{ kind: "bars", values: perRound, first: 1, colour: series[0] }],
  };
}

export function curveChart({ summary, curve }: CorpusResult, known: number, { series, ink }: Palette): Chart {
  const learned = summary.learned.skills;
  const points = curve ?? [];
  const last = points[points.length - 1]?.known ?? 0;
  const isRight = known > last / 2;
  const most = Math.max(1, ...points.map((point) => point.skills));
  // The words stand where the curve is not: beside the point, towards the middle, and on the other side of the curve.
  const reach = last / 4;
  const beside = points.filter((point) =>
    isRight
      ? point.known <= known && point.known >= known - reach
      : point.known >= known && point.known <= known + reach,
  );
  const isBelow = learned > 0.15 * most && beside.some((point) => point.skills > learned + 0.02 * most);
  const here: readonly Layer[] =
    known !== summary.learner.known || known > last
      ? []
      : [
          { kind: "dots", points: [{ x: known, y: learned }], colour: ink, radius: 4 },
          {
            kind: "text",
            x: known,
            y: learned,
            text: `${count(known)} known: ${count(learned)}`,
            colour: ink,
            anchor: isRight ? "end" : "start",
            dx: isRight ? -8 : 8,
            dy: isBelow ? 15 : -11,
            isBold: true,
          },
        ];
  return {
    x: {
      label: `most frequent skills ${columnHeaders.known}`,
      domain: [0, Math.max(1, last)],
      isWhole: true,
    },
    // Words above the highest point stay clear of the name of the axis.
    y: { label: "skills learned", domain: [0, 1.12 * most], isWhole: true, hasGrid: true },
    layers: [
      { kind: "line", points: points.map(({ known, skills }) => [known, skills]), colour: series[0] },
      {
        kind: "dots",
        points: points.map(({ known, skills }) => ({ x: known, y: skills })),
        colour: series[0],
        radius: 2,
      },
      { kind: "rule", at: { x: known }, colour: ink },
      ...here,
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
  return readSeries(
    (x) => `${count(Math.round(x))} known`,
    [
      lineOf(
        columnHeaders.beyond,
        curve ?? [],
        ({ known, skills }) => [known, skills],
        (y) => count(Math.round(y)),
      ),
    ],
  );
}
