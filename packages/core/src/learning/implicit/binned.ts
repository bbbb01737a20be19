import {
  addSkills,
  type Bins,
  blockBits,
  learnPointed,
  pointAtFirst,
  removeSkills,
  type Send,
  tellFresh,
  uniformBins,
} from "../bins.js";
import { firstWord, secondWord } from "./edge-words.js";
import type { ImplicitGraph, ImplicitKernel, ImplicitLaw, ImplicitRun } from "./implicit-kernel.js";

/** The binned kernel in TypeScript. */
export function binnedKernel(law: ImplicitLaw): ImplicitKernel {
  const bins = binnedSpace(law);
  const sizes = Object.values(bins).map((field) => (ArrayBuffer.isView(field) ? field.byteLength : 0));
  return {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    learn: (key, known, perRound, roundOfSkill) =>
      learnBinned({ ...law, key }, bins, known, perRound, roundOfSkill),
  };
}

/** Bins for an implicit graph. */
function binnedSpace({ textCount, skillCount, degrees }: ImplicitLaw): Bins {
  const skills = Math.min(65_536, skillCount);
  const mean = skills * degrees.mean;
  // Degrees are independent with a variance below mean * (largest + 1).
  const likely = Math.ceil(mean + 12 * Math.sqrt(mean * (1 + degrees.largest)) + 64);
  return uniformBins(textCount, skillCount, Math.min(likely, skills * degrees.largest));
}

/**
 * Learns an implicit graph with its updates sorted by blocks of texts first. The rounds are synchronous: what texts
 * point at in a round waits in a bit set for the next one.
 */
function learnBinned(
  graph: ImplicitGraph,
  bins: Bins,
  known: Uint8Array | undefined,
  perRound: number[],
  roundOfSkill: Uint32Array | undefined,
): ImplicitRun {
  const { skillCount } = graph;
  const { texts, learned, fresh, pointed } = bins;
  texts.fill(0);
  pointed.fill(0);
  learned.fill(0);
  roundOfSkill?.fill(0xffff_ffff);
  if (known !== undefined) {
    for (let skill = 0; skill < skillCount; skill++) {
      if (known[skill] === 0) continue;
      learned[skill >>> 5] |= 1 << (skill & 31);
      if (roundOfSkill !== undefined) roundOfSkill[skill] = 0;
    }
  }
  const send: Send = (bits, begin, end, messages, cursor) => {
    return sendEdges(graph, bits, begin, end, messages, cursor);
  };
  // All skills that are not known tell their texts that they exist; later, those just learned that they are learned.
  for (let word = 0; word < fresh.length; word++) fresh[word] = ~learned[word];
  if ((skillCount & 31) !== 0) fresh[fresh.length - 1] &= (1 << (skillCount & 31)) - 1;
  const edges = tellFresh(bins, send, addSkills);
  pointAtFirst(bins);

  let total = 0;
  for (let rounds = 0; ; rounds++) {
    const count = learnPointed(bins, rounds + 1, roundOfSkill);
    if (count === 0) return { learnedCount: total, rounds, edges };
    total += count;
    perRound.push(count);
    tellFresh(bins, send, removeSkills);
  }
}

function sendEdges(
  { key, degrees, textCount }: ImplicitGraph,
  bits: Int32Array,
  begin: number,
  end: number,
  messages: Int32Array,
  cursor: Int32Array,
): number {
  const { a, b, c, d } = key;
  const { shift, mask, own, alias } = degrees;
  const scale = textCount / 2 ** 32;
  let sent = 0;
  for (let i = begin; i < end; i++) {
    for (let rest = bits[i]; rest !== 0; rest &= rest - 1) {
      const skill = (i << 5) | (31 - Math.clz32(rest & -rest));
      let walk = firstWord(skill, a, c);
      const second = secondWord(walk, b, d);
      const cell = second >>> shift;
      let left = (second & mask) < own[cell] ? cell : alias[cell];
      sent += left;
      const high = skill << 16;
      for (; left > 0; left--) {
        // edgeWord, written out: its call and the imported constant cost 3 and 5 ns here.
        walk = (walk + 0x9e3779b9) | 0;
        let word = Math.imul(walk ^ (walk >>> 16), 0x21f0aaad) ^ second;
        word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
        const text = ((word >>> 0) * scale) | 0;
        const bin = text >>> blockBits;
        const position = cursor[bin];
        cursor[bin] = position + 1;
        messages[position] = high | (text & 0xffff);
      }
    }
  }
  return sent;
}
