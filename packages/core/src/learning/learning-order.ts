import { none } from "./result.js";

/**
 * The learned skills by round, within a round by their teaching text, within a text by number: a reading list, and
 * the same whatever the order of work was. Skills are dealt to their rounds in order, then each round is sorted stably
 * by the digits of its texts: O(skills + rounds), about 30 ns a skill (a counting sort by text over all texts
 * at once took 600 at a million skills, all of it cache misses).
 */
export function orderByRound(
  roundOfSkill: Uint32Array,
  textOfSkill: Uint32Array,
  learnedPerRound: Uint32Array,
  textCount: number,
): Uint32Array<ArrayBuffer> {
  const cursor = new Uint32Array(learnedPerRound.length);
  let learnedCount = 0;
  for (let round = 0; round < cursor.length; round++) {
    cursor[round] = learnedCount;
    learnedCount += learnedPerRound[round];
  }
  const skills = new Uint32Array(learnedCount);
  const texts = new Uint32Array(learnedCount);
  for (let skill = 0; skill < roundOfSkill.length; skill++) {
    const text = textOfSkill[skill];
    if (text === none) continue;
    const position = cursor[roundOfSkill[skill] - 1]++;
    skills[position] = skill;
    texts[position] = text;
  }
  const scratch = { skills: new Uint32Array(learnedCount), texts: new Uint32Array(learnedCount) };
  for (let round = 0; round < cursor.length; round++) {
    const begin = round === 0 ? 0 : cursor[round - 1];
    sortByText(skills, texts, begin, cursor[round], textCount, scratch);
  }
  return skills;
}

const digitBits = 11;
const digits = 1 << digitBits;

/** Sorts `begin` to `end` by text, stably. */
function sortByText(
  skills: Uint32Array,
  texts: Uint32Array,
  begin: number,
  end: number,
  textCount: number,
  scratch: { skills: Uint32Array; texts: Uint32Array },
): void {
  if (end - begin < 64) {
    for (let i = begin + 1; i < end; i++) {
      const skill = skills[i];
      const text = texts[i];
      let j = i;
      for (; j > begin && texts[j - 1] > text; j--) {
        texts[j] = texts[j - 1];
        skills[j] = skills[j - 1];
      }
      texts[j] = text;
      skills[j] = skill;
    }
    return;
  }
  const cursor = new Uint32Array(digits);
  for (let shift = 0; 2 ** shift < textCount; shift += digitBits) {
    cursor.fill(0);
    for (let i = begin; i < end; i++) cursor[(texts[i] >>> shift) & (digits - 1)]++;
    let total = begin;
    for (let digit = 0; digit < digits; digit++) {
      const count = cursor[digit];
      cursor[digit] = total;
      total += count;
    }
    for (let i = begin; i < end; i++) {
      const text = texts[i];
      const position = cursor[(text >>> shift) & (digits - 1)]++;
      scratch.texts[position] = text;
      scratch.skills[position] = skills[i];
    }
    texts.set(scratch.texts.subarray(begin, end), begin);
    skills.set(scratch.skills.subarray(begin, end), begin);
  }
}
