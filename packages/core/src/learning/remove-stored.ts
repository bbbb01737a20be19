import { type Apply, type Bins, blockBits, fetchTexts, oneSkill, skillBits } from "./bins.js";

/** Texts with a single unlearned skill that are looked at together, so that their misses are waited for together. */
const candidates = 2048;

type Candidates = { readonly states: Int32Array; readonly textOf: Int32Array };

/** What applies the messages of a stored graph, and remembers in `textOfSkill` the texts that teach. */
export function removeStored(textOfSkill: Uint32Array): Apply {
  const found = { states: new Int32Array(candidates + 1), textOf: new Int32Array(candidates + 1) };
  return (bins, first, end) => removeSkills(bins, first, end, found, textOfSkill);
}

/** As for implicit graphs, and remembers the texts that teach. */
function removeSkills(
  bins: Bins,
  first: number,
  end: number,
  found: Candidates,
  textOfSkill: Uint32Array,
): void {
  const { texts, messages, chunkEnds, cursor, starts } = bins;
  const binCount = cursor.length;
  const { states, textOf } = found;
  let count = 0;
  for (let bin = 0; bin < binCount; bin++) {
    const base = bin << blockBits;
    let position = starts[bin];
    fetchTexts(bins, base, cursor[bin] - position);
    for (let chunk = first; chunk < end; chunk++) {
      const high = chunk << 16;
      const last = chunkEnds[chunk * binCount + bin];
      while (position < last) {
        const stop = Math.min(last, position + candidates - count);
        for (; position < stop; position++) {
          const message = messages[position];
          const text = base | (message & 0xffff);
          const state = ((texts[text] - oneSkill) | 0) ^ (high | (message >>> 16));
          texts[text] = state;
          // One more candidate if a single skill is left: without a branch, which nothing foretells.
          states[count] = state;
          textOf[count] = text;
          count += (((state >>> 24) ^ 1) - 1) >>> 31;
        }
        if (count > candidates / 2) {
          pointAll(bins, found, count, textOfSkill);
          count = 0;
        }
      }
    }
  }
  pointAll(bins, found, count, textOfSkill);
}

/** Points at the skills that texts teach in the next round, unless they are learned now; the smallest text is remembered. */
function pointAll(
  { learned, pointed }: Bins,
  { states, textOf }: Candidates,
  count: number,
  textOfSkill: Uint32Array,
): void {
  let left = 0;
  for (let i = 0; i < count; i++) {
    const skill = states[i] & skillBits;
    states[left] = skill;
    textOf[left] = textOf[i];
    left += 1 - ((learned[skill >>> 5] >>> (skill & 31)) & 1);
  }
  for (let i = 0; i < left; i++) {
    const skill = states[i];
    const text = textOf[i];
    pointed[skill >>> 5] |= 1 << (skill & 31);
    if (text < textOfSkill[skill]) textOfSkill[skill] = text;
  }
}
