import { buildGraphOfTexts, skillFlags } from "../../graph/index.js";
import { type LearnedInRounds, learnRounds } from "../../learning/index.js";
import type { UnitTexts } from "./texts.js";

/** How the units of the texts are learned. */
export type UnitLearner = {
  /** Most unlearned words a text may have to teach them. */
  readonly maxUnlearned: number;
  /** The most frequent words, this many, are known from the start. */
  readonly foundation: number;
};

/** What was learned, by unit. */
export type LearnedUnits = {
  /** 1 for a unit that is known or learned: it may enter the codebook. */
  readonly learned: Uint8Array;
  /** Word skills: distinct lower-case words. */
  readonly skills: number;
  /** Skills known from the start, learned, and left unlearned. */
  readonly foundation: number;
  readonly learnedSkills: number;
  readonly rounds: number;
  /** Texts of which every word is known or learned. */
  readonly textsUnderstood: number;
  readonly perRound: Uint32Array;
};

/**
 * Learns the words of texts as skills: each text needs its words (in lower case), the most frequent ones are the
 * foundation, and whatever is no word (spaces, punctuation) is known. O(units of all texts).
 */
export function learnUnits(texts: UnitTexts, { maxUnlearned, foundation }: UnitLearner): LearnedUnits {
  const { units, sequence, offsets, isMeant, lowerForm } = texts;
  const skillOf = sequence.map((unit) => lowerForm[unit]);
  const { graph } = buildGraphOfTexts(units.size, offsets, Uint32Array.from(skillOf));
  const words = wordsByFrequency(texts);
  const base = words.slice(0, foundation);
  const plain: number[] = [];
  for (let unit = 0; unit < units.size; unit++) if (!isMeant[unit]) plain.push(unit);
  const known = skillFlags(units.size, Uint32Array.from([...base, ...plain]));
  const result: LearnedInRounds = learnRounds(graph, { known, maxUnlearned });
  return {
    learned: Uint8Array.from({ length: units.size }, (_, unit) => result.learned[lowerForm[unit]]),
    skills: words.length,
    foundation: base.length,
    learnedSkills: result.learnedCount,
    rounds: result.learnedPerRound.length,
    textsUnderstood: result.textsUnderstood,
    perRound: result.learnedPerRound,
  };
}

/** The lower-case words of the texts, the most frequent first; ties in the order of appearance. */
export function wordsByFrequency({ units, counts, isMeant, lowerForm }: UnitTexts): number[] {
  const times = new Float64Array(units.size);
  for (let unit = 0; unit < units.size; unit++) times[lowerForm[unit]] += counts[unit];
  const words: number[] = [];
  for (let unit = 0; unit < units.size; unit++)
    if (isMeant[unit] && lowerForm[unit] === unit) words.push(unit);
  return words.sort((a, b) => times[b] - times[a] || a - b);
}
