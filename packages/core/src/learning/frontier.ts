/**
 * Synchronous rounds by a frontier: only texts that became teachers and skills that were just learned are looked at.
 */
import type { SkillTextGraph } from "../graph/index.js";
import { orderByRound } from "./learning-order.js";
import { type LearnedInRounds, type Learner, none } from "./result.js";

/** Conditions that texts put before they teach: what they require, and how much of it each still misses. */
export type Requirements = {
  readonly graph: SkillTextGraph;
  readonly missingOfText: Uint32Array;
};

/**
 * Runs all rounds. `unlearnedOfText` (and `missingOfText` of the requirements) hold the counts at the start and are
 * left with those at the end. O(texts + skills + edges) for all rounds together.
 */
export function learnByFrontier(
  teaches: SkillTextGraph,
  { learned, knownCount, maxUnlearned }: Learner,
  unlearnedOfText: Uint32Array,
  requirements?: Requirements,
): Omit<LearnedInRounds, "unlearnedOfText" | "textsUnderstood"> {
  const textOfSkill = new Uint32Array(teaches.skillCount).fill(none);
  const roundOfSkill = new Uint32Array(teaches.skillCount).fill(none);
  for (let skill = 0; skill < learned.length; skill++) if (learned[skill] === 1) roundOfSkill[skill] = 0;
  const learnedPerRound = run(
    teaches,
    maxUnlearned,
    learned,
    unlearnedOfText,
    requirements?.missingOfText ?? new Uint32Array(teaches.textCount),
    requirements?.graph,
    textOfSkill,
    roundOfSkill,
  );
  const order = orderByRound(roundOfSkill, textOfSkill, learnedPerRound, teaches.textCount);
  return {
    learnedFlags: learned,
    knownCount,
    learnedCount: order.length,
    textOfSkill,
    order,
    roundOfSkill,
    learnedPerRound,
  };
}

function run(
  teaches: SkillTextGraph,
  maxUnlearned: number,
  learned: Uint8Array,
  unlearned: Uint32Array,
  missing: Uint32Array,
  requires: SkillTextGraph | undefined,
  textOfSkill: Uint32Array,
  roundOfSkill: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const { textCount, skillCount, textOffsets, textSkills, skillOffsets, skillTexts } = teaches;
  const requiredOffsets = requires?.skillOffsets ?? new Uint32Array(0);
  const requiredTexts = requires?.skillTexts ?? new Uint32Array(0);
  const directed = requiredTexts.length > 0;
  // A text becomes a teacher once, when its count has come down to D and it misses nothing, whichever is later;
  // a skill is fresh once. So neither array overflows.
  const teachers = new Uint32Array(textCount);
  const fresh = new Uint32Array(skillCount);
  const perRound: number[] = [];
  let teacherEnd = 0;
  for (let text = 0; text < textCount; text++) {
    if (unlearned[text] <= maxUnlearned && missing[text] === 0) teachers[teacherEnd++] = text;
  }
  let teacherBegin = 0;
  let freshBegin = 0;
  let freshEnd = 0;

  for (let round = 1; teacherBegin < teacherEnd; round++) {
    // Teach from the state at the start of the round: counts change only afterwards.
    for (let i = teacherBegin; i < teacherEnd; i++) {
      const text = teachers[i];
      if (unlearned[text] === 0) continue;
      const end = textOffsets[text + 1];
      for (let edge = textOffsets[text]; edge < end; edge++) {
        const skill = textSkills[edge];
        if (learned[skill] === 0) {
          learned[skill] = 1;
          roundOfSkill[skill] = round;
          textOfSkill[skill] = text;
          fresh[freshEnd++] = skill;
        } else if (roundOfSkill[skill] === round && text < textOfSkill[skill]) textOfSkill[skill] = text;
      }
    }
    teacherBegin = teacherEnd;

    for (let i = freshBegin; i < freshEnd; i++) {
      const skill = fresh[i];
      const end = skillOffsets[skill + 1];
      for (let edge = skillOffsets[skill]; edge < end; edge++) {
        const text = skillTexts[edge];
        const count = unlearned[text] - 1;
        unlearned[text] = count;
        if (count === maxUnlearned && missing[text] === 0) teachers[teacherEnd++] = text;
      }
      if (!directed) continue;
      const requiredEnd = requiredOffsets[skill + 1];
      for (let edge = requiredOffsets[skill]; edge < requiredEnd; edge++) {
        const text = requiredTexts[edge];
        const count = missing[text] - 1;
        missing[text] = count;
        if (count === 0 && unlearned[text] <= maxUnlearned) teachers[teacherEnd++] = text;
      }
    }
    if (freshEnd > freshBegin) perRound.push(freshEnd - freshBegin);
    freshBegin = freshEnd;
  }
  return Uint32Array.from(perRound);
}
