import { setImmediate } from "node:timers/promises";
import type { CallOptions, StepName } from "@onset/core/analysis";
import type { RunContext } from "../run/run.js";

/** How each step of an analysis is told on standard error. */
const stageOfStep: Readonly<Record<StepName, string>> = {
  learning: "learning",
  "known-curve": "learning with other known skills",
  "tipping-point": "searching the tipping point",
  prediction: "predicting",
  "take-off": "asking whether learning takes off",
  rewirings: "rewiring",
  risk: "finding skills at risk",
  "label-errors": "learning noisy copies",
  cores: "finding cores",
  twins: "finding twins",
  associations: "measuring associations",
  margin: "measuring the margin",
  keystones: "finding keystones",
  "test-error": "measuring the error on new texts",
  explanation: "explaining",
  fringe: "looking ahead",
  plan: "planning",
  order: "ordering",
  "null-model": "rewiring",
  percolation: "measuring percolation",
  training: "training",
  coding: "measuring",
  transmission: "transmitting",
  forecast: "forecasting",
  "next-jump": "looking for the next jump",
};

/** A whole turn of the event loop: what follows the first step may still belong to the turn in which a signal came, unheard. */
async function turn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** Shows the progress of an analysis, and lets Ctrl-C end it. */
export function followed({ progress, workspace, compute }: RunContext): CallOptions {
  let stage = "";
  return {
    signal: workspace.signal,
    compute,
    rest: turn,
    progress({ step, done, of }) {
      if (stage !== stageOfStep[step]) progress.stage((stage = stageOfStep[step]));
      else if (of > 1) progress.update(`${done} of ${of}`);
    },
  };
}
