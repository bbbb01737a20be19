/** Density evolution, the limit of many skills, against chains of so many skills that the limit is reached. */
import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { uniformGraph } from "../../src/graph/index.js";
import { type ChainOptions, learningChain, learnSequential } from "../../src/learning/index.js";
import { type DegreeLaw, evolve, poisson, polynomial, regular, trajectory } from "../../src/theory/index.js";

const skills = 1e12;
// Fluctuations of shares are of the order of 10/sqrt(skills) = 1e-5 away from thresholds.
const close = 1e-4;

const cases: [string, DegreeLaw, number, ChainOptions][] = [
  ["Poisson texts below the threshold", poisson(5), 2.4, {}],
  ["Poisson texts above the threshold", poisson(5), 2.5, {}],
  ["Poisson texts that learn gradually", poisson(2), 0.8, {}],
  ["a Poisson number of texts", poisson(3), 1.1, { textNumber: "poisson" }],
  ["a mixture of sizes", polynomial({ 1: 0.3, 6: 0.7 }), 1.65, {}],
  ["regular texts with prior knowledge", regular(4), 0.9, { unknown: 0.7 }],
  ["Poisson texts with prior knowledge", poisson(4), 1, { unknown: 0.6, textNumber: "poisson" }],
  ["two at a time", poisson(5), 0.54, { maxUnlearned: 2, textNumber: "poisson" }],
  ["three at a time, regular texts", regular(5), 0.25, { maxUnlearned: 3, textNumber: "poisson" }],
];

describe("density evolution and a chain of 10^12 skills", () => {
  it.each(cases)("agree on the learned share of %s", (_, law, ratio, options) => {
    const { unknown = 1, maxUnlearned } = options;
    const { learnedCount: learned } = learningChain(law, ratio * skills, skills, options).run(stream(70));
    const expected = evolve(law, ratio, { unknown, maxUnlearned: maxUnlearned ?? 1 });
    expect(Math.abs(learned / skills + 1 - unknown - expected.learned)).toBeLessThan(close);
  });

  it.each(cases)("agree round by round on %s", (_, law, ratio, options) => {
    const { unknown = 1, maxUnlearned } = options;
    const perRound: number[] = [];
    learningChain(law, ratio * skills, skills, options).run(stream(71), perRound);
    const rounds = Math.min(10, perRound.length);
    const expected = trajectory(law, ratio, {
      unknown,
      maxUnlearned: maxUnlearned ?? 1,
      maxRounds: rounds,
    });
    let known = 1 - unknown;
    for (let round = 1; round <= rounds; round++) {
      known += perRound[round - 1] / skills;
      expect(Math.abs(1 - known - expected.unlearned[round])).toBeLessThan(close);
    }
  });
});

describe("density evolution and graphs of 10^5 skills", () => {
  it("agree on texts of which D = 1, 2, 3 skills may be new, prior knowledge included", () => {
    for (const [law, ratio, maxUnlearned, unknown] of [
      [poisson(5), 2.7, 1, 1],
      [poisson(2), 0.8, 1, 1],
      [poisson(5), 0.6, 2, 1],
      [regular(6), 0.4, 3, 0.9],
    ] as const) {
      const rng = stream(72, maxUnlearned);
      const count = 100_000;
      const known = Uint8Array.from({ length: count }, () => (rng.nextFloat() < unknown ? 0 : 1));
      const graph = uniformGraph(law, Math.round(ratio * count), count, rng);
      const result = learnSequential(graph, { maxUnlearned, known });
      const share = (result.learnedCount + result.knownCount) / count;
      const { learned } = evolve(law, ratio, { maxUnlearned, unknown });
      // Away from thresholds the deviation of a share is below 2/sqrt(skills).
      expect(Math.abs(share - learned)).toBeLessThan(10 / Math.sqrt(count));
    }
  });
});
