import { checkMaxUnlearned, type OptionKeys } from "../base/index.js";
import { checkSkillFlags, type SkillTextGraph } from "../graph/index.js";

/** In `textOfSkill` and `roundOfSkill`: no text, no round. */
export const none = 0xffff_ffff;

/** The learner: how much it may learn from one text and what it knows at the start. */
export type LearnOptions = {
  /**
   * D, an integer >= 1: a text with 1 to D unlearned skills teaches them all, one with more teaches nothing.
   * Default 1, the 1-skill learner.
   */
  readonly maxUnlearned?: number | undefined;
  /** One byte a skill, not 0 for the skills known at the start (see `skillFlags`). Default: none. */
  readonly known?: Uint8Array | undefined;
};

export const learnOptionsKeys: OptionKeys<LearnOptions> = { maxUnlearned: true, known: true };

/** What a learner ends with. It does not depend on the order in which texts are read, `textOfSkill` and `order` aside. */
export type Learned = {
  /** One byte a skill: 1 when known at the start or learned. */
  readonly learnedFlags: Uint8Array<ArrayBuffer>;
  /** Number of skills known at the start. */
  readonly knownCount: number;
  /** Number of skills learned, those known at the start not counted. */
  readonly learnedCount: number;
  /** For every skill the text that taught it; {@link none} for those known at the start and those never learned. */
  readonly textOfSkill: Uint32Array<ArrayBuffer>;
  /** The `learnedCount` learned skills, each after all that its text needed. */
  readonly order: Uint32Array<ArrayBuffer>;
  /** For every text how many of its skills (of those it teaches, where texts are directed) stayed unlearned. */
  readonly unlearnedOfText: Uint32Array<ArrayBuffer>;
  /** Number of texts of which every skill is known or learned; a text without skills counts. */
  readonly textsUnderstood: number;
};

/** What learning in rounds ends with. Everything here is defined by the graph alone: no order of work shows. */
export type LearnedInRounds = Learned & {
  /** For every skill 0 when known at the start, else the round that learned it, from 1; {@link none} when none did. */
  readonly roundOfSkill: Uint32Array<ArrayBuffer>;
  /** How many skills each round learned: entry 0 for round 1. Its length is the number of rounds, all above 0. */
  readonly learnedPerRound: Uint32Array<ArrayBuffer>;
};

/** Options as the kernels take them. */
export type Learner = {
  readonly maxUnlearned: number;
  /** A fresh copy of 0s and 1s: the kernel goes on writing into it. */
  readonly learned: Uint8Array<ArrayBuffer>;
  readonly knownCount: number;
};

/** Checks the options against the skills of a graph. */
export function learnerOf(graph: SkillTextGraph, { maxUnlearned = 1, known }: LearnOptions): Learner {
  checkMaxUnlearned(maxUnlearned);
  const learned = new Uint8Array(graph.skillCount);
  let knownCount = 0;
  if (known !== undefined) {
    checkSkillFlags(known, "known", graph.skillCount);
    for (let skill = 0; skill < learned.length; skill++) {
      if (known[skill] !== 0) {
        learned[skill] = 1;
        knownCount++;
      }
    }
  }
  return { maxUnlearned, learned, knownCount };
}

/**
 * For every text how many of its skills are not in `learned`. O(texts + skills + edges of the skills that are learned, or of
 * those that are not: of the fewer).
 */
export function countUnlearned(
  { textCount, skillCount, edgeCount, textOffsets, skillOffsets, skillTexts }: SkillTextGraph,
  { learned, knownCount }: Learner,
): Uint32Array<ArrayBuffer> {
  let learnedEdges = 0;
  for (let skill = 0; knownCount > 0 && skill < skillCount; skill++) {
    if (learned[skill] === 1) learnedEdges += skillOffsets[skill + 1] - skillOffsets[skill];
  }
  const countsLearned = 2 * learnedEdges <= edgeCount;
  const unlearned = new Uint32Array(textCount);
  if (countsLearned) {
    for (let text = 0; text < textCount; text++) unlearned[text] = textOffsets[text + 1] - textOffsets[text];
    if (learnedEdges === 0) return unlearned;
  }
  const step = countsLearned ? -1 : 1;
  for (let skill = 0; skill < skillCount; skill++) {
    if ((learned[skill] === 1) !== countsLearned) continue;
    const end = skillOffsets[skill + 1];
    for (let edge = skillOffsets[skill]; edge < end; edge++) unlearned[skillTexts[edge]] += step;
  }
  return unlearned;
}

/** How many entries are 0. */
export function countZeros(values: Uint32Array): number {
  let zeros = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === 0) zeros++;
  return zeros;
}

/** What peeling leaves behind; all arrays are the caller's to keep. */
export type Peeled = {
  readonly textOfSkill: Uint32Array<ArrayBuffer>;
  readonly roundOfSkill: Uint32Array<ArrayBuffer>;
  readonly learnedPerRound: Uint32Array<ArrayBuffer>;
  /** The learned skills, round after round. */
  readonly queue: Uint32Array<ArrayBuffer>;
  readonly unlearnedOfText: Uint32Array<ArrayBuffer>;
};
