import type { SkillTextGraph } from "../graph/index.js";
import { peelBinned, worthBins } from "./peel-binned.js";
import { peelInKernel, worthKernel } from "./peel-kernel/peel.js";
import { type Learner, none, type Peeled } from "./result.js";

/** The 1-skill learner in synchronous rounds, by the kernel that suits the size of the graph. */
export function peel(graph: SkillTextGraph, learner: Learner): Peeled {
  return worthBins(graph) ? peelBinned(graph, learner) : peelInPlace(graph, learner);
}

/**
 * The 1-skill learner in synchronous rounds, texts updated where they are. A text carries the number of its unlearned skills and their exclusive or,
 * side by side: when the number comes down to 1 the other word *is* the skill it teaches, and its list is never
 * read again (the peeling of invertible Bloom lookup tables: Goodrich, Mitzenmacher, 2011). So learning costs one
 * cache miss an edge.
 *
 * A text that comes down to one skill in a round teaches it in the next, unless that skill is learned in this one. Of
 * several such texts the one with the smallest number is said to teach it.
 */
export function peelInPlace(
  graph: SkillTextGraph,
  learner: Learner,
  engine: "auto" | "typescript" = "auto",
): Peeled {
  const peeled = engine === "auto" && worthKernel(graph) ? peelInKernel(graph, learner) : null;
  return peeled ?? peelInTypescript(graph, learner);
}

function peelInTypescript(graph: SkillTextGraph, { learned, knownCount }: Learner): Peeled {
  const { textCount, skillCount } = graph;
  const texts = textWords(graph, learned, knownCount > 0);
  const roundOfSkill = new Uint32Array(skillCount).fill(none);
  const textOfSkill = new Uint32Array(skillCount).fill(none);
  if (knownCount > 0) {
    for (let skill = 0; skill < skillCount; skill++) if (learned[skill] === 1) roundOfSkill[skill] = 0;
  }
  const queue = new Int32Array(skillCount);
  let queued = queueFirst(texts, roundOfSkill, textOfSkill, queue);
  const perRound: number[] = [];
  for (let told = 0; told < queued; ) {
    const end = queued;
    perRound.push(end - told);
    queued = tell(graph, texts, roundOfSkill, textOfSkill, queue, told, end, perRound.length + 1);
    told = end;
  }
  for (let i = 0; i < queued; i++) learned[queue[i]] = 1;
  const unlearnedOfText = new Uint32Array(textCount);
  for (let text = 0; text < textCount; text++) unlearnedOfText[text] = texts[2 * text];
  return {
    textOfSkill,
    roundOfSkill,
    learnedPerRound: Uint32Array.from(perRound),
    queue: new Uint32Array(queue.buffer, 0, queued),
    unlearnedOfText,
  };
}

/** For every text the number of its unlearned skills and their exclusive or. */
function textWords(graph: SkillTextGraph, learned: Uint8Array, someKnown: boolean): Int32Array {
  const { textCount, textOffsets, textSkills } = graph;
  const texts = new Int32Array(2 * textCount);
  for (let text = 0; text < textCount; text++) {
    const begin = textOffsets[text];
    const end = textOffsets[text + 1];
    let count = end - begin;
    let skills = 0;
    for (let edge = begin; edge < end; edge++) {
      const skill = textSkills[edge];
      if (someKnown && learned[skill] === 1) count--;
      else skills ^= skill;
    }
    texts[2 * text] = count;
    texts[2 * text + 1] = skills;
  }
  return texts;
}

function queueFirst(
  texts: Int32Array,
  roundOfSkill: Uint32Array,
  textOfSkill: Uint32Array,
  queue: Int32Array,
): number {
  let queued = 0;
  for (let word = 0; word < texts.length; word += 2) {
    if (texts[word] !== 1) continue;
    const skill = texts[word + 1];
    // Texts come in order: the first one to teach a skill is the smallest.
    if (roundOfSkill[skill] !== none) continue;
    roundOfSkill[skill] = 1;
    textOfSkill[skill] = word >>> 1;
    queue[queued++] = skill;
  }
  return queued;
}

/** Tells the texts of queued skills that they are learned; queues what is learned in `nextRound`, returns the new end. */
function tell(
  graph: SkillTextGraph,
  texts: Int32Array,
  roundOfSkill: Uint32Array,
  textOfSkill: Uint32Array,
  queue: Int32Array,
  begin: number,
  end: number,
  nextRound: number,
): number {
  const { skillOffsets, skillTexts } = graph;
  let queued = end;
  for (let told = begin; told < end; told++) {
    const skill = queue[told];
    const last = skillOffsets[skill + 1];
    for (let edge = skillOffsets[skill]; edge < last; edge++) {
      const text = skillTexts[edge];
      const left = texts[2 * text + 1] ^ skill;
      const count = texts[2 * text] - 1;
      texts[2 * text + 1] = left;
      texts[2 * text] = count;
      if (count !== 1) continue;
      const round = roundOfSkill[left];
      if (round === none) {
        roundOfSkill[left] = nextRound;
        textOfSkill[left] = text;
        queue[queued++] = left;
      } else if (round === nextRound && text < textOfSkill[left]) textOfSkill[left] = text;
    }
  }
  return queued;
}
