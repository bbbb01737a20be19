import { textBytesBound, writeText } from "../bytes/wtf8.js";
import { asIs, caseOf, lower } from "../tokens/letter-case.js";
import { isMeantUnit, Tokenizer } from "../tokens/tokenizer.js";
import { UnitTable } from "../tokens/unit-table.js";
import { maxUnitBytes } from "../units/special.js";

/** Texts as sequences of distinct units. */
export type UnitTexts = {
  readonly units: UnitTable;
  /** Units of all texts, one after the other. */
  readonly sequence: Int32Array;
  /** Text i has the units `offsets[i]` to `offsets[i + 1]`. */
  readonly offsets: Uint32Array;
  /** Bytes of all texts. */
  readonly byteCount: number;
  /** UTF-16 code units of all texts. */
  readonly letterCount: number;
  /** By unit: how often it occurs. */
  readonly counts: Int32Array;
  /** By unit: 1 for what can carry meaning: words and ideographs. */
  readonly isMeant: Uint8Array;
  /** By unit: how it is written (see `caseOf`). */
  readonly written: Uint8Array;
  /** By unit: its lower-case form, itself where it has no other. */
  readonly lowerForm: Int32Array;
};

/** Cuts texts into units. O(letters). */
export function cutTexts(texts: Iterable<string>): UnitTexts {
  const units = new UnitTable();
  const tokenizer = new Tokenizer();
  let bytes = new Uint8Array(1 << 12);
  let sequence = new Int32Array(1 << 16);
  let length = 0;
  const offsets = [0];
  let byteCount = 0;
  let letterCount = 0;
  for (const text of texts) {
    if (textBytesBound(text.length) > bytes.length) bytes = new Uint8Array(2 * textBytesBound(text.length));
    const textLength = writeText(text, bytes);
    byteCount += textLength;
    letterCount += text.length;
    tokenizer.reset(bytes, textLength);
    while (tokenizer.next()) {
      if (length === sequence.length) {
        const larger = new Int32Array(2 * length);
        larger.set(sequence);
        sequence = larger;
      }
      sequence[length++] = units.add(bytes, tokenizer.begin, tokenizer.end);
    }
    offsets.push(length);
  }
  const all = sequence.slice(0, length);
  return {
    units,
    sequence: all,
    offsets: Uint32Array.from(offsets),
    byteCount,
    letterCount,
    ...formsOf(units, all),
  };
}

function formsOf(
  units: UnitTable,
  sequence: Int32Array,
): Pick<UnitTexts, "counts" | "isMeant" | "written" | "lowerForm"> {
  const distinct = units.size;
  const letters = new Uint8Array(maxUnitBytes);
  const isMeant = new Uint8Array(distinct);
  const written = new Uint8Array(distinct);
  const lowerForm = Int32Array.from({ length: distinct }, (_, unit) => unit);
  const { blob, offsets } = units;
  for (let unit = 0; unit < distinct; unit++) {
    const begin = offsets[unit];
    const end = offsets[unit + 1];
    isMeant[unit] = isMeantUnit(blob, begin, end) ? 1 : 0;
    if (end - begin > maxUnitBytes) continue;
    written[unit] = caseOf(blob, begin, end);
    if (written[unit] === asIs) continue;
    const found = units.find(letters, 0, lower(blob, begin, end, letters));
    if (found >= 0) lowerForm[unit] = found;
  }
  const counts = new Int32Array(distinct);
  for (let i = 0; i < sequence.length; i++) counts[sequence[i]]++;
  return { counts, isMeant, written, lowerForm };
}
