import { type Explanation, nameExplanation } from "@onset/core/analysis";
import type { ReadLearner } from "../insight/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../insight/summary.js";
import type { Provenance } from "../provenance.js";

/** The result of `onset why` for other programs. */
export type WhyReport = CorpusSummary & {
  readonly schema: "onset/why@2";
  readonly skill: string;
  readonly provenance: Provenance;
} & Explanation<string, string>;

/** What other programs get to know of a skill. */
export function whyReport(
  learner: ReadLearner,
  skill: number,
  explanation: Explanation,
  provenance: Provenance,
): WhyReport {
  return {
    schema: "onset/why@2",
    ...corpusSummary(learner),
    skill: learner.corpus.skillNames.at(skill)!,
    ...nameExplanation(learner.corpus, explanation),
    provenance,
  };
}
