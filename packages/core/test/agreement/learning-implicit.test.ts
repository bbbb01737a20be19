/** Implicit graphs against the chain, which shares nothing with their kernels. */
import { describe, expect, it } from "vitest";
import { ksPValue, ksStatistic, stream, Welford } from "../../src/base/index.js";
import { implicitLearner, learningChain } from "../../src/learning/index.js";

describe("implicit graphs and the chain with double edges kept", () => {
  it.each([
    [300, 2.4, 3000],
    [1000, 2.6, 2500],
    [2000, 2.45, 1500],
  ])(
    "learn the same numbers of skills in the same numbers of rounds: %d skills at R = %d",
    (skills, ratio, trials) => {
      const texts = Math.round(ratio * skills);
      const learner = implicitLearner({ kind: "poisson", mean: (5 * texts) / skills }, texts, skills);
      const chain = learningChain({ kind: "poisson", mean: 5 }, texts, skills, { repeats: "keep" });
      const graphs = Array.from({ length: trials }, (_, i) => learner.run(stream(90, "graph", skills, i)));
      const chains = Array.from({ length: 10 * trials }, (_, i) => chain.run(stream(90, "chain", skills, i)));
      const effective = trials / 1.1;
      for (const field of ["learnedCount", "rounds"] as const) {
        const a = graphs.map((result) => result[field]);
        const b = chains.map((result) => result[field]);
        expect(ksPValue(ksStatistic(a, b), effective)).toBeGreaterThan(1e-3);
        const [meanA, meanB] = [new Welford(), new Welford()];
        for (const value of a) meanA.add(value);
        for (const value of b) meanB.add(value);
        const error = Math.hypot(meanA.standardError, meanB.standardError);
        expect(Math.abs(meanA.mean - meanB.mean)).toBeLessThan(5 * error);
      }
    },
  );
});
