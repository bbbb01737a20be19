/**
 * From raw texts to a corpus. The texts are read twice: first for their words, which are kept as numbers; then, when all
 * has been decided that takes all of them (names, base forms, terms), for their labelled lines. So no text is kept.
 */
import { type ByteSource, usageError } from "@onset/reading";
import { languageOf } from "../forms/languages.js";
import { Cuts } from "../sources/block.js";
import { analyserFor, formFor, remembered } from "./analysers.js";
import type { CutText } from "./cut.js";
import { examplesOf, surfacesOf } from "./examples.js";
import { readWords } from "./first-reading.js";
import { listReader, wordsAlone } from "./known.js";
import { LearnedForms, shownName, type TableLearner } from "./learned-forms.js";
import { findNames, resolvedLemmas } from "./names.js";
import type { LabelContext, LabelOptions } from "./options.js";
import { filesRead, madeBy, type Recipe, recipeSchema, unitCounts } from "./recipe.js";
import { type Exclusions, type Form, type FormSkills, skillsOfTexts } from "./skills.js";
import { idOf, languageOfSources, openSources, textsOf } from "./sources.js";
import type { FormRow } from "./table.js";
import { type ProposedTerm, proposeTerms } from "./terms.js";

/** A labelled text. */
export type LabelledText = CutText & {
  /** In the order in which they occur first. */
  readonly skills: readonly string[];
};

/** A skill with where it comes from. */
export type LabelledSkill = {
  readonly skill: string;
  readonly texts: number;
  /** The words that it stands for, the most frequent first. */
  readonly forms: readonly { readonly form: string; readonly count: number }[];
  readonly isName: boolean;
  /** The text with the fewest other skills; empty until the texts have been given out. */
  readonly example: string;
};

/** Texts that have been labelled. */
export type Labelling = {
  readonly recipe: Recipe;
  /** What is learned under each form. */
  readonly table: readonly FormRow[];
  /** Skills that are known: names, those of the list of the user, and the most frequent ones that were asked for. */
  readonly known: readonly string[];
  /** Words of the list that no text has. */
  readonly unknownWords: readonly string[];
  readonly proposedTerms: readonly ProposedTerm[];
  /** Remarks for the user: what would do better. */
  readonly advice: readonly string[];
  /** The table of forms for another learner. */
  tableFor(learner: TableLearner): Promise<readonly FormRow[]>;
  /** What is known when so many of the most frequent skills are known too. */
  knownFor(knownTop: number): readonly string[];
  /** The skills that a word of a list stands for: through the same forms as the words of the texts. */
  skillsOf(word: string): readonly string[];
  /** The labelled texts in their order, some at a time. */
  texts(): AsyncGenerator<readonly LabelledText[]>;
  /** The skills by name. */
  skills(): Generator<LabelledSkill>;
};

/** The form that the labels are of: what stays of it when it has been learned. */
type ChosenForm = FormSkills & { readonly examples: Uint32Array; readonly textCount: number };

const mostWordsForTerms = 5_000_000;
const mostProposed = 200;
// Few enough that texts and their lines are gone before the engine takes them for long-lived.
const textsPerPart = 256;

/** Sources that have skills already, which nothing is to be done about. */
export type AlreadyLabelled = {
  readonly files: readonly { readonly name: string; readonly columns: readonly string[] }[];
};

/**
 * Tells whether the sources are labelled already: each is a table or a file of records with skills.
 *
 * @returns their names and the columns that hold skills; null where none has any, or where `textField` asks for new labels
 * @throws ReadingError when some are and some are not
 *
 * @example
 * ```ts
 * import { bytesSource } from "@onset/reading";
 * import { alreadyLabelled } from "@onset/text";
 * const file = (name: string, text: string) => bytesSource(new TextEncoder().encode(text), name);
 * await alreadyLabelled([file("sums.csv", "text,skills\n1 + 1,add\n")], {}, {}); // => { files: [{ name: "sums.csv", columns: ["skills"] }] }
 * await alreadyLabelled([file("cats.txt", "Cats sleep.")], {}, {}); // => null
 * ```
 */
export async function alreadyLabelled(
  sources: readonly ByteSource[],
  options: LabelOptions,
  context: LabelContext,
): Promise<AlreadyLabelled | null> {
  if (options.textField !== undefined) return null;
  const files: { name: string; columns: readonly string[] }[] = [];
  const { sources: opened } = await openSources(sources, options, context);
  for (const { source, text } of opened) {
    if ((text.skillColumns ?? []).length > 0) files.push({ name: source.name, columns: text.skillColumns! });
  }
  if (files.length === 0) return null;
  if (files.length === opened.length) return { files };
  throw usageError(
    `${files[0].name} has skills already (${files[0].columns.join(", ")}) and other files have none: label them apart, or say --text-field to label all of them anew`,
  );
}

