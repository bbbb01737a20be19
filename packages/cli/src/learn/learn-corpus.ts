import { type AssociationComponents, associationComponents } from "@onset/core/association";
import { type Corpus, mostFrequentSkills } from "@onset/core/corpus";
import { graphOfTexts, type SkillTextGraph, skillFlags } from "@onset/core/graph";
import {
  findTwins,
  type LearnedInRounds,
  learnTexts,
  type StuckCores,
  stuckCores,
  type Twins,
} from "@onset/core/learning";
import { affordableRuns, measureRobustness, type Robustness } from "../insight/robustness.js";
import { type Emergence, predictEmergence } from "./emergence.js";
import { type Known, knownSkills } from "./learner.js";
import { mergeTwins } from "./merge-twins.js";
import { measureTestError, splitTexts, type TestError } from "./test-error.js";

/** What a run of `onset learn` is asked to do with a corpus once it is read. */
export type LearnSettings = {
  /** D: a text with at most so many unlearned skills teaches them. */
  readonly maxUnlearned: number;
  /** Skills known from the start. */
  readonly known: Known;
  /** Share of the texts held back to measure the error on new texts; 0 for none. */
  readonly holdout: number;
  readonly seed: number;
  /** Whether skills that exactly the same texts teach are taken as one. */
  readonly mergeTwins?: boolean | undefined;
  /** In how many random orders the margin is measured; 0 for none, by default as many as take a second. */
  readonly runs?: number | undefined;
};

/** What a learner knows at other numbers of known skills than the one asked for. */
export type KnownCurve = readonly { readonly known: number; readonly skills: number }[];

/** All that learning a corpus found out. */
export type Outcome = {
  readonly corpus: Corpus;
  /** The texts learned from: all, or those not held back. Their index in the corpus, ascending. */
  readonly training: Uint32Array;
  readonly known: Uint8Array<ArrayBuffer>;
  readonly knownCount: number;
  /** Known skills that the corpus does not have. */
  readonly missing: readonly string[];
  /** Texts from which something can be learned at the start. */
  readonly startingTexts: number;
  readonly learned: LearnedInRounds;
  /** What stayed unlearned, in independent parts. Texts are counted among those learned from. */
  readonly cores: StuckCores;
  /** Skills that no text learned from tells apart. */
  readonly twins: Twins;
  /** By how many skills merging twins made the corpus smaller. */
  readonly mergedSkills: number;
  readonly emergence: Emergence;
  /** Which learned skills hang together: those that a text learned from holds both of. */
  readonly association: AssociationComponents;
  /** What learning can bear; null when it was not measured. */
  readonly robustness: Robustness | null;
  readonly testError: TestError | null;
  readonly knownCurve: KnownCurve | null;
};

/** The part of a corpus that a learner learns from. */
type Texts = {
  readonly needs: SkillTextGraph;
  readonly directed: Corpus["directed"];
};

/** Learns a corpus and puts prediction beside measurement. The same corpus and settings give the same result. */
export function learnCorpus(whole: Corpus, settings: LearnSettings): Outcome {
  const asked = knownSkills(whole, settings.known);
  const { corpus, known } = settings.mergeTwins
    ? mergeTwins(whole, asked.flags)
    : { corpus: whole, known: asked.flags };
  const { training, held } = splitTexts(corpus.needs.textCount, settings.holdout, settings.seed);
  const texts =
    held.length === 0 ? { needs: corpus.needs, directed: corpus.directed } : textsOf(corpus, training);
  const { maxUnlearned } = settings;
  const learned = learn(texts, known, maxUnlearned);
  const emergence = predictEmergence(texts.needs, known, maxUnlearned, corpus.directed !== undefined);
  const testError =
    held.length === 0
      ? null
      : measureTestError(
          graphOfTexts(corpus.needs, held),
          texts.directed ?? texts.needs,
          learned.learned,
          { maxUnlearned, known },
          emergence.predictedTextError,
          settings.seed,
        );
  const knownCurve =
    settings.known.kind === "top" ? curveOfKnown(corpus, texts, settings.known.count, settings) : null;
  return {
    corpus,
    training,
    known,
    knownCount: asked.count,
    missing: asked.missing,
    startingTexts: countStarting(texts, known, maxUnlearned),
    learned,
    cores: stuckCores(texts.directed ?? texts.needs, learned.learned, { maxUnlearned }),
    twins: findTwins(texts.directed ?? texts.needs, { maxUnlearned, known }),
    mergedSkills: whole.skillNames.length - corpus.skillNames.length,
    emergence,
    association: associationComponents(texts.needs, learned.learned),
    robustness: robustnessOf(corpus, texts, training, known, settings),
    testError,
    knownCurve,
  };
}

function learn(
  { needs, directed }: Texts,
  known: Uint8Array<ArrayBuffer>,
  maxUnlearned: number,
): LearnedInRounds {
  return learnTexts(directed ?? needs, { maxUnlearned, known });
}

function robustnessOf(
  { textNames }: Corpus,
  { needs, directed }: Texts,
  training: Uint32Array,
  known: Uint8Array<ArrayBuffer>,
  { maxUnlearned, seed, runs }: LearnSettings,
): Robustness | null {
  const texts = directed ?? needs;
  const asked = runs ?? affordableRuns(texts);
  if (asked === 0) return null;
  return measureRobustness(
    texts,
    (text) => textNames.at(training[text]!)!,
    { maxUnlearned, known },
    seed,
    asked,
  );
}

/** How many texts teach in the first round. */
function countStarting({ needs, directed }: Texts, known: Uint8Array, maxUnlearned: number): number {
  const taught = directed?.teaches ?? needs;
  let starting = 0;
  for (let text = 0; text < needs.textCount; text++) {
    const unlearned = countUnknown(taught, text, known);
    if (unlearned < 1 || unlearned > maxUnlearned) continue;
    if (directed === undefined || countUnknown(directed.requires, text, known) === 0) starting++;
  }
  return starting;
}

function countUnknown({ textOffsets, textSkills }: SkillTextGraph, text: number, known: Uint8Array): number {
  let unknown = 0;
  for (let edge = textOffsets[text]!; edge < textOffsets[text + 1]!; edge++) {
    if (known[textSkills[edge]!] === 0) unknown++;
  }
  return unknown;
}

function textsOf({ needs, directed }: Corpus, texts: Uint32Array): Texts {
  return {
    needs: graphOfTexts(needs, texts),
    directed: directed && {
      requires: graphOfTexts(directed.requires, texts),
      teaches: graphOfTexts(directed.teaches, texts),
    },
  };
}

/** Seven round numbers of known skills around the one asked for, and what is learned beyond them. */
function curveOfKnown(
  corpus: Corpus,
  texts: Texts,
  asked: number,
  { maxUnlearned }: LearnSettings,
): KnownCurve {
  const step = roundStep(asked / 6);
  const counts = new Set([asked]);
  for (let i = -3; i <= 3; i++) counts.add(Math.round(asked / step + i) * step);
  const all = mostFrequentSkills(corpus, corpus.skillNames.length);
  return [...counts]
    .filter((known) => known >= 0 && known <= all.length)
    .sort((a, b) => a - b)
    .map((known) => {
      const flags = skillFlags(all.length, all.subarray(0, known));
      return { known, skills: learn(texts, flags, maxUnlearned).learnedCount };
    });
}

/** The largest of 1, 2, 5, 10, 20, ... that is not above `size`; at least 1. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, size)));
  return power * (size >= 5 * power ? 5 : size >= 2 * power ? 2 : 1);
}
