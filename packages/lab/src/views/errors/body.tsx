import type { Chart as ChartData, Layer, NumberAxis, Pair } from "@onset/charts";
import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import { Chart, type Draw } from "../../figures/chart.js";
import { type Read, readSeries } from "../../figures/reading.js";
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
  const drawUniform = useCallback<Draw>((palette) => uniformChart(output!, ratio, palette), [output, ratio]);
  const drawZipf = useCallback<Draw>((palette) => zipfChart(output!, ratio, palette), [output, ratio]);
  const drawBudget = useCallback<Draw>((palette) => budgetChart(output!, palette), [output]);
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

function simulatedDots(
  { simulated }: ErrorsOutput,
  popularity: SimulatedError["popularity"],
  colour: string,
  floor: number,
): Layer {
  return {
    kind: "dots",
    name: "simulated, 95% interval",
    points: simulated
      .filter((each) => each.popularity === popularity && each.error > floor)
      .map(({ ratio, error, standardError }) => ({
        x: ratio,
        y: error,
        low: Math.max(floor, error - twoSided95 * standardError),
        high: Math.min(1, error + twoSided95 * standardError),
      })),
    colour,
  };
}

const places = (points: readonly { readonly x: number; readonly y: number }[]): Pair[] =>
  points.map(({ x, y }) => [x, y]);

const errorAxis = (floor: number): NumberAxis => ({
  label: "error on new texts",
  scale: "log",
  domain: [floor, 1],
  hasGrid: true,
});

function uniformChart(output: ErrorsOutput, ratio: number, { series, mark, soft, ink }: Palette): ChartData {
  const { uniform, lastRatio, threshold } = output;
  const floor = Math.max(1e-12, uniform.theory.at(-1)!.y);
  return {
    x: { label: "texts per skill, R", domain: [0, lastRatio] },
    y: errorAxis(floor),
    layers: [
      ...(threshold === null
        ? []
        : [{ kind: "rule", at: { x: threshold }, colour: mark, isDashed: true } as const]),
      {
        kind: "line",
        name: "c exp(−cR)",
        points: places(uniform.asymptote),
        colour: soft,
        width: 1.5,
        isDashed: true,
      },
      { kind: "line", name: "theory", points: places(uniform.theory), colour: series[0], width: 2.4 },
      simulatedDots(output, "uniform", ink, floor),
      { kind: "rule", at: { x: ratio }, colour: ink },
    ],
  };
}

function zipfChart(output: ErrorsOutput, ratio: number, { series, soft, ink }: Palette): ChartData {
  const { theory, law } = output.zipf;
  const floor = Math.max(1e-6, theory.at(-1)!.y / 2);
  return {
    x: { label: "texts per skill, R", scale: "log", domain: [theory[0].x, theory.at(-1)!.x] },
    y: errorAxis(floor),
    layers: [
      { kind: "line", name: "R^−(1 − 1/a)", points: places(law), colour: soft, width: 1.5, isDashed: true },
      { kind: "line", name: "theory", points: places(theory), colour: series[0], width: 2.4 },
      simulatedDots(output, "zipf", ink, floor),
      { kind: "rule", at: { x: ratio }, colour: ink },
    ],
  };
}

function budgetChart({ spent, best }: ErrorsOutput, { series, mark, soft }: Palette): ChartData {
  return {
    x: { label: "skills aimed at", scale: "log", domain: [spent.at(-1)!.skills, spent[0].skills] },
    y: { label: "skills learned", domain: [0, 1.25 * best.learned], isWhole: true, hasGrid: true },
    layers: [
      {
        kind: "line",
        name: "all skills aimed at",
        points: spent.map(({ skills }) => [skills, skills]),
        colour: soft,
        width: 1.5,
        isDashed: true,
      },
      { kind: "rule", at: { x: best.skills }, colour: mark, isDashed: true },
      { kind: "dots", name: "best", points: [{ x: best.skills, y: best.learned }], colour: mark, radius: 5 },
      {
        kind: "line",
        name: "skills learned, expected",
        points: spent.map(({ skills, learned }) => [skills, learned]),
        colour: series[0],
        width: 2.4,
      },
    ],
  };
}
