import type { SkillTextGraph } from "../graph/index.js";
import {
  type Bins,
  binsAt,
  blockBits,
  learnPointed,
  mostBinnedSkills,
  mostBinnedTextSize,
  oneSkill,
  type Send,
  skillBits,
  tellFresh,
} from "./bins.js";
import type { Peeled } from "./peel.js";
import { type Learner, NONE } from "./result.js";

// Measured with 13 edges a skill: 51 against 85 ns an edge in place at 2.6 million texts, 60 against 105 at 26 million;
// at 260,000 texts updates in place are faster.
const leastTexts = 1.5e6;

/** Whether bins hold this graph and are worth it. */
export function worthBins(graph: SkillTextGraph): boolean {
  const { textCount, skillCount, edgeCount, textOffsets } = graph;
  if (textCount < leastTexts || skillCount > mostBinnedSkills || edgeCount >= 2 ** 31) return false;
  for (let text = 0; text < textCount; text++) {
    if (textOffsets[text + 1]! - textOffsets[text]! > mostBinnedTextSize) return false;
  }
  return true;
}

/**
 * What {@link peel} does, for graphs whose texts are far beyond the caches: skills tell their texts in the order of
 * their numbers, so that their lists are read in sequence, and the updates are sorted by blocks of texts. Same
 * result. Memory: 8 bytes a text, 4 a skill, and 4 bytes for each edge of the skills of the largest round.
 */
export function peelBinned(graph: SkillTextGraph, { learned, knownCount }: Learner): Peeled {
  const { textCount, skillCount } = graph;
  const bins = binsOf(graph);
  const textOfSkill = new Uint32Array(skillCount).fill(NONE);
  const roundOfSkill = new Uint32Array(skillCount).fill(NONE);
  for (let skill = 0; knownCount > 0 && skill < skillCount; skill++) {
    if (learned[skill] === 0) continue;
    roundOfSkill[skill] = 0;
    bins.learned[skill >>> 5]! |= 1 << (skill & 31);
  }
  fillTexts(graph, bins.texts, learned, knownCount > 0);
  pointFirst(bins, textOfSkill);

  const queue = new Uint32Array(skillCount);
  const perRound: number[] = [];
  let queued = 0;
  const send: Send = (bits, begin, end, messages, cursor) => {
    return sendLists(graph, bits, begin, end, messages, cursor);
  };
  for (;;) {
    const count = learnPointed(bins, perRound.length + 1, roundOfSkill);
    if (count === 0) break;
    perRound.push(count);
    queued = listFresh(bins.fresh, queue, queued);
    tellFresh(bins, send, (space, first, end) => removeSkills(space, first, end, textOfSkill));
  }
  for (let i = 0; i < queued; i++) learned[queue[i]!] = 1;
  const unlearnedOfText = new Uint32Array(textCount);
  for (let text = 0; text < textCount; text++) unlearnedOfText[text] = bins.texts[text]! >>> 24;
  return {
    textOfSkill,
    roundOfSkill,
    learnedPerRound: Uint32Array.from(perRound),
    queue: queue.subarray(0, queued),
    unlearnedOfText,
  };
}

/** Every block of texts gets a bin with room for all its edges: none can overflow, whatever the corpus looks like. */
function binsOf(graph: SkillTextGraph): Bins {
  const { textCount, skillCount, textOffsets } = graph;
  const binCount = Math.ceil(textCount / 2 ** blockBits);
  const starts = Int32Array.from({ length: binCount + 1 }, (_, bin) => {
    return textOffsets[Math.min(textCount, bin * 2 ** blockBits)]!;
  });
  return binsAt(textCount, skillCount, starts, Infinity);
}

function fillTexts(graph: SkillTextGraph, texts: Int32Array, learned: Uint8Array, someKnown: boolean): void {
  const { textCount, textOffsets, textSkills } = graph;
  for (let text = 0; text < textCount; text++) {
    const end = textOffsets[text + 1]!;
    let state = 0;
    for (let edge = textOffsets[text]!; edge < end; edge++) {
      const skill = textSkills[edge]!;
      if (someKnown && learned[skill] === 1) continue;
      state = ((state + oneSkill) | 0) ^ skill;
    }
    texts[text] = state;
  }
}

function pointFirst({ texts, pointed, learned }: Bins, textOfSkill: Uint32Array): void {
  for (let text = 0; text < texts.length; text++) {
    const state = texts[text]!;
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
  if ((learned[skill >>> 5]! & bit) !== 0) return;
  pointed[skill >>> 5]! |= bit;
  if (text < textOfSkill[skill]!) textOfSkill[skill] = text;
}

function listFresh(fresh: Int32Array, queue: Uint32Array, queued: number): number {
  let end = queued;
  for (let word = 0; word < fresh.length; word++) {
    for (let rest = fresh[word]!; rest !== 0; rest &= rest - 1) {
      queue[end++] = 32 * word + 31 - Math.clz32(rest & -rest);
    }
  }
  return end;
}

function sendLists(
  { skillOffsets, skillTexts }: SkillTextGraph,
  bits: Int32Array,
  begin: number,
  end: number,
  messages: Int32Array,
  cursor: Int32Array,
): number {
  let sent = 0;
  for (let i = begin; i < end; i++) {
    for (let rest = bits[i]!; rest !== 0; rest &= rest - 1) {
      const skill = (i << 5) | (31 - Math.clz32(rest & -rest));
      const first = skillOffsets[skill]!;
      const last = skillOffsets[skill + 1]!;
      const high = skill << 16;
      for (let edge = first; edge < last; edge++) {
        const text = skillTexts[edge]!;
        const bin = text >>> blockBits;
        const position = cursor[bin]!;
        cursor[bin] = position + 1;
        messages[position] = high | (text & 0xffff);
      }
      sent += last - first;
    }
  }
  return sent;
}

/** As for implicit graphs, and remembers the texts that teach. */
function removeSkills(
  { texts, messages, chunkEnds, cursor, starts, pointed, learned }: Bins,
  first: number,
  end: number,
  textOfSkill: Uint32Array,
): void {
  const binCount = cursor.length;
  for (let bin = 0; bin < binCount; bin++) {
    const base = bin << blockBits;
    let position = starts[bin]!;
    for (let chunk = first; chunk < end; chunk++) {
      const high = chunk << 16;
      const last = chunkEnds[chunk * binCount + bin]!;
      for (; position < last; position++) {
        const message = messages[position]!;
        const text = base | (message & 0xffff);
        const state = ((texts[text]! - oneSkill) | 0) ^ (high | (message >>> 16));
        texts[text] = state;
        if (state >>> 24 === 1) point(state & skillBits, text, pointed, learned, textOfSkill);
      }
    }
  }
}
