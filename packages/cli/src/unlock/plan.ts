import { findSkills } from "@onset/core/corpus";
import { skillFlags } from "@onset/core/graph";
import {
  chooseTexts,
  type LearningTexts,
  learnTexts,
  unlockLowerBound,
  unlockSkills,
} from "@onset/core/learning";
import type { ReadLearner } from "../insight/corpus-verb.js";
import { joinCorpora } from "../insight/join.js";
import { type CorpusSummary, corpusSummary } from "../insight/summary.js";
import type { Provenance } from "../provenance.js";
import type { Reading } from "../reading/read.js";

/** What is wanted and what it may cost. */
export type UnlockSettings = { readonly target: number; readonly budget: number | undefined };

/** The result of `onset unlock` for other programs. */
export type UnlockReport = CorpusSummary & {
  readonly schema: "onset/unlock@1";
  /** Shares of the skills not known at the start: asked for, without unlocking, with it. */
  readonly target: number;
  readonly before: number;
  readonly reached: number;
  /** The same as numbers of skills, out of `unknown`. */
  readonly skills: {
    readonly unknown: number;
    readonly wanted: number;
    readonly before: number;
    readonly reached: number;
  };
  /** No set of skills (with --texts: of texts) that is smaller reaches the target. */
  readonly lowerBound: number;
  /** The skills to teach, in order, and how many are learned from texts after each. Empty with --texts. */
  readonly teach: readonly { readonly skill: string; readonly unlocks: number }[];
  /** With --texts only: the texts to add, in order, and how many skills are learned by each. */
  readonly add?: readonly { readonly text: string; readonly unlocks: number }[];
  /** With --texts only: the share that all candidates together reach. */
  readonly reachable?: number;
  readonly method: string;
  /** What each rule needed. */
  readonly tried: readonly { readonly method: string; readonly size: number; readonly reached: number }[];
  readonly provenance: Provenance;
};

/** Plans which skills to teach; what the plan promises is found by learning again, by another kernel. */
export function planSkills(
  learner: ReadLearner,
  { target, budget }: UnlockSettings,
  provenance: Provenance,
): UnlockReport {
  const { texts, options, corpus } = learner;
  const plan = unlockSkills(texts, { ...options, target, budget });
  const taught = options.known.slice();
  for (const skill of plan.teach) taught[skill] = 1;
  checkAgain(texts, options, taught, learner.known.count, plan.reached);
  return {
    schema: "onset/unlock@1",
    ...corpusSummary(learner),
    target,
    before: share(plan.before, plan.unknown),
    reached: share(plan.reached, plan.unknown),
    skills: { unknown: plan.unknown, wanted: plan.wanted, before: plan.before, reached: plan.reached },
    lowerBound: plan.lowerBound,
    teach: Array.from(plan.teach, (skill, i) => ({
      skill: corpus.skillNames.at(skill)!,
      unlocks: plan.unlocks[i]!,
    })),
    method: plan.method,
    tried: plan.tried.map(({ method, teach, reached }) => ({ method, size: teach, reached })),
    provenance,
  };
}

/** Chooses which texts of a second corpus to add. */
export function planTexts(
  learner: ReadLearner,
  candidates: Reading,
  { target, budget }: UnlockSettings,
  provenance: Provenance,
): UnlockReport {
  const { corpus, options } = learner;
  const joined = joinCorpora(corpus, candidates.corpus);
  const own = corpus.needs.textCount;
  const { skillCount, textCount } = joined.needs;
  const flags = Uint8Array.from({ length: textCount }, (_, text) => (text < own ? 0 : 1));
  const names = [...corpus.skillNames];
  const known = skillFlags(
    skillCount,
    findSkills(
      joined,
      names.filter((_, skill) => options.known[skill] === 1),
    ).skills,
  );
  const counted = skillFlags(skillCount, findSkills(joined, names).skills);
  const { maxUnlearned } = options;
  const choice = chooseTexts(joined.directed ?? joined.needs, flags, {
    maxUnlearned,
    known,
    counted,
    target,
    budget,
  });
  // What is reached, not what is asked for: all candidates together may not get that far.
  const bound = unlockLowerBound(learner.texts, {
    ...options,
    target: share(choice.reached, choice.unknown),
  });
  return {
    schema: "onset/unlock@1",
    ...corpusSummary(learner),
    target,
    before: share(choice.before, choice.unknown),
    reached: share(choice.reached, choice.unknown),
    skills: {
      unknown: choice.unknown,
      wanted: choice.wanted,
      before: choice.before,
      reached: choice.reached,
    },
    lowerBound: Math.ceil(bound / maxUnlearned),
    teach: [],
    add: Array.from(choice.add, (text, i) => ({
      text: joined.textNames.at(text)!,
      unlocks: choice.unlocks[i]!,
    })),
    reachable: share(choice.reachable, choice.unknown),
    method: choice.method,
    tried: choice.tried.map(({ method, add, reached }) => ({ method, size: add, reached })),
    provenance,
  };
}

function checkAgain(
  texts: LearningTexts,
  options: ReadLearner["options"],
  known: Uint8Array<ArrayBuffer>,
  knownBefore: number,
  promised: number,
): void {
  const again = learnTexts(texts, { ...options, known });
  const reached = again.knownCount + again.learnedCount - knownBefore;
  if (reached !== promised)
    throw new Error(`the plan promised ${promised} skills, learning again gives ${reached}`);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
