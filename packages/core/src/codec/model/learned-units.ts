import { buildGraphOfTexts, type SkillTextGraph } from "../../graph/index.js";
import { type LearnedInRounds, learnRounds } from "../../learning/index.js";
import type { UnitTexts } from "./texts.js";

/** The words of texts as skills: distinct words in lower case, numbered from the most frequent on. */
export type WordSkills = {
  /** Which words each text needs; what is no word (spaces, punctuation) everybody knows. */
  readonly needs: SkillTextGraph;
  /** By skill: its unit. */
  readonly units: readonly number[];
  /** By skill: how often it occurs. */
  readonly times: Float64Array;
  /** By unit: its skill, -1 for what is no word. */
  readonly skillOf: Int32Array;
};

/** What a learner makes of the words when the first of them, so many, are known from the start. */
export type LearnedWords = {
  readonly foundation: number;
  readonly known: Uint8Array<ArrayBuffer>;
  readonly result: LearnedInRounds;
};

/** The words of texts, ties in the order of appearance. O(units of all texts). */
export function wordSkills({ units, counts, sequence, offsets, isMeant, lowerForm }: UnitTexts): WordSkills {
  const timesOf = new Float64Array(units.size);
  for (let unit = 0; unit < units.size; unit++) timesOf[lowerForm[unit]] += counts[unit];
  const words: number[] = [];
  for (let unit = 0; unit < units.size; unit++)
    if (isMeant[unit] && lowerForm[unit] === unit) words.push(unit);
  words.sort((a, b) => timesOf[b] - timesOf[a] || a - b);
  const rank = new Int32Array(units.size).fill(-1);
  for (const [skill, unit] of words.entries()) rank[unit] = skill;
  const skillOf = Int32Array.from(lowerForm, (unit) => rank[unit]);
  const skills = new Uint32Array(sequence.length);
  const ends = new Uint32Array(offsets.length);
  let length = 0;
  for (let text = 0; text + 1 < offsets.length; text++) {
    for (let i = offsets[text]; i < offsets[text + 1]; i++) {
      if (skillOf[sequence[i]] >= 0) skills[length++] = skillOf[sequence[i]];
    }
    ends[text + 1] = length;
  }
  const { graph } = buildGraphOfTexts(words.length, ends, skills.subarray(0, length));
  return {
    needs: graph,
    units: words,
    times: Float64Array.from(words, (unit) => timesOf[unit]),
    skillOf,
  };
}

/** Learns the words in rounds. O(edges). */
export function learnWords({ needs }: WordSkills, foundation: number, maxUnlearned: number): LearnedWords {
  const known = new Uint8Array(needs.skillCount).fill(1, 0, foundation);
  return {
    foundation: Math.min(foundation, needs.skillCount),
    known,
    result: learnRounds(needs, { known, maxUnlearned }),
  };
}

/** By unit: 1 for what is known or learned, so that it may enter the codebook. */
export function learnedUnits(
  { skillOf }: WordSkills,
  { result: { learnedFlags: learned } }: LearnedWords,
): Uint8Array {
  return Uint8Array.from(skillOf, (skill) => (skill < 0 ? 1 : learned[skill]));
}
