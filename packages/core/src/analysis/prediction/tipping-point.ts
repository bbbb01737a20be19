/** How many of the most frequent skills must be known until learning takes off. */
import type { SkillTextGraph } from "../../graph/index.js";
import { skillFlags } from "../../graph/index.js";
import { type LearningTexts, learnTexts } from "../../learning/index.js";
import type { Pace } from "../call.js";

/** The smallest number of known skills with which learning takes off. */
export type TippingPoint = {
  /** So many of the most frequent skills. */
  readonly known: number;
  /** How many skills are learned beyond them. */
  readonly skills: number;
};

/** Learning has taken off when this share of what is not known is learned. */
const minLearned = 0.25;

/**
 * Searches the tipping point; null when not even with half of the skills known a quarter of the others is learned. What
 * is known or learned never falls as more is known, so bisection finds it: some 15 times the cost of learning.
 *
 * @param byFrequency - All skills, the most frequent first.
 */
export async function tippingPoint(
  texts: LearningTexts,
  { skillCount }: SkillTextGraph,
  byFrequency: Uint32Array,
  maxUnlearned: number,
  pace: Pace,
): Promise<TippingPoint | null> {
  let tried = 0;
  const learnedWith = async (count: number): Promise<number> => {
    await pace.at("tipping-point", tried++, 0);
    const known = skillFlags(skillCount, byFrequency.subarray(0, count));
    return learnTexts(texts, { maxUnlearned, known }).learnedCount;
  };
  const takesOff = (skills: number, count: number): boolean => skills >= minLearned * (skillCount - count);
  let low = 0;
  let high = { known: 1, skills: 0 };
  for (;;) {
    if (high.known > skillCount / 2) return null;
    high.skills = await learnedWith(high.known);
    if (takesOff(high.skills, high.known)) break;
    low = high.known;
    high = { known: high.known * 2, skills: 0 };
  }
  while (high.known - low > 1) {
    const known = Math.floor((low + high.known) / 2);
    const skills = await learnedWith(known);
    if (takesOff(skills, known)) high = { known, skills };
    else low = known;
  }
  return high;
}
