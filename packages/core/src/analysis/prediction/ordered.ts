/**
 * Ordered corpora: libraries of proofs, courses, graphs of packages, in which each text brings a skill of its own and
 * uses those of earlier texts. There an exact statement takes the place of a prediction: all can be learned, by
 * construction. Density evolution knows nothing of it and may say half.
 */
import type { SkillTextGraph } from "../../graph/index.js";
import type { LearnedInRounds } from "../../learning/index.js";
import { none } from "../../learning/index.js";

/**
 * How a corpus is ordered: read once in the order of its file no text has more than D new skills ("file"), or each
 * of its texts teaches skills of its own, in whatever order they stand ("own-skills"). Null when it is neither.
 */
export type CorpusOrder = "file" | "own-skills" | null;

/** Fewer texts that can teach at the start than this share of them: else nothing is built on anything. */
const maxStartingShare = 0.5;

/**
 * Recognises an ordered corpus. O(edges).
 *
 * @param needs - The texts learned from, in the order of the file.
 * @param known - One byte a skill.
 * @param learned - What was learned from them.
 * @param startingTexts - How many texts can teach at the start.
 */
export function corpusOrder(
  needs: SkillTextGraph,
  known: Uint8Array,
  learned: LearnedInRounds,
  maxUnlearned: number,
  startingTexts: number,
): CorpusOrder {
  const unknown = needs.skillCount - learned.knownCount;
  if (unknown === 0 || learned.learnedCount < unknown) return null;
  if (startingTexts > maxStartingShare * needs.textCount) return null;
  if (learnsInFileOrder(needs, known, maxUnlearned)) return "file";
  const teaches = new Uint8Array(needs.textCount);
  for (const text of learned.textOfSkill) if (text !== none) teaches[text] = 1;
  return teaches.includes(0) ? null : "own-skills";
}

function learnsInFileOrder(
  { textCount, textOffsets, textSkills }: SkillTextGraph,
  known: Uint8Array,
  maxUnlearned: number,
): boolean {
  const seen = known.slice();
  for (let text = 0; text < textCount; text++) {
    let fresh = 0;
    const end = textOffsets[text + 1];
    for (let edge = textOffsets[text]; edge < end; edge++) {
      if (seen[textSkills[edge]] !== 0) continue;
      seen[textSkills[edge]] = 1;
      fresh++;
    }
    if (fresh > maxUnlearned) return false;
  }
  return true;
}
