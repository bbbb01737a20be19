import { readFileSync } from "node:fs";
import { exp, log, power, stream } from "@onset/core/base";
import { fitScalingLaw, type ScalingFit } from "@onset/core/theory";
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../../errors.js";
import type { Figure, Point } from "../../figures/figure.js";
import { addPlotOption, type PlotOptions, plotter } from "../../figures/plot.js";
import { reasonOf } from "../../files/reason.js";
import { integer, oneOf } from "../../options.js";
import { type Origin, originOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";
import pc from "../../terminal/colors.js";
import { plural } from "../../terminal/format.js";
import { sections, theoryLine } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";
import { theorySays } from "../../theory/laws.js";
import {
  type ColumnNames,
  holdsRows,
  type Points,
  type Series,
  seriesOfRows,
  seriesOfTable,
} from "./series.js";

type Options = OutputOptions &
  PlotOptions &
  ColumnNames & {
    readonly kind: "power" | "exponential";
    readonly floor?: true;
    readonly confidence: number;
    readonly resamples: number;
    readonly seed: number;
  };

/** The result of `onset fit` for other programs. */
export type FitReport = {
  readonly schema: "onset/fit@1";
  readonly kind: "power" | "exponential";
  /** The columns that were fitted. */
  readonly x: string;
  readonly y: string;
  /** The coverage of the intervals. */
  readonly confidence: number;
  readonly series: readonly {
    /** What tells it from the others; empty when there is one. */
    readonly name: string;
    readonly points: number;
    /** Points left out because their value is 0. */
    readonly zeros: number;
    /** Whether standard errors weigh the points. */
    readonly weighted: boolean;
    readonly fit: ScalingFit;
  }[];
  readonly provenance: Origin;
};

const description = [
  "Fit a scaling law to measured errors, with intervals - or say why the points do not determine one.",
  "FILE is a table of sizes and errors (.csv: the first two columns, or those named), or rows of onset sweep, of which the unlearned share is fitted. The law is error = floor + prefactor * x^-decay, or * exp(-decay * x); the floor is left out unless asked for. Intervals come from fits to resampled points. Exit code 1 when no series determines a law.",
];

const examples = `
Examples:
  onset fit losses.csv
  onset fit losses.csv --x tokens --y loss --error sd --floor
  onset fit rows.jsonl --kind exponential --plot fit.svg`;

/** `onset fit`: scaling laws of measured errors. */
export function fitCommand(run: Run): Command {
  const command = verbCommand("fit", description, examples)
    .argument("<file>", "table of sizes and errors (.csv), or rows of onset sweep")
    .option("--x <column>", "column of sizes; of rows ratio or skills (default: the first, ratio)")
    .option("--y <column>", "column of errors (default: the second, unlearned)")
    .option("--error <column>", "column of standard errors of the errors")
    .option("--kind <law>", "power or exponential", oneOf(["power", "exponential"] as const), "power")
    .option("--floor", "fit an error that remains, too")
    .option("--confidence <p>", "coverage of the intervals", coverage, 0.95)
    .option("--resamples <n>", "number of resampled fits", integer(20, 1_000_000), 1000)
    .option("--seed <n>", "seed of all random choices", integer(0), 1);
  addOutputOptions(addPlotOption(command, "points and fitted laws"));
  return withJob(command, run, fit);
}

function coverage(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError("Expected a number > 0 and < 1.");
  return value;
}

type Fitted = { readonly series: Series; readonly fit: ScalingFit };

async function fit(
  file: string,
  options: Options,
  { compute, workspace }: RunContext,
): Promise<{ output: string; exitCode: 0 | 1 }> {
  const plot = await plotter(options, workspace.signal, [file]);
  const points = pointsOf(file, options);
  const fitted = compute(() =>
    points.series.map((series, i): Fitted => ({ series, fit: theorySays(() => fitOf(series, i, options)) })),
  );
  await plot.write(() => figureOf(file, points, fitted, options));
  const output = options.json
    ? jsonText(reportOf(points, fitted, options))
    : terminalText(file, points, fitted, options);
  return { output, exitCode: fitted.some((one) => one.fit.identified) ? 0 : 1 };
}

function pointsOf(file: string, options: Options): Points {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`there is no file ${JSON.stringify(file)} that can be read (${reasonOf(error)})`);
  }
  return holdsRows(text) ? seriesOfRows(file, options) : seriesOfTable(text, file, options);
}

