/**
 * The chains against explicit random graphs: two programs that share nothing but the samplers of counts must give the
 * same joint distribution of learned skills, rounds and trajectory.
 */
import { describe, expect, it } from "vitest";
import { ksPValue, ksStatistic, type RandomStream, stream, Welford } from "../../src/base/index.js";
import {
  classGraph,
  type DegreeLawData,
  hierarchyGraph,
  sampleBinomial,
  samplePoisson,
  skillFlags,
  uniformGraph,
} from "../../src/graph/index.js";
import {
  type ChainOptions,
  classChain,
  hierarchyChain,
  learnDirected,
  learningChain,
  learnRounds,
} from "../../src/learning/index.js";
import { naiveMultigraph } from "../reference/naive-multigraph.js";
import { cases } from "../support/cases.js";

const graphTrials = cases(2500);
const chainTrials = cases(10_000);

/** What is compared: one list of numbers a trial, such as [learned, rounds, learned in round 1, ...]. */
type Trial = (rng: RandomStream) => number[];

function columns(trial: Trial, trials: number, name: string, side: string): Float64Array[] {
  const values: Float64Array[] = [];
  for (let i = 0; i < trials; i++) {
    trial(stream(60, name, side, i)).forEach((value, column) => {
      values[column] ??= new Float64Array(trials);
      values[column][i] = value;
    });
  }
  return values;
}

/** Kolmogorov-Smirnov with p > 1e-3, means and variances within 5 standard errors of their difference. */
function expectSameLaw(name: string, graph: Trial, chain: Trial): void {
  const graphs = columns(graph, graphTrials, name, "graph");
  const chains = columns(chain, chainTrials, name, "chain");
  const effective = (graphTrials * chainTrials) / (graphTrials + chainTrials);
  graphs.forEach((fromGraph, column) => {
    const fromChain = chains[column];
    expect(
      ksPValue(ksStatistic(fromGraph, fromChain), effective),
      `${name}, column ${column}`,
    ).toBeGreaterThan(1e-3);
    const [a, b, squareA, squareB] = [new Welford(), new Welford(), new Welford(), new Welford()];
    for (const value of fromGraph) a.add(value);
    for (const value of fromChain) b.add(value);
    for (const value of fromGraph) squareA.add((value - a.mean) ** 2);
    for (const value of fromChain) squareB.add((value - b.mean) ** 2);
    const close = (x: Welford, y: Welford) => {
      expect(Math.abs(x.mean - y.mean)).toBeLessThanOrEqual(5 * Math.hypot(x.standardError, y.standardError));
    };
    close(a, b);
    close(squareA, squareB);
  });
}

/** Learned skills, rounds, and the skills of the first, second and fourth round. */
const summary = (learned: number, perRound: ArrayLike<number>) => [
  learned,
  perRound.length,
  perRound[0] ?? 0,
  perRound[1] ?? 0,
  perRound[3] ?? 0,
];

const poisson = (mean: number): DegreeLawData => ({ kind: "poisson", mean });
const mixture: DegreeLawData = { kind: "polynomial", degrees: [1, 2, 6], probabilities: [0.2, 0.2, 0.6] };

type Setting = [string, DegreeLawData, number, number, ChainOptions & { repeats?: "merge" | "redraw" }];

const settings: Setting[] = [
  ["Poisson sizes, fixed number, 30 skills", poisson(4), 45, 30, {}],
  ["Poisson sizes, fixed number, 400 skills near the threshold", poisson(3), 430, 400, {}],
  ["Poisson sizes, Poisson number, 60 skills", poisson(5), 160, 60, { textNumber: "poisson" }],
  [
    "Poisson sizes, Poisson number, 400 skills near the threshold",
    poisson(3),
    425.5,
    400,
    { textNumber: "poisson" },
  ],
  ["Poisson sizes, known skills", poisson(5), 100, 80, { knownSkills: 20 }],
  [
    "Poisson sizes, skills unknown with a probability",
    poisson(5),
    90,
    80,
    { textNumber: "poisson", unknown: 0.7 },
  ],
  ["Poisson sizes drawn again, fixed number", poisson(2), 60, 70, { repeats: "redraw" }],
  [
    "regular sizes, half the skills known",
    { kind: "regular", degree: 4 },
    90,
    60,
    { knownSkills: 30, repeats: "redraw" },
  ],
  ["any sizes merged, fixed number", mixture, 60, 20, {}],
  ["any sizes merged, Poisson number", mixture, 60, 20, { textNumber: "poisson" }],
  ["any sizes drawn again, fixed number", mixture, 240, 150, { repeats: "redraw" }],
  [
    "any sizes drawn again, Poisson number, known",
    mixture,
    200,
    150,
    { textNumber: "poisson", repeats: "redraw", knownSkills: 15 },
  ],
  ["two at a time, Poisson sizes", poisson(5), 62, 100, { textNumber: "poisson", maxUnlearned: 2 }],
  ["two at a time, few skills", poisson(3), 9, 12, { textNumber: "poisson", maxUnlearned: 2 }],
  [
    "three at a time, any sizes, known",
    { kind: "regular", degree: 7 },
    60,
    100,
    { textNumber: "poisson", maxUnlearned: 3, repeats: "redraw", unknown: 0.8 },
  ],
  ["two at a time, Poisson sizes, fixed number", poisson(5), 62, 100, { maxUnlearned: 2 }],
  ["two at a time, few skills, fixed number", poisson(3), 9, 12, { maxUnlearned: 2 }],
  [
    "three at a time, Poisson sizes, fixed number, known",
    poisson(8),
    70,
    90,
    { maxUnlearned: 3, unknown: 0.9 },
  ],
  ["two at a time, any sizes merged, fixed number", mixture, 25, 40, { maxUnlearned: 2 }],
  [
    "three at a time, any sizes, known, fixed number",
    { kind: "regular", degree: 7 },
    60,
    100,
    { maxUnlearned: 3, repeats: "redraw", unknown: 0.8 },
  ],
];

