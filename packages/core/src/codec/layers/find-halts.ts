import type { UnitTexts } from "../model/texts.js";
import { isWordUnit } from "../tokens/tokenizer.js";
import { HaltCounts, type Halts } from "./halts.js";
import type { LayeredCoder } from "./layered-coder.js";

/** So many texts tell enough about the ends of first layers. */
const maxTexts = 2000;

/** Where the first layers of some of the texts end, in parts of their records. */
export function findHalts(coder: LayeredCoder, texts: UnitTexts): Halts {
  const counts = new HaltCounts();
  const textCount = texts.offsets.length - 1;
  const step = Math.max(1, Math.floor(textCount / maxTexts));
  for (let text = 0; text < textCount; text += step) {
    const bytes = bytesOf(texts, text);
    if (bytes.length === 0) continue;
    const { places, total } = coder.haltPlaces(bytes);
    counts.add(places, total);
  }
  return counts.halts();
}

/** The bytes of a text: its units, with a space between two words. */
function bytesOf({ units, sequence, offsets }: UnitTexts, text: number): Uint8Array {
  const { blob, offsets: begins } = units;
  const bytes: number[] = [];
  let afterWord = false;
  for (let i = offsets[text]; i < offsets[text + 1]; i++) {
    const begin = begins[sequence[i]];
    const end = begins[sequence[i] + 1];
    const isWord = isWordUnit(blob, begin, end);
    if (afterWord && isWord) bytes.push(0x20);
    for (let at = begin; at < end; at++) bytes.push(blob[at]);
    afterWord = isWord;
  }
  return Uint8Array.from(bytes);
}
