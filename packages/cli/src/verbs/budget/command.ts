import { log } from "@onset/core/base";
import { type BudgetSplit, type DegreeLaw, printLaw, splitBudget } from "@onset/core/theory";
import type { Command } from "commander";
import { UsageError } from "../../errors.js";
import type { Figure, Point } from "../../figures/figure.js";
import { addPlotOption, type PlotOptions, plotter } from "../../figures/plot.js";
import { type Origin, originOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand, withJob } from "../../run/verb.js";
import pc from "../../terminal/colors.js";
import { percent, powerOfTen, short } from "../../terminal/format.js";
import { numberLines, sections, theoryLine } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";
import { addBudgetRange, type BudgetRange, budgetsOf } from "../../theory/budgets.js";
import { lawHelp, lawOf, theorySays } from "../../theory/laws.js";
import {
  addLearnerOptions,
  type LearnerChoice,
  type LearnerReport,
  learnerLines,
  learnerReport,
} from "../../theory/learner.js";

type Options = OutputOptions & LearnerChoice & PlotOptions & BudgetRange;

/** The best use of a budget, for other programs. */
export type BudgetRow = Omit<BudgetSplit, "limitRatio"> & {
  /** |S| |T|. */
  readonly budget: number;
  /** The slope of ln |S| against ln of the budget, from the row before; null in the first. It goes to 1/2. */
  readonly exponent: number | null;
};

/** The result of `onset budget` for other programs. */
export type BudgetReport = {
  readonly schema: "onset/budget@1";
  /** The law of the number of skills of a text. */
  readonly texts: string;
  readonly learner: LearnerReport;
  /** The best ratio of texts to skills in the limit of a large budget: |S| is sqrt(budget/limitRatio) there. */
  readonly limitRatio: number;
  readonly rows: readonly BudgetRow[];
  readonly provenance: Origin;
};

const description = [
  "Tell how many skills to aim at with a budget of texts times skills.",
  "More skills leave fewer texts for each, until none emerges: the best number learns the most skills on average, as a finite corpus does. It grows as the square root of the budget, as compute-optimal models and data sets do.",
];

const examples = `${lawHelp}

Examples:
  onset budget poisson:5
  onset budget poisson:5 --budget 1e8 --json
  onset budget "0.3x+0.7x^6" --from 1e4 --to 1e16 --points 7 --plot budget.svg`;

/** `onset budget`: compute-optimal numbers of skills and texts. */
export function budgetCommand(run: Run): Command {
  const command = verbCommand("budget", description, examples).argument(
    "<law>",
    "law of the number of skills of a text",
  );
  addBudgetRange(addLearnerOptions(command));
  addOutputOptions(addPlotOption(command, "skills, texts and learned skills against the budget"));
  return withJob(command, run, budget);
}

async function budget(law: string, options: Options, { compute, workspace }: RunContext): Promise<string> {
  if (options.success !== undefined) {
    throw new UsageError("--success: budgets are known for learners of up to --learner skills at a time");
  }
  const plot = await plotter(options, workspace.signal);
  const texts = lawOf(law);
  const { rows, limitRatio } = compute(() => theorySays(() => rowsOf(texts, options)));
  await plot.write(() => figureOf(law, rows, limitRatio));
  if (!options.json) return terminalText(law, options, rows, limitRatio);
  const report: BudgetReport = {
    schema: "onset/budget@1",
    texts: printLaw(texts),
    learner: learnerReport(options),
    limitRatio,
    rows,
    provenance: originOf(),
  };
  return jsonText(report);
}

function rowsOf(texts: DegreeLaw, options: Options): { rows: BudgetRow[]; limitRatio: number } {
  const rows: BudgetRow[] = [];
  let limitRatio = 0;
  const { learner: maxUnlearned, reliability } = options;
  for (const amount of budgetsOf(options)) {
    const { limitRatio: limit, ...split } = splitBudget(texts, amount, { maxUnlearned, reliability });
    limitRatio = limit;
    const before = rows.at(-1);
    const exponent =
      before === undefined ? null : log(split.skills / before.skills) / log(amount / before.budget);
    rows.push({ budget: amount, ...split, exponent });
  }
  return { rows, limitRatio };
}

function terminalText(law: string, options: Options, rows: readonly BudgetRow[], limitRatio: number): string {
  const table = rows.map(({ budget: amount, skills, texts, ratio, learned, exponent }) => [
    powerOfTen(amount),
    short(Math.round(skills)),
    short(Math.round(texts)),
    ratio.toFixed(4),
    short(Math.round(learned)),
    percent(learned / skills),
    exponent === null ? "" : exponent.toFixed(3),
  ]);
  return sections(
    `${pc.bold("onset budget")} ${law}`,
    learnerLines(options),
    numberLines(["budget", "skills", "texts", "texts per skill", "learned", "share", "exponent"], table),
    [
      theoryLine(
        "limit",
        `${Number(limitRatio.toPrecision(8))} texts per skill for large budgets: the threshold, where there is one`,
      ),
      theoryLine("exponent", "of the number of skills, from one row to the next: it goes to 1/2"),
    ],
  );
}

function figureOf(law: string, rows: readonly BudgetRow[], limitRatio: number): Figure {
  const points: Point[] = rows.flatMap(({ budget: x, skills, texts, learned }) => [
    { panel: "", series: "texts", witness: "theory" as const, x, y: texts },
    { panel: "", series: "skills", witness: "theory" as const, x, y: skills },
    { panel: "", series: "learned skills", witness: "theory" as const, x, y: learned },
  ]);
  return {
    title: "The best use of a budget of texts times skills",
    caption: `Texts need ${law} skills. Both numbers grow as the square root of the budget; their ratio goes to ${Number(limitRatio.toPrecision(5))}.`,
    x: { label: "budget, texts times skills", scale: "log" },
    y: { label: "number", scale: "log" },
    points,
    facts: { limitRatio },
  };
}
