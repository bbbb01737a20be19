import { poisson, ratioThreshold } from "@onset/core/theory";
import { defineView } from "../view.js";
import { EmergenceBody } from "./body.js";
import { type EmergenceValues, emergenceParameters, ratioRange } from "./parameters.js";
import { emergenceCommand, emergenceTables } from "./tables.js";

type Found = { readonly mean: number; readonly maxUnlearned: string; readonly value: number | null };
let last: Found | null = null;

/** The threshold, which is asked for at every step of a slider that moves texts alone. */
function thresholdOf(mean: number, maxUnlearned: EmergenceValues["maxUnlearned"]): number | null {
  if (last?.mean !== mean || last.maxUnlearned !== maxUnlearned) {
    const { value } = ratioThreshold(poisson(mean), { maxUnlearned: Number(maxUnlearned) });
    last = { mean, maxUnlearned, value };
  }
  return last.value;
}

export const emergenceView = defineView({
  lede: "Add texts, and for a long time next to nothing is learned. Then, within a few texts more, nearly everything is: that is [[emergence]], and its place is the [[threshold]]. Point at a place in the chart. Add skills and watch the jump sharpen.",
  parameters: emergenceParameters,
  job: "emergence",
  Body: EmergenceBody,
  tables: emergenceTables,
  command: emergenceCommand,
  limits: ({ mean, maxUnlearned }: EmergenceValues) => ({
    ratio: [0.01, ratioRange(thresholdOf(mean, maxUnlearned), mean)[1]] as const,
  }),
});
