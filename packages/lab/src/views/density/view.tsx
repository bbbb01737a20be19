import { isOpen } from "../../laws/problem.js";
import { defineView } from "../view.js";
import { DensityBody } from "./body.js";
import { densityCommand } from "./command-line.js";
import { type DensityValues, densityParameters } from "./parameters.js";
import { densityTables } from "./tables.js";

export const densityView = defineView({
  lede: "With infinitely many skills, a [[round]] of learning is a map: from the share that is unlearned before it to the share after it. Where the map crosses the diagonal, learning is caught. At the [[threshold]] a [[tunnel]] opens. The theory is called [[density evolution]].",
  parameters: densityParameters,
  job: "density",
  Body: DensityBody,
  tables: densityTables,
  command: densityCommand,
  idle: ({ law, skillLaw }: DensityValues): { ratio?: string } => {
    const follows = !isOpen(law, "texts") && !isOpen(skillLaw, "skills");
    return follows
      ? { ratio: "It follows from the two laws: mean texts of a skill over mean skills of a text." }
      : {};
  },
  limits: ({ ratio }: DensityValues) => ({ ratio: [0.01, Math.max(5, 1.5 * ratio)] as const }),
});
