/** What a plan of skills to teach brings, in words. */
import { countText, percentText, pluralText } from "../base/index.js";

/** The title of a section about a plan. */
export const planTitle: string = "What to teach";

/** How far the learner comes with a plan. */
export function planText({
  taught,
  reached,
  unknown,
}: {
  readonly taught: number;
  readonly reached: number;
  readonly unknown: number;
}): string {
  const share = percentText(unknown === 0 ? 1 : reached / unknown);
  const rest = reached < unknown ? "; onset unlock plans further" : "";
  return `Taught ${pluralText(taught, "skill")} directly, the learner comes to ${countText(reached)} of ${countText(unknown)} skills (${share})${rest}.`;
}
