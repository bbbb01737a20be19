import { describe, expect, it } from "vitest";
import {
  binomial,
  epsilonThreshold,
  levelAccuracy,
  randomGraphGiant,
  type SkillLevel,
} from "../../src/theory/index.js";

/** The levels of the public notebook of Nayak and Varshney (github.com/nayakanuj/Size_Scaling_Emergence_Plateau). */
function notebookLevels(weights: readonly number[]): SkillLevel[] {
  return weights.map((weight, i) => {
    const l = i + 1;
    return {
      skills: 1000,
      pairs: Math.round(Math.exp((7 * l) / 100)),
      // There only levels above the 11th have prerequisites, all of them in the 11th.
      prerequisites: l > 11 ? Math.round(Math.log2(l)) : 0,
      needs: l > 11 ? 10 : undefined,
      weight,
    };
  });
}

/** Its estimate of a binomial tail: exp(-n KL) with the divergence in bits, and one minus that above the mean. */
function notebookTail(n: number, p: number, least: number): number {
  const x = least / n;
  const kl = x * Math.log2(x / p) + (1 - x) * Math.log2((1 - x) / (1 - p));
  const bound = Math.exp(-n * kl);
  return x < p ? 1 - bound : bound / Math.sqrt(2 * n);
}

const logChoose = Array.from({ length: 101 }, (_, a) => {
  let sum = 0;
  for (let i = 1; i <= a; i++) sum += Math.log((100 - i + 1) / i);
  return sum;
});
const binomialWeights = (p: number) =>
  Array.from({ length: 100 }, (_, i) =>
    Math.exp(logChoose[i + 1] + (i + 1) * Math.log(p) + (99 - i) * Math.log(1 - p)),
  );
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("levels of skills", () => {
  // Printed by `get_accuracy_curve` of the notebook, run on 30 November 2026 with numpy 2.4.6 and scipy 1.17.1: R = s, T = 4 s,
  // 6 concepts a text, tasks of 2 to 7 skills.
  const sizes = [1e4, 3e4, 1e5, 1e6, 1e7];
  const unimodal = [0, 6.556488380753913e-15, 5.7338462265376455e-6, 0.9823998998911473, 0.9999999999999999];
  const multimodal = [0, 0.01874096434727554, 0.3905327947927303, 0.6151698635641338, 0.8467972031155491];
  const taskSizes = [0, 1, 1, 1, 1, 1, 1];

  it.each([
    ["one cluster of levels", binomialWeights(0.5), unimodal],
    [
      "three clusters of levels",
      binomialWeights(0.2).map(
        (w, i) => 0.4 * w + 0.4 * binomialWeights(0.6)[i] + 0.2 * binomialWeights(0.95)[i],
      ),
      multimodal,
    ],
  ] as const)("have the accuracy that the notebook computes: %s", (_, weights, expected) => {
    const levels = notebookLevels(weights);
    sizes.forEach((concepts, i) => {
      const { accuracy } = levelAccuracy(concepts, 4 * concepts, 6, levels, {
        taskSizes,
        tail: notebookTail,
      });
      // The notebook does not divide weights by their sum, which the chance of level 0 makes smaller than 1.
      const scaled = accuracy * sum(weights);
      expect(Math.abs(scaled - expected[i])).toBeLessThanOrEqual(1e-9 + 2e-6 * expected[i]);
    });
  });

  it("have thresholds of their lowest graph that the notebook computes", () => {
    // get_epsilon_BP of the notebook: s skills of s/eps, texts of 6/eps on average, eps = 0.5.
    for (const [s, t, epsilon] of [
      [1000, 1200, 0.3571284875942671],
      [1000, 3500, 0.4730387513765291],
      [300, 2000, 0.5375085502793261],
    ]) {
      const { value } = epsilonThreshold(binomial(2 * s, 12 / (2 * s)), binomial(t, 6 / s));
      expect(Math.abs(value! - epsilon)).toBeLessThan(1e-10);
    }
  });

  it("give one plateau for each cluster, and never fall as texts and concepts grow", () => {
    const levels = [
      { skills: 1000, pairs: 8, prerequisites: 0, weight: 0.3 },
      { skills: 1000, pairs: 60, prerequisites: 2, weight: 0.5 },
      { skills: 1000, pairs: 2000, prerequisites: 3, weight: 0.2 },
    ];
    const accuracies = Array.from({ length: 81 }, (_, i) => {
      const concepts = 10 ** (3 + i / 14);
      return levelAccuracy(concepts, 3 * concepts, 6, levels).accuracy;
    });
    for (let i = 1; i < accuracies.length; i++)
      expect(accuracies[i]).toBeGreaterThanOrEqual(accuracies[i - 1] - 1e-12);
    for (const height of [0, 0.3, 0.8, 1]) {
      expect(
        accuracies.filter((value) => Math.abs(value - height) < 1e-6).length,
        `${height}`,
      ).toBeGreaterThan(3);
    }
  });

  it("fail above a level that has not emerged, however few pairs they ask for", () => {
    const low = { skills: 1000, pairs: 500, prerequisites: 0, weight: 1 };
    const high = { skills: 1000, pairs: 1, prerequisites: 1, weight: 1 };
    const { levels } = levelAccuracy(30_000, 120_000, 6, [low, high]);
    expect(levels[0].giant).toBe(0);
    expect(levels[1].giant).toBe(0);
  });

  it("refuse what is out of range", () => {
    const level = { skills: 10, pairs: 1, prerequisites: 0, weight: 1 };
    expect(() => levelAccuracy(1, 10, 1, [level])).toThrow('"concepts" expected a number > 1');
    expect(() => levelAccuracy(10, 10, 20, [level])).toThrow("meanConcepts/concepts");
    expect(() => levelAccuracy(10, 10, 2, [])).toThrow("at least one level");
    expect(() => levelAccuracy(10, 10, 2, [{ ...level, needs: 0 }])).toThrow("needs");
    expect(() => levelAccuracy(10, 10, 2, [{ ...level, weight: 0 }])).toThrow("sum > 0");
    expect(() => levelAccuracy(10, 10, 2, [{ ...level, pairs: 0 }])).toThrow('"pairs"');
  });
});

it("the giant component of a random graph solves its equation, near its threshold too", () => {
  for (const z of [1 + 1e-9, 1 + 1e-6, 1.001, 1.1, 1.5, 2, 5, 20, 800]) {
    const giant = randomGraphGiant(z);
    expect(giant).toBeGreaterThan(0);
    expect(Math.abs(-Math.expm1(-z * giant) / giant - 1), `${z}`).toBeLessThan(1e-9);
  }
  expect(randomGraphGiant(1 + 1e-6) / 2e-6).toBeCloseTo(1, 4);
});
