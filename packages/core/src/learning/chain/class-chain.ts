import {
  checkNonNegative,
  checkOptions,
  exp,
  expm1,
  type OptionKeys,
  type RandomStream,
  rejected,
} from "../../base/index.js";
import { type ClassSizes, checkClasses, sampleBinomial, sampleOccupancy } from "../../graph/index.js";
import { exponentialMinusLine, exponentialMinusOne } from "./exponentials.js";

/** What one simulated corpus of several classes ended with. */
export type ClassChainRun = {
  /** Skills learned of each class. */
  readonly learnedCounts: Float64Array<ArrayBuffer>;
  /** Skills of each class that stay unlearned. */
  readonly unlearnedCounts: Float64Array<ArrayBuffer>;
  /** Rounds in which something was learned. */
  readonly rounds: number;
};

/** An exact simulation of learning texts of several classes; see {@link classChain}. */
export type ClassChain = {
  /** Simulates one corpus; `perRound` receives, for each round, the skills learned of each class. */
  run(rng: RandomStream, perRound?: number[][]): ClassChainRun;
};

/** How many texts there are of each class. */
export type ClassChainOptions = {
  /** Whether the numbers of texts are what was given (default) or Poisson with those means. */
  readonly textNumber?: "fixed" | "poisson" | undefined;
};

export const classChainOptionsKeys: OptionKeys<ClassChainOptions> = { textNumber: true };

/**
 * The exact chain of several classes of skills and texts, D = 1: in every run the learned skills of each class and the
 * rounds have the distribution of `learnRounds(classGraph(classes, rng))`. Any size, O(classes of texts times classes
 * of skills) memory and time a round.
 *
 * It is the chain of one class with vectors: with h_jk = c_jk/S_k, odds o_jk = e^h_jk - 1, a text of class j misses all
 * unlearned skills with probability e^-l_j, l_j = sum_k h_jk U_k, and y_j = sum_k h_jk L_k takes the place of y.
 *
 * @throws TypeError or RangeError as `classGraph`.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { classChain } from "@onset/core/learning";
 * const classes = { skills: [1e9, 5e8], texts: [2.6e9, 1.2e9], means: [[4.5, 0.5], [1.5, 3]] };
 * const { learnedCounts } = classChain(classes).run(stream(1));
 * [Math.round(learnedCounts[0]! / 1e7), Math.round(learnedCounts[1]! / 1e7)]; // => [100, 50]
 * ```
 */
export function classChain(classes: ClassSizes, options: ClassChainOptions = {}): ClassChain {
  checkOptions(options, classChainOptionsKeys);
  const { textNumber = "fixed" } = options;
  if (textNumber !== "fixed" && textNumber !== "poisson") {
    throw rejected(textNumber, "textNumber", '"fixed" or "poisson"');
  }
  if (textNumber === "fixed") checkClasses(classes);
  else {
    checkClasses({ ...classes, texts: classes.texts.map(() => 0) });
    classes.texts.forEach((mean, j) => {
      checkNonNegative(mean, `texts[${j}]`);
    });
  }
  const model = new ClassModel(classes);
  return textNumber === "fixed"
    ? { run: (rng, perRound) => runFixed(model, rng, perRound) }
    : { run: (rng, perRound) => runPoisson(model, rng, perRound) };
}

class ClassModel {
  readonly skills: readonly number[];
  readonly texts: readonly number[];
  /** h_jk, one row a text class. */
  readonly hazards: readonly Float64Array[];
  /** e^h_jk - 1. */
  readonly odds: readonly Float64Array[];
  /** e^h_jk - 1 - h_jk. */
  readonly excess: readonly Float64Array[];

