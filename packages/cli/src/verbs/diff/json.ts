import type { CorpusDiff, DiffSide } from "@onset/core/analysis";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../../corpus/summary.js";
import type { Provenance } from "../../provenance.js";

/** One of two corpora and what is learned of it. */
export type Side = CorpusSummary & DiffSide & { readonly input: Provenance["input"] };

/** The result of `onset diff` for other programs. Skills are the same when their names are. */
export type DiffReport = {
  readonly schema: "onset/diff@1";
  readonly a: Side;
  readonly b: Side;
  readonly skills: CorpusDiff["skills"];
  /** Texts by name: in one corpus only, and in both. */
  readonly texts: CorpusDiff["texts"];
  readonly provenance: Provenance;
};

/** What other programs get to know of two corpora. */
export function diffReport(
  a: ReadLearner,
  b: ReadLearner,
  diff: CorpusDiff,
  provenance: Provenance,
): DiffReport {
  return {
    schema: "onset/diff@1",
    a: sideOf(a, diff.a),
    b: sideOf(b, diff.b),
    skills: diff.skills,
    texts: diff.texts,
    provenance,
  };
}

function sideOf(learner: ReadLearner, side: DiffSide): Side {
  const { label, bytes, sha256 } = learner.reading;
  return { input: { name: label, bytes, sha256 }, ...corpusSummary(learner), ...side };
}
