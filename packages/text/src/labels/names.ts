/** Which words are names, and which base form a word has where its sentence could not tell. */
import type { Lexicon } from "./lexicon.js";

/** The evidence about a word, over all of its readings. */
type Evidence = {
  capitals: number;
  smalls: number;
  propers: number;
  uncertain: number;
  lemmas: Map<string, number>;
};

/**
 * Tells names: within sentences they nearly always have a capital, and where proper nouns are tagged, mostly such a tag.
 * Words that only begin sentences are names when every one of them was tagged so.
 *
 * @returns one byte a reading, 1 for names
 */
export function findNames(lexicon: Lexicon, tagsProperNouns: boolean): Uint8Array<ArrayBuffer> {
  const isName = new Uint8Array(lexicon.readingCount);
  const evidence = evidenceOf(lexicon);
  for (let reading = 0; reading < isName.length; reading++) {
    if (lexicon.isNumber[reading]) continue;
    const { capitals, smalls, propers, uncertain } = evidence.get(lexicon.surfaces[reading])!;
    if (capitals === 0) {
      const only = tagsProperNouns && smalls === 0 && uncertain === lexicon.counts[reading] && uncertain > 1;
      if (only) isName[reading] = 1;
      continue;
    }
    const isMostlyCapital = capitals >= 9 * smalls;
    if (isMostlyCapital && (!tagsProperNouns || propers > 0.5 * capitals)) isName[reading] = 1;
  }
  return isName;
}

function evidenceOf(lexicon: Lexicon): Map<string, Evidence> {
  const evidence = new Map<string, Evidence>();
  for (let reading = 0; reading < lexicon.readingCount; reading++) {
    const surface = lexicon.surfaces[reading];
    let found = evidence.get(surface);
    if (found === undefined) {
      found = { capitals: 0, smalls: 0, propers: 0, uncertain: 0, lemmas: new Map() };
      evidence.set(surface, found);
    }
    found.capitals += lexicon.capitals[reading];
    found.smalls += lexicon.smalls[reading];
    found.propers += lexicon.propers[reading];
    found.uncertain += lexicon.uncertain[reading];
    const lemmas = lexicon.lemmas[reading];
    const certain = lexicon.counts[reading] - lexicon.uncertain[reading] - lexicon.propers[reading];
    if (lemmas !== null && certain > 0) found.lemmas.set(lemmas, (found.lemmas.get(lemmas) ?? 0) + certain);
  }
  return evidence;
}

/**
 * The base forms of each reading. Where the first word of a sentence was taken for a name and is none, it has the base
 * form that the same word has most often elsewhere, or by itself in small letters.
 */
export function resolvedLemmas(
  lexicon: Lexicon,
  isName: Uint8Array,
  alone: (surface: string) => string | null,
): (string | null)[] {
  const evidence = evidenceOf(lexicon);
  return lexicon.lemmas.map((lemmas, reading) => {
    const isGuess = lexicon.uncertain[reading] + lexicon.propers[reading] === lexicon.counts[reading];
    if (lemmas === null || !isGuess || isName[reading] === 1 || lexicon.counts[reading] === 0) return lemmas;
    const surface = lexicon.surfaces[reading];
    return mostFrequent(evidence.get(surface)!.lemmas) ?? alone(surface) ?? lemmas;
  });
}

/** The most frequent key; of equal ones the first in code-unit order; null when there is none. */
export function mostFrequent(counts: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  let most = 0;
  for (const [key, count] of counts) {
    if (count < most || (count === most && best !== null && key > best)) continue;
    best = key;
    most = count;
  }
  return best;
}
