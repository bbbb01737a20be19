/**
 * The model that is trained: a skill s is a hidden permutation g_s of p symbols, and the model holds one p x p matrix
 * a skill, M_s = row softmax of logits. A text is its skills one after the other; what is seen of it is the
 * composition of their permutations, and the model predicts it by the product of their matrices.
 */
import {
  checkInteger,
  checkNonNegative,
  checkOptions,
  checkStream,
  normalQuantile,
  type OptionKeys,
  type RandomStream,
  rejected,
} from "../base/index.js";
import { checkSkillFlags } from "../graph/index.js";
import { deviationsOf } from "./deviations.js";
import type { SkillModel } from "./skill-model.js";
import { centreColumns } from "./softmax.js";

/** Most symbols of a model: permutations are bytes, and a step costs the cube of it. */
const maxSymbols = 16;

/** The logit of the right answer of a skill that is known from the start: its probability is 1 to the last bit. */
const knownLogit = 40;

/** How a model starts. */
export type SkillModelOptions = {
  /** p, the number of symbols that a skill permutes: an integer in [2, 16], default 4. A step costs O(p^3) an edge. */
  readonly symbols?: number | undefined;
  /**
   * Standard deviation of the logits at the start, a number >= 0, default 1e-12. The smaller, the longer the model stays silent
   * where it would have to guess (`patience`); at 0 it never guesses. Below 1e-150 products of two underflow to 0.
   */
  readonly sigma?: number | undefined;
  /** One byte a skill, not 0 for the skills whose permutation is known at the start (see `skillFlags`). Default: none. */
  readonly known?: Uint8Array | undefined;
};

export const skillModelOptionsKeys: OptionKeys<SkillModelOptions> = {
  symbols: true,
  sigma: true,
  known: true,
};

/** Returns `model` when it is one that {@link skillModel} made, or the same data. */
export function checkModel(model: SkillModel): SkillModel {
  if (model?.logits instanceof Float64Array) return model;
  throw rejected(model, "model", "a model, such as skillModel returns", true);
}

/**
 * A model that has learned nothing, with hidden permutations and logits drawn from streams of their own, which `rng`
 * splits off: two calls with the same stream give the same model. O(skills * p^2).
 *
 * @throws TypeError or RangeError when a number is out of range or `known` is not one byte a skill.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { skillModel } from "@onset/core/training";
 * const model = skillModel(5, stream(1), { symbols: 3 });
 * model.logits.length; // => 45
 * [...model.permutations.subarray(0, 3)].sort(); // => [0, 1, 2]
 * ```
 */
export function skillModel(
  skillCount: number,
  rng: RandomStream,
  options: SkillModelOptions = {},
): SkillModel {
  const { symbols = 4, sigma = 1e-12, known } = checkOptions(options, skillModelOptionsKeys);
  checkStream(rng);
  checkInteger(skillCount, "skillCount", 0);
  checkInteger(symbols, "symbols", 2, maxSymbols);
  checkNonNegative(sigma, "sigma");
  if (known !== undefined) checkSkillFlags(known, "known", skillCount);
  const permutations = drawPermutations(skillCount, symbols, rng.split("permutations"));
  const logits = new Float64Array(skillCount * symbols * symbols);
  const start = rng.split("start");
  // Half a unit above the multiples of 2^-53 that a stream gives, so that 0 is none of them.
  for (let i = 0; i < logits.length; i++) logits[i] = sigma * normalQuantile(start.nextFloat() + 2 ** -54);
  for (let skill = 0; skill < skillCount; skill++) {
    const first = skill * symbols * symbols;
    if (known !== undefined && known[skill] !== 0) {
      logits.fill(0, first, first + symbols * symbols);
      for (let i = 0; i < symbols; i++) {
        logits[first + i * symbols + permutations[skill * symbols + i]] = knownLogit;
      }
    }
    centreColumns(logits, first, symbols);
  }
  return { skillCount, symbols, permutations, logits };
}

function drawPermutations(skillCount: number, symbols: number, rng: RandomStream): Uint8Array<ArrayBuffer> {
  const permutations = new Uint8Array(skillCount * symbols);
  for (let first = 0; first < permutations.length; first += symbols) {
    for (let i = 0; i < symbols; i++) {
      const j = rng.nextInteger(i + 1);
      permutations[first + i] = permutations[first + j];
      permutations[first + j] = i;
    }
  }
  return permutations;
}

/**
 * One byte a skill: 1 when the model gives each of the p right answers of the skill more than `confidence`.
 * O(skills * p^2).
 *
 * @param confidence - A number in [0.5, 1), default 0.9.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { learnedSkills, skillModel } from "@onset/core/training";
 * [...learnedSkills(skillModel(3, stream(1), { known: Uint8Array.of(0, 1, 0) }))]; // => [0, 1, 0]
 * ```
 */
export function learnedSkills(model: SkillModel, confidence = 0.9): Uint8Array<ArrayBuffer> {
  checkModel(model);
  checkConfidence(confidence);
  const deviations = deviationsOf(model).values;
  return Uint8Array.from({ length: model.skillCount }, (_, skill) =>
    isLearned(model, deviations, skill, confidence) ? 1 : 0,
  );
}

/** Whether each right answer of a skill has more than `confidence`. */
export function isLearned(
  { symbols, permutations }: SkillModel,
  deviations: Float64Array,
  skill: number,
  confidence: number,
): boolean {
  const min = confidence - 1 / symbols;
  for (let row = skill * symbols; row < (skill + 1) * symbols; row++) {
    if (!(deviations[row * symbols + permutations[row]] > min)) return false;
  }
  return true;
}

/** Returns `confidence` when it is a number in [0.5, 1): below one half two answers could be right at once. */
export function checkConfidence(confidence: number): number {
  if (typeof confidence === "number" && confidence >= 0.5 && confidence < 1) return confidence;
  throw rejected(confidence, "confidence", "a number in [0.5, 1)", typeof confidence !== "number");
}
