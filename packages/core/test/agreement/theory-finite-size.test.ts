/** The finite-size laws against simulations of finite corpora: exact chains, and graphs where there is no chain. */
import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { configurationGraph, uniformGraph } from "../../src/graph/index.js";
import { type ChainOptions, learningChain, learnSequential } from "../../src/learning/index.js";
import {
  type DegreeLaw,
  emergenceProbability,
  emergenceWindow,
  expectedRounds,
  finiteSizeLaw,
  pairEmergenceProbability,
  pairFiniteSizeLaw,
  parseLaw,
  poisson,
  polynomial,
  ratioOfEmergence,
  ratioThreshold,
  regular,
  splitBudget,
} from "../../src/theory/index.js";
import values from "../reference/values.json" with { type: "json" };
import { cases } from "../support/cases.js";

/** The share of trials that pass the middle of the jump. */
function emerged(
  law: DegreeLaw,
  ratio: number,
  skills: number,
  trials: number,
  key: number,
  options: ChainOptions = {},
  jump = 0,
): number {
  const known = options.knownSkills ?? 0;
  const { unlearnedBefore, unlearnedAfter } = ratioThreshold(law, { unknown: 1 - known / skills }).jumps[
    jump
  ];
  const middle = (unlearnedBefore + unlearnedAfter) / 2;
  const chain = learningChain(law, Math.round(ratio * skills), skills, options);
  let count = 0;
  for (let trial = 0; trial < trials; trial++) {
    const { learnedCount: learned } = chain.run(stream(90, key, trial));
    if (skills - known - learned < middle * skills) count += 1;
  }
  return count / trials;
}

/** Five standard errors of a proportion, and the error of the law itself at n = 10^4. */
const bound = (probability: number, trials: number) =>
  5 * Math.sqrt((probability * (1 - probability)) / trials) + 0.015;

describe("the finite-size law", () => {
  it("predicts the share of emerging corpora within 4 standard errors of the reference, by our own simulation", () => {
    values.finiteSize.forEach(({ texts, n, R, simulated, se }, key) => {
      const law = parseLaw(texts);
      const ours = emerged(law, R, n, 3000, key);
      const predicted = emergenceProbability(finiteSizeLaw(law)!, R, n);
      expect(Math.abs(predicted - ours)).toBeLessThan(4 * se);
      // Our simulation is another witness of the reference simulation.
      const noise = Math.hypot(se, Math.sqrt((ours * (1 - ours)) / 3000));
      expect(Math.abs(ours - simulated)).toBeLessThan(5 * noise);
    });
  });

  it("predicts both ends of the window, for fixed and for Poisson numbers of texts", () => {
    const skills = 20_000;
    const trials = cases(2000);
    for (const texts of [poisson(4), polynomial({ 1: 0.1, 3: 0.3, 7: 0.6 })]) {
      for (const textNumber of ["fixed", "poisson"] as const) {
        const law = finiteSizeLaw(texts)!;
        const { low, high } = emergenceWindow(law, skills, { textNumber });
        for (const [ratio, probability] of [
          [low, 0.1],
          [high, 0.9],
        ] as const) {
          const share = emerged(texts, ratio, skills, trials, 20, { textNumber });
          expect(Math.abs(share - probability)).toBeLessThan(bound(probability, trials));
        }
      }
    }
  });

  it("predicts each of two jumps of a mixture with a plateau, for a Poisson number of texts", () => {
    const skills = 20_000;
    const texts = polynomial({ 1: 0.1, 3: 0.4, 40: 0.5 });
    for (const jump of [0, 1]) {
      const law = finiteSizeLaw(texts, { jump })!;
      const { low, middle, high } = emergenceWindow(law, skills, { textNumber: "poisson" });
      for (const [ratio, probability] of [
        [low, 0.1],
        [middle, 0.5],
        [high, 0.9],
      ] as const) {
        const share = emerged(texts, ratio, skills, 600, 40 + jump, { textNumber: "poisson" }, jump);
        expect(Math.abs(share - probability)).toBeLessThan(bound(probability, 600));
      }
    }
  });

  it("predicts corpora of which a fifth of the skills is known", () => {
    const skills = 20_000;
    const texts = polynomial({ 1: 0.05, 6: 0.95 });
    const law = finiteSizeLaw(texts, { unknown: 0.8 })!;
    for (const [ratio, probability] of [
      [emergenceWindow(law, skills).low, 0.1],
      [emergenceWindow(law, skills).middle, 0.5],
      [emergenceWindow(law, skills).high, 0.9],
    ] as const) {
      const share = emerged(texts, ratio, skills, 2000, 30, { knownSkills: skills / 5 });
      expect(Math.abs(share - probability)).toBeLessThan(bound(probability, 2000));
    }
  });
});

