import {
  type DegreeLaw,
  levelAccuracy,
  meanDegree,
  printLaw,
  type SkillLevel,
  splitBudget,
} from "@onset/core/theory";
import { type Command, InvalidArgumentError } from "commander";
import type { Figure, Point } from "../../figures/figure.js";
import { addPlotOption, type PlotOptions, plotter } from "../../figures/plot.js";
import { integer } from "../../options.js";
import { type Origin, originOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";
import pc from "../../terminal/colors.js";
import { bar, percent, powerOfTen, short } from "../../terminal/format.js";
import { numberLines, sections, theoryLine } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";
import { addBudgetRange, type BudgetRange, budgetsOf } from "../../theory/budgets.js";
import { lawHelp, lawOf, theorySays } from "../../theory/laws.js";

type Options = OutputOptions &
  PlotOptions &
  BudgetRange & { readonly level: readonly SkillLevel[]; readonly taskSize: number };

/** The result of `onset levels` for other programs. */
export type LevelsReport = {
  readonly schema: "onset/levels@1";
  /** The law of the number of concepts of a text. */
  readonly texts: string;
  /** From the lowest upwards. */
  readonly levels: readonly SkillLevel[];
  /** Skills of a task. */
  readonly taskSize: number;
  readonly rows: readonly LevelsRow[];
  readonly provenance: Origin;
};

/** What a budget comes to. */
export type LevelsRow = {
  /** Texts times concepts. */
  readonly budget: number;
  /** The compute-optimal numbers of concepts and texts, and how many concepts are learned on average. */
  readonly concepts: number;
  readonly texts: number;
  readonly learned: number;
  /** The mean probability that a task succeeds. */
  readonly accuracy: number;
  /** Of each level the share of its skills in the giant component, and the probability that a task of it succeeds. */
  readonly levels: readonly { readonly giant: number; readonly accuracy: number }[];
};

const description = [
  "Tell how accuracy grows with the budget where skills have levels: steps with plateaus between them.",
  "Concepts are learned from texts, with the best numbers of both for a budget. Two skills of a level are joined when ETA or more pairs of concepts join them and the SIGMA skills that each needs of the level below are in its giant component. A task succeeds when all its skills are in the giant component of their level; WEIGHT is the share of tasks of a level.",
];

const examples = `${lawHelp}

Examples:
  onset levels poisson:6 --level 1000:4:0:0.4 --level 1000:60:3:0.4 --level 1000:800:4:0.2
  onset levels poisson:6 --level 1000:4:0:1 --level 500:100:2:1 --task-size 4 --from 1e5 --to 1e15 --points 21 --plot plateaus.svg`;

/** `onset levels`: accuracy against the budget, with plateaus. */
export function levelsCommand(run: Run): Command {
  const command = verbCommand("levels", description, examples)
    .argument("<law>", "law of the number of concepts of a text")
    .requiredOption(
      "--level <s:eta:sigma:w>",
      "a level of S skills, from the lowest upwards (repeat)",
      addLevel,
    )
    .option("--task-size <n>", "skills of a task", integer(1, 1000), 2);
  addOutputOptions(addPlotOption(addBudgetRange(command), "accuracy against the budget"));
  return withJob(command, run, levelsOf);
}

function addLevel(text: string, before: readonly SkillLevel[] = []): SkillLevel[] {
  const [skills, pairs, prerequisites, weight, ...more] = text
    .split(":")
    .map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const areCounts =
    [skills, pairs].every((n) => Number.isSafeInteger(n) && n >= 1) && Number.isSafeInteger(prerequisites);
  if (!(areCounts && prerequisites >= 0 && weight >= 0 && weight < Infinity && more.length === 0)) {
    throw new InvalidArgumentError(
      "Expected S:ETA:SIGMA:WEIGHT with integers S, ETA >= 1 and SIGMA >= 0, such as 1000:60:3:0.5.",
    );
  }
  return [...before, { skills, pairs, prerequisites, weight }];
}

async function levelsOf(law: string, options: Options, { compute, workspace }: RunContext): Promise<string> {
  const plot = await plotter(options, workspace.signal);
  const texts = lawOf(law);
  const rows = compute(() =>
    theorySays(() => budgetsOf(options).map((budget) => rowOf(texts, budget, options))),
  );
  await plot.write(() => figureOf(law, rows, options));
  if (!options.json) return terminalText(law, rows, options);
  const report: LevelsReport = {
    schema: "onset/levels@1",
    texts: printLaw(texts),
    levels: options.level,
    taskSize: options.taskSize,
    rows,
    provenance: originOf(),
  };
  return jsonText(report);
}

function rowOf(law: DegreeLaw, budget: number, { level, taskSize }: Options): LevelsRow {
  const { skills: concepts, texts, learned } = splitBudget(law, budget);
  const mean = meanDegree(law);
  const taskSizes = Array.from({ length: taskSize }, (_, i) => (i === taskSize - 1 ? 1 : 0));
  // Of the concepts of a text the learned ones count.
  const known = learned > 1 ? (mean * learned) / concepts : 0;
  const state =
    known > 0 && known <= learned ? levelAccuracy(learned, texts, known, level, { taskSizes }) : null;
  return {
    budget,
    concepts,
    texts,
    learned,
    accuracy: state?.accuracy ?? 0,
    levels: level.map((_, l) => ({
      giant: state?.levels[l].giant ?? 0,
      accuracy: state?.levels[l].accuracy ?? 0,
    })),
  };
}

function terminalText(law: string, rows: readonly LevelsRow[], { level, taskSize }: Options): string {
  const table = rows.map(({ budget, concepts, texts, learned, accuracy, levels }) => [
    powerOfTen(budget),
    short(Math.round(concepts)),
    short(Math.round(texts)),
    short(Math.round(learned)),
    ...levels.map((state) => percent(state.accuracy)),
    percent(accuracy),
    bar(accuracy, 12).padEnd(12),
  ]);
  const header = [
    ...["budget", "concepts", "texts", "learned"],
    ...level.map((_, l) => `level ${l + 1}`),
    "accuracy",
    "",
  ];
  return sections(
    `${pc.bold("onset levels")} ${law}`,
    [
      theoryLine(
        "tasks",
        `${taskSize} skills of one level; a task succeeds when all are in its giant component`,
      ),
      ...level.map(({ skills, pairs, prerequisites, weight }, l) =>
        theoryLine(
          `level ${l + 1}`,
          `${skills} skills, joined by ${pairs} pairs of concepts, ${prerequisites} prerequisites; weight ${weight}`,
        ),
      ),
    ],
    numberLines(header, table).map((line) => line.trimEnd()),
  );
}

function figureOf(law: string, rows: readonly LevelsRow[], { level, taskSize }: Options): Figure {
  const points: Point[] = rows.map(({ budget: x, accuracy: y }) => ({
    panel: "",
    series: "accuracy",
    witness: "theory",
    x,
    y,
  }));
  for (const [l] of level.entries()) {
    for (const { budget: x, levels } of rows) {
      points.push({ panel: "", series: `level ${l + 1}`, witness: "theory", x, y: levels[l].accuracy });
    }
  }
  return {
    title: "Accuracy grows in steps where skills have levels",
    caption: `Texts hold ${law} concepts, tasks need ${taskSize} skills; the best numbers of concepts and texts for each budget.`,
    x: { label: "budget, texts times concepts", scale: "log" },
    y: { label: "tasks that succeed", percent: true, domain: [0, 1] },
    points,
    facts: { levels: level },
  };
}
