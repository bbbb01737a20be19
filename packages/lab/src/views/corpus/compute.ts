/** Learns a corpus and tells what became of it; then what other numbers of known skills would do, and what to teach. */
import {
  type CallOptions,
  type KnownCurve,
  knownCurve,
  knownSkills,
  type NamedPlan,
  namesOf,
  nextTexts,
  Pace,
  planSkills,
  type Study,
  type StudySummary,
  studyCorpus,
  summarizeStudy,
} from "@onset/core/analysis";
import { type Names, nameOf } from "@onset/core/corpus";
import { none } from "@onset/core/learning";
import { type Report, studyReport } from "@onset/core/report";
import { describeReading, ReadingError } from "@onset/reading";
import type { FormRow, LabelFact, Labelling } from "@onset/text";
import type { SourceRead } from "../../corpora/read.js";
import type { Job } from "../../worker/protocol.js";
import { knownOf, type LearnerInput, learnerOf, type ReadLearner } from "./learner.js";
import { planBudget } from "./parameters.js";

export type CorpusInput = LearnerInput;

/** A row for every skill, column by column. */
export type SkillColumns = {
  readonly names: readonly string[];
  readonly texts: Uint32Array;
  readonly known: Uint8Array;
  readonly round: Uint32Array;
  readonly from: readonly (string | null)[];
  /** From 0; none for learned skills. */
  readonly core: Uint32Array;
  readonly nearest: readonly (string | null)[];
  readonly lacking: Uint32Array;
  /** The learned skills in an order in which they can be learned. */
  readonly order: Uint32Array;
};

/** How raw texts became a corpus. */
export type LabelsShown = {
  /** What was read, cut, taken for texts and skills, and set aside. */
  readonly facts: readonly LabelFact[];
  readonly advice: readonly string[];
  /** What is learned under each form, and the row that the rest of the page is about. */
  readonly table: readonly FormRow[];
  readonly chosen: string;
  readonly first: readonly { readonly id: string; readonly text: string; readonly skills: string }[];
  /** Skills of several words that a person may look at. */
  readonly terms: readonly string[];
  /** What `onset label` writes: the labelled texts, and the names of known skills. */
  readonly file: Blob;
  readonly known: readonly string[];
};

export type CorpusResult = {
  /** Null where the texts had skills. */
  readonly labels: LabelsShown | null;
  /** All numbers, as the command tells them: prediction and margin come later than the rest. */
  readonly summary: StudySummary;
  /** What the command says of them, word for word. */
  readonly report: Report;
  /** What is learned with other numbers of known skills, for the chart; null while it is not known. */
  readonly curve: KnownCurve | null;
  /** False while prediction and margin are not known yet. */
  readonly isComplete: boolean;
  readonly table: SkillColumns;
  /** Some skills of each of the largest cores. */
  readonly cores: readonly { readonly skills: number; readonly texts: number; readonly names: string }[];
  /** How texts begin that the tables name, by name; empty while that is not known, and without a column of text. */
  readonly begins: ReadonlyMap<string, string>;
  readonly next: readonly {
    readonly text: string;
    readonly teaches: string;
    readonly unlocks: number | null;
  }[];
  readonly nextCount: number;
  /** Of texts that cannot teach yet: those that lack the fewest skills. */
  readonly nearest: readonly {
    readonly text: string;
    readonly lacking: number;
    readonly unlearned: string;
  }[];
  readonly plan: NamedPlan | null;
};

export type CorpusOutput =
  | { readonly kind: "nothing" }
  | { readonly kind: "reading"; readonly bytes: number; readonly of: number }
  /** What is done after reading, in words. */
  | { readonly kind: "phase"; readonly phase: string }
  /** No column was recognised: these there are. */
  | { readonly kind: "fields"; readonly message: string; readonly columns: readonly string[] }
  | { readonly kind: "result"; readonly result: CorpusResult };

const rowsListed = 500;
const coresListed = 1000;
const namesListed = 12;

/** Skills up to which the curve of known skills goes at least, and how many points it has. */
const reach = 200;
const points = 40;

/** Texts whose beginnings are read for the tables. */
const maxBeginnings = 50_000;
const firstShown = 3;
const minSkillsShown = 4;

