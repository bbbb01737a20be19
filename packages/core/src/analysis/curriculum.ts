import { checkOptions, type OptionKeys } from "../base/index.js";
import { none, readingStages } from "../learning/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "./call.js";
import { type CorpusLearner, checkLearner } from "./learner.js";

/** A part of a curriculum: texts that are read after those of the stages before. */
export type Stage = {
  /** From 1. */
  readonly stage: number;
  /** The rounds of learning that it covers. */
  readonly firstRound: number;
  readonly lastRound: number;
  readonly texts: number;
  /** New skills that its texts teach. */
  readonly skills: number;
};

/** A corpus in reading order; texts are indices. */
export type Curriculum = {
  /** The texts that can be understood, by round, within a round as they stand in the corpus. */
  readonly order: Uint32Array;
  /** The texts that never can, as they stand in the corpus. */
  readonly stuck: Uint32Array;
  readonly stages: readonly Stage[];
  /** Where each stage begins in the order, and where the last one ends. */
  readonly offsets: readonly number[];
};

/** Options of {@link orderTexts}. */
export type OrderOptions = CallOptions & {
  /** At most so many stages of about the same number of texts; default a stage for every round. */
  readonly maxStages?: number | undefined;
};

const orderOptionsKeys: OptionKeys<OrderOptions> = { ...callOptionsKeys, maxStages: true };

/**
 * Puts texts in an order in which each has at most D new skills when its turn comes, and a text without anything new
 * comes as soon as it is understood. O(texts log texts + edges).
 *
 * @throws RangeError when `maxStages` is not >= 1.
 *
 * @example
 * ```ts
 * import { corpusLearner, orderTexts } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["add", "carry"] }, { skills: ["add"] }]);
 * const { order, stages } = await orderTexts(corpusLearner(corpus));
 * [...order]; // => [1, 0]
 * stages.length; // => 2
 * ```
 */
export async function orderTexts(learner: CorpusLearner, options: OrderOptions = {}): Promise<Curriculum> {
  checkLearner(learner);
  checkOptions(options, orderOptionsKeys);
  const maxStages = options.maxStages ?? Number.POSITIVE_INFINITY;
  if (!(maxStages >= 1)) throw new RangeError(`"maxStages" expected a number >= 1, got ${maxStages}`);
  await new Pace(options).at("order");
  const result = await learner.engine.learn(learner.options, options);
  const roundOfText = readingStages(learner.texts, result, learner.options.maxUnlearned);
  const all = Uint32Array.from(roundOfText.keys());
  const order = all.filter((text) => roundOfText[text] !== none);
  // Texts stand in their own order already, and the sort is stable.
  order.sort((a, b) => roundOfText[a] - roundOfText[b]);
  const rounds = order.length === 0 ? 0 : roundOfText[order[order.length - 1]];
  const textsOfRound = new Uint32Array(rounds + 1);
  for (const text of order) textsOfRound[roundOfText[text]]++;
  return {
    order,
    stuck: all.filter((text) => roundOfText[text] === none),
    ...divide(textsOfRound, result.learnedPerRound, maxStages),
  };
}

/** Puts neighbouring rounds together until there are no more than `maxStages` stages of about the same size. */
function divide(
  textsOfRound: Uint32Array,
  learnedPerRound: Uint32Array,
  maxStages: number,
): Pick<Curriculum, "stages" | "offsets"> {
  const rounds = textsOfRound.length - 1;
  const ordered = textsOfRound.reduce((sum, texts) => sum + texts, 0);
  const stages: Stage[] = [];
  const offsets = [0];
  let pending = { first: 1, texts: 0, skills: 0 };
  let placed = 0;
  for (let round = 1; round <= rounds; round++) {
    pending.texts += textsOfRound[round];
    pending.skills += learnedPerRound[round - 1] ?? 0;
    const due = ((stages.length + 1) * ordered) / maxStages;
    const roundsLeft = rounds - round;
    const stagesLeft = maxStages - stages.length - 1;
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
  return { stages, offsets };
}