  constructor({ skills, texts, means }: ClassSizes) {
    this.skills = skills;
    this.texts = texts;
    this.hazards = means.map((row) =>
      Float64Array.from(row, (mean, k) => (mean === 0 ? 0 : mean / skills[k])),
    );
    this.odds = this.hazards.map((row) => row.map(expm1));
    this.excess = this.hazards.map((row) => row.map(exponentialMinusLine));
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function result(model: ClassModel, unlearned: Float64Array<ArrayBuffer>, rounds: number): ClassChainRun {
  return {
    learnedCounts: Float64Array.from(model.skills, (size, k) => size - unlearned[k]),
    unlearnedCounts: unlearned,
    rounds,
  };
}

function runPoisson(model: ClassModel, rng: RandomStream, perRound?: number[][]): ClassChainRun {
  const { skills, texts, hazards, odds } = model;
  const unlearned = Float64Array.from(skills);
  const learned = new Float64Array(skills.length);
  // Mean number of texts of each class that miss all unlearned skills, and how much of it is new.
  const idle = Float64Array.from(texts, (count, j) => count * exp(-dot(hazards[j], unlearned)));
  const fresh = Float64Array.from(idle);
  let rounds = 0;
  for (;;) {
    let any = 0;
    for (let k = 0; k < skills.length; k++) {
      let mean = 0;
      for (let j = 0; j < texts.length; j++) mean += fresh[j] * odds[j][k];
      learned[k] = sampleBinomial(unlearned[k], -exponentialMinusOne(-mean), rng);
      unlearned[k] -= learned[k];
      any += learned[k];
    }
    if (any === 0) return result(model, unlearned, rounds);
    rounds++;
    perRound?.push([...learned]);
    for (let j = 0; j < texts.length; j++) {
      fresh[j] = idle[j] * exponentialMinusOne(dot(hazards[j], learned));
      idle[j] += fresh[j];
    }
  }
}

function runFixed(model: ClassModel, rng: RandomStream, perRound?: number[][]): ClassChainRun {
  const { skills, texts, hazards, odds, excess } = model;
  const unlearned = Float64Array.from(skills);
  const learned = new Float64Array(skills.length);
  const pointing = new Float64Array(skills.length);
  // Texts with two or more unlearned skills, and Q of each class.
  const others = new Float64Array(texts.length);
  const scale = new Float64Array(texts.length);
  const rescale = (j: number) => {
    scale[j] = exponentialMinusLine(dot(hazards[j], unlearned)) - dot(excess[j], unlearned);
    if (!(scale[j] > 0)) others[j] = 0;
  };
  /** Of `count` texts that are left with probability `rest`, those that point at a skill of each class now. */
  const point = (j: number, count: number, weight: number, rest: number): [number, number] => {
    let [left, remaining] = [count, rest];
    for (let k = 0; k < skills.length && left > 0; k++) {
      const probability = unlearned[k] * odds[j][k] * weight;
      if (probability === 0) continue;
      const drawn = sampleBinomial(left, Math.min(1, probability / remaining), rng);
      pointing[k] += drawn;
      left -= drawn;
      remaining -= probability;
    }
    return [left, remaining];
  };
  for (let j = 0; j < texts.length; j++) {
    const mean = dot(hazards[j], unlearned);
    // Beyond 600 unlearned skills on average a text points at one alone with probability below 1e-250: it never acts.
    if (mean === 0 || mean > 600) continue;
    const some = sampleBinomial(texts[j], -expm1(-mean), rng);
    [others[j]] = point(j, some, 1 / expm1(mean), 1) as [number, number];
    rescale(j);
  }
  let rounds = 0;
  for (;;) {
    let any = 0;
    for (let k = 0; k < skills.length; k++) {
      learned[k] = pointing[k] === 0 ? 0 : sampleOccupancy(pointing[k], unlearned[k], rng);
      unlearned[k] -= learned[k];
      any += learned[k];
      pointing[k] = 0;
    }
    if (any === 0) return result(model, unlearned, rounds);
    rounds++;
    perRound?.push([...learned]);
    for (let j = 0; j < texts.length; j++) {
      if (others[j] === 0) continue;
      const y = dot(hazards[j], learned);
      const finished = (exponentialMinusLine(y) - dot(excess[j], learned)) / scale[j];
      const [left, rest] = point(j, others[j], exponentialMinusOne(y) / scale[j], 1);
      others[j] = left;
      if (left > 0 && finished > 0) others[j] -= sampleBinomial(left, Math.min(1, finished / rest), rng);
      rescale(j);
    }
  }
}
