import { checkInteger, checkPositive } from "../base/index.js";
import type { Row } from "./row.js";
import { learnedShare } from "./summary.js";

/** When a task has enough trials: as soon as one of the limits is met. */
export type StopRule = {
  /** The number of trials. */
  readonly maxTrials: number;
  /**
   * The number of events, that is of the rarer outcome, emerged or not emerged: what the precision of a
   * probability hangs on. No limit where learning is gradual.
   */
  readonly maxEvents?: number | undefined;
  /** The relative standard error of the mean learned share; looked at from 100 trials on. */
  readonly targetError?: number | undefined;
};

/** Below it a spread says little: far from the threshold all of a few trials end alike. */
const minTrials = 100;

/** Returns the rule when its limits are in range. */
export function checkStopRule(rule: StopRule): StopRule {
  checkInteger(rule.maxTrials, "maxTrials", 1);
  if (rule.maxEvents !== undefined) checkInteger(rule.maxEvents, "maxEvents", 1);
  if (rule.targetError !== undefined) checkPositive(rule.targetError, "targetError");
  return rule;
}

/** Returns whether a rule can end a task before its maximum of trials. */
export function isAdaptive(rule: StopRule): boolean {
  return rule.maxEvents !== undefined || rule.targetError !== undefined;
}

/**
 * Returns whether trials 0 up to the last one of a row are enough. Called at fixed numbers of trials only, it makes
 * the end of a task independent of who computes what.
 *
 * @example
 * ```ts
 * import { corpusExperiment, isEnough, makeTask, runTrials } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const row = runTrials(makeTask(corpusExperiment({ law: poisson(5), ratio: 2.6, skills: 1000 })), [0, 100]);
 * isEnough(row, { maxTrials: 1000 }); // => false
 * isEnough(row, { maxTrials: 1000, targetError: 0.1 }); // => true
 * ```
 */
export function isEnough(row: Row, rule: StopRule): boolean {
  const { maxTrials, maxEvents, targetError } = rule;
  if (row.trials >= maxTrials) return true;
  if (maxEvents !== undefined && row.emerged !== null) {
    if (Math.min(row.emerged, row.trials - row.emerged) >= maxEvents) return true;
  }
  if (targetError === undefined || row.trials < minTrials) return false;
  const { mean, standardError } = learnedShare(row);
  return standardError <= targetError * mean;
}
