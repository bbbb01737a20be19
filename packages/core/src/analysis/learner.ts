import { checkMaxUnlearned, checkOptions, type OptionKeys, rejected } from "../base/index.js";
import { type Corpus, checkCorpus, findSkills, mostFrequentSkills } from "../corpus/index.js";
import { skillFlags } from "../graph/index.js";
import type { LearningTexts } from "../learning/index.js";
import { embeddedEngine, type LearningEngine } from "./engine.js";

/** Which skills are known from the start. */
export type Known =
  | { readonly kind: "none" }
  /** The most frequent ones, so many. */
  | { readonly kind: "top"; readonly count: number }
  | { readonly kind: "list"; readonly names: Iterable<string> };

/** The known skills of a corpus. */
export type KnownSkills = {
  /** One byte a skill, as the kernels take it. */
  readonly flags: Uint8Array<ArrayBuffer>;
  readonly count: number;
  /** Names that the corpus does not have. */
  readonly missing: readonly string[];
};

/** A corpus and who learns it: what every question of this module is about. */
export type CorpusLearner = {
  readonly corpus: Corpus;
  /** The texts as learners take them. */
  readonly texts: LearningTexts;
  readonly known: KnownSkills;
  /** The learner as the kernels take it. */
  readonly options: { readonly maxUnlearned: number; readonly known: Uint8Array<ArrayBuffer> };
  /** Who does the rounds. */
  readonly engine: LearningEngine;
};

/** Options of {@link corpusLearner}. */
export type CorpusLearnerOptions = {
  /** D: a text with at most so many unlearned skills teaches them; an integer >= 1, default 1. */
  readonly maxUnlearned?: number | undefined;
  /** Default: none. */
  readonly known?: Known | undefined;
  /** Who does the rounds; default: this process. */
  readonly engine?: LearningEngine | undefined;
};

const corpusLearnerOptionsKeys: OptionKeys<CorpusLearnerOptions> = {
  maxUnlearned: true,
  known: true,
  engine: true,
};

/** Returns `learner` when it is a corpus and who learns it. */
export function checkLearner(learner: CorpusLearner, title = "learner"): CorpusLearner {
  if (typeof learner?.engine?.learn === "function" && learner.corpus !== undefined) return learner;
  throw rejected(learner, title, "a corpus and who learns it, such as corpusLearner returns", true);
}

/**
 * Finds the known skills in a corpus.
 *
 * @example
 * ```ts
 * import { knownSkills } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["add", "carry"] }, { skills: ["add"] }]);
 * knownSkills(corpus, { kind: "top", count: 1 }); // => { flags: [1, 0], count: 1, missing: [] }
 * knownSkills(corpus, { kind: "list", names: ["fly"] }).missing; // => ["fly"]
 * ```
 */
export function knownSkills(corpus: Corpus, known: Known): KnownSkills {
  checkCorpus(corpus);
  const { skills, missing } = findKnown(corpus, known);
  return { flags: skillFlags(corpus.needs.skillCount, skills), count: skills.length, missing };
}

function findKnown(corpus: Corpus, known: Known): { skills: Uint32Array; missing: readonly string[] } {
  switch (known.kind) {
    case "none":
      return { skills: new Uint32Array(0), missing: [] };
    case "top":
      return { skills: mostFrequentSkills(corpus, known.count), missing: [] };
    case "list":
      return findSkills(corpus, known.names);
  }
}

/**
 * Puts together a corpus and who learns it.
 *
 * @throws RangeError when `maxUnlearned` is not an integer >= 1, or the number of known skills not one >= 0.
 *
 * @example
 * ```ts
 * import { corpusLearner } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["add"] }, { skills: ["add", "carry"] }]);
 * const learner = corpusLearner(corpus);
 * (await learner.engine.learn(learner.options)).learnedCount; // => 2
 * ```
 */
export function corpusLearner(corpus: Corpus, options: CorpusLearnerOptions = {}): CorpusLearner {
  checkCorpus(corpus);
  checkOptions(options, corpusLearnerOptionsKeys);
  const maxUnlearned = checkMaxUnlearned(options.maxUnlearned);
  return learnerWith(
    corpus,
    knownSkills(corpus, options.known ?? { kind: "none" }),
    maxUnlearned,
    options.engine,
  );
}

/** The same where the known skills have been found. */
export function learnerWith(
  corpus: Corpus,
  known: KnownSkills,
  maxUnlearned: number,
  engine?: LearningEngine | undefined,
): CorpusLearner {
  const texts = corpus.directed ?? corpus.needs;
  return {
    corpus,
    texts,
    known,
    options: { maxUnlearned, known: known.flags },
    engine: engine ?? embeddedEngine(texts, corpus.needs),
  };
}

/** How much of what is not known at the start; of nothing, everything. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
