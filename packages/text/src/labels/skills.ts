/** From readings to skills, in one of several forms, and from them to a graph. */
import { HalfGraph, type SkillTextGraph } from "@onset/core/graph";
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

/** The skills of the texts: their numbers follow those of the form, terms of several words behind them. */
export type FormSkills = {
  readonly skills: SkillsOfForm;
  /** Names of all skills; some belong to skills that only occur within terms. */
  readonly names: readonly string[];
  /** How many texts need each. */
  readonly degrees: Uint32Array;
};

/** The skills of the texts with their graph, which takes most of the memory. */
export type FormGraph = FormSkills & { readonly graph: SkillTextGraph };

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
  const { names, of } = skillsOfTexts(lexicon, skills, terms, onlyTerms);
  const { textCount } = lexicon;
  const degrees = new Uint32Array(names.length);
  let edgeCount = 0;
  for (let text = 0; text < textCount; text++) {
    const found = new Set(of(text));
    for (const skill of found) degrees[skill]++;
    edgeCount += found.size;
  }
  // Counted first and written where they stay: lists in between would take half as much again as the graph.
  const half = new HalfGraph(textCount, names.length, edgeCount);
  const { buffer, byteOffset, length } = half.bytes;
  const lists = new Uint32Array(buffer, byteOffset, length / 4);
  let edge = 0;
  for (let text = 0; text < textCount; text++) {
    const found = [...new Set(of(text))].sort((a, b) => a - b);
    lists.set(found, textCount + 1 + edge);
    edge += found.length;
    lists[text + 1] = edge;
  }
  return { skills, names, degrees, graph: half.finish() };
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
