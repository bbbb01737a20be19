/** Sentences with base forms written by hand: `mice{mouse}`; a word without braces is its own base form. */
import { readFileSync } from "node:fs";

export type Word = { readonly surface: string; readonly lemma: string };

const folder = new URL("./sentences/", import.meta.url);

/** The sentences of a language: their words in small letters, without marks. */
export function sentencesOf(language: string): { readonly text: string; readonly words: readonly Word[] }[] {
  const lines = readFileSync(new URL(`${language}.txt`, folder), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => {
    const words = Array.from(line.matchAll(/([\p{L}\p{M}\p{N}'’-]+)(?:\{([^}]+)\})?/gu), ([, raw, lemma]) => {
      const surface = raw.toLowerCase();
      return { surface, lemma: lemma ?? surface };
    });
    const plain = line.replaceAll(/\{[^}]*\}/g, "");
    return { text: language === "ja" ? plain.replaceAll(" ", "") : plain, words };
  });
}

/** Labels of texts beside those of people: pairs of text and skill. */
export function agreement(
  found: readonly (readonly string[])[],
  right: readonly (readonly string[])[],
): { precision: number; recall: number; whole: number } {
  let [both, all, gold, whole] = [0, 0, 0, 0];
  for (const [i, skills] of right.entries()) {
    const [ours, theirs] = [new Set(found[i]), new Set(skills)];
    const extra = [...ours].filter((skill) => !theirs.has(skill));
    const missing = [...theirs].filter((skill) => !ours.has(skill));
    both += ours.size - extra.length;
    all += ours.size;
    gold += theirs.size;
    if (extra.length + missing.length === 0) whole++;
  }
  return { precision: both / all, recall: both / gold, whole };
}

/**
 * How well classes of words agree with those of people, word by word: B-cubed (A. Bagga and B. Baldwin, "Entity-Based
 * Cross-Document Coreferencing Using the Vector Space Model", 1998).
 */
export function bCubed(
  words: readonly Word[],
  classOf: (surface: string) => string,
): { precision: number; recall: number } {
  const pairs = [...new Map(words.map((word) => [`${word.surface} ${word.lemma}`, word])).values()];
  const classes = new Map(pairs.map(({ surface }) => [surface, classOf(surface)]));
  let [precision, recall] = [0, 0];
  for (const word of pairs) {
    const own = classes.get(word.surface);
    const ours = pairs.filter((other) => classes.get(other.surface) === own);
    const theirs = pairs.filter((other) => other.lemma === word.lemma);
    const both = ours.filter((other) => other.lemma === word.lemma).length;
    precision += both / ours.length;
    recall += both / theirs.length;
  }
  return { precision: precision / pairs.length, recall: recall / pairs.length };
}
