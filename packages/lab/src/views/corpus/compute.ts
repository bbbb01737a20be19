/** Learns a corpus and tells what became of it; then what other numbers of known skills would do, and what to teach. */
import {
  type CallOptions,
  type KnownCurve,
  knownCurve,
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
import type { Names } from "@onset/core/corpus";
import { none } from "@onset/core/learning";
import { type Report, studyReport } from "@onset/core/report";
import { describeReading, ReadingError } from "@onset/reading";
import type { Job } from "../../worker/protocol.js";
import { type LearnerInput, learnerOf, type ReadLearner } from "./learner.js";
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

export type CorpusResult = {
  readonly label: string;
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

const quick = { ladder: false, lost: 0, labelErrors: 0, runs: 0, knownCounts: [] } as const;

export const computeCorpus: Job<CorpusInput, CorpusOutput> = async (input, context) => {
  if (input.source === null) return { kind: "nothing" };
  const progress = throttled((bytes, of) => context.partial({ kind: "reading", bytes, of }));
  const learner = await learnerOf(input.source, input, progress).catch((error: unknown) => {
    if (error instanceof ReadingError && error.columns.length > 0) return error;
    throw error;
  });
  if (learner instanceof ReadingError)
    return { kind: "fields", message: learner.message, columns: learner.columns };
  context.partial({ kind: "phase", phase: "Learning what was read" });
  const call: CallOptions = { rest: () => context.yieldNow() };
  const pace = new Pace(call);
  const { corpus, options, engine, known } = learner;
  const { maxUnlearned } = options;
  // As the command line that the view shows: a curve of known skills where some are known.
  const shownCurve = known.count === 0 ? { knownCounts: [] } : {};
  const asked = { maxUnlearned, known: { kind: "top", count: known.count } } as const;
  // What takes a second or more is found after the rest is shown.
  const first = await studyCorpus(corpus, { ...asked, ...quick, ...call });
  let result = await resultOf(learner, first, call);
  const show = (changes: Partial<CorpusResult>): void => {
    result = { ...result, ...changes };
    context.partial({ kind: "result", result });
  };
  show({});
  const counts = knownCounts(known.count, corpus.needs.skillCount);
  const curve = await knownCurve(corpus, engine, counts, maxUnlearned, pace);
  show({ curve });
  const study = await studyCorpus(corpus, { ...asked, ...shownCurve, ...call });
  show({ ...told(learner, study), isComplete: true });
  const { teach, ...plan } = await planSkills(learner, { budget: planBudget, ...call });
  const named = teach.map(({ skill, unlocks }) => ({ skill: corpus.skillNames.at(skill)!, unlocks }));
  return { kind: "result", result: { ...result, plan: { ...plan, teach: named } } };
};

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
function told({ reading }: ReadLearner, study: Study): Pick<CorpusResult, "summary" | "report"> {
  const { doubts, unlabelled, malformed, duplicateEdges } = reading;
  const facts = { read: describeReading(reading), doubts, unlabelled, malformed, duplicateEdges };
  const summary = summarizeStudy(study);
  return { summary, report: studyReport(facts, study, { summary }) };
}

async function resultOf(learner: ReadLearner, study: Study, call: CallOptions): Promise<CorpusResult> {
  const { reading, corpus, options } = learner;
  const { needs, skillNames, textNames } = corpus;
  const { cores, learned } = study;
  const next = await nextTexts(learner, { limit: rowsListed, ...call });
  const textName = (text: number): string | null => (text === none ? null : textNames.at(text)!);
  return {
    label: reading.read.files[0].name,
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
      text: textNames.at(text)!,
      teaches: listed(teaches, skillNames),
      unlocks,
    })),
    nextCount: next.count,
    nearest: next.nearest.map(({ text, lacking, unlearned }) => ({
      text: textNames.at(text)!,
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
