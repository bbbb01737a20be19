import {
  checkInteger,
  checkLaw,
  checkOptions,
  type OptionKeys,
  type RandomStream,
  rejected,
} from "../../base/index.js";
import { checkSkillFlags, type DegreeLawData } from "../../graph/index.js";
import { degreeTable } from "./degree-table.js";
import { edgeStep, edgeWord, firstWord, type GraphKey, secondWord } from "./edge-words.js";
import { type ImplicitEngine, kernelOf, type NamedKernel } from "./engine.js";
import type { ImplicitKernel, ImplicitLaw, ImplicitRun } from "./implicit-kernel.js";

export type { ImplicitRun } from "./implicit-kernel.js";

/** How an implicit graph is learned. */
export type ImplicitOptions = {
  /**
   * `"direct"` updates texts where they are: fastest while the texts fit in the caches. `"binned"` sorts updates by
   * blocks of texts first: fastest beyond. Both give the same result. Default: by the number of texts.
   */
  readonly kernel?: "direct" | "binned" | undefined;
  /**
   * `"wasm"` runs WebAssembly with SIMD, two to three times as fast; `"typescript"` needs nothing. Both give the same
   * results.
   * `"auto"` (the default) takes WebAssembly where there is one with SIMD and the memory it needs, at most 4 GiB.
   */
  readonly engine?: ImplicitEngine | "auto" | undefined;
};

export const implicitOptionsKeys: OptionKeys<ImplicitOptions> = { kernel: true, engine: true };

/** What a run may take and record. */
export type ImplicitRunOptions = {
  /** One byte a skill, not 0 for skills known at the start. */
  readonly known?: Uint8Array | undefined;
  /** Receives the number of skills learned in each round, appended. */
  readonly perRound?: number[] | undefined;
  /** Receives for each skill its round from 1, 0 where known at the start, 2^32 - 1 where never learned. */
  readonly roundOfSkill?: Uint32Array | undefined;
};

// The state of a text is one word: 8 bits for the number of its unlearned skills, 24 for their exclusive or.
const maxSkills = 2 ** 24;
// 255 or more skills in a text of Poisson size have a probability below 1e-33 a text.
const maxMeanTextSize = 100;

/**
 * Learns random graphs that are never stored: when a skill is learned its texts are computed again. For simulations
 * that need the graph itself - which skills, which rounds - rather than counts (for those see `learningChain`).
 *
 * A double edge counts twice (a text that holds its only unlearned skill twice does not teach it): the law is
 * that of `learningChain(..., { repeats: "keep" })`. Every skill draws a degree from `skillDegrees` and that many texts
 * uniformly; the sizes of texts are then Poisson with mean c = mean degree times skills over texts. With
 * `{ kind: "poisson", mean: c * texts / skills }` this is the ensemble of Poisson texts, with other laws that of
 * coded random access (IRSA). D = 1.
 *
 * Memory is made once and used by every run: 4 bytes a text and 5 a skill (direct), or 4 bytes a text, 3/8 a skill and up
 * to 55 MB (binned): 1.2 to 1.3 bytes an edge at 10^5 and 10^7 skills, up to 2 between. Time for c = 5, R = 2.6, generation
 * included, on a busy machine: in WebAssembly 5 ns an edge at 10^4 skills, 7.3 at 10^5, 14 at 10^6 and 10^7; in TypeScript
 * 14, 20, 34, 36.
 *
 * @throws TypeError or RangeError when a number is out of range: more than 2^24 skills, more than 2^31 - 1 texts, a
 * mean text size above 100, a degree above 65,535. With `engine: "wasm"`, Error where WebAssembly, its SIMD or its memory
 * cannot be had.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { implicitLearner } from "@onset/core/learning";
 * // c = 5, R = 2.6: every skill is in a Poisson number of texts, 13 on average.
 * const learner = implicitLearner({ kind: "poisson", mean: 13 }, 26_000, 10_000);
 * const { learnedCount, rounds } = learner.run(stream(1));
 * learnedCount > 9990; // => true
 * rounds > 15; // => true
 * ```
 */
