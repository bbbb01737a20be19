/** Simulation against theory, engine against engine: all bounds are five standard errors, all seeds fixed. */
import { describe, expect, it } from "vitest";
import {
  classExperiment,
  corpusExperiment,
  type Experiment,
  hierarchyExperiment,
  makeTask,
  predict,
  type Row,
  runTrials,
  summarize,
  type TaskOptions,
} from "../../src/sweep/index.js";
import { poisson, polynomial, regular, zipf } from "../../src/theory/index.js";
import { cases } from "../support/cases.js";

function simulate(experiment: Experiment, trials: number, options: TaskOptions = {}): Row {
  return runTrials(makeTask(experiment, options), [0, trials]);
}

/** Five standard errors of a share. */
const bound = (share: number, trials: number) => 5 * Math.sqrt((share * (1 - share)) / trials);

describe("the share of emerged trials", () => {
  // The finite-size law is asymptotic: at these sizes its own error is below 0.01 (shown in the table of its source).
  it.each([
    ["fixed", 2.4245, 1],
    ["fixed", 2.4736, 1],
    ["fixed", 2.5227, 1],
    ["poisson", 2.4736, 1],
    ["poisson", 2.5, 1],
    ["fixed", 2.0863, 0.95],
    ["poisson", 2.02, 0.95],
  ] as const)(
    "is that of the finite-size law: %s number of texts, R = %f, eps = %f",
    (textNumber, ratio, unknown) => {
      const experiment = corpusExperiment({ law: poisson(5), ratio, skills: 10_000, textNumber, unknown });
      const trials = cases(4000);
      const { emerged } = summarize(simulate(experiment, trials));
      const expected = predict(experiment).emerged!;
      expect(Math.abs(emerged!.share - expected)).toBeLessThan(bound(expected, trials) + 0.01);
    },
  );

  it("is that of the law for a pair of degree laws over the erasure channel", () => {
    const experiment = corpusExperiment({
      law: regular(6),
      skillDegrees: regular(3),
      skills: 4000,
      unknown: 0.42,
    });
    const trials = cases(300, 2);
    const expected = predict(experiment).emerged!;
    expect(expected).toBeGreaterThan(0.2);
    expect(expected).toBeLessThan(0.8);
    const { emerged } = summarize(simulate(experiment, trials));
    expect(Math.abs(emerged!.share - expected)).toBeLessThan(bound(expected, trials) + 0.02);
  });
});

describe("the learned share", () => {
  const experiments: [string, Experiment][] = [
    ["Poisson texts", corpusExperiment({ law: poisson(3), ratio: 0.9, skills: 20_000 })],
    ["D = 2", corpusExperiment({ law: poisson(4), ratio: 0.5, skills: 20_000, maxUnlearned: 2 })],
    ["prior knowledge", corpusExperiment({ law: poisson(5), ratio: 1.5, skills: 20_000, unknown: 0.7 })],
    ["mixed sizes", corpusExperiment({ law: polynomial({ 1: 0.3, 6: 0.7 }), ratio: 1.2, skills: 20_000 })],
    [
      "skills of Zipf popularity",
      corpusExperiment({ law: poisson(3), popularity: 0.8, ratio: 1, skills: 20_000 }),
    ],
    [
      "IRSA",
      corpusExperiment({
        law: "poisson",
        skillDegrees: polynomial({ 2: 0.5, 3: 0.28, 8: 0.22 }),
        ratio: 1.3,
        skills: 20_000,
      }),
    ],
    [
      "a pair of laws",
      corpusExperiment({ law: zipf(1, 8), skillDegrees: polynomial({ 1: 0.5, 3: 0.5 }), skills: 20_000 }),
    ],
  ];

  it.each(experiments)("is that of density evolution, and so is the giant component: %s", (_, experiment) => {
    // Corrections to the limit are O(1/n): far below five errors of these means.
    const { learned, giant } = summarize(simulate(experiment, cases(60), { engine: "graph" }));
    const prediction = predict(experiment)!;
    expect(learned.standardError).toBeGreaterThan(0);
    expect(Math.abs(learned.mean - prediction.learned)).toBeLessThan(5 * learned.standardError + 5e-4);
    expect(Math.abs(giant!.mean - prediction.giant!)).toBeLessThan(5 * giant!.standardError + 5e-4);
  });

  it("is that of density evolution in graphs that keep double edges, by Poisson texts and by skills", () => {
    const base = { ratio: 1.3, skills: 20_000, repeats: "keep" } as const;
    const irsa = polynomial({ 2: 0.5, 3: 0.28, 8: 0.22 });
    for (const experiment of [
      corpusExperiment({ ...base, law: poisson(3), ratio: 0.9 }),
      corpusExperiment({ ...base, law: "poisson", skillDegrees: irsa }),
    ]) {
      const { learned, giant } = summarize(simulate(experiment, cases(200), { engine: "graph" }));
      const expected = predict(experiment).learned;
      expect(Math.abs(learned.mean - expected)).toBeLessThan(5 * learned.standardError + 5e-4);
      expect(giant).toBeNull();
    }
  });

  it("is that of density evolution for several classes and for hierarchies, by both engines", () => {
    const experiments = [
      classExperiment({
        skills: [20_000, 10_000],
        texts: [36_000, 12_000],
        means: [
          [2.5, 0.5],
          [1, 2],
        ],
      }),
      hierarchyExperiment({
        ...{ basicSkills: 20_000, domainSkills: 20_000, foundationTexts: 32_000, domainTexts: 18_000 },
        ...{ foundationMean: 4, basicMean: 2, domainMean: 2 },
      }),
    ];
    for (const experiment of experiments) {
      for (const engine of ["chain", "graph"] as const) {
        const { classes } = summarize(simulate(experiment, cases(40), { engine }));
        predict(experiment).classes!.forEach((expected, k) => {
          const { mean, standardError } = classes![k];
          expect(Math.abs(mean - expected)).toBeLessThan(5 * standardError + 5e-4);
        });
      }
    }
  });
});

