/** What is found out about the words of a text. */

/** Told of every word of a text in its order. */
export interface WordSink {
  /**
   * @param surface - the word as it stands, in small letters
   * @param lemmas - its base forms with a space between (don't: do not); null where no base form is known, empty for an ending that is no word
   * @param traits - sum of {@link traits}
   */
  word(surface: string, lemmas: string | null, traits: number): void;
}

/** What is seen of one occurrence of a word. */
export const traits = {
  /** It is a number. */
  number: 1,
  /** It has a capital and does not begin a sentence. */
  capital: 2,
  /** It has none and does not begin a sentence. */
  small: 4,
  /** It is a proper noun, as its sentence tells. */
  proper: 8,
  /** Its base form was guessed where a capital tells nothing: another occurrence knows better. */
  uncertain: 16,
} as const;

/** Finds the words of texts of one language. */
export type Analyser = {
  /** What does it, with its version, for the recipe. */
  readonly by: string;
  /** Whether words come with base forms. */
  readonly hasLemmas: boolean;
  /** Whether proper nouns or capitals tell what is a name. */
  readonly tellsNames: boolean;
  analyse(text: string, sink: WordSink): void;
};

/** A text with one sort of apostrophes: typographic ones, and accents that stand for them between letters. */
export function straightApostrophes(text: string): string {
  return text.replaceAll(/[’ʼ]|(?<=\p{L})[`´](?=\p{L})/gu, "'");
}
