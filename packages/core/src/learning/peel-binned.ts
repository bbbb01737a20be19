import type { SkillTextGraph } from "../graph/index.js";
import {
  type Bins,
  learnPointed,
  maxBinnedSkills,
  maxBinnedTextSize,
  oneSkill,
  type Send,
  skillBits,
  tellFresh,
} from "./bins.js";
import { type Learner, none, type Peeled } from "./result.js";
import { makeLists, sendLists } from "./stored-lists.js";
import { storedSpace } from "./stored-space.js";

// Measured with 5 skills a text on a busy machine, both in WebAssembly, ns an edge in place and with bins: 18 and 18 at 104,000
// texts, 20 and 20 at 200,000, 34 and 22 at 390,000, 43 and 23 at 780,000 (in place in TypeScript: 31, 44, 59, 71).
const minTexts = 2e5;

/** Whether bins hold this graph and are worth it. */
export function worthBins(graph: SkillTextGraph): boolean {
  const { textCount, skillCount, edgeCount, textOffsets } = graph;
  if (textCount < minTexts || skillCount > maxBinnedSkills || edgeCount >= 2 ** 31) return false;
  for (let text = 0; text < textCount; text++) {
    if (textOffsets[text + 1] - textOffsets[text] > maxBinnedTextSize) return false;
  }
  return true;
}

/**
 * What {@link peel} does, for graphs whose texts are far beyond the caches: skills tell their texts in the order of
 * their numbers, so that their lists are read in sequence, and the updates are sorted by blocks of texts. Same
 * result. Memory: 8 bytes a text, 4 a skill, and 4 bytes for each edge of the skills of the largest round.
 */
export function peelBinned(
  graph: SkillTextGraph,
  { learned, knownCount }: Learner,
  engine?: "auto" | "typescript",
): Peeled {
  const { textCount, skillCount } = graph;
  const { bins, textOfSkill, remove } = storedSpace(graph, engine);
  const lists = makeLists();
  const roundOfSkill = new Uint32Array(skillCount).fill(none);
  for (let skill = 0; knownCount > 0 && skill < skillCount; skill++) {
    if (learned[skill] === 0) continue;
    roundOfSkill[skill] = 0;
    bins.learned[skill >>> 5] |= 1 << (skill & 31);
  }
  fillTexts(graph, bins.texts, learned, knownCount > 0);
  pointFirst(bins, textOfSkill);

  const queue = new Uint32Array(skillCount);
  const perRound: number[] = [];
  let queued = 0;
  const send: Send = (bits, begin, end, messages, cursor) => {
    return sendLists(graph, lists, bins, bits, begin, end, messages, cursor);
  };
  for (;;) {
    const count = learnPointed(bins, perRound.length + 1, roundOfSkill);
    if (count === 0) break;
    perRound.push(count);
    queued = listFresh(bins.fresh, queue, queued);
    tellFresh(bins, send, remove);
  }
  for (let i = 0; i < queued; i++) learned[queue[i]] = 1;
  const unlearnedOfText = new Uint32Array(textCount);
  for (let text = 0; text < textCount; text++) unlearnedOfText[text] = bins.texts[text] >>> 24;
  return {
    // The caller's to keep, without the rest of the memory that it may be in.
    textOfSkill: textOfSkill.slice(),
    roundOfSkill,
    learnedPerRound: Uint32Array.from(perRound),
    queue: queue.subarray(0, queued),
    unlearnedOfText,
  };
}

function fillTexts(graph: SkillTextGraph, texts: Int32Array, learned: Uint8Array, someKnown: boolean): void {
  const { textCount, skillCount, textOffsets, textSkills, skillOffsets, skillTexts } = graph;
  for (let text = 0; text < textCount; text++) {
    const begin = textOffsets[text];
    const end = textOffsets[text + 1];
    let skills = 0;
    for (let edge = begin; edge < end; edge++) skills ^= textSkills[edge];
    texts[text] = (Math.imul(end - begin, oneSkill) | 0) ^ skills;
  }
  // Looking each skill up costs a miss an edge; the known ones are mostly few.
  for (let skill = 0; someKnown && skill < skillCount; skill++) {
    if (learned[skill] === 0) continue;
    const end = skillOffsets[skill + 1];
    for (let edge = skillOffsets[skill]; edge < end; edge++) {
      const text = skillTexts[edge];
      texts[text] = ((texts[text] - oneSkill) | 0) ^ skill;
    }
  }
}

function pointFirst({ texts, pointed, learned }: Bins, textOfSkill: Uint32Array): void {
  for (let text = 0; text < texts.length; text++) {
    const state = texts[text];
    if (state >>> 24 === 1) point(state & skillBits, text, pointed, learned, textOfSkill);
  }
}

/** A text teaches a skill in the next round, unless it is learned now; the smallest text is remembered. */
function point(
  skill: number,
  text: number,
  pointed: Int32Array,
  learned: Int32Array,
  textOfSkill: Uint32Array,
): void {
  const bit = 1 << (skill & 31);
  if ((learned[skill >>> 5] & bit) !== 0) return;
  pointed[skill >>> 5] |= bit;
  if (text < textOfSkill[skill]) textOfSkill[skill] = text;
}

function listFresh(fresh: Int32Array, queue: Uint32Array, queued: number): number {
  let end = queued;
  for (let word = 0; word < fresh.length; word++) {
    for (let rest = fresh[word]; rest !== 0; rest &= rest - 1) {
      queue[end++] = 32 * word + 31 - Math.clz32(rest & -rest);
    }
  }
  return end;
}
