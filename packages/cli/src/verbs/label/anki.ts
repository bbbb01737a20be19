/** Files that Anki and its add-on AnkiMorphs import. */
import { escaped } from "@onset/charts";
import { csvLine } from "../../files/csv.js";

/** A card: a word, and a sentence in which nothing else is new. */
export type Card = {
  readonly word: string;
  readonly sentence: string;
  /** The words in the sentence that are to be seen: forms of the word. */
  readonly forms: readonly string[];
  readonly source: string;
  readonly tags: readonly string[];
};

/**
 * A deck in Anki's "Notes in Plain Text" (docs.ankiweb.net/importing/text-files.html): header lines, then a note a line
 * with tabs between its fields. The word is bold in its sentence.
 */
export function* ankiDeck(name: string, cards: readonly Card[]): Generator<string> {
  const fields = ["Word", "Sentence", "Forms", "Source", "Tags"];
  yield "#separator:tab\n#html:true\n";
  yield `#deck:${oneLine(name)}\n`;
  yield `#columns:${fields.join("\t")}\n`;
  yield `#tags column:${fields.length}\n`;
  for (const { word, sentence, forms, source, tags } of cards) {
    const cells = [
      html(word),
      withBold(sentence, forms),
      html(forms.join(", ")),
      html(source),
      tags.map((tag) => tag.replaceAll(/\s+/g, "-")).join(" "),
    ];
    yield `${cells.join("\t")}\n`;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, " ");
}

function html(text: string): string {
  return escaped(oneLine(text));
}

/** The sentence as HTML with every form in bold that is a word of its own there. */
function withBold(sentence: string, forms: readonly string[]): string {
  const longestFirst = [...forms].sort((a, b) => b.length - a.length).map(literal);
  if (longestFirst.length === 0) return html(sentence);
  const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(sentence);
  const [before, behind] = isUnspaced ? ["", ""] : ["(?<![\\p{L}\\p{N}])", "(?![\\p{L}\\p{N}])"];
  const pattern = new RegExp(`${before}(?:${longestFirst.join("|")})${behind}`, "giu");
  let text = "";
  let last = 0;
  for (const found of sentence.matchAll(pattern)) {
    text += `${html(sentence.slice(last, found.index))}<b>${html(found[0])}</b>`;
    last = found.index + found[0].length;
  }
  return text + html(sentence.slice(last));
}

function literal(form: string): string {
  return form.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replaceAll("'", "['’ʼ]");
}

/** Known words for AnkiMorphs: each base form with the words that it stands for (its folder "known-morphs"). */
export function* knownMorphs(
  known: readonly string[],
  formsOf: ReadonlyMap<string, readonly string[]>,
): Generator<string> {
  yield csvLine(["Morph-Lemma", "Morph-Inflection"], { raw: true });
  for (const lemma of known) {
    for (const form of formsOf.get(lemma) ?? [lemma]) yield csvLine([lemma, form], { raw: true });
  }
}

/** What to learn first for AnkiMorphs: base forms and words with their places in the order (its folder "priority-files"). */
export function* priorityFile(
  order: readonly string[],
  formsOf: ReadonlyMap<string, readonly string[]>,
): Generator<string> {
  yield csvLine(["Morph-Lemma", "Morph-Inflection", "Lemma-Priority", "Inflection-Priority"], { raw: true });
  let place = 0;
  for (const [i, lemma] of order.entries()) {
    for (const form of formsOf.get(lemma) ?? [lemma]) yield csvLine([lemma, form, i, place++], { raw: true });
  }
}
