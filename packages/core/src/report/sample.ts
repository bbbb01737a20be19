/** Means over trials as text. */
import { log10, percentText } from "../base/index.js";

/** The mean of a sample and its standard error, with the digits that the error leaves as long as they can be read. */
export function sampleTexts(mean: number, standardError: number): { mean: string; error: string | null } {
  if (standardError < 1e-6) return { mean: percentText(mean), error: null };
  const digits = Math.max(1, 1 - Math.floor(log10(100 * standardError)));
  const text = (share: number): string => `${(100 * share).toFixed(digits)}%`;
  return { mean: text(mean), error: `± ${text(standardError)}` };
}
