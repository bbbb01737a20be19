import { shellCommand } from "@onset/core/base";
import { isOpen } from "../../laws/problem.js";
import type { DensityValues } from "./parameters.js";

/** The command line that prints the same numbers as the view. */
export function densityCommand({ law, skillLaw, ratio, maxUnlearned, unknown }: DensityValues): string {
  const uniform = isOpen(skillLaw, "skills");
  const options = [
    ...(uniform ? [] : ["--skill-degrees", skillLaw.trim()]),
    // With both laws the ratio follows from them.
    ...(uniform || isOpen(law, "texts") ? ["--ratio", String(ratio)] : []),
    ...(maxUnlearned === "1" ? [] : ["--learner", maxUnlearned]),
    ...(unknown === 1 ? [] : ["--unknown", String(unknown)]),
  ];
  return shellCommand(["onset", "evolve", ...options], [law.trim()]);
}
