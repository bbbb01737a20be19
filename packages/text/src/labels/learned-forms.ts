/** The same texts under each form: their graphs, who is known in them, and what is learned. */
import { flagsOf, namesAmong } from "./known.js";
import type { Lexicon } from "./lexicon.js";
import { formTitles } from "./options.js";
import {
  type Exclusions,
  type Form,
  type FormGraph,
  type Forming,
  type FormSkills,
  formOf,
  graphOfForm,
  skillsOfForm,
} from "./skills.js";
import { addMostFrequent, type FormRow, formRow } from "./table.js";

/** Who learns in the table of forms. */
export type TableLearner = {
  /** The most frequent skills of each form that are known as well. */
  readonly knownTop: number;
  /** D: how many new skills a text can teach at once. */
  readonly maxUnlearned: number;
};

/** A word of a list with its base forms. */
type ListWord = { readonly surface: string; readonly lemmas: string | null };

/** What the forms of the texts are made of. */
export type FormsOptions = {
  /** The forms that there are, the best one last. */
  readonly available: readonly Form[];
  readonly lemmas: Forming["lemmas"];
  readonly stemmer: Forming["stemmer"];
  readonly exclusions: Exclusions;
  readonly terms: readonly string[];
  readonly onlyTerms: boolean;
  /** Words of the user's list that are known. */
  readonly known: readonly string[];
  /** One byte a reading. */
  readonly isName: Uint8Array;
  readonly areNamesKnown: boolean;
  readonly readingOf: (entry: string) => readonly ListWord[];
};

export class LearnedForms {
  readonly #lexicon: Lexicon;
  readonly #options: FormsOptions;

  constructor(lexicon: Lexicon, options: FormsOptions) {
    this.#lexicon = lexicon;
    this.#options = options;
  }

  #forming(form: Form): Forming {
    const { lemmas, stemmer } = this.#options;
    return { form, lemmas, stemmer };
  }

  /** Skills of several words, each as its words in a form. */
  terms(form: Form): { name: string; words: string[] }[] {
    const { terms, readingOf } = this.#options;
    const forming = this.#forming(form);
    return terms.map((term) => ({
      name: term.trim(),
      words: readingOf(term).flatMap((word) => formOf(word.surface, word.lemmas, forming).split(" ")),
    }));
  }

  build(form: Form): FormGraph {
    const { exclusions, onlyTerms } = this.#options;
    const skills = skillsOfForm(this.#lexicon, this.#forming(form), exclusions);
    return graphOfForm(this.#lexicon, skills, this.terms(form), onlyTerms);
  }

  /** The skills of a form that an entry of a list stands for. */
  skillsOfEntry(form: Form, entry: string): string[] {
    const { readingOf, exclusions } = this.#options;
    const forming = this.#forming(form);
    return readingOf(entry).flatMap((word) =>
      (exclusions.exceptions.get(word.surface) ?? formOf(word.surface, word.lemmas, forming)).split(" "),
    );
  }

  /** What is known of a form beside its names: the list of the user and the most frequent skills. */
  known(built: FormSkills, knownTop: number): { flags: Uint8Array<ArrayBuffer>; missing: string[] } {
    const found = flagsOf(built.names, this.#options.known, (entry) =>
      this.skillsOfEntry(built.skills.form, entry),
    );
    addMostFrequent(found.flags, built, knownTop);
    return found;
  }

  /** The skills of a form that are names. */
  names(built: FormSkills): number[] {
    return namesAmong(built.skills, this.#lexicon, this.#options.isName);
  }

  /** What is known of a form, names included where they are known, by name in code-unit order. */
  knownNames(built: FormSkills, knownTop: number): string[] {
    const { flags } = this.known(built, knownTop);
    if (this.#options.areNamesKnown) for (const skill of this.names(built)) flags[skill] = 1;
    const known = built.names.filter((_, skill) => flags[skill] === 1 && built.degrees[skill] > 0);
    return known.map(shownName).sort();
  }

  /** Learns the texts in a form; in the best form once more with names known, where there are any. */
  rows(built: FormGraph, { knownTop, maxUnlearned }: TableLearner): FormRow[] {
    const { form } = built.skills;
    const { flags } = this.known(built, knownTop);
    const rows = [formRow(formTitles[form], built, flags, maxUnlearned)];
    const { available, exclusions, isName } = this.#options;
    if (form === available.at(-1) && exclusions.droppedNames === null && isName.includes(1)) {
      for (const skill of this.names(built)) flags[skill] = 1;
      rows.push(formRow(`${formTitles[form]}, names known`, built, flags, maxUnlearned));
    }
    return rows;
  }
}

/** A skill of several words is held together by no-break spaces until names are shown. */
export function shownName(name: string): string {
  return name.replaceAll("\u00a0", " ");
}
