import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { type Read, readSeries } from "../../figures/reading.js";
import { logTicks, tickText, wholeTicks } from "../../figures/ticks.js";
import { type Fact, Facts } from "../../parts/facts.js";
import { count, digits, percent } from "../../parts/format.js";
import { twoSided95 } from "../../parts/numbers.js";
import type { Palette } from "../../parts/theme.js";
import type { BodyProps } from "../view.js";
import type { ErrorsOutput, SimulatedError } from "./compute.js";
import type { ErrorsValues, errorsParameters } from "./parameters.js";

type Props = BodyProps<typeof errorsParameters, ErrorsOutput>;

export function ErrorsBody({ values, set, output }: Props): JSX.Element {
  const { ratio } = values;
  const drawUniform = useCallback<Draw>(
    (plot, frame) => uniformChart(output!, ratio, plot, frame),
    [output, ratio],
  );
  const drawZipf = useCallback<Draw>(
    (plot, frame) => zipfChart(output!, ratio, plot, frame),
    [output, ratio],
  );
  const drawBudget = useCallback<Draw>((plot, frame) => budgetChart(output!, plot, frame), [output]);
  const [readUniform, readZipf, readBudget] = useMemo(
    () => (output === null ? [null, null, null] : readsOf(output)),
    [output],
  );
  const point = (x: number, ended: boolean): void =>
    set({ ratio: Math.max(0.01, Number(x.toPrecision(3))) }, ended);
  return (
    <>
      <Facts facts={factsOf(values, output)} />
      <div class="pair">
        <Chart
          name="uniform"
          title="Equally popular skills: exponential"
          label="The error on new texts against texts per skill, on a logarithmic scale: above the threshold a straight line."
          height={300}
          draw={output && drawUniform}
          read={readUniform}
          table="theory"
          onPoint={point}
          legend={(palette) => [
            { label: "theory", colour: palette.series[0], mark: "line" },
            { label: "c exp(−cR)", colour: palette.soft, mark: "dashed" },
            { label: "simulated, 95% interval", colour: palette.ink, mark: "dot" },
          ]}
        />
        <Chart
          name="zipf"
          title={`Zipf popularity: power law, exponent ${output === null ? "…" : digits(output.zipf.decay, 3)}`}
          label="The error on new texts against texts per skill, both on logarithmic scales: a straight line until the rarest skills have appeared."
          height={300}
          draw={output && drawZipf}
          read={readZipf}
          table="zipf"
          onPoint={point}
          legend={(palette) => [
            { label: "theory", colour: palette.series[0], mark: "line" },
            { label: "R^−(1 − 1/a)", colour: palette.soft, mark: "dashed" },
            { label: "simulated, 95% interval", colour: palette.ink, mark: "dot" },
          ]}
        />
      </div>
      <Chart
        name="budget"
        title={`What a budget of ${scientific(values.budget)} brings`}
        label={output === null ? "" : `Most is learned with ${count(output.best.skills)} skills.`}
        height={240}
        draw={output && drawBudget}
        read={readBudget}
        table="budget"
        legend={(palette) => [
          { label: "skills learned, expected", colour: palette.series[0], mark: "line" },
          { label: "all skills aimed at", colour: palette.soft, mark: "dashed" },
          { label: "best", colour: palette.mark, mark: "point" },
        ]}
      />
    </>
  );
}

/** 10^8, 2.5 · 10^9 */
function scientific(value: number): string {
  const [mantissa, exponent] = value.toExponential().split("e+");
  const power = [...exponent].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
  return mantissa === "1" ? `10${power}` : `${mantissa} · 10${power}`;
}

function factsOf({ ratio, exponent }: ErrorsValues, output: ErrorsOutput | null): Fact[] {
  if (output === null) {
    return ["Error on new texts", "Learned", "Learned, Zipf", "Best number of skills"].map((label) => ({
      label,
      value: "…",
    }));
  }
  const { here, zipfLearned, best } = output;
  return [
    {
      label: `Error on new texts at R = ${digits(ratio)}`,
      name: "textError",
      value: here.textError < 0.01 ? digits(here.textError, 3) : percent(here.textError),
      exact: here.textError,
      note: `c exp(−cR) = ${digits(here.asymptote, 3)}`,
    },
    {
      label: "Learned",
      name: "learned",
      value: percent(here.learned),
      exact: here.learned,
      note: "equally popular skills",
    },
    {
      label: "Learned with Zipf popularity",
      name: "zipfLearned",
      value: zipfLearned === null ? "…" : percent(zipfLearned.mean),
      exact: zipfLearned?.mean,
      note:
        zipfLearned === null
          ? `weight s to the power of −${exponent}`
          : `± ${(100 * zipfLearned.standardError).toFixed(2)}% in ${count(zipfLearned.trials)} trials`,
    },
    {
      label: "Best number of skills",
      name: "bestSkills",
      value: count(best.skills),
      exact: best.skills,
      note: `${count(best.texts)} texts, R = ${digits(best.ratio, 4)}`,
    },
  ];
}

