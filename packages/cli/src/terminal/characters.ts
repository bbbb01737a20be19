/** Text from outside - names of files, texts and skills - as a terminal can show it. */

const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text on one line that cannot steer the terminal: white space is a space; control characters, halves of
 * characters and marks that turn the direction of writing are `�`.
 */
export function printable(text: string): string {
  return text.replace(/\s+/gu, " ").replace(unprintable, "\ufffd");
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
