/** Learners that fail sometimes, and Poisson learners, against graphs on which each text draws how many skills it can teach at once. */
import { describe, expect, it } from "vitest";
import {
  type CorpusExperimentOptions,
  corpusExperiment,
  expandGrid,
  makeTask,
  predict,
  runTrials,
  summarize,
} from "../../src/sweep/index.js";
import { parseLaw, poisson, ratioThreshold } from "../../src/theory/index.js";

const skills = 10_000;
const trials = 24;

function row(
  options: Omit<CorpusExperimentOptions, "skills">,
  engine: "graph" | "chain",
  count = trials,
  size = skills,
) {
  return runTrials(makeTask(corpusExperiment({ skills: size, ...options }), { seed: 61, engine }), [
    0,
    count,
  ]);
}

describe("density evolution and random graphs agree on", () => {
  const success = [0.9, 0.6, 0.2];
  it.each([
    ["a Poisson learner", { law: poisson(8), ratio: 2.1, success }],
    ["a Poisson learner below its threshold", { law: poisson(8), ratio: 1.6, success }],
    [
      "a Poisson learner of texts of two sizes",
      { law: parseLaw("0.4x^2+0.6x^7"), ratio: 1.4, success: [1, 0.4] },
    ],
    ["a Poisson learner with known skills", { law: poisson(5), ratio: 0.7, success: [1, 0.5], unknown: 0.8 }],
    ["texts that fail sometimes", { law: poisson(5), ratio: 4, reliability: 0.7 }],
    [
      "texts that fail sometimes, two skills at a time",
      { law: poisson(5), ratio: 0.6, reliability: 0.8, maxUnlearned: 2 },
    ],
    [
      "a Poisson learner whose texts fail sometimes",
      { law: poisson(5), ratio: 1.2, reliability: 0.6, success: [1, 0.5] },
    ],
    [
      "popular skills and texts that fail sometimes",
      { law: poisson(4), ratio: 2, reliability: 0.8, popularity: 0.6 },
    ],
  ] as const)("%s", (_, options) => {
    const { unlearned } = summarize(row(options, "graph"));
    const theory = predict(corpusExperiment({ skills, ...options }));
    // Finite size moves the mean by O(1/n): ten skills.
    expect(Math.abs(unlearned.mean - theory.unlearned)).toBeLessThan(
      5 * unlearned.standardError + 10 / skills,
    );
    expect(unlearned.standardError).toBeLessThan(0.008);
  });

  it.each([
    [
      "where texts fail sometimes: they associate what they hold all the same",
      { law: poisson(3), ratio: 1, reliability: 0.8 },
    ],
    ["of a Poisson learner", { law: poisson(4), ratio: 0.6, success: [1, 0.5, 0.2] }],
  ] as const)("the giant component %s", (_, options) => {
    const { giant } = summarize(row(options, "graph"));
    const theory = predict(corpusExperiment({ skills, ...options })).giant!;
    expect(theory).toBeGreaterThan(0.1);
    expect(Math.abs(giant!.mean - theory)).toBeLessThan(5 * giant!.standardError + 20 / skills);
  });
});

it.each([
  ["fixed", 1],
  ["poisson", 1],
  ["fixed", 2],
] as const)(
  "the chain and the graph agree where texts fail sometimes (%s number, D = %d)",
  (textNumber, maxUnlearned) => {
    const options = {
      law: poisson(5),
      ratio: 3.5 / maxUnlearned ** 2,
      reliability: 0.7,
      textNumber,
      maxUnlearned,
    };
    const [graph, chain] = [row(options, "graph", 1500, 200), row(options, "chain", 6000, 200)].map(
      summarize,
    );
    const error = Math.hypot(graph.learned.standardError, chain.learned.standardError);
    expect(Math.abs(graph.learned.mean - chain.learned.mean)).toBeLessThan(5 * error);
    const rounds = Math.hypot(graph.rounds!.standardError, chain.rounds!.standardError);
    expect(Math.abs(graph.rounds!.mean - chain.rounds!.mean)).toBeLessThan(5 * rounds);
  },
);

it("the finite-size law holds where texts fail sometimes", () => {
  const size = 10_000;
  const threshold = ratioThreshold(poisson(5), { reliability: 0.6 }).value!;
  for (const ratio of [threshold, threshold + 0.08]) {
    const options = { law: poisson(5), ratio, reliability: 0.6 };
    const { share } = summarize(row(options, "chain", 2000, size)).emerged!;
    const expected = predict(corpusExperiment({ skills: size, ...options })).emerged!;
    expect(expected).toBeGreaterThan(0.1);
    expect(expected).toBeLessThan(0.9);
    // The law itself is good to 0.01 at this size.
    expect(Math.abs(share - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / 2000) + 0.01);
  }
});

it("a grid takes both as keys, and leaves the fingerprints of other tasks alone", () => {
  const grid = { law: "poisson:5", skills: 1000, ratio: 2.5, trials: 10 };
  const [plain] = expandGrid(grid);
  expect(expandGrid({ ...grid, reliability: 1 })[0].task.id).toBe(plain.task.id);
  const tasks = expandGrid({ ...grid, reliability: [0.5, 0.9], success: ["1,0.5", [1]] }).map(
    ({ task }) => task,
  );
  expect(new Set(tasks.map(({ id }) => id)).size).toBe(4);
  expect(tasks.every(({ engine }) => engine === "graph")).toBe(true);
  expect(() => expandGrid({ ...grid, success: "exp(-x)" })).toThrow("a function cannot be simulated");
  expect(() => expandGrid({ ...grid, success: "1,0.5", maxUnlearned: 2 })).toThrow(
    "nothing beside a success table",
  );
});
