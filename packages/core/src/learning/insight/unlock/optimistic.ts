import { LearnerState } from "../state.js";
import type { LearningTexts } from "../texts.js";
import { lessonsOf } from "../texts.js";
import { findTwins } from "../twins.js";
import { rankOfTexts } from "./rank.js";

/**
 * A curve that no plan for a core surpasses: entry k is at least the number of skills known when k are taught.
 *
 * - Before the text that lacks the fewest skills lacks nothing, no text teaches.
 * - Texts that teach, one after the other, are linearly independent, and each teaches at most D skills: at most
 *   D times their rank beyond those taught (see `rankOfTexts`; in other cores than undirected ones with D = 1, D times
 *   the number of texts).
 * - Of a group of g > D twins the last D are learned only after g - D were taught.
 *
 * @param taught - Skills that let everything be learned.
 */
export function optimisticCurve(
  texts: LearningTexts,
  maxUnlearned: number,
  taught: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const { teaches, requires } = lessonsOf(texts);
  const { skillCount, textCount } = teaches;
  const state = new LearnerState(texts, { maxUnlearned });
  let first = skillCount;
  for (let text = 0; text < textCount; text++) {
    // A skill that a text both requires and teaches is taught once for both.
    first = Math.min(first, Math.max(state.missing[text], state.unlearned[text] - maxUnlearned));
  }
  const ranked = maxUnlearned === 1 && requires === null ? rankOfTexts(teaches, taught) : null;
  const followers = maxUnlearned * (ranked ?? textCount);

  const twins = findTwins(texts, { maxUnlearned });
  const prices: number[] = [];
  for (let group = 0; group < twins.groupCount; group++) {
    const size = twins.groupOffsets[group + 1] - twins.groupOffsets[group];
    if (size > maxUnlearned) prices.push(size - maxUnlearned);
  }
  prices.sort((a, b) => a - b);
  // Twins that only their own number can give; each group that is paid for gives D of them for nothing.
  let withheld = prices.reduce((sum, price) => sum + price + maxUnlearned, 0);
  const curve = [0];
  let paid = 0;
  let groups = 0;
  for (let k = 1; curve[k - 1] < skillCount; k++) {
    while (groups < prices.length && paid + prices[groups] <= k) {
      paid += prices[groups];
      groups++;
      withheld -= maxUnlearned;
    }
    const byTwins = skillCount - withheld + k;
    const most = Math.min(skillCount, k + followers, byTwins);
    curve.push(k < first ? k : Math.max(k, most));
  }
  return Uint32Array.from(curve);
}
