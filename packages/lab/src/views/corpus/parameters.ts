import { type BundledName, bundledCorpora } from "../../corpora/bundled.js";
import { parameters, type Values } from "../../state/parameters.js";

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
  maxUnlearned: {
    kind: "choice",
    label: "New skills per text, D",
    options: [
      ["1", "1"],
      ["2", "2"],
      ["3", "3"],
    ],
    default: "1",
  },
  words: { kind: "flag", label: "The words of the texts are the skills", hidden: true, default: false },
  skillsField: {
    kind: "text",
    label: "Field of skills",
    help: "Left empty, it is recognised by its name.",
    hidden: true,
    maxLength: 200,
    placeholder: "skills, tags, labels, …",
    default: "",
  },
  textField: {
    kind: "text",
    label: "Field of the text",
    help: "Its words are then the skills.",
    hidden: true,
    maxLength: 200,
    placeholder: "text, content, …",
    default: "",
  },
  file: { kind: "text", label: "Name of the file", hidden: true, maxLength: 300, default: "" },
  why: { kind: "text", label: "Why this skill", hidden: true, maxLength: 300, default: "" },
});

export type CorpusValues = Values<typeof corpusParameters>;

/** Known skills with which a corpus opens. */
export function usualKnown(corpus: CorpusValues["corpus"]): number {
  return corpus === "king-james-words" ? 80 : 0;
}

/** Skills to teach that a plan is made of at most. */
export const planBudget = 20;
