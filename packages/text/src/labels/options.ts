import type { ReadingContext, TextOptions } from "@onset/reading";
import type { JapaneseTokenizer } from "../forms/japanese.js";
import type { UnitChoice } from "../units/units.js";
import type { Form } from "./skills.js";

/** What a skill is, as the user asks for it. */
export const byChoices = ["auto", "words", "stems", "lemmas", "terms"] as const;

export type ByChoice = (typeof byChoices)[number];

/** What becomes of names. */
export const nameChoices = ["known", "drop", "keep"] as const;

export type NameChoice = (typeof nameChoices)[number];

/** How texts are to be labelled; what is left out is found out. */
export type LabelOptions = Omit<TextOptions, "words"> & {
  /** What a text is; default auto. */
  readonly unit?: UnitChoice | undefined;
  /** What a skill is; default auto: lemmas where they are known, else stems, else words. */
  readonly by?: ByChoice | undefined;
  /** Code of the language in ISO 639-1; guessed when left out. */
  readonly language?: string | undefined;
  /** Default: known from the start. */
  readonly names?: NameChoice | undefined;
  /** Default: drop. */
  readonly numbers?: "drop" | "keep" | undefined;
  /** Words or skills to leave out. */
  readonly ignore?: readonly string[] | undefined;
  /** Words, each with the skill that it stands for. */
  readonly exceptions?: readonly (readonly [word: string, skill: string])[] | undefined;
  /** Skills of several words. */
  readonly terms?: readonly string[] | undefined;
  /** Words that are known: they go through the same forms as the texts. */
  readonly known?: readonly string[] | undefined;
  /** In the table of forms the most frequent skills of each form are known as well; default 0. */
  readonly knownTop?: number | undefined;
  /** D of the learner of the table of forms; default 1. */
  readonly maxUnlearned?: number | undefined;
};

/** What labelling needs of the program around it. */
export type LabelContext = ReadingContext & {
  /** Loads a tokenizer of Japanese; null where there is none. */
  readonly japanese?: (() => Promise<JapaneseTokenizer | null>) | undefined;
  /** Whether a source that is no text may be left out instead of ending the labelling: a picture in a folder of notes. */
  readonly mayLeaveOut?: ((name: string) => boolean) | undefined;
};

/** How a form is called in the table. */
export const formTitles: Readonly<Record<Form, string>> = {
  words: "words",
  stems: "stems",
  lemmas: "lemmas",
};
