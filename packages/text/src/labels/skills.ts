/** From readings to skills, in one of several forms, and from them to a graph. */
import { type SkillTextGraph, TextLists } from "@onset/core/graph";
import type { Stemmer } from "../forms/languages.js";
import type { Lexicon } from "./lexicon.js";
import { TermMatcher } from "./terms.js";

/** What a skill is. */
export const forms = ["words", "stems", "lemmas"] as const;

export type Form = (typeof forms)[number];

/** What is not taken for a skill, and what is taken for another one. */
export type Exclusions = {
  readonly dropNumbers: boolean;
  /** One byte a reading: names that are dropped; none when they are kept. */
  readonly droppedNames: Uint8Array | null;
  /** Words or skills, in small letters, that are left out. */
  readonly ignored: ReadonlySet<string>;
  /** A word in small letters, and the skills that it stands for with a space between. */
  readonly exceptions: ReadonlyMap<string, string>;
};

/** The skills of a form. */
export type SkillsOfForm = {
  readonly form: Form;
  /** By skill, in the order in which they were met. */
  readonly names: readonly string[];
  /** The skills of each reading: none for what is left out, several for words of several (don't). */
  readonly ofReading: readonly (readonly number[])[];
};

/** How the words of a form are made of readings. */
export type Forming = {
  readonly form: Form;
  readonly lemmas: readonly (string | null)[];
  readonly stemmer: Stemmer | null;
};

/** Gives every reading its skills. */
export function skillsOfForm(lexicon: Lexicon, forming: Forming, exclusions: Exclusions): SkillsOfForm {
  const { ignored, exceptions, dropNumbers, droppedNames } = exclusions;
  const idOf = new Map<string, number>();
  const names: string[] = [];
  const ofReading = lexicon.surfaces.map((surface, reading) => {
    if (dropNumbers && lexicon.isNumber[reading]) return [];
    if (droppedNames?.[reading] === 1 || ignored.has(surface)) return [];
    const formed = exceptions.get(surface) ?? formOf(surface, forming.lemmas[reading], forming);
    const skills: number[] = [];
    for (const name of formed.split(" ")) {
      if (name === "" || ignored.has(name)) continue;
      let id = idOf.get(name);
      if (id === undefined) {
        id = names.length;
        idOf.set(name, id);
        names.push(name);
      }
      skills.push(id);
    }
    return skills;
  });
  return { form: forming.form, names, ofReading };
}

/** A word in a form. */
export function formOf(surface: string, lemmas: string | null, { form, stemmer }: Forming): string {
  switch (form) {
    case "words":
      return surface;
    case "stems":
      return stemmer === null ? surface : stemmer(surface);
    case "lemmas":
      return lemmas ?? surface;
  }
}

/** The texts with their skills: numbers of skills follow those of the form, terms of several words behind them. */
export type FormGraph = {
  readonly skills: SkillsOfForm;
  /** Names of all skills; empty ones belong to skills that only occur within terms. */
  readonly names: readonly string[];
  readonly graph: SkillTextGraph;
};

/**
 * Builds the graph of a form.
 *
 * @param terms - skills of several words, each as its words in this form
 * @param onlyTerms - whether words outside of terms are left out
 */
export function graphOfForm(
  lexicon: Lexicon,
  skills: SkillsOfForm,
  terms: readonly { readonly name: string; readonly words: readonly string[] }[],
  onlyTerms: boolean,
): FormGraph {
  const each = skillsOfTexts(lexicon, skills, terms, onlyTerms);
  const lists = new TextLists();
  let buffer = new Uint32Array(64);
  for (let text = 0; text < lexicon.textCount; text++) {
    const found = each.of(text);
    if (found.length > buffer.length) buffer = new Uint32Array(2 * found.length);
    buffer.set(found);
    lists.add(buffer, found.length);
  }
  return { skills, names: each.names, graph: lists.build(each.names.length).graph };
}

/** Gives the skills of a text in the order of its words, each as often as it occurs. */
export function skillsOfTexts(
  lexicon: Lexicon,
  { names, ofReading }: SkillsOfForm,
  terms: readonly { readonly name: string; readonly words: readonly string[] }[],
  onlyTerms: boolean,
): { readonly names: readonly string[]; of(text: number): readonly number[] } {
  const matcher = terms.length === 0 ? null : new TermMatcher(names, terms);
  const all = matcher === null ? names : [...names, ...matcher.names];
  return {
    names: all,
    of: (text) => {
      const found: number[] = [];
      lexicon.eachOfText(text, (reading) => {
        for (const skill of ofReading[reading]) found.push(skill);
      });
      return matcher === null ? found : matcher.match(found, onlyTerms);
    },
  };
}