const quick = { ladder: false, lost: 0, labelErrors: 0, runs: 0, knownCounts: [] } as const;

export const computeCorpus: Job<CorpusInput, CorpusOutput> = async (input, context) => {
  if (input.source === null) return { kind: "nothing" };
  const progress = {
    bytes: throttled((bytes, of) => context.partial({ kind: "reading", bytes, of })),
    phase: (phase: string) => context.partial({ kind: "phase", phase }),
  };
  const learner = await learnerOf(input.source, input, progress).catch((error: unknown) => {
    if (error instanceof ReadingError && error.columns.length > 0) return error;
    throw error;
  });
  if (learner instanceof ReadingError)
    return { kind: "fields", message: learner.message, columns: learner.columns };
  context.partial({ kind: "phase", phase: "Learning what was read" });
  const call: CallOptions = { rest: () => context.yieldNow() };
  const pace = new Pace(call);
  const { corpus, options, known, read } = learner;
  const { maxUnlearned } = options;
  // As the command line that the view shows: a curve of known skills where some are known.
  const shownCurve = known.count === 0 ? { knownCounts: [] } : {};
  const asked = { maxUnlearned, known: learner.asked };
  // What takes a second or more is found after the rest is shown.
  const first = await studyCorpus(corpus, { ...asked, ...quick, ...call });
  let result = await resultOf(learner, first, await labelsShown(learner, input), call);
  const show = (changes: Partial<CorpusResult>): void => {
    result = { ...result, ...changes };
    context.partial({ kind: "result", result });
  };
  show({});
  show({ begins: await beginningsOf(read, result, first) });
  const counts = knownCounts(input.known, corpus.needs.skillCount);
  show({ curve: await curveOf(learner, counts, pace) });
  const study = await studyCorpus(corpus, { ...asked, ...shownCurve, ...call });
  const named = (study.robustness?.keystones.first ?? []).map(({ text }) => study.training[text]);
  show({ ...told(learner, study, await read.excerpts(named)), isComplete: true });
  const { teach, ...plan } = await planSkills(learner, { budget: planBudget, ...call });
  const taught = teach.map(({ skill, unlocks }) => ({ skill: nameOf(corpus.skillNames, skill), unlocks }));
  return { kind: "result", result: { ...result, plan: { ...plan, teach: taught } } };
};

/** What is learned with other numbers of the most frequent skills known; names of labelled texts stay known. */
async function curveOf(learner: ReadLearner, counts: readonly number[], pace: Pace): Promise<KnownCurve> {
  const { corpus, engine, options, read } = learner;
  if (read.labelled === null) return knownCurve(corpus, engine, counts, options.maxUnlearned, pace);
  const curve: { known: number; skills: number }[] = [];
  for (const count of [...new Set(counts)].sort((a, b) => a - b)) {
    await pace.at("known-curve");
    const { flags } = knownSkills(corpus, knownOf(read, count));
    const { learnedCount } = await engine.learn({ maxUnlearned: options.maxUnlearned, known: flags });
    curve.push({ known: count, skills: learnedCount });
  }
  return curve;
}

async function labelsShown({ read }: ReadLearner, input: CorpusInput): Promise<LabelsShown | null> {
  if (read.labelled === null) return null;
  const { labelling, file } = read.labelled;
  const { describeLabelling } = await import("@onset/text");
  const known = labelling.knownFor(input.known);
  const table = await labelling.tableFor({ knownTop: input.known, maxUnlearned: input.maxUnlearned });
  const { by, names } = labelling.recipe;
  const withNames = `${by}, names known`;
  return {
    facts: describeLabelling(labelling.recipe, known.length),
    advice: labelling.advice,
    table,
    chosen: names === "known" && table.some(({ form }) => form === withNames) ? withNames : by,
    first: await firstTexts(labelling),
    terms: labelling.proposedTerms.slice(0, namesListed).map(({ term }) => term),
    file,
    known,
  };
}

/** The first texts that are long enough to show something. */
async function firstTexts(labelling: Labelling): Promise<LabelsShown["first"]> {
  for await (const texts of labelling.texts()) {
    return texts
      .filter(({ skills }) => skills.length >= minSkillsShown)
      .slice(0, firstShown)
      .map(({ id, text, skills }) => ({ id, text, skills: skills.join(", ") }));
  }
  return [];
}

