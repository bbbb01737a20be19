import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import { Chart, type Draw } from "../../charts/chart.js";
import { Legend, type LegendEntry } from "../../charts/legend.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { count, digits, percent } from "../../parts/format.js";
import { twoSided95 } from "../../parts/numbers.js";
import { type Palette, usePalette } from "../../parts/theme.js";
import type { BodyProps } from "../view.js";
import type { EmergenceOutput, SimulatedPoint } from "./compute.js";
import { type EmergenceValues, type emergenceParameters, zoom } from "./parameters.js";

type Props = BodyProps<typeof emergenceParameters, EmergenceOutput>;

export function EmergenceBody({ values, set, output }: Props): JSX.Element {
  const palette = usePalette();
  const { ratio } = values;
  const drawLearned = useCallback<Draw>(
    (plot, frame) => learnedChart(output!, ratio, plot, frame),
    [output, ratio],
  );
  const drawChances = useCallback<Draw>(
    (plot, frame) => chancesChart(output!, ratio, plot, frame),
    [output, ratio],
  );
  const point = (x: number, ended: boolean): void =>
    set({ ratio: Math.max(0.01, Number(x.toPrecision(4))) }, ended);
  const stale = output !== null && !sameCurve(output.values, values);
  return (
    <div class={stale ? "stale" : ""}>
      <Facts facts={factsOf(values, output)} />
      <Chart
        title="Skills learned against texts per skill"
        label={labelOf(values, output)}
        height={340}
        draw={output === null ? null : drawLearned}
        onPoint={point}
      >
        {output !== null && <Legend entries={legendOf(output, palette)} />}
      </Chart>
      {output?.chances !== null && (
        <Chart
          title={`Chance that skills emerge, near the threshold, n = ${count(values.skills)}`}
          label="The share of random corpora that emerge: theory's line and simulated points with 95% intervals."
          height={220}
          draw={output === null ? null : drawChances}
          onPoint={point}
        />
      )}
    </div>
  );
}

function sameCurve(a: EmergenceValues, b: EmergenceValues): boolean {
  return a.mean === b.mean && a.maxUnlearned === b.maxUnlearned && a.skills === b.skills && a.seed === b.seed;
}

function factsOf(values: EmergenceValues, output: EmergenceOutput | null): Fact[] {
  const threshold = output?.threshold ?? null;
  const here = output?.here?.ratio === values.ratio ? output.here : null;
  const waiting = "…";
  return [
    {
      label: "Threshold R*",
      name: "threshold",
      value: output === null ? waiting : threshold === null ? "none" : digits(threshold.ratio, 5),
      exact: threshold?.ratio,
      note:
        output === null
          ? ""
          : threshold === null
            ? "learning is gradual"
            : `learned ${percent(threshold.before)} before, ${percent(threshold.after)} after`,
    },
    {
      label: `Learned at R = ${digits(values.ratio)}`,
      name: "learned",
      value: here === null ? waiting : percent(here.learned),
      exact: here?.learned,
      note:
        here === null ? "" : `± ${(100 * here.standardError).toFixed(2)}% in ${count(here.trials)} corpora`,
    },
    {
      label: "Theory, n → ∞",
      name: "theory",
      value: here === null ? waiting : percent(here.theoryLearned),
      exact: here?.theoryLearned,
      note: "density evolution",
    },
    {
      label: "Corpora that emerge",
      name: "emerged",
      value: here === null ? waiting : here.emerged === null ? "–" : `${here.emerged} of ${here.trials}`,
      exact: here?.emerged,
      note: here?.theoryEmerged == null ? "" : `finite-size law: ${percent(here.theoryEmerged)}`,
    },
  ];
}

function labelOf(values: EmergenceValues, output: EmergenceOutput | null): string {
  if (output === null) return "";
  if (output.threshold === null) return "Learning rises gradually.";
  const { ratio, before, after } = output.threshold;
  return `With c = ${values.mean} the learned share jumps from ${percent(before)} to ${percent(after)} at ${digits(ratio, 4)} texts per skill.`;
}

function legendOf(output: EmergenceOutput, palette: Palette): LegendEntry[] {
  const [main] = palette.series;
  const others = output.lines.filter((line) => !line.main);
  return [
    { label: "theory, infinitely many skills", colour: main, mark: "line" },
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

function learnedChart(
  { lines, points, here, range, threshold, window, path }: EmergenceOutput,
  ratio: number,
  plot: Parameters<Draw>[0],
  { palette, narrow }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const [main] = palette.series;
  const low = (p: SimulatedPoint): number => Math.max(0, p.learned - twoSided95 * p.standardError);
  const high = (p: SimulatedPoint): number => Math.min(1, p.learned + twoSided95 * p.standardError);
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
  const dots = [...points, ...(here === null ? [] : [here])];
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
      plot.ruleX(dots, { x: "ratio", y1: low, y2: high, stroke: palette.ink, strokeWidth: 1.2 }),
      plot.dot(dots, { x: "ratio", y: "learned", fill: palette.ink, r: 2.6 }),
      plot.ruleX([ratio], { stroke: palette.ink, strokeWidth: 1 }),
      plot.text([{ x: ratio }], {
        x: "x",
        frameAnchor: "top",
        text: () => `R = ${digits(ratio)}`,
        fill: palette.ink,
        dy: -14,
        fontWeight: 600,
      }),
      ...(threshold === null || Math.abs(threshold.ratio - ratio) < 0.09 * range[1]
        ? []
        : [
            plot.text([threshold.ratio], {
              x: (x: number) => x,
              frameAnchor: "top",
              text: () => "threshold",
              fill: palette.mark,
              dy: -14,
            }),
          ]),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}

function chancesChart(
  { chances, points, here, threshold, window }: EmergenceOutput,
  ratio: number,
  plot: Parameters<Draw>[0],
  { palette, narrow }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const [first, last] = zoom.map((factor) => factor * threshold!.ratio) as [number, number];
  const inside = (x: number): boolean => x >= first && x <= last;
  const dots = [...points, ...(here === null ? [] : [here])].filter(
    (p) => p.emergedShare !== null && inside(p.ratio),
  );
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
      ...(inside(ratio) ? [plot.ruleX([ratio], { stroke: palette.ink, strokeWidth: 1 })] : []),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}
