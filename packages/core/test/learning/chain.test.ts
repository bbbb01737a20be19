import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { type DegreeLawData, degreeProbabilities } from "../../src/graph/index.js";
import { exponentialMinusLine, exponentialMinusOne } from "../../src/learning/chain/exponentials.js";
import { keptProbabilities } from "../../src/learning/chain/kept.js";
import { distinctSkillsLaw } from "../../src/learning/chain/subset-law.js";
import { assignRounds, classChain, hierarchyChain, learningChain, none } from "../../src/learning/index.js";
import { chiSquarePValue } from "../reference/chi-square.js";
import { occupancyProbabilities } from "../reference/occupancy-probabilities.js";

const five: DegreeLawData = { kind: "poisson", mean: 5 };
const threes: DegreeLawData = { kind: "regular", degree: 3 };

describe("a learning chain", () => {
  it("gives the same numbers for the same seed, for ever: they change only in a major version", () => {
    const runs = [
      learningChain(five, 26_000, 10_000),
      learningChain(five, 2.6e12, 1e12, { textNumber: "poisson" }),
      learningChain(threes, 900, 500, { unknown: 0.8 }),
      learningChain(threes, 900, 500, { textNumber: "poisson", knownSkills: 20 }),
      learningChain(five, 0.55e6, 1e6, { textNumber: "poisson", maxUnlearned: 2 }),
      learningChain(threes, 90, 60, { textNumber: "poisson", maxUnlearned: 2 }),
      learningChain(five, 55_000, 100_000, { maxUnlearned: 2 }),
      learningChain(threes, 90, 60, { maxUnlearned: 2 }),
    ].map((chain) => {
      const { learnedCount: learned, rounds } = chain.run(stream(1));
      return `${learned} in ${rounds}`;
    });
    expect(runs).toMatchInlineSnapshot(`
      [
        "10000 in 18",
        "999997740583 in 24",
        "403 in 5",
        "8 in 6",
        "926192 in 34",
        "59 in 3",
        "92638 in 31",
        "60 in 4",
      ]
    `);
  });

  it("does not depend on the runs before", () => {
    const chain = learningChain(threes, 90, 60, { textNumber: "poisson", maxUnlearned: 2 });
    const alone = chain.run(stream(7));
    for (let i = 0; i < 10; i++) chain.run(stream(8, i));
    expect(chain.run(stream(7))).toEqual(alone);
  });

  it("says how many skills each round learned, and they add up", () => {
    const perRound: number[] = [];
    const { learnedCount: learned, rounds } = learningChain(five, 26_000, 10_000).run(stream(2), perRound);
    expect(perRound.length).toBe(rounds);
    expect(perRound.reduce((sum, count) => sum + count, 0)).toBe(learned);
    expect(Math.min(...perRound)).toBeGreaterThan(0);
  });

  it("says how many skills stay unlearned: those neither learned nor known", () => {
    const poisson = { textNumber: "poisson" } as const;
    const chains = [
      learningChain(five, 23_000, 9980, { knownSkills: 30 }),
      learningChain(five, 23_000, 9980, { ...poisson, knownSkills: 30 }),
      learningChain(threes, 9000, 9980, { knownSkills: 30 }),
      learningChain(threes, 9000, 9980, { ...poisson, knownSkills: 30 }),
      learningChain(five, 5000, 9980, { ...poisson, maxUnlearned: 2, knownSkills: 30 }),
      // Texts of 5,000 skills on average teach nobody.
      learningChain({ kind: "poisson", mean: 5000 }, 100, 9980, { knownSkills: 30 }),
    ];
    for (const chain of chains) {
      const { learnedCount: learned, unlearnedCount: unlearned } = chain.run(stream(9));
      expect(unlearned).toBe(9980 - 30 - learned);
      expect(unlearned).toBeGreaterThan(0);
    }
    expect(learningChain(five, 0, 0).run(stream(1))).toEqual({
      learnedCount: 0,
      unlearnedCount: 0,
      rounds: 0,
    });
    const classes = {
      skills: [1000, 500],
      texts: [2000, 900],
      means: [
        [4.5, 0.5],
        [1.5, 3],
      ],
    };
    for (const textNumber of ["fixed", "poisson"] as const) {
      const { learnedCounts: learned, unlearnedCounts: unlearned } = classChain(classes, { textNumber }).run(
        stream(9),
      );
      expect([...unlearned]).toEqual([1000 - learned[0], 500 - learned[1]]);
    }
  });

  it.each(["fixed", "poisson"] as const)("runs at the ends of its range (%s number)", (textNumber) => {
    const run = (law: DegreeLawData, texts: number, skills: number, more = {}) =>
      learningChain(law, texts, skills, { textNumber, ...more }).run(stream(3)).learnedCount;
    expect(run(five, 0, 0)).toBe(0);
    expect(run(five, 0, 10)).toBe(0);
    expect(run(threes, 0, 10)).toBe(0);
    expect(run(five, 100, 1)).toBe(1);
    expect(run(five, 1000, 10, { knownSkills: 10 })).toBe(0);
    expect(run(five, 1000, 10, { unknown: 0 })).toBe(0);
    expect(run({ kind: "regular", degree: 1 }, 1000, 10)).toBe(10);
    expect(run({ kind: "regular", degree: 0 }, 1000, 10)).toBe(0);
    expect(run({ kind: "poisson", mean: 2000 }, 1e6, 1e6)).toBe(0);
    const largest = 2 ** 53 - 1;
    expect(run(five, largest, largest) / largest).toBeGreaterThan(0);
    expect(run(five, largest, 1e15) / 1e15).toBeGreaterThan(0.999);
  });

  it("refuses what is out of range, and what no chain is exact for", () => {
    const build =
      (...args: Parameters<typeof learningChain>) =>
      () =>
        learningChain(...args);
    expect(build(five, -1, 10)).toThrow('"textCount" expected an integer >= 0, got -1');
    expect(build(five, 2.5, 10)).toThrow(RangeError);
    expect(build(five, 10, 2 ** 53)).toThrow(RangeError);
    expect(build(five, Number.NaN, 10, { textNumber: "poisson" })).toThrow(RangeError);
    expect(build(five, 10, 10, { maxUnlearned: 0 })).toThrow(RangeError);
    expect(build(five, 10, 10, { knownSkills: 11 })).toThrow(RangeError);
    expect(build(five, 10, 10, { knownSkills: 1, unknown: 1 })).toThrow(RangeError);
    expect(build(five, 10, 10, { maxUnlearned: 2, repeats: "keep" })).toThrow(RangeError);
    expect(build(threes, 10, 10, { repeats: "keep" })).toThrow(RangeError);
    expect(build(threes, 10, 2, { repeats: "redraw" })).toThrow(
      '"skillCount" expected at least the size of the largest text of the law, got 2',
    );
    expect(build(threes, 10, 10, { textNumber: "any" as "fixed" })).toThrow(RangeError);
    expect(build(threes, 10, 10, { repeats: "never" as "keep" })).toThrow(RangeError);
  });
});

