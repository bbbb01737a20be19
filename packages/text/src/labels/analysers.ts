/** Who finds the words of a language, and in which form they are taken. */
import { usageError } from "@onset/reading";
import type { Analyser } from "../forms/analyser.js";
import { englishAnalyser } from "../forms/english.js";
import { japaneseAnalyser } from "../forms/japanese.js";
import type { Language, Stemmer } from "../forms/languages.js";
import { spacedAnalyser, unspacedAnalyser } from "../forms/spaced.js";
import type { LabelContext, LabelOptions } from "./options.js";
import type { Form } from "./skills.js";

/**
 * Finds who analyses a language best.
 *
 * @param advice - is told of what would do better
 */
export async function analyserFor(
  code: string,
  language: Language,
  { by }: LabelOptions,
  context: LabelContext,
  advice: string[],
): Promise<Analyser> {
  if (code === "en") return englishAnalyser();
  if (code === "ja") {
    const tokenizer = (await context.japanese?.()) ?? null;
    if (tokenizer !== null) return japaneseAnalyser(tokenizer);
    if (by === "lemmas")
      throw usageError(
        "--by lemmas: base forms of Japanese need the package @sglkc/kuromoji: npm install @sglkc/kuromoji",
      );
    advice.push("the command gives base forms of Japanese with a package: npm install @sglkc/kuromoji");
  }
  return language.isUnspaced === true ? unspacedAnalyser(code) : spacedAnalyser(code, language);
}

/** The form that was asked for, or the best one that is known. */
export function formFor(
  { by = "auto", terms }: LabelOptions,
  analyser: Analyser,
  stemmer: Stemmer | null,
  { name }: Language,
): Form {
  if (by === "terms" && (terms ?? []).length === 0) {
    throw usageError(
      "--by terms needs --terms with a list of terms: label without, and look at what terms-proposed.csv proposes",
    );
  }
  if (by === "lemmas" && !analyser.hasLemmas) {
    const instead = stemmer === null ? "words" : "stems";
    throw usageError(`--by lemmas: base forms of ${name} are not known here; take --by ${instead}`);
  }
  if (by === "stems" && stemmer === null) {
    throw usageError(
      `--by stems: Snowball has no stems of ${name}; take --by ${analyser.hasLemmas ? "lemmas" : "words"}`,
    );
  }
  if (by === "words" || by === "stems" || by === "lemmas") return by;
  return analyser.hasLemmas ? "lemmas" : stemmer === null ? "words" : "stems";
}

/** A stemmer that takes each word once; a word without its vowel has it again (l': le), a name of Turkish loses its endings. */
export function remembered(stemmer: Stemmer, { elided, endingsBehindApostrophe, name }: Language): Stemmer {
  const stems = new Map<string, string>();
  return (word) => {
    let stem = stems.get(word);
    if (stem === undefined) {
      const isElided = name === "French" && elided?.test(word) === true;
      const apostrophe = endingsBehindApostrophe === true ? word.indexOf("'") : -1;
      const whole = isElided ? `${word.slice(0, -1)}e` : apostrophe > 0 ? word.slice(0, apostrophe) : word;
      // A stem of nothing is no stem.
      stem = stemmer(whole) || word;
      stems.set(word, stem);
    }
    return stem;
  };
}
