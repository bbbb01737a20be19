/** Words of lists as skills of the texts: they go through the same forms. */
import type { Analyser } from "../forms/analyser.js";
import type { Lexicon } from "./lexicon.js";
import { mostFrequent } from "./names.js";
import type { SkillsOfForm } from "./skills.js";

/** A word with its base forms. */
export type WordForms = { readonly surface: string; readonly lemmas: string | null };

/**
 * Makes a function that gives the words of an entry of a list. A word has the base form that it has most often in the
 * texts; one that they do not have, the base form that it has by itself.
 */
export function listReader(
  analyser: Analyser,
  lexicon: Lexicon,
  lemmas: readonly (string | null)[],
): (entry: string) => readonly WordForms[] {
  const bySurface = new Map<string, Map<string, number>>();
  for (let reading = 0; reading < lexicon.readingCount; reading++) {
    const base = lemmas[reading];
    if (base === null) continue;
    const surface = lexicon.surfaces[reading];
    const found = bySurface.get(surface) ?? new Map<string, number>();
    found.set(base, (found.get(base) ?? 0) + lexicon.counts[reading]);
    bySurface.set(surface, found);
  }
  return (entry) =>
    wordsAlone(analyser, entry).map(({ surface, lemmas: alone }) => ({
      surface,
      lemmas: mostFrequent(bySurface.get(surface) ?? new Map()) ?? alone,
    }));
}

/** The words of a text without others around it, in small letters: a capital at its beginning tells nothing. */
export function wordsAlone(analyser: Analyser, text: string): WordForms[] {
  const words: WordForms[] = [];
  analyser.analyse(text.toLowerCase(), {
    word: (surface, lemmas) => void words.push({ surface, lemmas }),
  });
  return words;
}

/** Flags the skills that entries of a list stand for; all skills of an entry are known when the texts have one of them. */
export function flagsOf(
  skillNames: readonly string[],
  entries: readonly string[],
  skillsOf: (entry: string) => readonly string[],
): { flags: Uint8Array<ArrayBuffer>; missing: string[] } {
  const idOf = new Map(skillNames.map((name, id) => [name, id]));
  const flags = new Uint8Array(skillNames.length);
  const missing: string[] = [];
  for (const entry of entries) {
    const own = idOf.get(entry);
    const ids = own !== undefined ? [own] : skillsOf(entry).flatMap((name) => idOf.get(name) ?? []);
    if (ids.length === 0) missing.push(entry);
    for (const id of ids) flags[id] = 1;
  }
  return { flags, missing };
}

/** The skills most of whose occurrences are names. */
export function namesAmong(
  { names, ofReading }: SkillsOfForm,
  lexicon: Lexicon,
  isName: Uint8Array,
): number[] {
  const all = new Float64Array(names.length);
  const asNames = new Float64Array(names.length);
  for (const [reading, skills] of ofReading.entries()) {
    for (const skill of skills) {
      all[skill] += lexicon.counts[reading];
      if (isName[reading] === 1) asNames[skill] += lexicon.counts[reading];
    }
  }
  return Array.from(all.keys()).filter((skill) => asNames[skill] > 0.5 * all[skill]);
}
