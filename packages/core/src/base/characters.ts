/**
 * Characters that show nothing and change how the rest is shown, by their Unicode category: control characters (C0 and
 * C1, by which a terminal is steered), halves of characters, separators of lines, and format characters: marks of
 * direction, of no width, tags. Signs that stand before Arabic numbers are format characters that show.
 */
const unprintable =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Joiners, where no character stands before them that writing with them needs: Arabic, Indic, emoji. */
const looseJoiner =
  /(?<![\p{M}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Sinhala}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]/u;

const either: RegExp = new RegExp(`${unprintable.source}|${looseJoiner.source}`, "gu");

/**
 * Returns a text with every character that cannot be shown replaced: control characters (line ends too), halves of
 * characters, marks of direction and of no width; O(length).
 *
 * @example
 * ```ts
 * import { replaceUnprintable } from "@onset/core/base";
 * replaceUnprintable("a\u001b[2Jb\u202e", () => "?"); // => "a?[2Jb?"
 * ```
 */
export function replaceUnprintable(text: string, replacement: (character: string) => string): string {
  return text.replace(either, replacement);
}
