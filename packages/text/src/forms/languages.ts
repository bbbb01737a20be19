/** The languages of which more is known than where their words end. */

/** A stemmer of Snowball: from a word in small letters to its stem. */
export type Stemmer = (word: string) => string;

/** What is known of a language. */
export type Language = {
  readonly name: string;
  /** Loads its stemmer; none where Snowball has none. */
  readonly stemmer?: () => Promise<{ readonly stemmer: Stemmer }>;
  /** Its script has no spaces between words. */
  readonly isUnspaced?: true;
  /** Words that lose their vowel before another word, up to the apostrophe: each is a word of its own. */
  readonly elided?: RegExp;
  /** An apostrophe stands between a name and its endings. */
  readonly endingsBehindApostrophe?: true;
  /** Every noun has a capital, so that capitals do not tell names. */
  readonly capitalNouns?: true;
};

/** By the code of ISO 639-1. */
export const languages: Readonly<Record<string, Language>> = {
  ar: { name: "Arabic", stemmer: () => import("@orama/stemmers/arabic") },
  ca: { name: "Catalan", elided: /^(?:l|d|m|t|s|n)'/ },
  da: { name: "Danish", stemmer: () => import("@orama/stemmers/danish") },
  de: { name: "German", stemmer: () => import("@orama/stemmers/german"), capitalNouns: true },
  el: { name: "Greek", stemmer: () => import("@orama/stemmers/greek") },
  en: { name: "English", stemmer: () => import("@orama/stemmers/english") },
  es: { name: "Spanish", stemmer: () => import("@orama/stemmers/spanish") },
  fi: { name: "Finnish", stemmer: () => import("@orama/stemmers/finnish") },
  fr: {
    name: "French",
    stemmer: () => import("@orama/stemmers/french"),
    // Not aujourd'hui, quelqu'un, presqu'île: these are words.
    elided: /^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu)'/,
  },
  ga: { name: "Irish", stemmer: () => import("@orama/stemmers/irish") },
  hu: { name: "Hungarian", stemmer: () => import("@orama/stemmers/hungarian") },
  id: { name: "Indonesian", stemmer: () => import("@orama/stemmers/indonesian") },
  it: {
    name: "Italian",
    stemmer: () => import("@orama/stemmers/italian"),
    elided:
      /^(?:l|un|d|c|m|t|s|v|n|dell|all|nell|sull|dall|coll|quell|quest|bell|sant|tutt|senz|anch|dov|com)'/,
  },
  ja: { name: "Japanese", isUnspaced: true },
  km: { name: "Khmer", isUnspaced: true },
  ko: { name: "Korean" },
  lo: { name: "Lao", isUnspaced: true },
  lt: { name: "Lithuanian", stemmer: () => import("@orama/stemmers/lithuanian") },
  my: { name: "Burmese", isUnspaced: true },
  nl: { name: "Dutch", stemmer: () => import("@orama/stemmers/dutch") },
  no: { name: "Norwegian", stemmer: () => import("@orama/stemmers/norwegian") },
  pl: { name: "Polish" },
  pt: { name: "Portuguese", stemmer: () => import("@orama/stemmers/portuguese") },
  ro: { name: "Romanian", stemmer: () => import("@orama/stemmers/romanian") },
  ru: { name: "Russian", stemmer: () => import("@orama/stemmers/russian") },
  sr: { name: "Serbian", stemmer: () => import("@orama/stemmers/serbian") },
  sv: { name: "Swedish", stemmer: () => import("@orama/stemmers/swedish") },
  ta: { name: "Tamil", stemmer: () => import("@orama/stemmers/tamil") },
  th: { name: "Thai", isUnspaced: true },
  tr: { name: "Turkish", stemmer: () => import("@orama/stemmers/turkish"), endingsBehindApostrophe: true },
  zh: { name: "Chinese", isUnspaced: true },
};

/** What is known of a language; of one that is not in the table, its name as the platform knows it. */
export function languageOf(code: string): Language {
  const known = languages[code];
  if (known !== undefined) return known;
  return { name: new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code };
}
