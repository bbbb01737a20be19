import { log2 } from "../log2.js";
import { asIs, capitalised } from "../tokens/letter-case.js";
import { UnitTable } from "../tokens/unit-table.js";
import { compareUnits } from "../units/codebook.js";
import { capitalNextUnit, firstUnit, spellUnit, startUnit, upperNextUnit } from "../units/special.js";
import type { UnitTexts } from "./texts.js";

/** A numbering of the chosen units: classes of about the same weight, the heaviest first, each sorted by its bytes. */
export type Numbering = {
  /** By unit of the texts: its number in the codebook, -1 for those not chosen. */
  readonly numberOf: Int32Array;
  /** Sizes of the classes, in order. */
  readonly classSizes: readonly number[];
  readonly table: UnitTable;
};

const classesPerOctave = 4;

/** Numbers the chosen units by their weights. */
export function numberUnits({ units }: UnitTexts, chosen: Uint8Array, weights: Float64Array): Numbering {
  const { blob, offsets } = units;
  const list: number[] = [];
  const classOf = new Int32Array(units.size);
  for (let unit = 0; unit < units.size; unit++) {
    if (!chosen[unit]) continue;
    list.push(unit);
    classOf[unit] = Math.round(classesPerOctave * log2(Math.max(0.5, weights[unit])));
  }
  list.sort((a, b) => classOf[b] - classOf[a] || compareUnits(blob, offsets, a, b));
  const numberOf = new Int32Array(units.size).fill(-1);
  const table = new UnitTable();
  const classSizes: number[] = [];
  for (const [i, unit] of list.entries()) {
    numberOf[unit] = firstUnit + i;
    table.add(blob, offsets[unit], offsets[unit + 1]);
    if (i === 0 || classOf[unit] !== classOf[list[i - 1]]) classSizes.push(0);
    classSizes[classSizes.length - 1]++;
  }
  return { numberOf, classSizes, table };
}

/** The texts in numbers, each begun by startUnit, units that were not chosen as their lower-case form or as spellUnit, behind a flag of case where one is needed. */
export function numberedSequence(texts: UnitTexts, numberOf: Int32Array): Int32Array {
  const { sequence, offsets, written, lowerForm } = texts;
  const numbers = new Int32Array(2 * sequence.length + offsets.length);
  let length = 0;
  for (let text = 0; text + 1 < offsets.length; text++) {
    numbers[length++] = startUnit;
    for (let i = offsets[text]; i < offsets[text + 1]; i++) {
      const unit = sequence[i];
      if (numberOf[unit] >= 0) numbers[length++] = numberOf[unit];
      else {
        if (written[unit] !== asIs)
          numbers[length++] = written[unit] === capitalised ? capitalNextUnit : upperNextUnit;
        numbers[length++] = numberOf[lowerForm[unit]] >= 0 ? numberOf[lowerForm[unit]] : spellUnit;
      }
    }
  }
  return numbers.slice(0, length);
}
