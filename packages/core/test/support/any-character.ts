/**
 * Any character of Unicode, and no half of one: the unit "binary" of fast-check, with the same strings of the same seed. That unit
 * lists its million characters before the first string, which takes a second.
 */
import fc from "fast-check";

/** Halves of characters stand between the others. */
const firstHalf = 0xd800;
const halfCount = 0x800;

const characterAt = (place: number): string =>
  String.fromCodePoint(place < firstHalf ? place : place + halfCount);

/** fast-check also builds strings on which programs stumble, of the characters that it finds a place for. */
function placeOf(character: unknown): number {
  const code = (typeof character === "string" && character.codePointAt(0)) || 0;
  const place = code < firstHalf ? code : code - halfCount;
  if (characterAt(place) !== character) throw new Error("not one character");
  return place;
}

/** One character: the unit of `fc.string`. */
export const anyCharacter = fc.nat(0x10ffff - halfCount).map(characterAt, placeOf);
