import { type Chart as ChartData, type Layer, type NumberAxis, type Pair, twoSided95 } from "@onset/charts";
import { type FactWords, facts } from "@onset/core/report";
import type { JSX } from "preact";
import { Chart, useDrawn } from "../../figures/chart.js";
import { lineOf, pointsOf, type Read, readSeries } from "../../figures/reading.js";
import { type Fact, Facts, numberFact, sampleFact, waitingFacts } from "../../parts/facts.js";
import { count, digits } from "../../parts/format.js";
import type { Palette } from "../../parts/theme.js";
import { ratioAxis } from "../common-parameters.js";
import type { BodyProps } from "../view.js";
import type { ErrorsOutput, Point, SimulatedError } from "./compute.js";
import type { ErrorsValues, errorsParameters } from "./parameters.js";

type Props = BodyProps<typeof errorsParameters, ErrorsOutput>;

export function ErrorsBody({ values, set, output }: Props): JSX.Element {
  const { ratio } = values;
  const uniform = useDrawn(output, (found, palette) => uniformChart(found, ratio, palette), uniformRead, [
    ratio,
  ]);
  const zipf = useDrawn(output, (found, palette) => zipfChart(found, ratio, palette), zipfRead, [ratio]);
  const budget = useDrawn(output, budgetChart, budgetRead);
  const point = (x: number, ended: boolean): void =>
    set({ ratio: Math.max(0.01, Number(x.toPrecision(3))) }, ended);
  return (
    <>
      <Facts facts={factsOf(values, output)} />
      <div class="pair">
        <Chart
          name="uniform"
          title="Equally popular skills: exponential"
          label="The text error against texts per skill, on a logarithmic scale: above the threshold a straight line."
          height={300}
          {...uniform}
          table="theory"
          onPoint={point}
        />
        <Chart
          name="zipf"
          title={`Zipf popularity: power law, exponent ${output === null ? "…" : digits(output.zipf.decay, 3)}`}
          label="The text error against texts per skill, both on logarithmic scales: a straight line until the rarest skills have appeared."
          height={300}
          {...zipf}
          table="zipf"
          onPoint={point}
        />
      </div>
      <Chart
        name="budget"
        title={`What a budget of ${scientific(values.budget)} brings`}
        label={output === null ? "" : `Most is learned with ${count(output.best.skills)} skills.`}
        height={240}
        {...budget}
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

const zipf: FactWords = { ...facts.learned, label: `${facts.learned.label} with Zipf popularity` };
const bestSkills: FactWords = { label: "best number of skills", note: "", format: count };

function factsOf({ exponent }: ErrorsValues, output: ErrorsOutput | null): Fact[] {
  if (output === null) return waitingFacts(facts.textError, facts.learned, zipf, bestSkills);
  const { here, zipfLearned, best } = output;
  const asymptote = `c exp(−cR) = ${facts.textError.format(here.asymptote)}`;
  return [
    numberFact(facts.textError, "textError", here.textError, `${facts.textError.note}; ${asymptote}`),
    numberFact(facts.learned, "learned", here.learned, "equally popular skills"),
    sampleFact(zipf, "zipfLearned", zipfLearned, `weight s to the power of −${exponent}`),
    numberFact(
      bestSkills,
      "bestSkills",
      best.skills,
      `${count(best.texts)} texts, R = ${facts.ratio.format(best.ratio)}`,
    ),
  ];
}

const errorText = facts.textError.format;
const atRatio = (x: number): string => `R = ${digits(x, 3)}`;

function errorsRead(
  theory: readonly Point[],
  simulated: readonly SimulatedError[],
  popularity: string,
): Read {
  const own = simulated.filter((each) => each.popularity === popularity);
  return readSeries(atRatio, [
    lineOf(`${facts.textError.label} ${facts.theory.label}`, theory, ({ x, y }) => [x, y], errorText),
    pointsOf("simulated", own, ({ ratio, error }) => [ratio, error], errorText),
  ]);
}

const uniformRead = ({ uniform, simulated }: ErrorsOutput): Read =>
  errorsRead(uniform.theory, simulated, "uniform");
const zipfRead = ({ zipf, simulated }: ErrorsOutput): Read => errorsRead(zipf.theory, simulated, "zipf");

function budgetRead({ spent }: ErrorsOutput): Read {
  // Budgets are listed from the most skills to the fewest.
  const up = [...spent].sort((a, b) => a.skills - b.skills);
  const rounded = (y: number): string => count(Math.round(y));
  return readSeries(
    (x) => `${rounded(x)} skills aimed at`,
    [lineOf("learned", up, ({ skills, learned }) => [skills, learned], rounded)],
  );
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
  label: facts.textError.label,
  scale: "log",
  domain: [floor, 1],
  hasGrid: true,
});

function uniformChart(output: ErrorsOutput, ratio: number, { series, mark, soft, ink }: Palette): ChartData {
  const { uniform, lastRatio, threshold } = output;
  const floor = Math.max(1e-12, uniform.theory[uniform.theory.length - 1].y);
  return {
    x: { label: ratioAxis, domain: [0, lastRatio] },
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
  const floor = Math.max(1e-6, theory[theory.length - 1].y / 2);
  return {
    x: { label: ratioAxis, scale: "log", domain: [theory[0].x, theory[theory.length - 1].x] },
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
    x: { label: "skills aimed at", scale: "log", domain: [spent[spent.length - 1].skills, spent[0].skills] },
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
