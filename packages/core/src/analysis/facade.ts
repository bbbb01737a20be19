/** For people: names in, names out. What programs need by index is in `study`, `why`, `next` and the others. */
import { checkOptions, type OptionKeys } from "../base/index.js";
import { type Corpus, type CorpusOptions, corpusFromRecords, findSkills, nameOf } from "../corpus/index.js";
import { none } from "../learning/index.js";
import { type Curriculum, orderTexts } from "./curriculum.js";
import { type CorpusLearner, type Known, learnerWith } from "./learner.js";
import { namesOf } from "./names.js";
import { nextTexts } from "./next.js";
import { type Study, type StudyOptions, studyCorpus, studyOptionsKeys } from "./study/study.js";
import { type StudySummary, summarizeStudy } from "./study/summary.js";
import { planSkills, type SkillPlan, type UnlockGoal } from "./unlock/plan-skills.js";
import { type Explanation, explainSkill, nameExplanation } from "./why.js";

/** A text: the names of its skills, or a record as JSON or a table gives it. */
export type TextRecord = readonly string[] | Readonly<Record<string, unknown>>;

/** Options of {@link study}: those of the study of a corpus, and how records are read. */
export type NamedStudyOptions = Omit<StudyOptions, "known" | "engine"> &
  CorpusOptions & {
    /** Skills known from the start: their names, or how many of the most frequent ones. Default: none. */
    readonly known?: number | Iterable<string> | undefined;
  };

const { engine: _, ...ownStudyKeys } = studyOptionsKeys;
const namedStudyOptionsKeys: OptionKeys<NamedStudyOptions> = {
  ...ownStudyKeys,
  fields: true,
  delimiter: true,
};

/** A part of what is stuck: skills that wait for each other, and the texts that could teach them. */
export type NamedCore = { readonly skills: readonly string[]; readonly texts: readonly string[] };

/** What became of a corpus, by name. */
export type NamedStudy = {
  /** All numbers: sizes, shares, rounds, prediction, threshold, margin. */
  readonly summary: StudySummary;
  /** The learned skills in an order in which they can be learned; known ones are not among them. */
  readonly learned: readonly string[];
  /** For every learned skill the round that learned it, and the text that taught it. */
  readonly lessons: ReadonlyMap<string, { readonly round: number; readonly text: string }>;
  /** What is stuck, in parts that have nothing to do with each other, the largest first. */
  readonly stuck: readonly NamedCore[];
  /** Groups of skills that no text tells apart. */
  readonly twins: readonly (readonly string[])[];
  /** Texts without any one of which less than half is learned, the worst first; empty when it was not measured. */
  readonly keystones: readonly string[];
  /** How many skills theory expects to be learned; null for directed texts. */
  readonly predicted: number | null;
  /** Texts per skill at which learning jumps, by theory; null where it does not jump. */
  readonly threshold: number | null;
  /** Records that were left out: without a skill, or unreadable. */
  readonly leftOut: { readonly unlabelled: number; readonly malformed: number };
  /** Why a skill is learned or stuck. Rejects with a RangeError when the corpus has no such skill. */
  readonly why: (skill: string) => Promise<Explanation<string, string>>;
  /** The texts that teach something to somebody who only knows the known skills, those first that open the most. */
  readonly next: (limit?: number) => Promise<readonly { text: string; teaches: readonly string[] }[]>;
  /** Which skills to teach directly, in order, so that the rest follows. */
  readonly unlock: (goal?: UnlockGoal) => Promise<NamedPlan>;
  /** The texts in an order in which each can be understood, and those that no order helps. */
  readonly order: () => Promise<{ readonly order: readonly string[]; readonly stuck: readonly string[] }>;
  /** The same by index, to go on with. */
  readonly study: Study;
};

/** A plan of skills, by name. */
export type NamedPlan = Omit<SkillPlan, "teach"> & {
  readonly teach: readonly { readonly skill: string; readonly unlocks: number }[];
};

/**
 * Learns texts and tells what became of them, by name: what is learned and in which order, what is stuck, which skills
 * no text tells apart, where the threshold is and what theory expects.
 *
 * @param texts - Lists of names, or records with a field of skills (`requires` and `teaches` for directed texts).
 * @returns the result; its functions answer further questions about the same corpus and learner
 * @throws RangeError when no field of skills is recognised or an option is out of its range; the reason of `signal`
 * when it is aborted.
 *
 * @example
 * ```ts
 * import { study } from "@onset/core/analysis";
 * const { learned, stuck, twins, why } = await study([
 *   ["add"],
 *   ["add", "carry"],
 *   ["sphinx", "riddle"],
 * ]);
 * learned; // => ["add", "carry"]
 * stuck; // => [{ skills: ["riddle", "sphinx"], texts: ["3"] }]
 * twins; // => [["riddle", "sphinx"]]
 * (await why("carry")).state; // => "learned"
 * ```
 */
