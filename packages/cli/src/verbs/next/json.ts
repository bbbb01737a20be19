import { type NextTexts, namesOf } from "@onset/core/analysis";
import { nameOf } from "@onset/core/corpus";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../../corpus/summary.js";
import type { Provenance } from "../../provenance.js";

/** The result of `onset next` for other programs. */
export type NextReport = CorpusSummary & {
  readonly schema: "onset/next@1";
  /** How many texts can teach something now. */
  readonly count: number;
  /** The first `--limit` of them: what each teaches, and how many skills are learned by what it opens. */
  readonly texts: readonly {
    readonly text: string;
    /** How the text begins; null where the corpus has no column of text. */
    readonly excerpt: string | null;
    readonly teaches: readonly string[];
    /** Null where it would have taken too long to try. */
    readonly unlocks: number | null;
    /** How many other texts teach the same now; they are left out unless `--every-text` is given. */
    readonly others: number;
  }[];
  /** Texts that cannot teach yet, those that lack the fewest skills first: which of their skills are unlearned. */
  readonly nearest: readonly {
    readonly text: string;
    /** How the text begins; null where the corpus has no column of text. */
    readonly excerpt: string | null;
    readonly lacking: number;
    readonly unlearned: readonly string[];
  }[];
  readonly provenance: Provenance;
};

/**
 * What other programs get to know of what comes next.
 *
 * @param excerpts - of the texts that can teach, then of the nearest
 */
export function nextReport(
  learner: ReadLearner,
  { count, texts, nearest }: NextTexts,
  excerpts: readonly (string | null)[],
  provenance: Provenance,
): NextReport {
  const { textNames, skillNames } = learner.corpus;
  return {
    schema: "onset/next@1",
    ...corpusSummary(learner),
    count,
    texts: texts.map(({ text, teaches, unlocks, others }, i) => ({
      text: nameOf(textNames, text),
      excerpt: excerpts[i],
      teaches: namesOf(skillNames, teaches),
      unlocks,
      others,
    })),
    nearest: nearest.map(({ text, lacking, unlearned }, i) => ({
      text: nameOf(textNames, text),
      excerpt: excerpts[texts.length + i],
      lacking,
      unlearned: namesOf(skillNames, unlearned),
    })),
    provenance,
  };
}
