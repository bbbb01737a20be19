import { type Curriculum, namesOf, type Stage } from "@onset/core/analysis";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../../corpus/summary.js";
import type { Provenance } from "../../provenance.js";

/** A stage, and its file when stages are written. */
export type WrittenStage = Stage & { readonly file?: string };

/** The result of `onset order` for other programs. */
export type OrderReport = CorpusSummary & {
  readonly schema: "onset/order@2";
  readonly stages: readonly WrittenStage[];
  readonly ordered: number;
  /** Texts that no order helps. */
  readonly stuck: { readonly texts: number };
  /** Names of the texts in reading order, and of those that cannot be placed. */
  readonly order: readonly string[];
  readonly left: readonly string[];
  /** How the first ten texts of the order begin; null for each where the corpus has no column of text. */
  readonly excerpts: readonly (string | null)[];
  readonly files: readonly string[];
  readonly provenance: Provenance;
};

/** What other programs get to know of a curriculum. */
export function orderReport(
  learner: ReadLearner,
  { order, stuck }: Curriculum,
  stages: readonly WrittenStage[],
  excerpts: readonly (string | null)[],
  files: readonly string[],
  provenance: Provenance,
): OrderReport {
  const { textNames } = learner.corpus;
  return {
    schema: "onset/order@2",
    ...corpusSummary(learner),
    stages,
    ordered: order.length,
    stuck: { texts: stuck.length },
    order: namesOf(textNames, order),
    left: namesOf(textNames, stuck),
    excerpts,
    files,
    provenance,
  };
}