/**
 * Labels texts: cuts sources into texts and takes the words of each, their stems or their lemmas, for its skills. Every source
 * is read twice and never kept; 4 bytes a word are. O(words).
 *
 * @param sources - files of any kind, in the order in which their texts come
 * @param options - what is left out is found out: what a text is, the language, the best form
 * @param context - signal, progress and rests; `hash` is needed for the hashes of the recipe
 * @returns the recipe, what is learned under each form, what is known, and the labelled texts as a stream
 * @throws ReadingError when a source is no text, its language is not clear, or what is asked for is not there
 *
 * @example
 * ```ts
 * import { bytesSource } from "@onset/reading";
 * import { labelTexts } from "@onset/text";
 * const story = bytesSource(new TextEncoder().encode("The mice ran. I don't know why Anna ran."), "mice.txt");
 * const labelling = await labelTexts([story], { language: "en" });
 * const texts = [];
 * for await (const some of labelling.texts()) texts.push(...some);
 * texts.map(({ id, skills }) => `${id} ${skills.join(" ")}`); // => ["mice.txt:1 the mouse run", "mice.txt:1.2 i do not know why anna run"]
 * labelling.known; // => ["anna"]
 * labelling.table.map(({ form, skills }) => [form, skills]); // => [["words", 8], ["stems", 8], ["lemmas", 9], ["lemmas, names known", 9]]
 * ```
 */
