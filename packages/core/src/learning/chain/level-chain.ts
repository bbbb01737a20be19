import {
  checkMaxUnlearned,
  checkOptions,
  exp,
  type OptionKeys,
  type RandomStream,
} from "../../base/index.js";
import { checkLevelSizes, type LevelSizes, sampleBinomial } from "../../graph/index.js";
import { learningChain } from "./learning-chain.js";

/** What one simulated hierarchy ended with. */
export type LevelChainRun = {
  /** Skills learned of each level. */
  readonly learnedCounts: Float64Array<ArrayBuffer>;
  /** Texts of each level all of whose lower skills were learned. */
  readonly usableTexts: Float64Array<ArrayBuffer>;
};

/** An exact simulation of levels that are learned one after the other; see {@link levelChain}. */
export type LevelChain = {
  run(rng: RandomStream): LevelChainRun;
};

/** Who learns. */
export type LevelChainOptions = {
  /** D. Default 1. */
  readonly maxUnlearned?: number | undefined;
};

export const levelChainOptionsKeys: OptionKeys<LevelChainOptions> = { maxUnlearned: true };

/**
 * The exact chain of any number of levels, each above frozen lower ones: the learned skills of all levels have the distribution of
 * `learnDirected` on `levelGraph(levels, rng)`. Level by level: a text of level i is usable when none of the unlearned lower skills
 * is in it, with probability exp(-sum_(l<i) c_il U_l/S_l) independently of the others; then the chain of the usable texts.
 *
 * @throws TypeError or RangeError when a number or mean is out of range, and for rows of means that do not grow by one.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { levelChain } from "@onset/core/learning";
 * const levels = { skills: [1e8, 1e8], texts: [1.6e8, 1.3e8], means: [[4], [2, 3]] };
 * const { learnedCounts } = levelChain(levels).run(stream(1));
 * [...learnedCounts].map((count) => (count / 1e8).toFixed(3)); // => ["0.998", "0.972"]
 * ```
 */
export function levelChain(levels: LevelSizes, options: LevelChainOptions = {}): LevelChain {
  const { skills, texts, means } = checkLevelSizes(levels);
  checkOptions(options, levelChainOptionsKeys);
  const maxUnlearned = checkMaxUnlearned(options.maxUnlearned);
  return {
    run(rng) {
      const learnedCounts = new Float64Array(skills.length);
      const usableTexts = new Float64Array(skills.length);
      for (let i = 0; i < skills.length; i++) {
        let missing = 0;
        for (let l = 0; l < i; l++) missing += (means[i][l] / skills[l]) * (skills[l] - learnedCounts[l]);
        usableTexts[i] = missing === 0 ? texts[i] : sampleBinomial(texts[i], exp(-missing), rng);
        if (means[i][i] === 0) continue;
        const law = { kind: "poisson", mean: means[i][i] } as const;
        learnedCounts[i] = learningChain(law, usableTexts[i], skills[i], { maxUnlearned }).run(
          rng,
        ).learnedCount;
      }
      return { learnedCounts, usableTexts };
    },
  };
}