export async function study(
  texts: Iterable<TextRecord>,
  options: NamedStudyOptions = {},
): Promise<NamedStudy> {
  checkOptions(options, namedStudyOptionsKeys);
  const { known, fields, delimiter, ...rest } = options;
  const records = Array.from(texts, (text) => (Array.isArray(text) ? { skills: text } : text));
  const { corpus, unlabelled, malformed } = corpusFromRecords(records, { fields, delimiter });
  const found = await studyCorpus(corpus, { ...rest, known: knownOf(known) });
  return named(found, { unlabelled, malformed });
}

function knownOf(known: NamedStudyOptions["known"]): Known {
  if (known === undefined) return { kind: "none" };
  if (typeof known === "number") return { kind: "top", count: known };
  return { kind: "list", names: known };
}

function named(found: Study, leftOut: NamedStudy["leftOut"]): NamedStudy {
  const { corpus, learned, twins, training, robustness } = found;
  const { skillNames, textNames } = corpus;
  const summary = summarizeStudy(found);
  const learner = learnerOfStudy(found);
  const nameOfText = (text: number): string => nameOf(textNames, training[text]);
  const { predictedLearned, threshold } = summary.emergence;
  const unknown = summary.corpus.skills - summary.learner.known;
  return {
    summary,
    learned: namesOf(skillNames, learned.order),
    lessons: new Map(
      Array.from(learned.order, (skill) => [
        nameOf(skillNames, skill),
        { round: learned.roundOfSkill[skill], text: nameOfText(learned.textOfSkill[skill]) },
      ]),
    ),
    stuck: namedCores(found, nameOfText),
    twins: Array.from({ length: twins.groupCount }, (_, group) =>
      namesOf(
        skillNames,
        twins.groupSkills.subarray(twins.groupOffsets[group], twins.groupOffsets[group + 1]),
      ),
    ),
    keystones: robustness === null ? [] : robustness.keystones.first.map(({ text }) => nameOfText(text)),
    predicted: predictedLearned === null ? null : Math.round(predictedLearned * unknown),
    threshold,
    leftOut,
    why: async (name) =>
      nameExplanation(learner.corpus, await explainSkill(learner, skillNamed(corpus, name))),
    next: async (limit = 20) => {
      const next = await nextTexts(learner, { limit });
      return next.texts.map(({ text, teaches }) => ({
        text: nameOfText(text),
        teaches: namesOf(skillNames, teaches),
      }));
    },
    unlock: async (goal) => {
      const plan = await planSkills(learner, goal);
      const teach = plan.teach.map(({ skill, unlocks }) => ({ skill: nameOf(skillNames, skill), unlocks }));
      return { ...plan, teach };
    },
    order: async () => {
      const { order, stuck }: Curriculum = await orderTexts(learner);
      return { order: Array.from(order, nameOfText), stuck: Array.from(stuck, nameOfText) };
    },
    study: found,
  };
}

/** The texts learned from as a corpus of their own, and the same learner. */
function learnerOfStudy({ corpus, texts, needs, training, known, missing, ...rest }: Study): CorpusLearner {
  const { textNames, skillNames } = corpus;
  const directed = "requires" in texts ? texts : undefined;
  const isWhole = training.length === textNames.length;
  const part = { textNames: isWhole ? textNames : namesOf(textNames, training), skillNames, needs, directed };
  return learnerWith(part, { flags: known, count: rest.knownCount, missing }, rest.maxUnlearned);
}

function namedCores(
  { cores, corpus: { skillNames } }: Study,
  nameOfText: (text: number) => string,
): NamedCore[] {
  const parts = Array.from(cores.skillCounts, () => ({ skills: [] as string[], texts: [] as string[] }));
  for (const [skill, core] of cores.coreOfSkill.entries()) {
    if (core !== none) parts[core].skills.push(nameOf(skillNames, skill));
  }
  for (const [text, core] of cores.coreOfText.entries()) {
    if (core !== none) parts[core].texts.push(nameOfText(text));
  }
  return parts;
}

function skillNamed(corpus: Corpus, name: string): number {
  const [skill] = findSkills(corpus, [name]).skills;
  if (skill === undefined) throw new RangeError(`the corpus has no skill ${JSON.stringify(name)}`);
  return skill;
}
