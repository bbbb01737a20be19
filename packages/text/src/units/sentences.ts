/**
 * Sentences by their ends: full stops, question and exclamation marks, with closing quotes, before white space (none in
 * scripts that have none). A stop ends no sentence behind a known abbreviation or an initial, or before a small letter.
 * The rule is written out here, not taken from the platform, so that it is the same everywhere.
 */

const end =
  /[.!?…]+["'”’»)\]]*(?=\s|$)|[!?]+(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])|[。！？｡]+[」』”’）】]*|[؟।॥]+(?=\s|$)/gu;

/** Behind these a stop is part of the word, in any language: titles and the like. */
const abbreviations = new Set(
  (
    "mr mrs ms dr st prof rev hon capt col gen lt maj sgt jr sr messrs mme mlle mgr " +
    "vs viz cf eg ie e.g i.e p pp vol fig ed approx dept " +
    "z.b d.h u.a bzw ca nr str hr fr frl dipl ing " +
    "m mm av p.ex ch " +
    "sra srta ud uds dña d.ª sig dott dra exmo"
  ).split(" "),
);

/**
 * The beginning and end of each sentence of a text, without white space around it. O(characters).
 *
 * @param language - code of ISO 639-1; ordinals of German (am 3. März) end no sentence
 *
 * @example
 * ```ts
 * import { sentencesOf } from "@onset/text";
 * const text = "Mr. Li ran. Why?";
 * sentencesOf(text, "en").map(({ start, end }) => text.slice(start, end)); // => ["Mr. Li ran.", "Why?"]
 * sentencesOf(" ", "en"); // => []
 * ```
 */
export function sentencesOf(text: string, language: string): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  const push = (to: number): void => {
    let from = start;
    let stop = to;
    while (from < stop && isSpace(text.charCodeAt(from))) from++;
    while (stop > from && isSpace(text.charCodeAt(stop - 1))) stop--;
    if (stop > from) sentences.push({ start: from, end: stop });
    start = to;
  };
  for (const found of text.matchAll(end)) {
    const at = found.index + found[0].length;
    if (goesOn(text, found.index, at, language)) continue;
    push(at);
  }
  push(text.length);
  return sentences;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}

const nextLetter = /[^\s"'“‘«(「『—–-]/u;

/** Whether what looks like an end is none: what begins at `at` goes on with the sentence. */
function goesOn(text: string, mark: number, at: number, language: string): boolean {
  const rest = text.slice(at, at + 12);
  const next = nextLetter.exec(rest)?.[0];
  if (next !== undefined && /\p{Ll}/u.test(next)) return true;
  if (text[mark] !== "." || at - mark > 1) return false;
  const before = /(\S{1,12})$/u.exec(text.slice(Math.max(0, mark - 12), mark))?.[1] ?? "";
  const word = before.replace(/^["'“‘«(]+/u, "");
  // J. R. R. Tolkien, and EE. UU. of Spanish, which doubles the letters of a plural.
  if (/^(\p{Lu})\1?$/u.test(word) && word !== "I") return true;
  if (abbreviations.has(word.toLowerCase())) return true;
  // Ordinals: am 3. März.
  return language === "de" && /^\d{1,2}$/.test(word) && next !== undefined;
}
