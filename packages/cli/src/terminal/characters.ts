/** Text from outside - names of files, texts and skills - as a terminal can show it. */
import { replaceUnprintable } from "@onset/core/base";

/**
 * A text on one line that cannot steer the terminal: white space is a space; control characters, halves of
 * characters, marks of direction and of no width are `�`.
 */
export function printable(text: string): string {
  return replaceUnprintable(text.replace(/[^\S\ufeff\u2028\u2029]+/gu, " "), () => "\ufffd");
}

/** Sequences that set colours, as reports have them. */
const colour = new RegExp(`(${"\u001b"}\\[[\\d;]*m)`, "u");

/**
 * Lines that cannot steer the terminal: all that {@link printable} replaces but line ends, tabs, and colours where
 * there are any. Whatever comes from a file is made printable where it is put in; this is for what was forgotten.
 */
export function printableLines(text: string, colours: boolean): string {
  const plain = (part: string): string =>
    replaceUnprintable(part, (character) => (/[\n\t]/.test(character) ? character : "\ufffd"));
  if (!colours) return plain(text);
  return text
    .split(colour)
    .map((part, i) => (i % 2 === 1 ? part : plain(part)))
    .join("");
}

const narrow = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60]$/u;

/** How many columns of a terminal a text takes: two for wide letters and pictures, none for marks. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += narrow.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

/** A text cut to at most `width` columns, with `…` where something is left out. */
export function shortened(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let kept = "";
  let columns = 0;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > width - 1) return `${kept}…`;
    kept += character;
  }
  return kept;
}