describe("the chain and the graph have the same law of learned skills, rounds and trajectory", () => {
  it.each(settings)("%s", (name, law, texts, skills, options) => {
    const { textNumber, repeats, maxUnlearned, knownSkills = 0, unknown } = options;
    const graph: Trial = (rng) => {
      const count = textNumber === "poisson" ? samplePoisson(texts, rng) : texts;
      const known = skillFlags(
        skills,
        Array.from({ length: knownSkills }, (_, skill) => skill),
      );
      if (unknown !== undefined) {
        for (let skill = 0; skill < skills; skill++) if (rng.nextFloat() >= unknown) known[skill] = 1;
      }
      const result = learnRounds(uniformGraph(law, count, skills, rng, { repeats }), { maxUnlearned, known });
      return summary(result.learnedCount, result.learnedPerRound);
    };
    const chain = learningChain(law, texts, skills, options);
    expectSameLaw(name, graph, (rng) => {
      const perRound: number[] = [];
      const { learnedCount: learned, rounds } = chain.run(rng, perRound);
      expect(perRound.length).toBe(rounds);
      return summary(learned, perRound);
    });
  });

  it.each(["fixed", "poisson"] as const)("repeats kept as double edges, %s number", (textNumber) => {
    const [mean, texts, skills] = [4, 30, 18];
    const chain = learningChain(poisson(mean), texts, skills, { textNumber, repeats: "keep" });
    expectSameLaw(
      `keep ${textNumber}`,
      (rng) => {
        const count = textNumber === "poisson" ? samplePoisson(texts, rng) : texts;
        const perRound = naiveMultigraph(
          Array.from({ length: count }, () =>
            Array.from({ length: samplePoisson(mean, rng) }, () => rng.nextInteger(skills)),
          ),
        );
        return summary(
          perRound.reduce((sum, learned) => sum + learned, 0),
          perRound,
        );
      },
      (rng) => {
        const perRound: number[] = [];
        return summary(chain.run(rng, perRound).learnedCount, perRound);
      },
    );
  });

  it.each(["fixed", "poisson"] as const)("several classes, %s numbers", (textNumber) => {
    const classes = {
      skills: [60, 30],
      texts: [150, 60],
      means: [
        [4.5, 0.5],
        [1.5, 3],
      ],
    };
    const chain = classChain(classes, { textNumber });
    expectSameLaw(
      `classes ${textNumber}`,
      (rng) => {
        const texts =
          textNumber === "poisson" ? classes.texts.map((count) => samplePoisson(count, rng)) : classes.texts;
        const result = learnRounds(classGraph({ ...classes, texts }, rng));
        let first = 0;
        for (let skill = 0; skill < 60; skill++) first += result.learnedFlags[skill];
        return [first, result.learnedCount - first, ...summary(result.learnedCount, result.learnedPerRound)];
      },
      (rng) => {
        const perRound: number[][] = [];
        const { learnedCounts: learned, rounds } = chain.run(rng, perRound);
        expect(perRound.length).toBe(rounds);
        const [a, b] = learned as unknown as [number, number];
        return [
          a,
          b,
          ...summary(
            a + b,
            perRound.map(([x, y]) => x + y),
          ),
        ];
      },
    );
  });

  it("a hierarchy with a frozen foundation", () => {
    const sizes = {
      basicSkills: 60,
      domainSkills: 40,
      foundationTexts: 85,
      domainTexts: 70,
      foundationMean: 4,
      basicMean: 1,
      domainMean: 3,
    };
    const chain = hierarchyChain(sizes);
    expectSameLaw(
      "hierarchy",
      (rng) => {
        const { requires, teaches } = hierarchyGraph(sizes, rng);
        const { learnedFlags: learned, missingOfText } = learnDirected(requires, teaches);
        const count = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0);
        const usable = missingOfText
          .subarray(sizes.foundationTexts)
          .filter((missing) => missing === 0).length;
        return [count(learned.subarray(0, 60)), count(learned.subarray(60)), usable];
      },
      (rng) => {
        const {
          basicLearnedCount: basicLearned,
          domainLearnedCount: domainLearned,
          usableTexts,
        } = chain.run(rng);
        return [basicLearned, domainLearned, usableTexts];
      },
    );
  });
});

describe("the comparison of chain and graph", () => {
  it("notices a chain whose merged repeats are kept: it is sharp enough to mean something", () => {
    const [mean, texts, skills] = [4, 30, 18];
    const merged = learningChain(poisson(mean), texts, skills);
    const kept = learningChain(poisson(mean), texts, skills, { repeats: "keep" });
    const learned =
      (chain: typeof merged): Trial =>
      (rng) => [chain.run(rng).learnedCount];
    expect(() => expectSameLaw("sharp", learned(merged), learned(kept))).toThrow();
    // And binomial draws in place of binomial draws pass it.
    const binomial: Trial = (rng) => [sampleBinomial(50, 0.3, rng)];
    expectSameLaw("same", binomial, binomial);
  });
});
