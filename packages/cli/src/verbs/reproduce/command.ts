import { join } from "node:path";
import type { Command } from "commander";
import { UsageError } from "../../errors.js";
import { drawFigure } from "../../figures/draw.js";
import type { Axis, Figure, Point } from "../../figures/figure.js";
import type { Content } from "../../files/content.js";
import { csvLine } from "../../files/csv.js";
import { Outputs } from "../../files/outputs.js";
import { integer, positive } from "../../options.js";
import { type Origin, originOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand } from "../../run/verb.js";
import pc from "../../terminal/colors.js";
import { plural } from "../../terminal/format.js";
import { sections } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";
import { version } from "../../version.js";
import { catalogue } from "./catalogue.js";
import type { Recipe } from "./recipe.js";

type Options = OutputOptions & {
  readonly list?: true;
  readonly out: string;
  readonly seed: number;
  readonly effort: number;
};

/** The result of `onset reproduce NAME` for other programs, and its file of JSON. */
export type FigureReport = {
  readonly schema: "onset/reproduce@1";
  readonly figure: string;
  readonly title: string;
  readonly caption: string;
  /** Numbers worth quoting. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Labels of the axes. */
  readonly x: Axis["label"];
  readonly y: Axis["label"];
  readonly points: readonly Point[];
  readonly provenance: Origin & { readonly seed: number };
};

/** The result of `onset reproduce all`. */
export type AllFigures = {
  readonly schema: "onset/reproduce-all@1";
  readonly figures: readonly FigureReport[];
  readonly provenance: Origin;
};

/** The result of `onset reproduce --list`. */
export type FigureList = {
  readonly schema: "onset/reproduce-list@1";
  readonly figures: readonly { readonly name: string; readonly about: string }[];
  readonly provenance: Origin;
};

const description = [
  "Make a figure of the theory with its data: theory as lines, simulation or measurement as points with 95% intervals.",
  "Writes NAME.svg, NAME.csv and NAME.json into a folder. The same seed and effort give the same bytes.",
];

const examples = `
Examples:
  onset reproduce --list
  onset reproduce finite-size --out figures
  onset reproduce all --effort 4`;

/** `onset reproduce`: the figures of the theory. */
export function reproduceCommand(run: Run): Command {
  const command = verbCommand("reproduce", description, examples)
    .argument("[name]", "figure to make, or all")
    .option("--list", "list the figures")
    .option("--out <folder>", "folder for the files", "figures")
    .option("--seed <n>", "seed of all random choices", integer(0), 1)
    .option("--effort <x>", "multiply the number of trials by this", positive, 1);
  addOutputOptions(command);
  return command.action((name: string | undefined, options: Options) =>
    run(options, async (context) => (options.list ? listed(options) : reproduce(name, options, context))),
  );
}

function listed({ json }: Options): string {
  const figures = catalogue.map(({ name, about }) => ({ name, about }));
  if (json) {
    const list: FigureList = {
      schema: "onset/reproduce-list@1",
      figures,
      provenance: originOf(),
    };
    return jsonText(list);
  }
  const width = Math.max(...figures.map(({ name }) => name.length));
  return figures.map(({ name, about }) => `${pc.cyan(name.padEnd(width))}  ${about}\n`).join("");
}

async function reproduce(name: string | undefined, options: Options, context: RunContext): Promise<string> {
  const recipes = recipesOf(name);
  // What it reads comes with Onset.
  const outputs = await Outputs.open({ reads: [] }, context.workspace.signal);
  const made: FigureReport[] = [];
  const lines: string[] = [];
  for (const recipe of recipes) {
    const { report, points } = await makeOne(recipe, options, outputs, context);
    made.push(report);
    lines.push(`${join(options.out, `${recipe.name}.svg`)}  ${plural(points, "point")}; also .csv, .json`);
  }
  if (options.json) {
    const all: AllFigures = {
      schema: "onset/reproduce-all@1",
      figures: made,
      provenance: originOf(),
    };
    return jsonText(recipes.length === 1 ? made[0] : all);
  }
  return sections(
    `${pc.bold("onset reproduce")} ${name}`,
    lines.map((line) => `  ${line}`),
  );
}

function recipesOf(name: string | undefined): readonly Recipe[] {
  if (name === "all") return catalogue;
  const recipe = catalogue.find((candidate) => candidate.name === name);
  if (recipe !== undefined) return [recipe];
  const names = catalogue.map((candidate) => candidate.name).join(", ");
  throw new UsageError(
    name === undefined
      ? `name a figure, or all: ${names}`
      : `there is no figure ${JSON.stringify(name)}: ${names}`,
  );
}

async function makeOne(
  recipe: Recipe,
  { out, seed, effort }: Options,
  outputs: Outputs,
  context: RunContext,
): Promise<{ report: FigureReport; points: number }> {
  context.progress.stage(recipe.name);
  const trials = (count: number): number => Math.max(2, Math.round(count * effort));
  const figure = await context.compute(() => recipe.make({ ...context, seed, trials }));
  const report: FigureReport = {
    schema: "onset/reproduce@1",
    figure: recipe.name,
    title: figure.title,
    caption: figure.caption,
    facts: figure.facts ?? {},
    x: figure.x.label,
    y: figure.y.label,
    points: figure.points,
    provenance: { tool: `onset ${version}`, command: commandOf(recipe, seed, effort), seed },
  };
  const files: Record<string, Content> = {
    [`${recipe.name}.svg`]: [drawFigure(figure)],
    [`${recipe.name}.csv`]: csvRows(figure),
    [`${recipe.name}.json`]: [jsonText(report)],
  };
  await outputs.writeFolder(out, files);
  return { report, points: figure.points.length };
}

function commandOf(recipe: Recipe, seed: number, effort: number): string {
  return `onset reproduce ${recipe.name} --seed ${seed}${effort === 1 ? "" : ` --effort ${effort}`}`;
}

function* csvRows({ points }: Figure): Generator<string> {
  yield csvLine(["panel", "series", "witness", "x", "y", "low", "high", "trials"]);
  for (const { panel, series, witness, x, y, low, high, trials } of points) {
    yield csvLine([panel, series, witness, x, y, low ?? "", high ?? "", trials ?? ""]);
  }
}
