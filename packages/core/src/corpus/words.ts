/** The words of a text as its skills. */

const notLetterOrDigit = /[^\p{L}\p{M}\p{N}]+/u;
const letterOrDigit = /[\p{L}\p{M}\p{N}]/u;
const digit = /^\p{N}/u;
const ascii = /^[\0-\x7f]*$/;
const asciiWord = /[a-z0-9]+/g;

// Intl.Segmenter takes time quadratic in the length of its input (measured in Node 20: 2 us a word on
// inputs of 500 characters, 40 us on inputs of 50,000), so a long text is segmented in pieces.
const pieceLength = 512;
const longestPiece = 4096;
// Not every white space ends a word: narrow no-break spaces and byte order marks join what is beside them.
const pieceEnd = /[\t-\r \u3000](?=[\p{L}\p{N}])/gu;

/**
 * Makes a function that gives the words of a text: segments of `Intl.Segmenter` that are words, in lower
 * case, letters (with their marks) and digits only, so that `father's` is `father` and `s`.
 *
 * Words come in order of appearance and as often as they appear. Scripts without spaces are segmented by
 * the dictionary of the platform's ICU, which is the one thing here that can differ between platforms; a
 * run of more than 4,096 characters without white space is cut there. Cost: linear in the text; make the
 * function once, the segmenter behind it is expensive to build.
 *
 * @param locale - a BCP 47 tag for segmentation and lower-casing; the root locale when left out
 * @throws RangeError for a malformed locale
 *
 * @example
 * ```ts
 * import { wordSegmenter } from "@onset/core/corpus";
 * const words = wordSegmenter();
 * words("Get thee out of thy father's house!"); // => ["get", "thee", "out", "of", "thy", "father", "s", "house"]
 * words("— …"); // => []
 * ```
 */
export function wordSegmenter(locale = "und"): (text: string) => string[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: "word" });
  const isRoot = locale === "und";
  return (text) => {
    const words: string[] = [];
    for (const piece of textPieces(text)) {
      // No rule of the root locale (UAX 29) parts ASCII letters and digits side by side, and what it joins to them is
      // split off below; so these are its words, in a tenth of its time.
      if (isRoot && ascii.test(piece)) {
        for (const word of piece.toLowerCase().match(asciiWord) ?? []) words.push(word);
        continue;
      }
      // The segmenter takes as long over marks and white space as over words.
      if (!letterOrDigit.test(piece)) continue;
      for (const { segment, isWordLike } of segmenter.segment(piece)) {
        if (!isWordLike) continue;
        for (const word of segment.toLocaleLowerCase(locale).split(notLetterOrDigit)) {
          if (word !== "") words.push(word);
        }
      }
    }
    return words;
  };
}

/**
 * Whether a word is a number: it begins with a digit, of any script. So are years, ordinals in digits and measures; numbers in
 * letters are words like others.
 *
 * @example
 * ```ts
 * import { isNumber } from "@onset/core/corpus";
 * ["1984", "20th", "3.14", "٣", "seven", "b2"].map(isNumber); // => [true, true, true, true, false, false]
 * ```
 */
export function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  // Most words begin with a letter of ASCII: the tables of Unicode are asked for the others.
  return first < 0x80 ? first >= 0x30 && first <= 0x39 : digit.test(word);
}

/**
 * Cuts a text into pieces of about 512 characters whose words, one after the other, are the words of the whole. For
 * long texts: whoever takes their words piece by piece can do something else in between. The pieces make up the text;
 * an empty text has none.
 *
 * @example
 * ```ts
 * import { textPieces } from "@onset/core/corpus";
 * Array.from(textPieces("in the beginning")); // => ["in the beginning"]
 * Array.from(textPieces("word ".repeat(200)), (piece) => piece.length); // => [515, 485]
 * ```
 */
export function* textPieces(text: string): Generator<string, void, undefined> {
  for (let start = 0; start < text.length; ) {
    const end = endOfPiece(text, start);
    yield text.slice(start, end);
    start = end;
  }
}

/** A place to cut that is a word boundary under every rule: white space before a letter or digit. */
function endOfPiece(text: string, start: number): number {
  if (text.length - start <= pieceLength) return text.length;
  const window = text.slice(start + pieceLength, start + longestPiece);
  pieceEnd.lastIndex = 0;
  const found = pieceEnd.exec(window);
  if (found !== null) return start + pieceLength + found.index + 1;
  const end = Math.min(text.length, start + longestPiece);
  const splitsPair = end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00;
  return splitsPair ? end - 1 : end;
}
