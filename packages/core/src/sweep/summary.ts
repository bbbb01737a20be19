import { wilsonInterval } from "../base/index.js";
import { kindOf, skillCountOf } from "./kinds.js";
import { type SampleMean, sampleMean } from "./moments.js";
import type { Row } from "./row.js";

/** What a row says, in shares of all skills: to be laid beside a {@link Prediction}. */
export type Summary = {
  /** The share of skills that are learned or known in the end. */
  readonly learned: SampleMean;
  /** The rest, to full relative accuracy. */
  readonly unlearned: SampleMean;
  /** The share of skills in the largest component of the association graph; null when the engine has no edges. */
  readonly giant: SampleMean | null;
  /** Rounds in which something was learned; null when the engine does not count them. */
  readonly rounds: SampleMean | null;
  /** The unlearned share of every class of skills, or of basic and domain skills; null where there is one class. */
  readonly classes: readonly SampleMean[] | null;
  /** The share of trials that emerged, with its 95 % interval (Wilson); null where learning is gradual. */
  readonly emerged: { readonly share: number; readonly low: number; readonly high: number } | null;
};

/**
 * Returns means with standard errors, and the share of emerged trials with its interval.
 *
 * @throws RangeError when the row has no trial.
 *
 * @example
 * ```ts
 * import { corpusExperiment, makeTask, runTrials, summarize } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * const task = makeTask(corpusExperiment({ law: poisson(5), ratio: 3, skills: 1e6 }));
 * const { learned, emerged } = summarize(runTrials(task, [0, 100]));
 * learned.mean > 0.9999; // => true
 * emerged!.share; // => 1
 * ```
 */
export function summarize(row: Row): Summary {
  const { experiment, moments, trials, emerged } = row;
  const skills = skillCountOf(experiment);
  const mean = (name: string, unit: number) => {
    const found = moments[name];
    return found === undefined ? null : sampleMean(found, trials, unit);
  };
  return {
    learned: learnedShare(row),
    unlearned: mean("unlearned", skills)!,
    giant: mean("giant", skills),
    rounds: mean("rounds", 1),
    classes:
      kindOf(experiment)
        .classes(experiment)
        ?.map(([name, size]) => mean(name, size)!) ?? null,
    emerged: emerged === null ? null : { share: emerged / trials, ...wilsonInterval(emerged, trials) },
  };
}

/** The mean share of learned skills: the spread of the unlearned ones is theirs. */
export function learnedShare(row: Row): SampleMean {
  const { mean, standardError } = sampleMean(row.moments.unlearned, row.trials, skillCountOf(row.experiment));
  return { mean: 1 - mean, standardError };
}