export function implicitLearner(
  skillDegrees: DegreeLawData,
  textCount: number,
  skillCount: number,
  options: ImplicitOptions = {},
): ImplicitLearner {
  checkLaw(skillDegrees, "skillDegrees");
  checkOptions(options, implicitOptionsKeys);
  const law = implicitLaw(skillDegrees, textCount, skillCount);
  const { kernel, engine = "auto" } = options;
  if (kernel !== undefined && kernel !== "direct" && kernel !== "binned") {
    throw rejected(kernel, "kernel", '"direct" or "binned"');
  }
  if (engine !== "auto" && engine !== "wasm" && engine !== "typescript") {
    throw rejected(engine, "engine", '"auto", "wasm" or "typescript"');
  }
  return new ImplicitLearner(law, kernelOf(law, kernel, engine));
}

/** The law of implicit graphs, with all its numbers checked. */
export function implicitLaw(skillDegrees: DegreeLawData, textCount: number, skillCount: number): ImplicitLaw {
  checkInteger(textCount, "textCount", 1, 2 ** 31 - 1);
  checkInteger(skillCount, "skillCount", 0, maxSkills);
  const degrees = degreeTable(skillDegrees);
  const meanText = (degrees.mean * skillCount) / textCount;
  if (!(meanText <= maxMeanTextSize)) {
    throw rejected(meanText, "mean text size", `at most ${maxMeanTextSize} skills a text`);
  }
  return { degrees, textCount, skillCount };
}

/** A learner of implicit graphs with its memory; made by {@link implicitLearner} or {@link joinImplicitTeam}. */
export class ImplicitLearner {
  readonly kernel: "direct" | "binned";
  readonly engine: ImplicitEngine;
  readonly textCount: number;
  readonly skillCount: number;
  /** Bytes of working memory, all of it reused from run to run. */
  readonly bytes: number;
  readonly #law: ImplicitLaw;
  readonly #learn: ImplicitKernel["learn"];

  /** @internal */
  constructor(law: ImplicitLaw, made: NamedKernel) {
    this.kernel = made.name;
    this.engine = made.engine;
    this.textCount = law.textCount;
    this.skillCount = law.skillCount;
    this.bytes = made.kernel.bytes;
    this.#law = law;
    this.#learn = made.kernel.learn;
  }

  /**
   * Learns the graph whose key is the next four words of `rng`, in synchronous rounds. O(edges).
   *
   * @throws TypeError or RangeError when `known` or `roundOfSkill` do not have one entry a skill.
   */
  run(rng: RandomStream, options: ImplicitRunOptions = {}): ImplicitRun {
    const { known, perRound = [], roundOfSkill } = options;
    if (known !== undefined) checkSkillFlags(known, "known", this.skillCount);
    if (roundOfSkill !== undefined && roundOfSkill.length !== this.skillCount) {
      throw rejected(roundOfSkill.length, "roundOfSkill.length", `${this.skillCount}, one entry a skill`);
    }
    return this.#learn(nextKey(rng), known, perRound, roundOfSkill);
  }

  /**
   * The edges of the graph that `run` would learn with the same stream, double edges included, skill after skill:
   * to store it, to show it, to check the kernels. O(edges).
   */
  edges(rng: RandomStream): { readonly textOfEdge: Uint32Array; readonly skillOfEdge: Uint32Array } {
    const { degrees, skillCount, textCount } = this.#law;
    const key = nextKey(rng);
    const scale = textCount / 2 ** 32;
    const texts: number[] = [];
    const skills: number[] = [];
    for (let skill = 0; skill < skillCount; skill++) {
      let walk = firstWord(skill, key.a, key.c);
      const second = secondWord(walk, key.b, key.d);
      const cell = second >>> degrees.shift;
      const degree = (second & degrees.mask) < degrees.own[cell] ? cell : degrees.alias[cell];
      for (let left = degree; left > 0; left--) {
        walk = (walk + edgeStep) | 0;
        texts.push(((edgeWord(walk, second) >>> 0) * scale) | 0);
        skills.push(skill);
      }
    }
    return { textOfEdge: Uint32Array.from(texts), skillOfEdge: Uint32Array.from(skills) };
  }
}

function nextKey(rng: RandomStream): GraphKey {
  const word = () => rng.nextUint32() | 0;
  return { a: word(), b: word(), c: word(), d: word() };
}
