/** What was read, cut, taken for texts and skills and set aside, in words: the same in a terminal and on a page. */
import { countText, pluralText } from "@onset/core/base";
import { type Recipe, unitNames } from "./recipe.js";

/** A line of a report on a labelling: what it is about, and what is said. */
export type LabelFact = { readonly label: string; readonly text: string };

/**
 * Says how texts were labelled, in lines with labels.
 *
 * @param known - how many skills are known from the start
 * @param unknownWords - words of the user's list that no text has
 *
 * @example
 * ```ts
 * import { bytesSource } from "@onset/reading";
 * import { describeLabelling, labelTexts } from "@onset/text";
 * const story = bytesSource(new TextEncoder().encode("Cats sleep. A cat ran."), "cats.txt");
 * const { recipe, known } = await labelTexts([story], { language: "en", unit: "sentence" });
 * const facts = describeLabelling(recipe, known.length);
 * facts.find(({ label }) => label === "texts"); // => { label: "texts", text: "2: sentences, as asked" }
 * ```
 */
export function describeLabelling(
  recipe: Recipe,
  known: number,
  unknownWords: readonly string[] = [],
): LabelFact[] {
  return [
    { label: "read", text: formatsRead(recipe) },
    { label: "cut", text: recipe.input.cut.map(({ what, count }) => counted(count, what)).join(", ") },
    { label: "left out", text: leftOut(recipe) },
    { label: "language", text: languageRead(recipe) },
    { label: "texts", text: textsMade(recipe) },
    { label: "skills", text: skillsMade(recipe) },
    { label: "set aside", text: setAside(recipe) },
    { label: "known", text: knownSaid(known, unknownWords) },
  ].filter(({ text }) => text !== "");
}

function formatsRead({ input }: Recipe): string {
  const counts = new Map<string, number>();
  for (const { format } of input.files) counts.set(format, (counts.get(format) ?? 0) + 1);
  if (input.files.length === 1) return input.files[0].format;
  const formats = Array.from(counts, ([format, files]) => `${countText(files)} of ${format}`).join(", ");
  return `${pluralText(input.files.length, "file")}: ${formats}`;
}

/** So many of something: what stands before "of" or "in" is the noun. */
function counted(value: number, what: string): string {
  const [, noun, rest] = /^(.*?)((?: (?:of|in) .*)?)$/.exec(what)!;
  return `${noun.endsWith("s") && value !== 1 ? `${countText(value)} ${noun}es` : pluralText(value, noun)}${rest}`;
}

function leftOut({ input }: Recipe): string {
  const [first] = input.leftOut;
  if (first === undefined) return "";
  return `${pluralText(input.leftOut.length, "file")}, such as ${first.name}, which ${first.why}`;
}

function languageRead({ language: { name, guessed } }: Recipe): string {
  return guessed === null
    ? `${name}, as asked`
    : `${name}, guessed: in ${countText(guessed.agree)} of ${pluralText(guessed.pieces, "piece")}`;
}

function textsMade({ texts, units }: Recipe): string {
  const kinds = units.map(({ unit, why, files }) => {
    const of = units.length === 1 ? "" : ` of ${pluralText(files, "file")}`;
    return `${unitNames[unit]}${of}, ${why}`;
  });
  return `${countText(texts)}: ${kinds.join("; ")}`;
}

function skillsMade(recipe: Recipe): string {
  const maker = { lemmas: "wink-nlp", stems: "@orama/stemmers", words: "", terms: "" }[recipe.by];
  const version = recipe.made[maker];
  const made = version === undefined ? recipe.made.words : `${maker} ${version}`;
  const by = made === undefined ? "" : `, by ${made}`;
  const as = recipe.by === "words" ? " as they stand" : "";
  return `${pluralText(recipe.skills, recipe.by.slice(0, -1))}${as} of ${pluralText(recipe.words, "word")}${by}`;
}

function setAside({ setAside: aside, names }: Recipe): string {
  return [
    aside.numbers > 0 ? pluralText(aside.numbers, "number") : "",
    aside.names > 0 ? `${pluralText(aside.names, "name")} (${names === "drop" ? "left out" : "known"})` : "",
    aside.ignored > 0 ? `${pluralText(aside.ignored, "word")} of --ignore` : "",
    aside.textsWithoutWords > 0 ? `${pluralText(aside.textsWithoutWords, "text")} without a word` : "",
    aside.textsWithoutSkills > 0 ? `${pluralText(aside.textsWithoutSkills, "text")} without a skill` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function knownSaid(known: number, missing: readonly string[]): string {
  const lacks =
    missing.length === 0
      ? ""
      : `; ${missing.length === 100 ? "100 or more" : pluralText(missing.length, "word")} of --known not in the texts, such as ${JSON.stringify(missing[0])}`;
  return known === 0 && missing.length === 0 ? "" : `${pluralText(known, "skill")} from the start${lacks}`;
}
