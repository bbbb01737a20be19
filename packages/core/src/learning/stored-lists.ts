/**
 * Messages of the skills of a stored graph to their texts. A round learns skills here and there, so that each list is a
 * miss of its own, or two; read one after the other, they cost more than all the rest (54 ns an edge against 45 with 10^7
 * skills). So the lists of some skills are touched first, and then read.
 */
import type { SkillTextGraph } from "../graph/index.js";
import { type Bins, blockBits } from "./bins.js";

/** Skills whose lists are read together. */
const batch = 256;

/** The lists of some skills. */
export type Lists = {
  readonly skills: Int32Array;
  /** Where they begin and end. */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
};

/** Room for the lists of a batch, and of the skills of the word that fills it. */
export function makeLists(): Lists {
  const room = batch + 32;
  return { skills: new Int32Array(room), firsts: new Int32Array(room), lasts: new Int32Array(room) };
}

/** Puts a message into the bin of each text of the skills whose bits are set in the words from `begin` to `end`. */
export function sendLists(
  graph: SkillTextGraph,
  lists: Lists,
  bins: Bins,
  bits: Int32Array,
  begin: number,
  end: number,
  messages: Int32Array,
  cursor: Int32Array,
): number {
  const { skills } = lists;
  let sent = 0;
  let listed = 0;
  for (let i = begin; i < end; i++) {
    for (let rest = bits[i]; rest !== 0; rest &= rest - 1) {
      skills[listed++] = (i << 5) | (31 - Math.clz32(rest & -rest));
    }
    if (listed >= batch || i + 1 === end) {
      fetchLists(graph, lists, listed, bins.sink);
      sent += sendBatch(graph.skillTexts, lists, listed, messages, cursor);
      listed = 0;
    }
  }
  return sent;
}

/** Reads where the lists are, then a word at either end of each: the misses of a batch are waited for together. */
function fetchLists(
  { skillOffsets, skillTexts }: SkillTextGraph,
  { skills, firsts, lasts }: Lists,
  count: number,
  sink: Int32Array,
): void {
  for (let i = 0; i < count; i++) {
    const skill = skills[i];
    firsts[i] = skillOffsets[skill];
    lasts[i] = skillOffsets[skill + 1];
  }
  let all = 0;
  for (let i = 0; i < count; i++) {
    const first = firsts[i];
    const last = lasts[i];
    if (first < last) all |= skillTexts[first] ^ skillTexts[last - 1];
  }
  sink[0] = all;
}

function sendBatch(
  skillTexts: Uint32Array,
  { skills, firsts, lasts }: Lists,
  count: number,
  messages: Int32Array,
  cursor: Int32Array,
): number {
  let sent = 0;
  for (let i = 0; i < count; i++) {
    const first = firsts[i];
    const last = lasts[i];
    const high = skills[i] << 16;
    for (let edge = first; edge < last; edge++) {
      const text = skillTexts[edge];
      const bin = text >>> blockBits;
      const position = cursor[bin];
      cursor[bin] = position + 1;
      messages[position] = high | (text & 0xffff);
    }
    sent += last - first;
  }
  return sent;
}