export async function labelTexts(
  sources: readonly ByteSource[],
  options: LabelOptions = {},
  context: LabelContext = {},
): Promise<Labelling> {
  const { sources: opened, leftOut } = await openSources(sources, options, context);
  const found = await languageOfSources(opened, options.language);
  const language = languageOf(found.code);
  const advice: string[] = [];
  const analyser = await analyserFor(found.code, language, options, context, advice);
  const stemmer = language.stemmer === undefined ? null : (await language.stemmer()).stemmer;
  const kept = stemmer === null ? null : remembered(stemmer, language);
  const form = formFor(options, analyser, kept, language);

  const cuts = new Cuts();
  const { lexicon, withoutWords } = await readWords(opened, found.code, analyser, cuts, context);
  if (lexicon.textCount === 0) {
    const [{ source }] = opened;
    throw usageError(
      opened.length === 1
        ? `${source.name} holds no word`
        : `none of the ${opened.length} files holds a word`,
    );
  }

  const names = options.names ?? "known";
  const isName = analyser.tellsNames
    ? findNames(lexicon, analyser.hasLemmas)
    : new Uint8Array(lexicon.readingCount);
  if (!analyser.tellsNames && names !== "keep")
    advice.push(`names of ${language.name} cannot be told here: they are skills like others`);
  const lemmas = resolvedLemmas(
    lexicon,
    isName,
    (surface) => wordsAlone(analyser, surface)[0]?.lemmas ?? null,
  );
  const ignored = new Set((options.ignore ?? []).map((word) => word.trim().toLocaleLowerCase(found.code)));
  const exceptions = new Map(
    (options.exceptions ?? []).map(([word, skill]) => [
      word.trim().toLocaleLowerCase(found.code).replaceAll("’", "'"),
      // A skill of several words is one skill: a no-break space keeps them together until names are made.
      skill.trim().replaceAll(" ", "\u00a0"),
    ]),
  );
  const exclusions: Exclusions = {
    dropNumbers: (options.numbers ?? "drop") === "drop",
    droppedNames: names === "drop" ? isName : null,
    ignored,
    exceptions,
  };
  const available: Form[] = [
    "words",
    ...(kept === null ? [] : (["stems"] as const)),
    ...(analyser.hasLemmas ? (["lemmas"] as const) : []),
  ];
  const onlyTerms = options.by === "terms";
  const forms = new LearnedForms(lexicon, {
    available,
    lemmas,
    stemmer: kept,
    exclusions,
    terms: options.terms ?? [],
    onlyTerms,
    known: options.known ?? [],
    isName,
    areNamesKnown: names === "known",
    readingOf: listReader(analyser, lexicon, lemmas),
  });
  // A function of its own: the graph of a form is free to go when its rows are there, before the next one is built.
  const learned = (each: Form, learner: TableLearner): { rows: FormRow[]; kept: ChosenForm | null } => {
    const { graph, ...built } = forms.build(each);
    const rows = forms.rows({ graph, ...built }, learner);
    return {
      rows,
      kept: each === form ? { ...built, examples: examplesOf(graph), textCount: rows[0].texts } : null,
    };
  };
  const tableOf = async (learner: TableLearner): Promise<{ table: FormRow[]; chosen: ChosenForm }> => {
    const table: FormRow[] = [];
    let chosen: ChosenForm | null = null;
    for (const each of available) {
      context.signal?.throwIfAborted();
      await context.rest?.();
      const { rows, kept } = learned(each, learner);
      table.push(...rows);
      chosen ??= kept;
    }
    return { table, chosen: chosen! };
  };
  const knownTop = options.knownTop ?? 0;
  const { table, chosen } = await tableOf({ knownTop, maxUnlearned: options.maxUnlearned ?? 1 });
  const { skills, degrees, examples } = chosen;
  const skillNames = chosen.names.map(shownName);
  const nameSkills = new Set(forms.names(chosen));
  const proposedTerms =
    lexicon.wordCount > mostWordsForTerms || language.isUnspaced === true
      ? []
      : proposeTerms(
          skills.names,
          lexicon.textCount,
          skillsOfTexts(lexicon, skills, [], false).of,
          mostProposed,
        );

  const withoutSkills = lexicon.textCount - chosen.textCount;
  const recipe: Recipe = {
    schema: recipeSchema,
    language: { code: found.code, name: found.name, guessed: found.guessed },
    units: unitCounts(opened),
    by: onlyTerms ? "terms" : form,
    made: madeBy(analyser, kept !== null, found),
    names,
    numbers: options.numbers ?? "drop",
    input: {
      files: await filesRead(opened, context),
      cut: cuts.list(),
      leftOut,
    },
    lists: {
      known: options.known?.length ?? 0,
      knownTop,
      ignored: ignored.size,
      exceptions: exceptions.size,
      terms: options.terms?.length ?? 0,
    },
    texts: lexicon.textCount - withoutSkills,
    words: lexicon.wordCount,
    skills: skillNames.filter((_, skill) => degrees[skill] > 0).length,
    setAside: {
      numbers: exclusions.dropNumbers ? sumWhere(lexicon.counts, (reading) => lexicon.isNumber[reading]) : 0,
      names: names === "keep" ? 0 : sumWhere(lexicon.counts, (reading) => isName[reading] === 1),
      ignored: sumWhere(lexicon.counts, (reading) => ignored.has(lexicon.surfaces[reading])),
      textsWithoutWords: withoutWords.size,
      textsWithoutSkills: withoutSkills,
    },
  };

  const each = skillsOfTexts(lexicon, skills, forms.terms(form), onlyTerms);
  const exampleTexts = new Map<number, string>();
  return {
    recipe,
    table,
    known: forms.knownNames(chosen, knownTop),
    unknownWords: forms.known(chosen, 0).missing,
    proposedTerms,
    advice,
    tableFor: async (learner) => (await tableOf(learner)).table,
    knownFor: (count) => forms.knownNames(chosen, count),
    skillsOf: (word) => forms.skillsOfEntry(form, word).map(shownName),
    texts: async function* () {
      const wanted = new Set(examples);
      let text = 0;
      let position = 0;
      for await (const { index, units } of textsOf(opened, found.code, new Cuts(), context)) {
        let labelled: LabelledText[] = [];
        for (const unit of units) {
          if (withoutWords.has(position++)) continue;
          const own = [...new Set(each.of(text))].map((skill) => skillNames[skill]);
          if (wanted.has(text)) exampleTexts.set(text, unit.text);
          text++;
          if (own.length === 0) continue;
          labelled.push({ ...idOf(opened[index].source, unit), text: unit.text, skills: own });
          if (labelled.length < textsPerPart) continue;
          yield labelled;
          labelled = [];
        }
        if (labelled.length > 0) yield labelled;
      }
    },
    skills: function* () {
      const formsOf = surfacesOf(lexicon, skills);
      const order = Array.from(skillNames.keys()).filter((skill) => degrees[skill] > 0);
      order.sort((a, b) => byCodeUnit(skillNames[a], skillNames[b]));
      for (const skill of order) {
        yield {
          skill: skillNames[skill],
          texts: degrees[skill],
          forms: formsOf(skill),
          isName: nameSkills.has(skill),
          example: exampleTexts.get(examples[skill]) ?? "",
        };
      }
    },
  };
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sumWhere(counts: readonly number[], holds: (reading: number) => boolean): number {
  let sum = 0;
  for (let reading = 0; reading < counts.length; reading++) if (holds(reading)) sum += counts[reading];
  return sum;
}
