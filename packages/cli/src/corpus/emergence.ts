import type { Emergence } from "@onset/core/analysis";
import { noThresholdText } from "@onset/core/report";

/** What theory says of a corpus by its degrees, with the reason for what it does not say in a sentence. */
export type EmergenceReport = Omit<Emergence, "noThreshold"> & {
  /** Why there is no prediction or no threshold; null when there are both. */
  readonly note: string | null;
};

/** Words the reason. */
export function emergenceReport(
  { noThreshold, ...emergence }: Emergence,
  maxUnlearned: number,
): EmergenceReport {
  return { ...emergence, note: noThresholdText(noThreshold, maxUnlearned) };
}
