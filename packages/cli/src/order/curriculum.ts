import { learnTexts, NONE, readingStages } from "@onset/core/learning";
import type { ReadLearner } from "../insight/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../insight/summary.js";
import type { Provenance } from "../provenance.js";

/** A part of a curriculum: texts that are read after those of the stages before. */
export type Stage = {
  readonly stage: number;
  /** The rounds of learning that it covers. */
  readonly firstRound: number;
  readonly lastRound: number;
  readonly texts: number;
  /** New skills that its texts teach. */
  readonly skills: number;
  /** Its file, when stages are written. */
  readonly file?: string;
};

/** A corpus in reading order. */
export type Curriculum = {
  /** The texts that can be understood, by round, within a round as they stand in the corpus. */
  readonly order: Uint32Array;
  /** The texts that never can, as they stand in the corpus. */
  readonly stuck: Uint32Array;
  readonly stages: readonly Stage[];
  /** Where each stage begins in the order, and where the last one ends. */
  readonly offsets: readonly number[];
};

/** The result of `onset order` for other programs. */
export type OrderReport = CorpusSummary & {
  readonly schema: "onset/order@1";
  readonly stages: readonly Stage[];
  readonly ordered: number;
  readonly stuck: number;
  /** Names of the texts in reading order, and of those that cannot be placed. */
  readonly order: readonly string[];
  readonly left: readonly string[];
  readonly files: readonly string[];
  readonly provenance: Provenance;
};

/**
 * Puts texts in an order in which each has at most D new skills when its turn comes, a stage for every round or at
 * most `mostStages` of about the same number of texts.
 */
export function curriculumOf({ texts, options }: ReadLearner, mostStages: number): Curriculum {
  const result = learnTexts(texts, options);
  const roundOfText = readingStages(texts, result, options.maxUnlearned);
  const all = Uint32Array.from(roundOfText.keys());
  const order = all.filter((text) => roundOfText[text] !== NONE);
  // Texts stand in their own order already, and the sort is stable.
  order.sort((a, b) => roundOfText[a]! - roundOfText[b]!);
  const rounds = order.length === 0 ? 0 : roundOfText[order.at(-1)!]!;
  const textsOfRound = new Uint32Array(rounds + 1);
  for (const text of order) textsOfRound[roundOfText[text]!]!++;

  const stages: Stage[] = [];
  const offsets = [0];
  let pending = { first: 1, texts: 0, skills: 0 };
  let placed = 0;
  for (let round = 1; round <= rounds; round++) {
    pending.texts += textsOfRound[round]!;
    pending.skills += result.learnedPerRound[round - 1] ?? 0;
    const due = ((stages.length + 1) * order.length) / mostStages;
    const roundsLeft = rounds - round;
    const stagesLeft = mostStages - stages.length - 1;
    if (round < rounds && placed + pending.texts < due && roundsLeft >= stagesLeft) continue;
    if (round < rounds && stagesLeft === 0) continue;
    placed += pending.texts;
    offsets.push(placed);
    stages.push({
      stage: stages.length + 1,
      firstRound: pending.first,
      lastRound: round,
      texts: pending.texts,
      skills: pending.skills,
    });
    pending = { first: round + 1, texts: 0, skills: 0 };
  }
  return { order, stuck: all.filter((text) => roundOfText[text] === NONE), stages, offsets };
}

/** What other programs get to know of a curriculum. */
export function orderReport(
  learner: ReadLearner,
  curriculum: Curriculum,
  files: readonly string[],
  provenance: Provenance,
): OrderReport {
  const names = (texts: Uint32Array): string[] =>
    Array.from(texts, (text) => learner.corpus.textNames.at(text)!);
  return {
    schema: "onset/order@1",
    ...corpusSummary(learner),
    stages: curriculum.stages,
    ordered: curriculum.order.length,
    stuck: curriculum.stuck.length,
    order: names(curriculum.order),
    left: names(curriculum.stuck),
    files,
    provenance,
  };
}