/** How the texts begin that the tables name. */
async function beginningsOf(
  { excerpts, reading: { corpus } }: SourceRead,
  { next, nearest }: CorpusResult,
  { learned, cores }: Study,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Set<number>();
  const add = (list: Iterable<number>): void => {
    for (const text of list) if (text !== none && texts.size < maxBeginnings) texts.add(text);
  };
  const shown = new Set([...next, ...nearest].map(({ text }) => text));
  if (shown.size > 0) add(Array.from(corpus.textNames, (name, text) => (shown.has(name) ? text : none)));
  add(cores.nearestText);
  add(learned.textOfSkill);
  const found = await excerpts(texts);
  return new Map(Array.from(found, ([text, excerpt]) => [nameOf(corpus.textNames, text), excerpt]));
}

function knownCounts(known: number, skillCount: number): number[] {
  const last = Math.min(skillCount, Math.max(reach, 2 * known));
  const step = Math.max(1, last / points);
  return [known, ...Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => Math.round(i * step))];
}

/** At most ten times a second. */
function throttled(progress: (bytes: number, of: number) => void): (bytes: number, of: number) => void {
  let last = 0;
  return (bytes, of) => {
    const now = performance.now();
    if (now - last < 100) return;
    last = now;
    progress(bytes, of);
  };
}

/** The numbers of a study, and what is said of them. */
function told(
  { read: { reading, recipe } }: ReadLearner,
  study: Study,
  beginnings: ReadonlyMap<number, string> = new Map(),
): Pick<CorpusResult, "summary" | "report"> {
  const { doubts, unlabelled, malformed, duplicateEdges } = reading;
  const read = describeReading(reading);
  const facts = { read, recipe, doubts, unlabelled, malformed, duplicateEdges, beginnings };
  const summary = summarizeStudy(study);
  return { summary, report: studyReport(facts, study, { summary }) };
}

async function resultOf(
  learner: ReadLearner,
  study: Study,
  labels: LabelsShown | null,
  call: CallOptions,
): Promise<CorpusResult> {
  const { corpus, options } = learner;
  const { needs, skillNames, textNames } = corpus;
  const { cores, learned } = study;
  const next = await nextTexts(learner, { limit: rowsListed, ...call });
  const textName = (text: number): string | null => (text === none ? null : nameOf(textNames, text));
  return {
    labels,
    begins: new Map(),
    ...told(learner, study),
    curve: null,
    isComplete: false,
    table: {
      names: [...skillNames],
      texts: Uint32Array.from(
        { length: needs.skillCount },
        (_, skill) => needs.skillOffsets[skill + 1] - needs.skillOffsets[skill],
      ),
      known: options.known,
      round: learned.roundOfSkill,
      from: Array.from(learned.textOfSkill, textName),
      core: cores.coreOfSkill,
      nearest: Array.from(cores.nearestText, textName),
      lacking: cores.lacking,
      order: learned.order,
    },
    cores: coresOf(study),
    next: next.texts.map(({ text, teaches, unlocks }) => ({
      text: nameOf(textNames, text),
      teaches: listed(teaches, skillNames),
      unlocks,
    })),
    nextCount: next.count,
    nearest: next.nearest.map(({ text, lacking, unlearned }) => ({
      text: nameOf(textNames, text),
      lacking,
      unlearned: listed(unlearned, skillNames),
    })),
    plan: null,
  };
}

function coresOf({ cores, corpus: { skillNames } }: Study): CorpusResult["cores"] {
  const { skillCounts, textCounts, coreOfSkill } = cores;
  const members: number[][] = Array.from(skillCounts.subarray(0, coresListed), () => []);
  for (const [skill, core] of coreOfSkill.entries()) {
    if (core < members.length && members[core].length <= namesListed) members[core].push(skill);
  }
  return members.map((skills, core) => ({
    skills: skillCounts[core],
    texts: textCounts[core],
    names: listed(skills, skillNames),
  }));
}

function listed(skills: readonly number[], names: Names): string {
  const shown = namesOf(names, skills.slice(0, namesListed));
  return skills.length > namesListed ? `${shown.join(", ")}, …` : shown.join(", ");
}
