import { poisson, ratioThreshold } from "@onset/core/theory";
import { defineView } from "../view.js";
import { EmergenceBody } from "./body.js";
import { type EmergenceValues, emergenceParameters, ratioRange } from "./parameters.js";
import { emergenceCommand, emergenceTables } from "./tables.js";

export const emergenceView = defineView({
  id: "emergence",
  title: "Emergence",
  lede: "Add texts, and for a long time next to nothing is learned. Then, within a few texts more, nearly everything is: that is [[emergence]], and its place is the [[threshold]]. Point at a place in the chart. Add skills and watch the jump sharpen.",
  parameters: emergenceParameters,
  job: "emergence",
  Body: EmergenceBody,
  tables: emergenceTables,
  command: emergenceCommand,
  limits: ({ mean, maxUnlearned }: EmergenceValues) => {
    const { value } = ratioThreshold(poisson(mean), { maxUnlearned: Number(maxUnlearned) });
    return { ratio: [0.01, ratioRange(value, mean)[1]] as const };
  },
});
