import { log2 } from "../log2.js";
import type { Speller } from "../spelling/speller.js";
import { asIs, lower } from "../tokens/letter-case.js";
import { maxUnitBytes } from "../units/special.js";
import type { UnitTexts } from "./texts.js";

/** Bits that a unit takes in the model beside its letters: its place in tables, the pairs it makes necessary. */
const overhead = 4;
/**
 * Bits that a spelling costs beside its letters: the escape before it (about 5), what the units before it could have told
 * about it, and what it could have told about the units behind it (about 5 together, by what it does to whole texts).
 */
const escapeBits = 10;
/** Of the letters, what remains once the unit stands beside its neighbours in the alphabet. */
const lettersShare = 0.7;

/**
 * The learned units that pay for their place: a unit that occurs n times saves n - 1 spellings (the first occurrence is
 * the one that had it chosen) and takes the bits of one in the model.
 *
 * @param price - bits of the texts that a bit of the model must save
 */
export function chooseUnits(
  { units, counts, sequence, written }: UnitTexts,
  learned: Uint8Array,
  speller: Speller,
  price: number,
): Uint8Array {
  const chosen = new Uint8Array(units.size);
  const { blob, offsets } = units;
  const lowered = new Uint8Array(maxUnitBytes);
  const all = log2(sequence.length + 1);
  for (let unit = 0; unit < units.size; unit++) {
    if (!learned[unit] || offsets[unit + 1] - offsets[unit] > maxUnitBytes) continue;
    const letters =
      written[unit] === asIs
        ? speller.cost(blob, offsets[unit], offsets[unit + 1])
        : speller.cost(lowered, 0, lower(blob, offsets[unit], offsets[unit + 1], lowered));
    const alone = all - log2(counts[unit]);
    const saved = (counts[unit] - 1) * Math.max(0, letters + escapeBits - alone);
    if (saved > price * (lettersShare * letters + overhead)) chosen[unit] = 1;
  }
  return chosen;
}