function readsOf({ uniform, zipf, simulated, spent }: ErrorsOutput): [Read, Read, Read] {
  const error = (y: number): string => (y < 0.01 ? digits(y, 3) : percent(y));
  const line = (label: string, points: readonly { x: number; y: number }[]) =>
    ({ label, x: points.map(({ x }) => x), y: points.map(({ y }) => y), text: error, kind: "line" }) as const;
  const dots = (popularity: string) => {
    const own = simulated.filter((each) => each.popularity === popularity);
    return {
      label: "simulated",
      x: own.map(({ ratio }) => ratio),
      y: own.map((each) => each.error),
      text: error,
      kind: "points",
    } as const;
  };
  const atRatio = (x: number): string => `R = ${digits(x, 3)}`;
  // Budgets are listed from the most skills to the fewest.
  const up = [...spent].sort((a, b) => a.skills - b.skills);
  return [
    readSeries(atRatio, [line("error by theory", uniform.theory), dots("uniform")]),
    readSeries(atRatio, [line("error by theory", zipf.theory), dots("zipf")]),
    readSeries(
      (x) => `${count(Math.round(x))} skills aimed at`,
      [
        {
          label: "learned",
          x: up.map(({ skills }) => skills),
          y: up.map(({ learned }) => learned),
          text: (y) => count(Math.round(y)),
          kind: "line",
        },
      ],
    ),
  ];
}

function errorMarks(
  dots: readonly SimulatedError[],
  plot: Parameters<Draw>[0],
  palette: Palette,
  floor: number,
): import("@observablehq/plot").Markish[] {
  const low = (d: SimulatedError): number => Math.max(floor, d.error - twoSided95 * d.standardError);
  const high = (d: SimulatedError): number => Math.min(1, d.error + twoSided95 * d.standardError);
  const shown = dots.filter((d) => d.error > floor);
  return [
    plot.ruleX(shown, { x: "ratio", y1: low, y2: high, stroke: palette.ink, strokeWidth: 1.2, clip: true }),
    plot.dot(shown, { x: "ratio", y: "error", r: 2.6, fill: palette.ink }),
  ];
}

function uniformChart(
  { uniform, simulated, lastRatio, threshold }: ErrorsOutput,
  ratio: number,
  plot: Parameters<Draw>[0],
  { palette }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const floor = Math.max(1e-12, uniform.theory.at(-1)!.y);
  const line = { x: "x", y: "y", clip: true } as const;
  const ticks = logTicks(floor, 1);
  return {
    x: { label: "texts per skill, R →", domain: [0, lastRatio], ticks: 6 },
    y: {
      type: "log",
      label: "↑ error on new texts",
      domain: [floor, 1],
      ticks,
      tickFormat: tickText,
      grid: true,
    },
    marks: [
      ...(threshold === null
        ? []
        : [plot.ruleX([threshold], { stroke: palette.mark, strokeDasharray: "4 3" })]),
      plot.line(uniform.asymptote, { ...line, stroke: palette.soft, strokeDasharray: "5 4" }),
      plot.line(uniform.theory, { ...line, stroke: palette.series[0], strokeWidth: 2.4 }),
      ...errorMarks(
        simulated.filter((d) => d.popularity === "uniform"),
        plot,
        palette,
        floor,
      ),
      plot.ruleX([ratio], { stroke: palette.ink }),
    ],
  };
}

function zipfChart(
  { zipf, simulated }: ErrorsOutput,
  ratio: number,
  plot: Parameters<Draw>[0],
  { palette }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const first = zipf.theory[0].x;
  const last = zipf.theory.at(-1)!.x;
  const floor = Math.max(1e-6, zipf.theory.at(-1)!.y / 2);
  const line = { x: "x", y: "y", clip: true } as const;
  return {
    x: {
      type: "log",
      label: "texts per skill, R →",
      domain: [first, last],
      ticks: logTicks(first, last),
      tickFormat: tickText,
    },
    y: {
      type: "log",
      label: "↑ error on new texts",
      domain: [floor, 1],
      ticks: logTicks(floor, 1),
      tickFormat: tickText,
      grid: true,
    },
    marks: [
      plot.line(zipf.law, { ...line, stroke: palette.soft, strokeDasharray: "5 4", strokeWidth: 1.5 }),
      plot.line(zipf.theory, { ...line, stroke: palette.series[0], strokeWidth: 2.4 }),
      ...errorMarks(
        simulated.filter((d) => d.popularity === "zipf"),
        plot,
        palette,
        floor,
      ),
      ...(ratio >= first && ratio <= last ? [plot.ruleX([ratio], { stroke: palette.ink })] : []),
    ],
  };
}

function budgetChart(
  { spent, best }: ErrorsOutput,
  plot: Parameters<Draw>[0],
  { palette }: Parameters<Draw>[1],
): ReturnType<Draw> {
  const [low, high] = [spent.at(-1)!.skills, spent[0].skills];
  const top = 1.25 * best.learned;
  return {
    marginLeft: 64,
    x: {
      type: "log",
      label: "skills aimed at →",
      domain: [low, high],
      ticks: logTicks(low, high),
      tickFormat: tickText,
    },
    y: {
      label: "↑ skills learned",
      domain: [0, top],
      ticks: wholeTicks(0, top, 4),
      tickFormat: tickText,
      grid: true,
    },
    marks: [
      plot.line(spent, {
        x: "skills",
        y: "skills",
        stroke: palette.soft,
        strokeDasharray: "5 4",
        clip: true,
      }),
      plot.line(spent, {
        x: "skills",
        y: "learned",
        stroke: palette.series[0],
        strokeWidth: 2.4,
        clip: true,
      }),
      plot.ruleX([best.skills], { stroke: palette.mark, strokeDasharray: "4 3" }),
      plot.dot([best], { x: "skills", y: "learned", r: 5, fill: palette.mark }),
      plot.ruleY([0], { stroke: palette.soft }),
    ],
  };
}
