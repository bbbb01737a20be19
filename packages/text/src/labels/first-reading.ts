/** The first reading of the texts: their words as numbers. */
import type { Analyser } from "../forms/analyser.js";
import { type Cuts, without } from "../sources/block.js";
import { Lexicon } from "./lexicon.js";
import type { LabelContext } from "./options.js";
import { type OpenSource, textsOf } from "./sources.js";

/** What the first reading finds. */
export type FirstReading = {
  readonly lexicon: Lexicon;
  /** Positions of the texts without a word among all of them: they are left out. */
  readonly withoutWords: ReadonlySet<number>;
};

const textsPerBreath = 256;

/** Reads all texts for their words. */
export async function readWords(
  opened: readonly OpenSource[],
  language: string,
  analyser: Analyser,
  cuts: Cuts,
  context: LabelContext,
): Promise<FirstReading> {
  const lexicon = new Lexicon();
  const withoutWords = new Set<number>();
  const all = opened.reduce((sum, { source }) => sum + source.size, 0);
  const before = [0];
  for (const { source } of opened) before.push(before[before.length - 1] + source.size);
  let texts = 0;
  let last = -1;
  let characters = 0;
  for await (const { index, units } of textsOf(opened, language, cuts, context)) {
    if (index !== last) characters = 0;
    last = index;
    for (const { text } of units) {
      analyser.analyse(withoutAddresses(text, cuts), lexicon);
      if (!lexicon.endText()) withoutWords.add(texts);
      texts++;
      characters += text.length;
      if (texts % textsPerBreath === 0) await context.rest?.();
    }
    context.progress?.(Math.min(before[index] + characters, before[index + 1]), all);
  }
  return { lexicon, withoutWords };
}

const address = /\b(?:https?:\/\/|www\.)[^\s<>"]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

/** A text without addresses of pages and of mail, which are no words: the labelled text keeps them. */
function withoutAddresses(text: string, cuts: Cuts): string {
  // Hardly any text has one.
  return /:\/\/|www\.|@/i.test(text) ? without(text, address, "address", cuts, " ") : text;
}
