import { firstWord, secondWord } from "./edge-words.js";
import type { ImplicitGraph, ImplicitRun } from "./implicit-learner.js";

/** Working memory of the direct kernel. */
export type DirectSpace = {
  /** One word a text: how many unlearned skills it has (high 8 bits) and their exclusive or (low 24). */
  readonly texts: Int32Array;
  readonly learned: Uint8Array;
  /** The learned skills, round after round. */
  readonly queue: Int32Array;
};

export function directSpace(textCount: number, skillCount: number): DirectSpace {
  return {
    texts: new Int32Array(textCount),
    learned: new Uint8Array(skillCount),
    queue: new Int32Array(skillCount),
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
  graph: ImplicitGraph,
  space: DirectSpace,
  known: Uint8Array | undefined,
  perRound: number[],
  roundOfSkill: Uint32Array | undefined,
): ImplicitRun {
  const { texts, learned, queue } = space;
  texts.fill(0);
  learned.fill(0);
  roundOfSkill?.fill(0xffff_ffff);
  if (known !== undefined) markKnown(known, learned, roundOfSkill);
  const edges = addSkills(graph, texts, learned);
  let queued = queueFirst(texts, learned, queue);
  let rounds = 0;
  for (let told = 0; told < queued; ) {
    const end = queued;
    rounds++;
    perRound.push(end - told);
    if (roundOfSkill !== undefined) for (let i = told; i < end; i++) roundOfSkill[queue[i]!] = rounds;
    queued = removeSkills(graph, texts, learned, queue, told, end);
    told = end;
  }
  return { learned: queued, rounds, edges };
}

function markKnown(known: Uint8Array, learned: Uint8Array, roundOfSkill: Uint32Array | undefined): void {
  for (let skill = 0; skill < known.length; skill++) {
    if (known[skill] === 0) continue;
    learned[skill] = 1;
    if (roundOfSkill !== undefined) roundOfSkill[skill] = 0;
  }
}

/** Tells the texts of all skills that are not known that they hold them; returns the number of edges. */
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
    let left = (second & mask) < own[cell]! ? cell : alias[cell]!;
    edges += left;
    for (; left > 0; left--) {
      // edgeWord, written out: its call and the imported constant cost 3 and 5 ns here.
      walk = (walk + 0x9e3779b9) | 0;
      let word = Math.imul(walk ^ (walk >>> 16), 0x21f0aaad) ^ second;
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      const text = ((word >>> 0) * scale) | 0;
      texts[text] = ((texts[text]! + one) | 0) ^ skill;
    }
  }
  return edges;
}

/** Queues the skills that are alone in a text; returns their number. */
function queueFirst(texts: Int32Array, learned: Uint8Array, queue: Int32Array): number {
  let queued = 0;
  for (let text = 0; text < texts.length; text++) {
    const state = texts[text]!;
    if (state >>> 24 !== 1) continue;
    const skill = state & skillBits;
    if (learned[skill] === 1) continue;
    learned[skill] = 1;
    queue[queued++] = skill;
  }
  return queued;
}

/** Tells the texts of queued skills that they are learned, and queues those that are then alone; returns the new end. */
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
    const skill = queue[told]!;
    let walk = firstWord(skill, a, c);
    const second = secondWord(walk, b, d);
    const cell = second >>> shift;
    let left = (second & mask) < own[cell]! ? cell : alias[cell]!;
    for (; left > 0; left--) {
      // edgeWord, written out: its call and the imported constant cost 3 and 5 ns here.
      walk = (walk + 0x9e3779b9) | 0;
      let word = Math.imul(walk ^ (walk >>> 16), 0x21f0aaad) ^ second;
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      const text = ((word >>> 0) * scale) | 0;
      const state = ((texts[text]! - one) | 0) ^ skill;
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
