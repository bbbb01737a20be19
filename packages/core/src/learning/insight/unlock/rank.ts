import type { SkillTextGraph } from "../../../graph/index.js";
import { LearnerState } from "../state.js";

/** Words of memory and operations on words that a rank may cost before a coarser bound has to do. */
const maxWords = 2 ** 25;
const maxOperations = 2 ** 31;

/**
 * The rank over GF(2) of a core's texts as rows and its skills as columns. Texts that teach one skill each, one after
 * the other, are linearly independent, for each has a skill that no text before it has: so from these texts a
 * 1-skill learner learns at most as many skills as their rank, whatever it is taught (the same count says when a
 * code can be decoded at all: maximum-likelihood decoding over the erasure channel).
 *
 * Skills taught in `taught` stay symbolic, every other skill is the sum of the others of its text, and only the texts
 * that taught nothing are eliminated (inactivation decoding), O(edges t/32 + texts t^2/32) for t taught skills.
 *
 * @param taught - Skills that let everything be learned.
 * @returns null when it would take too much memory or time
 */
export function rankOfTexts(graph: SkillTextGraph, taught: Uint32Array): number | null {
  const words = Math.ceil(taught.length / 32);
  if (graph.skillCount * words > maxWords) return null;
  if (graph.edgeCount * words + (graph.textCount * taught.length * words) / 2 > maxOperations) return null;
  const state = new LearnerState(graph, { maxUnlearned: 1 });
  for (const skill of taught) if (state.learned[skill] === 0) state.teach(skill);
  if (state.count !== graph.skillCount) {
    throw new Error(`expected all ${graph.skillCount} skills to be known, got ${state.count}`);
  }
  const { textSkills, textOffsets, textCount } = graph;
  const vectors = new Uint32Array(graph.skillCount * words);
  const used = new Uint8Array(textCount);
  const row = new Uint32Array(words);
  const addSkills = (text: number, except: number): void => {
    for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
      const skill = textSkills[edge];
      if (skill === except) continue;
      for (let word = 0; word < words; word++) row[word] ^= vectors[skill * words + word];
    }
  };
  let symbols = 0;
  for (let i = 0; i < state.count; i++) {
    const skill = state.log[i];
    const text = state.source[skill];
    if (text === textCount) {
      vectors[skill * words + (symbols >>> 5)] = 1 << (symbols & 31);
      symbols++;
      continue;
    }
    used[text] = 1;
    row.fill(0);
    addSkills(text, skill);
    vectors.set(row, skill * words);
  }

  let rank = state.count - symbols;
  const pivots: (Uint32Array | undefined)[] = new Array(symbols);
  let independent = 0;
  for (let text = 0; text < textCount && independent < symbols; text++) {
    if (used[text] === 1) continue;
    row.fill(0);
    addSkills(text, -1);
    if (insert(row, pivots)) independent++;
  }
  rank += independent;
  return rank;
}

/** Reduces a row by those with a pivot; keeps it under its own pivot when something is left. */
function insert(row: Uint32Array, pivots: (Uint32Array | undefined)[]): boolean {
  for (let word = 0; word < row.length; word++) {
    while (row[word] !== 0) {
      const column = 32 * word + 31 - Math.clz32(row[word] & -row[word]);
      const pivot = pivots[column];
      if (pivot === undefined) {
        pivots[column] = row.slice();
        return true;
      }
      for (let i = word; i < row.length; i++) row[i] ^= pivot[i];
    }
  }
  return false;
}
