/**
 * Success functions of Poisson learners: a table of probabilities by the number of other unlearned skills, and the notation
 * of tables and of functions on the command line.
 *
 * With p_j the probability that a skill is learned from a text in which j other skills are unlearned, a Poisson number of
 * those with mean x gives P_suc(x) = sum_j p_j e^-x x^j/j! (Liao, Chang and Hong, section 3; Yu, Huang, Chang and Lee,
 * "Poisson receivers", arXiv 2008.07561). A D-skill learner has p_j = 1 for j < D.
 */
import { checkNonNegative, checkProbability, maxMaxUnlearned, poissonPmf, rejected } from "../base/index.js";
import { parseExpression } from "./expression.js";

/**
 * P_suc: entry j of a table is the probability that a skill is learned from a text with j other unlearned skills; a function
 * gives it for a Poisson number of them with the given mean. Both fall, or stay.
 */
export type Success = ((meanOthers: number) => number) | readonly number[];

/**
 * Returns a table when its entries are probabilities that do not rise and the first is above 0; zeros at its end left out.
 *
 * @throws TypeError or RangeError that names the entry.
 *
 * @example
 * ```ts
 * import { checkSuccessTable } from "@onset/core/theory";
 * checkSuccessTable([1, 0.5, 0]); // => [1, 0.5]
 * checkSuccessTable([0.5, 1]); // throws RangeError: "success[1]" expected at most 0.5: more unlearned skills never help, got 1
 * ```
 */
export function checkSuccessTable(table: readonly number[]): readonly number[] {
  if (!Array.isArray(table)) throw rejected(table, "success", "a list of probabilities", true);
  if (!(table.length > 0 && table.length <= maxMaxUnlearned)) {
    throw rejected(table.length, "success.length", `1 to ${maxMaxUnlearned} probabilities`);
  }
  for (let j = 0; j < table.length; j++) {
    checkProbability(table[j], `success[${j}]`);
    if (j > 0 && table[j] > table[j - 1]) {
      throw rejected(table[j], `success[${j}]`, `at most ${table[j - 1]}: more unlearned skills never help`);
    }
  }
  if (table[0] === 0) throw rejected(0, "success[0]", "a probability > 0: nothing is learned otherwise");
  const end = table.indexOf(0);
  return end < 0 ? table : table.slice(0, end);
}

/**
 * Returns P_suc(x) of a table of probabilities, sum_j p_j e^-x x^j/j!. O(entries).
 *
 * @param table - Entry j is the probability that a skill is learned from a text with j other unlearned skills.
 * @param meanOthers - x >= 0.
 * @throws TypeError or RangeError for entries that rise or are no probabilities.
 *
 * @example
 * ```ts
 * import { successOfTable } from "@onset/core/theory";
 * successOfTable([1], 0.5); // => 0.6065306597126334
 * successOfTable([1, 0.5], 0.5); // => 0.7581633246407918
 * ```
 */
export function successOfTable(table: readonly number[], meanOthers: number): number {
  checkNonNegative(meanOthers, "meanOthers");
  return checkSuccessTable(table).reduce((sum, p, j) => sum + p * poissonPmf(j, meanOthers), 0);
}

/** Means at which a function is looked at before it is used. */
const probes = 400;
const lastProbe = 40;

/**
 * Returns the success function of a notation: a table such as `1,0.5,0.25`, or an expression in `x`, the mean number of other
 * unlearned skills, such as `exp(-x)*(1+x/2)`, of numbers, + - * / ^, brackets, exp, log, sqrt, min and max.
 *
 * @param notation - As on the command line.
 * @throws RangeError for what is no notation, leaves [0, 1], or rises as x grows from 0 to 40.
 *
 * @example
 * ```ts
 * import { parseSuccess } from "@onset/core/theory";
 * parseSuccess("1, 0.5"); // => [1, 0.5]
 * const success = parseSuccess("exp(-x)");
 * typeof success === "function" && success(1); // => 0.36787944117144233
 * parseSuccess("x"); // throws RangeError: "success" expected a function that never rises and stays in [0, 1], got "x" (0 at x = 0, 0.1 at x = 0.1)
 * parseSuccess("exp(-y)"); // throws RangeError: "success" expected a table such as 1,0.5 or an expression in x such as exp(-x), got "exp(-y)" (unknown name "y")
 * ```
 */
export function parseSuccess(notation: string): Success {
  const parts = notation.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (parts.every((part) => !Number.isNaN(part))) return checkSuccessTable(parts);
  const expression = parseExpression(notation, "x");
  if (typeof expression === "string") {
    const expected = "a table such as 1,0.5 or an expression in x such as exp(-x)";
    throw new RangeError(`"success" expected ${expected}, got ${JSON.stringify(notation)} (${expression})`);
  }
  const refuse = (what: string) => {
    const expected = "a function that never rises and stays in [0, 1]";
    throw new RangeError(`"success" expected ${expected}, got ${JSON.stringify(notation)} (${what})`);
  };
  const at = (x: number) => `${Number(expression(x).toPrecision(6))} at x = ${x}`;
  let last = expression(0);
  for (let i = 0; i <= probes; i++) {
    const x = (i * lastProbe) / probes;
    const value = expression(x);
    if (!(value >= -1e-12 && value <= 1 + 1e-12)) refuse(at(x));
    if (value > last + 1e-12) refuse(`${at(x - lastProbe / probes)}, ${at(x)}`);
    last = value;
  }
  if (!(expression(0) > 0)) refuse(at(0));
  // Rounding may leave the interval by a last digit.
  return (x) => Math.min(1, Math.max(0, expression(x)));
}
