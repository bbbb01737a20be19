import { firstWord, type GraphKey, secondWord } from "./edge-words.js";
import type { ImplicitGraph, ImplicitKernel, ImplicitLaw, ImplicitRun } from "./implicit-kernel.js";

/** Working memory of the direct kernel and the loops on it; WebAssembly has the same. */
export type DirectLoops = {
  /** One word a text: how many unlearned skills it has (high 8 bits) and their exclusive or (low 24). */
  readonly texts: Int32Array;
  readonly learned: Uint8Array;
  /** The learned skills, round after round. */
  readonly queue: Int32Array;
  /** Tells the texts of all skills that are not known that they hold them; returns the number of edges. */
  addSkills(key: GraphKey): number;
  /** Queues the skills that are alone in a text; returns their number. */
  queueFirst(): number;
  /**
   * Tells the texts of the skills queued from `begin` to before `end` that they are learned, and queues those that are
   * then alone; returns the new end.
   */
  removeSkills(key: GraphKey, begin: number, end: number): number;
};

/** The direct kernel in TypeScript. */
export function directKernel(law: ImplicitLaw): ImplicitKernel {
  const texts = new Int32Array(law.textCount);
  const learned = new Uint8Array(law.skillCount);
  const queue = new Int32Array(law.skillCount);
  const loops: DirectLoops = {
    texts,
    learned,
    queue,
    addSkills: (key) => addSkills({ ...law, key }, texts, learned),
    queueFirst: () => queueFirst(texts, learned, queue),
    removeSkills: (key, begin, end) => removeSkills({ ...law, key }, texts, learned, queue, begin, end),
  };
  return {
    bytes: texts.byteLength + learned.byteLength + queue.byteLength,
    learn: (key, known, perRound, roundOfSkill) => learnDirect(loops, key, known, perRound, roundOfSkill),
  };
}

const one = 0x0100_0000;
const skillBits = 0x00ff_ffff;

/**
 * Learns an implicit graph with texts updated in place. When a text's count comes down to 1, its exclusive or *is* the
 * skill it teaches (as in an invertible Bloom lookup table), so texts never list their skills. Skills are queued in the
 * round after the one whose updates showed them, which makes the rounds synchronous.
 *
 * One function a loop: V8 gives up on a function that holds them all (2.5 times slower).
 */
export function learnDirect(
  loops: DirectLoops,
  key: GraphKey,
  known: Uint8Array | undefined,
  perRound: number[],
  roundOfSkill: Uint32Array | undefined,
): ImplicitRun {
  const { texts, learned, queue } = loops;
  texts.fill(0);
  learned.fill(0);
  roundOfSkill?.fill(0xffff_ffff);
  if (known !== undefined) markKnown(known, learned, roundOfSkill);
  const edges = loops.addSkills(key);
  let queued = loops.queueFirst();
  let rounds = 0;
  for (let told = 0; told < queued; ) {
    const end = queued;
    rounds++;
    perRound.push(end - told);
    if (roundOfSkill !== undefined) for (let i = told; i < end; i++) roundOfSkill[queue[i]] = rounds;
    queued = loops.removeSkills(key, told, end);
    told = end;
  }
  return { learnedCount: queued, rounds, edges };
}

function markKnown(known: Uint8Array, learned: Uint8Array, roundOfSkill: Uint32Array | undefined): void {
  for (let skill = 0; skill < known.length; skill++) {
    if (known[skill] === 0) continue;
    learned[skill] = 1;
    if (roundOfSkill !== undefined) roundOfSkill[skill] = 0;
  }
}

function addSkills(
  { key, degrees, textCount, skillCount }: ImplicitGraph,
  texts: Int32Array,
  known: Uint8Array,
): number {
  const { a, b, c, d } = key;
  const { shift, mask, own, alias } = degrees;
  const scale = textCount / 2 ** 32;
  let edges = 0;
  for (let skill = 0; skill < skillCount; skill++) {
    if (known[skill] === 1) continue;
    let walk = firstWord(skill, a, c);
    const second = secondWord(walk, b, d);
    const cell = second >>> shift;
    let left = (second & mask) < own[cell] ? cell : alias[cell];
    edges += left;
    for (; left > 0; left--) {
      // edgeWord, written out: its call and the imported constant cost 3 and 5 ns here.
      walk = (walk + 0x9e3779b9) | 0;
      let word = Math.imul(walk ^ (walk >>> 16), 0x21f0aaad) ^ second;
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      const text = ((word >>> 0) * scale) | 0;
      texts[text] = ((texts[text] + one) | 0) ^ skill;
    }
  }
  return edges;
}

function queueFirst(texts: Int32Array, learned: Uint8Array, queue: Int32Array): number {
  let queued = 0;
  for (let text = 0; text < texts.length; text++) {
    const state = texts[text];
    if (state >>> 24 !== 1) continue;
    const skill = state & skillBits;
    if (learned[skill] === 1) continue;
    learned[skill] = 1;
    queue[queued++] = skill;
  }
  return queued;
}

function removeSkills(
  { key, degrees, textCount }: ImplicitGraph,
  texts: Int32Array,
  learned: Uint8Array,
  queue: Int32Array,
  begin: number,
  end: number,
): number {
  const { a, b, c, d } = key;
  const { shift, mask, own, alias } = degrees;
  const scale = textCount / 2 ** 32;
  let queued = end;
  for (let told = begin; told < end; told++) {
    const skill = queue[told];
    let walk = firstWord(skill, a, c);
    const second = secondWord(walk, b, d);
    const cell = second >>> shift;
    let left = (second & mask) < own[cell] ? cell : alias[cell];
    for (; left > 0; left--) {
      // edgeWord, written out: its call and the imported constant cost 3 and 5 ns here.
      walk = (walk + 0x9e3779b9) | 0;
      let word = Math.imul(walk ^ (walk >>> 16), 0x21f0aaad) ^ second;
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      const text = ((word >>> 0) * scale) | 0;
      const state = ((texts[text] - one) | 0) ^ skill;
      texts[text] = state;
      if (state >>> 24 === 1) {
        const found = state & skillBits;
        if (learned[found] === 0) {
          learned[found] = 1;
          queue[queued++] = found;
        }
      }
    }
  }
  return queued;
}