describe("the finite-size law of a D-skill learner", () => {
  it.each([
    ["poisson:5", 2],
    ["0.3x^2+0.7x^8", 2],
    ["0.2x^2+0.8x^9", 3],
  ] as const)(
    "predicts the share of corpora of %s that emerge for D = %d, at three ratios",
    (notation, maxUnlearned) => {
      const skills = 4000;
      const trials = cases(400, 2);
      const texts = parseLaw(notation);
      const law = finiteSizeLaw(texts, { maxUnlearned })!;
      const { unlearnedBefore, unlearnedAfter } = ratioThreshold(texts, { maxUnlearned }).jumps.at(-1)!;
      const middle = (unlearnedBefore + unlearnedAfter) / 2;
      for (const wanted of [0.16, 0.5, 0.84]) {
        const textCount = Math.round(ratioOfEmergence(law, wanted, skills) * skills);
        const predicted = emergenceProbability(law, textCount / skills, skills);
        let count = 0;
        for (let trial = 0; trial < trials; trial++) {
          const graph = uniformGraph(texts, textCount, skills, stream(93, notation, textCount, trial));
          const { learnedCount } = learnSequential(graph, { maxUnlearned });
          if (skills - learnedCount < middle * skills) count += 1;
        }
        // The law is off by 0.02 at n = 10^4, by n^(-1/6) more here.
        expect(Math.abs(count / trials - predicted)).toBeLessThan(bound(predicted, trials) + 0.01);
      }
    },
  );
});

describe("the law of rounds of finite corpora", () => {
  it("is within 12 % of corpora that emerge, from the middle of the window upwards", () => {
    const [skills, trials] = [10_000, 400];
    const law = finiteSizeLaw(poisson(5))!;
    for (const probability of [0.5, 0.84, 0.98]) {
      const ratio = ratioOfEmergence(law, probability, skills);
      const chain = learningChain(poisson(5), Math.round(ratio * skills), skills, {});
      const emerging: number[] = [];
      for (let trial = 0; trial < trials; trial++) {
        const { learnedCount, rounds } = chain.run(stream(94, Math.round(100 * probability), trial));
        if (learnedCount > skills / 2) emerging.push(rounds);
      }
      const mean = emerging.reduce((sum, rounds) => sum + rounds, 0) / emerging.length;
      expect(Math.abs(expectedRounds(law, ratio, skills) / mean - 1)).toBeLessThan(0.12);
    }
  });
});

describe("the finite-size law of a pair of degree laws", () => {
  it("predicts the share of (3, 6) graphs of which all is learned", () => {
    const skills = 4096;
    const law = pairFiniteSizeLaw(regular(6), regular(3))!;
    const trials = cases(300, 2);
    for (const unknown of [0.415, 0.42, 0.425]) {
      let count = 0;
      for (let trial = 0; trial < trials; trial++) {
        const rng = stream(91, Math.round(unknown * 1000), trial);
        const { graph } = configurationGraph(
          new Uint32Array(skills / 2).fill(6),
          new Uint32Array(skills).fill(3),
          rng,
        );
        const known = Uint8Array.from({ length: skills }, () => (rng.nextFloat() < unknown ? 0 : 1));
        const { knownCount, learnedCount } = learnSequential(graph, { known });
        // Stopping sets of a few skills are not the transition.
        if (knownCount + learnedCount > 0.95 * skills) count += 1;
      }
      const predicted = pairEmergenceProbability(law, unknown, skills);
      expect(Math.abs(count / trials - predicted)).toBeLessThan(bound(predicted, trials));
    }
  });
});

describe("the compute-optimal split of a budget", () => {
  it("learns as many skills as predicted, and more than a corpus a tenth larger or smaller", () => {
    const budget = 1e8;
    const split = splitBudget(poisson(5), budget);
    const learned = (factor: number) => {
      const skills = Math.round(split.skills * factor);
      const chain = learningChain(poisson(5), Math.round(budget / skills), skills, {});
      let sum = 0;
      for (let trial = 0; trial < 400; trial++)
        sum += chain.run(stream(92, skills, trial)).learnedCount / 400;
      return sum;
    };
    const best = learned(1);
    expect(Math.abs(best / split.learned - 1)).toBeLessThan(0.005);
    expect(learned(1.1)).toBeLessThan(best);
    expect(learned(0.9)).toBeLessThan(best);
  });
});