describe("chains of several classes and of hierarchies", () => {
  it("learn nothing of a class that no text is about", () => {
    const run = classChain({ skills: [100, 50], texts: [400], means: [[4, 0]] }).run(stream(4));
    expect([...run.learnedCounts]).toEqual([100, 0]);
  });

  it("make domain texts useless when the foundation is not learned", () => {
    const sizes = {
      basicSkills: 1e6,
      domainSkills: 1e6,
      foundationTexts: 1e5,
      domainTexts: 1e9,
      foundationMean: 4,
      basicMean: 30,
      domainMean: 3,
    };
    expect(hierarchyChain(sizes).run(stream(5)).domainLearnedCount).toBe(0);
    expect(() => hierarchyChain({ ...sizes, basicSkills: 0 })).toThrow(RangeError);
    expect(() => hierarchyChain({ ...sizes, domainMean: -1 })).toThrow(RangeError);
  });
});

describe("rounds assigned to skills afterwards", () => {
  it("are as many as were learned, with every skill alike", () => {
    const firsts = new Float64Array(6);
    for (let trial = 0; trial < 6000; trial++) {
      const rounds = assignRounds(6, [2, 1], stream(6, trial));
      expect([...rounds].sort((a, b) => a - b)).toEqual([1, 1, 2, none, none, none]);
      firsts[rounds.indexOf(2)]++;
    }
    let skill = 0;
    const next = () => {
      while (firsts[skill] === 0) skill++;
      firsts[skill]--;
      return skill;
    };
    expect(chiSquarePValue(next, () => 1 / 6, 0, 5, 6000)).toBeGreaterThan(1e-4);
    expect(() => assignRounds(2, [2, 1], stream(1))).toThrow('"perRound" expected a sum of at most 2, got 3');
  });
});

describe("the laws that chains are made of", () => {
  it("keep skills by the hypergeometric law, also where most are learned", () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    for (const [count, unlearned, learned] of [
      [5, 12, 3],
      [5, 12, 9],
      [4, 4, 2],
      [7, 9, 9],
    ] as const) {
      const law = keptProbabilities(count, unlearned, learned);
      for (let i = 0; i <= count; i++) {
        const possible = i <= unlearned - learned && count - i <= learned;
        const exact = possible
          ? (choose(unlearned - learned, i) * choose(learned, count - i)) / choose(unlearned, count)
          : 0;
        expect(law[i]).toBeCloseTo(exact, 14);
      }
    }
    const extreme = keptProbabilities(400, 1e12, 1e12 - 1e6);
    expect(extreme.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(extreme[0]).toBeCloseTo(Math.exp(-400e-6), 6);
  });

  it("merge repeats by the occupancy law", () => {
    const occupied = occupancyProbabilities(6, 9);
    expect([...distinctSkillsLaw({ kind: "regular", degree: 6 }, 9, "merge")]).toEqual(
      [...occupied].map((share) => expect.closeTo(share, 14)),
    );
    const poisson = distinctSkillsLaw(five, 1000, "merge");
    const p = -Math.expm1(-5 / 1000);
    expect(poisson[2]).toBeCloseTo((1000 * 999 * p * p * (1 - p) ** 998) / 2, 13);
    expect([...distinctSkillsLaw(threes, 3, "redraw")]).toEqual([...degreeProbabilities(threes)]);
  });

  it("have exponentials without cancellation", () => {
    for (const y of [1e-12, 1e-5, 0.019, 0.021, 0.049, 0.051, 0.69, 0.71, 3]) {
      let series = 0;
      for (let k = 40, term = 1; k >= 2; k--) {
        term = 1;
        for (let i = 1; i <= k; i++) term *= y / i;
        series += term;
      }
      expect(Math.abs(exponentialMinusLine(y) / series - 1)).toBeLessThan(2e-14);
      expect(Math.abs(exponentialMinusOne(y) / (series + y) - 1)).toBeLessThan(1e-15);
      expect(Math.abs(exponentialMinusOne(-y) / Math.expm1(-y) - 1)).toBeLessThan(1e-15);
    }
  });
});
