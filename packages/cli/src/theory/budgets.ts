import { power } from "@onset/core/base";
import type { Command } from "commander";
import { UsageError } from "../errors.js";
import { integer, positive } from "../options.js";

/** Budgets of texts times skills: some, or a range. */
export type BudgetRange = {
  readonly budget?: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly points: number;
};

/** Adds the options of budgets. */
export function addBudgetRange(command: Command): Command {
  return command
    .optionsGroup("Budgets:")
    .option("--budget <b>", "texts times skills, such as 1e8 (repeat)", addBudget)
    .option("--from <b>", "or a range in equal factors: the smallest budget", positive, 1e4)
    .option("--to <b>", "the largest budget", positive, 1e16)
    .option("--points <n>", "how many budgets", integer(1, 1000), 7);
}

function addBudget(text: string, before: readonly number[] = []): number[] {
  return [...before, positive(text)];
}

/** The budgets that are asked for, ascending. */
export function budgetsOf({ budget, from, to, points }: BudgetRange): number[] {
  const budgets =
    budget === undefined
      ? Array.from({ length: points }, (_, i) =>
          Number((points === 1 ? from : from * power(to / from, i / (points - 1))).toPrecision(12)),
        )
      : [...budget].sort((a, b) => a - b);
  if (!(from <= to))
    throw new UsageError(`--to expected a number >= ${from}, where --from begins, got ${to}`);
  for (const amount of budgets) {
    if (!(amount >= 100 && amount <= 1e30))
      throw new UsageError(`budgets expected from 100 to 1e30, got ${amount}`);
  }
  return budgets;
}
