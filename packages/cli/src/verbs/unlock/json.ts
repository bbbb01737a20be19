import type { SkillPlan, TextPlan, UnlockResult } from "@onset/core/analysis";
import { type Corpus, nameOf } from "@onset/core/corpus";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../../corpus/summary.js";
import type { Provenance } from "../../provenance.js";

/** The result of `onset unlock` for other programs. */
export type UnlockReport = CorpusSummary &
  UnlockResult & {
    readonly schema: "onset/unlock@1";
    /** The skills to teach, in order, and how many are learned from texts after each. Empty with --texts. */
    readonly teach: readonly { readonly skill: string; readonly unlocks: number }[];
    /** With --texts only: the texts to add, in order, and how many skills are learned by each. */
    readonly add?: readonly {
      readonly text: string;
      /** How it begins; null where the candidates have no column of text. */
      readonly excerpt: string | null;
      readonly unlocks: number;
    }[];
    /** With --texts only: the share that all candidates together reach. */
    readonly reachable?: number;
    readonly provenance: Provenance;
  };

/** What other programs get to know of a plan of skills. */
export function skillPlanReport(
  learner: ReadLearner,
  { teach, method, tried, ...result }: SkillPlan,
  provenance: Provenance,
): UnlockReport {
  const { skillNames } = learner.corpus;
  return {
    schema: "onset/unlock@1",
    ...corpusSummary(learner),
    ...result,
    teach: teach.map(({ skill, unlocks }) => ({ skill: nameOf(skillNames, skill), unlocks })),
    method,
    tried,
    provenance,
  };
}

/**
 * What other programs get to know of a plan of texts.
 *
 * @param excerpts - of the texts to add
 */
export function textPlanReport(
  learner: ReadLearner,
  candidates: Corpus,
  { add, reachable, method, tried, ...result }: TextPlan,
  excerpts: readonly (string | null)[],
  provenance: Provenance,
): UnlockReport {
  const { textNames } = candidates;
  return {
    schema: "onset/unlock@1",
    ...corpusSummary(learner),
    ...result,
    teach: [],
    add: add.map(({ text, unlocks }, i) => ({
      text: nameOf(textNames, text),
      excerpt: excerpts[i],
      unlocks,
    })),
    reachable,
    method,
    tried,
    provenance,
  };
}
