import { type Explanation, nameExplanation } from "@onset/core/analysis";
import { nameOf } from "@onset/core/corpus";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../../corpus/summary.js";
import type { Provenance } from "../../provenance.js";

/** The result of `onset why` for other programs. */
export type WhyReport = CorpusSummary & {
  readonly schema: "onset/why@2";
  readonly skill: string;
  /**
   * How texts begin: those of the path, or the nearest one alone; empty without either. Null where the corpus has no column
   * of text.
   */
  readonly excerpts: readonly (string | null)[];
  readonly provenance: Provenance;
} & Explanation<string, string>;

/** The texts that an explanation speaks of. */
export function textsIn(explanation: Explanation): number[] {
  if (explanation.state === "learned") return explanation.path.map(({ text }) => text);
  return explanation.state === "stuck" && explanation.nearest !== null ? [explanation.nearest.text] : [];
}

/** What other programs get to know of a skill. */
export function whyReport(
  learner: ReadLearner,
  skill: number,
  explanation: Explanation,
  excerpts: readonly (string | null)[],
  provenance: Provenance,
): WhyReport {
  return {
    schema: "onset/why@2",
    ...corpusSummary(learner),
    skill: nameOf(learner.corpus.skillNames, skill),
    ...nameExplanation(learner.corpus, explanation),
    excerpts,
    provenance,
  };
}
