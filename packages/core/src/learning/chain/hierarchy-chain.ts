import { checkInteger, checkNonNegative, exp, expm1, type RandomStream } from "../../base/index.js";
import { type HierarchySizes, sampleBinomial } from "../../graph/index.js";
import { FixedCorpusChain } from "./fixed-texts.js";

/** What one simulated foundation with one domain on top ended with. */
export type HierarchyChainRun = {
  readonly basicLearnedCount: number;
  readonly domainLearnedCount: number;
  /** Domain texts all of whose basic skills were learned. */
  readonly usableTexts: number;
};

/** An exact simulation of a frozen foundation and a domain; see {@link hierarchyChain}. */
export type HierarchyChain = {
  run(rng: RandomStream): HierarchyChainRun;
};

/**
 * The exact chain of foundation and fine-tuning with a frozen foundation, D = 1: the learned basic and domain skills
 * have the distribution of `learnDirected` on `hierarchyGraph(sizes, rng)`, for fixed numbers of texts and any size.
 * Three steps: the foundation's chain; a domain text is usable when none of the unlearned basic skills is in it,
 * exp(-basicMean * unlearned/basicSkills), independently of the others; the chain of the usable texts.
 * (The rounds of the two chains are not those of `learnDirected`, which starts domain texts as soon as they can.)
 *
 * @throws TypeError or RangeError when a number or mean is out of range.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { hierarchyChain } from "@onset/core/learning";
 * const chain = hierarchyChain({
 *   basicSkills: 1e8, domainSkills: 1e8, foundationTexts: 1.6e8, domainTexts: 1.3e8,
 *   foundationMean: 4, basicMean: 2, domainMean: 3,
 * });
 * const { basicLearnedCount, domainLearnedCount } = chain.run(stream(1));
 * [(basicLearnedCount / 1e8).toFixed(4), (domainLearnedCount / 1e8).toFixed(3)]; // => ["0.9983", "0.972"]
 * ```
 */
export function hierarchyChain(sizes: HierarchySizes): HierarchyChain {
  const { basicSkills, domainSkills, foundationTexts, domainTexts } = sizes;
  checkInteger(basicSkills, "basicSkills", 1);
  checkInteger(domainSkills, "domainSkills", 1);
  checkInteger(foundationTexts, "foundationTexts", 0);
  checkInteger(domainTexts, "domainTexts", 0);
  const basicHazard = checkNonNegative(sizes.basicMean, "basicMean") / basicSkills;
  const foundation = corpus(
    foundationTexts,
    checkNonNegative(sizes.foundationMean, "foundationMean"),
    basicSkills,
  );
  const domainMean = checkNonNegative(sizes.domainMean, "domainMean");
  return {
    run(rng) {
      const basicLearnedCount = foundation.run(rng).learnedCount;
      const usable = sampleBinomial(domainTexts, exp(-basicHazard * (basicSkills - basicLearnedCount)), rng);
      const domainLearned = corpus(usable, domainMean, domainSkills).run(rng).learnedCount;
      return { basicLearnedCount: basicLearnedCount, domainLearnedCount: domainLearned, usableTexts: usable };
    },
  };
}

function corpus(texts: number, mean: number, skills: number): FixedCorpusChain {
  const hazard = mean / skills;
  return new FixedCorpusChain({ texts, hazard, odds: expm1(hazard), unlearned: () => skills });
}
