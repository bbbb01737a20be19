/** Learns a corpus and tells what became of it; then what other numbers of known skills would do, and what to teach. */
import { skillDegreeCounts, textSizeCounts } from "@onset/core/graph";
import { fringe, learnTexts, NONE, stuckCores, unlockSkills } from "@onset/core/learning";
import { corpusThreshold, predictCorpus } from "@onset/core/theory";
import type { LeftOut } from "../../corpora/reading/left-out.js";
import type { Job, JobContext } from "../../worker/protocol.js";
import { knownCurve } from "./curve.js";
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
  /** From 0; NONE for learned skills. */
  readonly core: Uint32Array;
  readonly nearest: readonly (string | null)[];
  readonly lacking: Uint32Array;
  /** The learned skills in an order in which they can be learned. */
  readonly order: Uint32Array;
};

export type CorpusResult = {
  readonly label: string;
  readonly words: boolean;
  readonly directed: boolean;
  readonly texts: number;
  readonly skills: number;
  readonly edges: number;
  readonly unlabelled: LeftOut;
  readonly malformed: LeftOut;
  readonly known: number;
  readonly maxUnlearned: number;
  readonly learned: number;
  readonly perRound: readonly number[];
  readonly textsUnderstood: number;
  /** Share of the not known skills that density evolution expects; null for directed texts. */
  readonly predicted: number | null;
  /** Texts a skill at which learning jumps highest; null where it does not jump, or where there is no theory. */
  readonly threshold: number | null;
  readonly table: SkillColumns;
  readonly cores: readonly { readonly skills: number; readonly texts: number; readonly names: string }[];
  readonly coreCount: number;
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
  /** Learned skills against known ones; null while it is not measured. */
  readonly curve: readonly { readonly known: number; readonly learned: number }[] | null;
  readonly plan: Plan | null;
};

/** What to teach so that the rest follows. */
export type Plan = {
  readonly teach: readonly { readonly skill: string; readonly unlocks: number }[];
  readonly before: number;
  readonly reached: number;
  readonly unknown: number;
  /** No plan that learns everything teaches fewer skills. */
  readonly lowerBound: number;
};

export type CorpusOutput =
  | { readonly kind: "nothing" }
  | { readonly kind: "reading"; readonly bytes: number; readonly of: number }
  | { readonly kind: "result"; readonly result: CorpusResult };

const rowsListed = 500;
const coresListed = 1000;
const namesListed = 12;

export const computeCorpus: Job<CorpusInput, CorpusOutput> = async (input, context) => {
  if (input.source === null) return { kind: "nothing" };
  const progress = throttled((bytes, of) => context.partial({ kind: "reading", bytes, of }));
  const learner = await learnerOf(input.source, input, progress);
  await context.breathe();
  const result = await learned(learner, context);
  context.partial({ kind: "result", result });
  const curve = await knownCurve(learner, context);
  context.partial({ kind: "result", result: { ...result, curve } });
  await context.breathe();
  return { kind: "result", result: { ...result, curve, plan: planOf(learner) } };
};

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

async function learned(learner: ReadLearner, context: JobContext<CorpusOutput>): Promise<CorpusResult> {
  const { reading, corpus, texts, options, knownCount } = learner;
  const { needs, directed, textNames } = corpus;
  const skillNames = [...corpus.skillNames];
  const { maxUnlearned } = options;
  const outcome = learnTexts(texts, options);
  await context.breathe();
  const cores = stuckCores(texts, outcome.learnedFlags, options);
  await context.breathe();
  const next = fringe(texts, options);
  await context.breathe();
  const teaches = directed?.teaches ?? needs;
  const unlearned = (text: number, graph = teaches): string =>
    listed(
      Array.from(graph.skillsOfText(text)).filter((skill) => options.known[skill] === 0),
      skillNames,
    );
  const textName = (text: number): string | null => (text === NONE ? null : textNames.at(text)!);
  return {
    label: reading.label,
    words: reading.words,
    directed: directed !== undefined,
    texts: needs.textCount,
    skills: needs.skillCount,
    edges: needs.edgeCount,
    unlabelled: reading.unlabelled,
    malformed: reading.malformed,
    known: knownCount,
    maxUnlearned,
    learned: outcome.learnedCount,
    perRound: Array.from(outcome.learnedPerRound),
    textsUnderstood: outcome.textsUnderstood,
    ...theoryOf(learner),
    table: {
      names: skillNames,
      texts: Uint32Array.from(
        skillNames,
        (_, skill) => needs.skillOffsets[skill + 1]! - needs.skillOffsets[skill]!,
      ),
      known: options.known,
      round: outcome.roundOfSkill,
      from: Array.from(outcome.textOfSkill, textName),
      core: cores.coreOfSkill,
      nearest: Array.from(cores.nearestText, textName),
      lacking: cores.lacking,
      order: outcome.order,
    },
    cores: coresOf(cores.skillCounts, cores.textCounts, cores.coreOfSkill, skillNames),
    coreCount: cores.skillCounts.length,
    next: Array.from(next.texts.subarray(0, rowsListed), (text, i) => ({
      text: textNames.at(text)!,
      teaches: unlearned(text),
      unlocks: next.unlocks[i] === NONE ? null : next.unlocks[i]!,
    })),
    nextCount: next.texts.length,
    nearest: Array.from(next.nearest.subarray(0, 10), (text, i) => ({
      text: textNames.at(text)!,
      lacking: next.lacking[i]!,
      unlearned: unlearned(text, needs),
    })),
    curve: null,
    plan: null,
  };
}

/** Density evolution of the configuration model with the corpus's own degrees, known skills removed. */
function theoryOf({ corpus, options }: ReadLearner): Pick<CorpusResult, "predicted" | "threshold"> {
  if (corpus.directed !== undefined) return { predicted: null, threshold: null };
  const { needs } = corpus;
  const { known, maxUnlearned } = options;
  const sizes = textSizeCounts(needs, { known });
  const degrees = skillDegreeCounts(needs, { known });
  const { main, stuck } = corpusThreshold(sizes, degrees, { maxUnlearned });
  return {
    predicted: stuck ? 0 : predictCorpus(sizes, degrees, { maxUnlearned }).learned,
    threshold: main && (main.fraction * needs.textCount) / needs.skillCount,
  };
}

function coresOf(
  skillCounts: Uint32Array,
  textCounts: Uint32Array,
  coreOfSkill: Uint32Array,
  names: readonly string[],
): CorpusResult["cores"] {
  const members: number[][] = Array.from(skillCounts.subarray(0, coresListed), () => []);
  for (const [skill, core] of coreOfSkill.entries()) {
    if (core < members.length && members[core]!.length <= namesListed) members[core]!.push(skill);
  }
  return members.map((skills, core) => ({
    skills: skillCounts[core]!,
    texts: textCounts[core]!,
    names: listed(skills, names),
  }));
}

function listed(skills: readonly number[], names: readonly string[]): string {
  const shown = skills.slice(0, namesListed).map((skill) => names[skill]!);
  return skills.length > namesListed ? `${shown.join(", ")}, …` : shown.join(", ");
}

function planOf({ corpus, texts, options }: ReadLearner): Plan {
  const { teach, unlocks, unknown, before, reached, lowerBound } = unlockSkills(texts, {
    ...options,
    budget: planBudget,
  });
  return {
    teach: Array.from(teach, (skill, i) => ({ skill: corpus.skillNames.at(skill)!, unlocks: unlocks[i]! })),
    before,
    reached,
    unknown,
    lowerBound,
  };
}
