import { type BundledName, bundledCorpora } from "../../corpora/bundled.js";
import { parameters, type Values } from "../../state/parameters.js";
import { maxUnlearned } from "../common-parameters.js";

/** The languages that the package of labelling knows, by ISO 639-1; a test compares. */
export const languageCodes =
  "ar ca da de el en es fi fr ga hu id it ja km ko lo lt my nl no pl pt ro ru sr sv ta th tr zh".split(" ");

const languageNames = new Intl.DisplayNames("en", { type: "language" });
const languageOptions = languageCodes
  .map((code) => [code, languageNames.of(code) ?? code] as const)
  .sort(([, a], [, b]) => (a < b ? -1 : 1));

const names = Object.keys(bundledCorpora) as BundledName[];

export const corpusParameters = parameters({
  corpus: {
    kind: "choice",
    label: "Corpus",
    hidden: true,
    options: [
      ...names.map((name) => [name, bundledCorpora[name].title] as const),
      ["mine", "A file of mine"] as const,
    ],
    default: "king-james-words",
  },
  known: {
    kind: "number",
    label: "Known at the start",
    help: "The most frequent skills. For the King James words, walk from 70 to 80.",
    min: 0,
    max: 1_000_000,
    step: 1,
    default: 80,
  },
  maxUnlearned,
  words: { kind: "flag", label: "The words of the texts are the skills", hidden: true, default: false },
  skillsField: {
    kind: "text",
    label: "Field of skills",
    help: "If it is empty, the field is recognised by its name (--skills-field).",
    hidden: true,
    maxLength: 200,
    placeholder: "skills, tags, labels, …",
    default: "",
  },
  textField: {
    kind: "text",
    label: "Field of the text",
    help: "Its words are then the skills (--text-field).",
    hidden: true,
    maxLength: 200,
    placeholder: "text, content, …",
    default: "",
  },
  file: { kind: "text", label: "Name of the file", hidden: true, maxLength: 300, default: "" },
  why: { kind: "text", label: "Why this skill", hidden: true, maxLength: 300, default: "" },
  // Behind those of older links, which stay as they are.
  label: {
    kind: "flag",
    label: "Label the texts: their lemmas, stems or words are the skills",
    hidden: true,
    default: false,
  },
  unit: {
    kind: "choice",
    label: "A text is",
    hidden: true,
    options: [
      ["auto", "what the file suggests"],
      ["sentence", "a sentence"],
      ["line", "a line"],
      ["paragraph", "a paragraph"],
      ["cue", "a cue"],
      ["file", "the whole file, or a chapter"],
    ],
    default: "auto",
  },
  by: {
    kind: "choice",
    label: "A skill is",
    hidden: true,
    options: [
      ["auto", "the best form there is"],
      ["words", "a word as it stands"],
      ["stems", "a stem"],
      ["lemmas", "a lemma"],
    ],
    default: "auto",
  },
  lang: {
    kind: "choice",
    label: "Language",
    hidden: true,
    options: [["auto", "guessed"] as const, ...languageOptions],
    default: "auto",
  },
  names: {
    kind: "choice",
    label: "Names are",
    hidden: true,
    options: [
      ["known", "known"],
      ["keep", "skills like others"],
      ["drop", "left out"],
    ],
    default: "known",
  },
  groupBy: {
    kind: "text",
    label: "Field that groups rows",
    help: "Rows in which it is the same are one text (--group-by).",
    hidden: true,
    maxLength: 200,
    placeholder: "none: each row is a text",
    default: "",
  },
});

export type CorpusValues = Values<typeof corpusParameters>;

/** Known skills with which a corpus opens. */
export function usualKnown(corpus: CorpusValues["corpus"]): number {
  return corpus === "king-james-words" ? 80 : 0;
}

/** Skills to teach that a plan is made of at most. */
export const planBudget = 20;