function fitOf({ x, y, standardErrors }: Series, number: number, options: Options): ScalingFit {
  const { kind, floor = false, confidence, resamples, seed } = options;
  return fitScalingLaw(x, y, stream(seed, "fit", number), {
    kind,
    floor,
    confidence,
    resamples,
    ...(standardErrors === null ? {} : { standardErrors }),
  });
}

function reportOf({ x, y }: Points, fitted: readonly Fitted[], { kind, confidence }: Options): FitReport {
  return {
    schema: "onset/fit@1",
    kind,
    x,
    y,
    confidence,
    series: fitted.map(({ series, fit }) => ({
      name: series.name,
      points: series.x.length,
      zeros: series.zeros,
      weighted: series.standardErrors !== null,
      fit,
    })),
    provenance: originOf(),
  };
}

const digits = (value: number): string => String(Number(value.toPrecision(4)));

function terminalText(file: string, { x, y }: Points, fitted: readonly Fitted[], options: Options): string {
  const { kind, confidence, floor } = options;
  const form = kind === "power" ? `prefactor * ${x}^-decay` : `prefactor * exp(-decay * ${x})`;
  const parts = fitted.map(({ series, fit }) => {
    const counted = `${plural(series.x.length, "point")}${series.zeros > 0 ? `, ${plural(series.zeros, "point")} at 0 left out` : ""}`;
    const title = theoryLine(
      series.name === "" ? "points" : "series",
      series.name === "" ? counted : `${series.name}: ${counted}`,
    );
    if (!fit.identified) return [title, theoryLine("refused", fit.reason)];
    const line = (name: string, { value, low, high }: { value: number; low: number; high: number }) =>
      theoryLine(
        name,
        `${digits(value)}   ${Number((100 * confidence).toPrecision(4))}%: ${digits(low)} to ${digits(high)}`,
      );
    return [
      title,
      line("decay", fit.decay),
      line("prefactor", fit.prefactor),
      ...(fit.floor === null ? [] : [line("floor", fit.floor)]),
      theoryLine("residual", `${digits(fit.residual)} (root mean square, of the logarithm)`),
    ];
  });
  return sections(
    `${pc.bold("onset fit")} ${file}`,
    [theoryLine("law", `${y} = ${floor ? "floor + " : ""}${form}`)],
    ...parts,
  );
}

const curvePoints = 101;

function figureOf(file: string, { x, y }: Points, fitted: readonly Fitted[], { kind }: Options): Figure {
  const points: Point[] = [];
  for (const { series, fit } of fitted) {
    series.x.forEach((at, i) => {
      const half = 1.96 * (series.standardErrors?.[i] ?? 0);
      const interval = half > 0 ? { low: series.y[i] - half, high: series.y[i] + half } : {};
      points.push({
        panel: "",
        series: series.name,
        witness: "measurement",
        x: at,
        y: series.y[i],
        ...interval,
      });
    });
    if (!fit.identified) continue;
    const [first, last] = [Math.min(...series.x), Math.max(...series.x)];
    for (let i = 0; i < curvePoints; i++) {
      const part = i / (curvePoints - 1);
      const at =
        kind === "power" ? exp(log(first) + part * log(last / first)) : first + part * (last - first);
      const fall = kind === "power" ? power(at, -fit.decay.value) : exp(-fit.decay.value * at);
      const value = (fit.floor?.value ?? 0) + fit.prefactor.value * fall;
      points.push({ panel: "", series: series.name, witness: "theory", x: at, y: value });
    }
  }
  return {
    title: `A scaling law of ${y}`,
    caption: `Points of ${file}; lines: the fitted laws.`,
    x: { label: x, scale: kind === "power" ? "log" : "linear" },
    y: { label: y, scale: "log" },
    points,
  };
}
