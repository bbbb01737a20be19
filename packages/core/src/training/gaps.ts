import {
  checkInteger,
  checkOptions,
  checkPositive,
  exp,
  expm1,
  log,
  type OptionKeys,
} from "../base/index.js";
import { checkGraph, checkSkillFlags, type SkillTextGraph } from "../graph/index.js";
import { checkConfidence } from "./model.js";
import { neverLearned } from "./trainer.js";

/** How the gaps of a model that starts without noise are followed. */
export type GapOptions = {
  /** p, the number of symbols: an integer >= 2, default 4. */
  readonly symbols?: number | undefined;
  /** Step size, a number > 0, default 1. */
  readonly rate?: number | undefined;
  /** Steps: an integer >= 0, default 200. */
  readonly steps?: number | undefined;
  /** What each right answer of a learned skill exceeds: a number in [0.5, 1), default 0.9. */
  readonly confidence?: number | undefined;
  /** One byte a skill, not 0 for the skills known at the start. Default: none. */
  readonly known?: Uint8Array | undefined;
  /**
   * Whether every text has a free matrix of logits of its own, added to the logarithm of the product: a model that can
   * memorise its texts. Default false.
   */
  readonly memory?: boolean | undefined;
};

const gapOptionsKeys: OptionKeys<GapOptions> = {
  symbols: true,
  rate: true,
  steps: true,
  confidence: true,
  known: true,
  memory: true,
};

/** Descent without noise, one number a skill. */
export type Gaps = {
  /** For every skill the logit of its right answers less that of the wrong ones: 0 until a text teaches it. */
  readonly gaps: Float64Array<ArrayBuffer>;
  /** The step after which the gap first was above 0: the round of the 1-skill learner; `neverLearned` for no step. */
  readonly stepOfFirstSign: Uint32Array<ArrayBuffer>;
  /** The step after which the skill was first learned, 0 for the known; `neverLearned` for no step. */
  readonly stepOfSkill: Uint32Array<ArrayBuffer>;
  /** For every text the probability of each of its right answers at the end; its loss is minus the logarithm. */
  readonly rightOfText: Float64Array<ArrayBuffer>;
};

/**
 * Plain gradient descent from `sigma` = 0, exactly, with one number a skill in place of p^2. Without noise all right
 * answers of a skill stay alike and all wrong ones too, D = a (G - 1/p) with G the permutation, and its gap g obeys
 *
 *     g += rate p M_right M_wrong * sum over texts of A_others/(1 + (p - 1) A),   a = (e^g - 1)/(e^g + p - 1),
 *
 * A the product of a over the skills of a text. Nothing there is negative, whatever the rate: a gap never falls, and it rises
 * exactly where the gaps of all other skills of some text are above 0. So after n steps the gaps above 0 are the
 * skills that the 1-skill learner has learned after n rounds, and in the end all of them are learned and no other: a
 * model that starts without noise peels, and its patience is endless. O(steps * edges).
 *
 * With `memory` a text has a gap m of its own, the logit of its right answers less that of the wrong ones in its free matrix. It
 * grows from the first step on, by (1 - right)/(p - 1), whatever the text lacks; what it explains no longer pulls at
 * the skills: their sum over texts gets the factor 1 - P (1 - e^-m)/(P + (1 - P) e^-m), P = (1 + (p - 1) A)/p.
 *
 * @throws TypeError or RangeError when an option is out of range.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { neverLearned, trainGaps } from "@onset/core/training";
 * // Texts {0}, {0, 1}, {2, 3}.
 * const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 1, 3, 5), Uint32Array.of(0, 0, 1, 2, 3));
 * const { stepOfFirstSign, gaps } = trainGaps(graph);
 * [...stepOfFirstSign]; // => [1, 2, neverLearned, neverLearned]
 * gaps[2]; // => 0
 * ```
 */
export function trainGaps(graph: SkillTextGraph, options: GapOptions = {}): Gaps {
  checkGraph(graph);
  const {
    symbols = 4,
    rate = 1,
    steps = 200,
    confidence = 0.9,
    known,
    memory = false,
  } = checkOptions(options, gapOptionsKeys);
  checkInteger(symbols, "symbols", 2);
  checkPositive(rate, "rate");
  checkInteger(steps, "steps", 0);
  checkConfidence(confidence);
  const { skillCount, textCount, textOffsets, textSkills } = graph;
  if (known !== undefined) checkSkillFlags(known, "known", skillCount);
  const isKnown = (skill: number): boolean => known !== undefined && known[skill] !== 0;
  const gaps = Float64Array.from({ length: skillCount }, (_, skill) => (isKnown(skill) ? 40 : 0));
  const stepOfFirstSign = Uint32Array.from(gaps, (gap) => (gap > 0 ? 0 : neverLearned));
  const stepOfSkill = stepOfFirstSign.slice();
  const enough = log((confidence / (1 - confidence)) * (symbols - 1));
  const shares = new Float64Array(skillCount);
  const pulls = new Float64Array(skillCount);
  let longest = 0;
  for (let text = 0; text < textCount; text++) {
    longest = Math.max(longest, textOffsets[text + 1] - textOffsets[text]);
  }
  const before = new Float64Array(longest + 1);
  const memories = new Float64Array(textCount);
  for (let step = 1; step <= steps; step++) {
    for (let skill = 0; skill < skillCount; skill++) {
      const excess = expm1(gaps[skill]);
      shares[skill] = excess / (excess + symbols);
    }
    pulls.fill(0);
    for (let text = 0; text < textCount; text++) {
      const begin = textOffsets[text];
      const size = textOffsets[text + 1] - begin;
      before[0] = 1;
      for (let j = 0; j < size; j++) before[j + 1] = before[j] * shares[textSkills[begin + j]];
      const right = (1 + (symbols - 1) * before[size]) / symbols;
      let after = 1 / (symbols * right);
      if (memory) {
        const fade = exp(-memories[text]);
        const rightWithMemory = right / (right + (1 - right) * fade);
        after *= 1 - rightWithMemory * (1 - fade);
        memories[text] += (rate * (1 - rightWithMemory)) / (symbols - 1);
      }
      for (let j = size - 1; j >= 0; j--) {
        const skill = textSkills[begin + j];
        pulls[skill] += before[j] * after;
        after *= shares[skill];
      }
    }
    for (let skill = 0; skill < skillCount; skill++) {
      const odds = exp(gaps[skill]);
      const total = odds + symbols - 1;
      const gap = (gaps[skill] += rate * symbols * (odds / total) * (1 / total) * pulls[skill]);
      if (gap > 0 && stepOfFirstSign[skill] === neverLearned) stepOfFirstSign[skill] = step;
      if (gap > enough && stepOfSkill[skill] === neverLearned) stepOfSkill[skill] = step;
    }
  }
  return { gaps, stepOfFirstSign, stepOfSkill, rightOfText: rightOf(graph, gaps, memories, symbols) };
}

/** What the gaps of skills and texts say of each text. */
function rightOf(
  { textCount, textOffsets, textSkills }: SkillTextGraph,
  gaps: Float64Array,
  memories: Float64Array,
  symbols: number,
): Float64Array<ArrayBuffer> {
  const right = new Float64Array(textCount);
  for (let text = 0; text < textCount; text++) {
    let share = 1;
    for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
      const excess = expm1(gaps[textSkills[edge]]);
      share *= excess / (excess + symbols);
    }
    const product = (1 + (symbols - 1) * share) / symbols;
    right[text] = product / (product + (1 - product) * exp(-memories[text]));
  }
  return right;
}