describe("the two engines", () => {
  it.each([
    ["near the threshold", corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 300 })],
    ["Poisson number", corpusExperiment({ law: poisson(3), ratio: 1, skills: 200, textNumber: "poisson" })],
    ["mixed sizes", corpusExperiment({ law: polynomial({ 1: 0.3, 6: 0.7 }), ratio: 1.7, skills: 200 })],
    ["prior knowledge", corpusExperiment({ law: regular(4), ratio: 1.2, skills: 200, unknown: 0.6 })],
    ["double edges kept", corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 300, repeats: "keep" })],
    [
      "double edges kept, unknown",
      corpusExperiment({ law: poisson(3), ratio: 1, skills: 50, repeats: "keep", unknown: 0.9 }),
    ],
    [
      "D = 2",
      corpusExperiment({ law: poisson(5), ratio: 0.6, skills: 200, maxUnlearned: 2, textNumber: "poisson" }),
    ],
  ])("draw from one distribution: emerged trials, means and spreads agree, %s", (_, experiment) => {
    const trials = cases(2000);
    const [chain, graph] = [
      simulate(experiment, trials, { engine: "chain" }),
      simulate(experiment, trials, { engine: "graph" }),
    ];
    const [a, b] = [summarize(chain), summarize(graph)];
    const error = Math.hypot(a.unlearned.standardError, b.unlearned.standardError);
    expect(Math.abs(a.unlearned.mean - b.unlearned.mean)).toBeLessThan(5 * error);
    const rounds = Math.hypot(a.rounds!.standardError, b.rounds!.standardError);
    expect(Math.abs(a.rounds!.mean - b.rounds!.mean)).toBeLessThan(5 * rounds);
    if (a.emerged === null) return;
    const share = (a.emerged.share + b.emerged!.share) / 2;
    expect(Math.abs(a.emerged.share - b.emerged!.share)).toBeLessThan(Math.SQRT2 * bound(share, trials));
  });

  it("have histograms that a chi-square test cannot tell apart", () => {
    const experiment = corpusExperiment({ law: poisson(5), ratio: 2.45, skills: 150 });
    const trials = cases(3000, 2);
    const [first, second] = (["chain", "graph"] as const).map(
      (engine) => simulate(experiment, trials, { engine }).histogram,
    );
    let chiSquare = 0;
    let bins = 0;
    first.forEach((count, bin) => {
      const other = second[bin];
      if (count + other < 20) return;
      chiSquare += (count - other) ** 2 / (count + other);
      bins++;
    });
    expect(bins).toBeGreaterThan(5);
    // Mean bins, variance 2 bins.
    expect(Math.abs(chiSquare - bins)).toBeLessThan(5 * Math.sqrt(2 * bins));
  });
});
