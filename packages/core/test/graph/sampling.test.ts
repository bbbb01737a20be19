import { describe, expect, it } from "vitest";
import { binomialLogPmf, normalCdf, poissonLogPmf, stream } from "../../src/base/index.js";
import { sampleBinomial, sampleMultinomial, sampleOccupancy, samplePoisson } from "../../src/graph/index.js";
import { OccupancyLaw } from "../../src/graph/sampling/occupancy-law.js";
import { OccupancyShape } from "../../src/graph/sampling/occupancy-shape.js";
import { chiSquarePValue } from "../reference/chi-square.js";
import { occupancyProbabilities } from "../reference/occupancy-probabilities.js";
import { cases } from "../support/cases.js";

const draws = cases(200_000);

/** The Kolmogorov-Smirnov distance from the normal law, in units of 1/sqrt(draws). Above 2.2 with probability 1e-4. */
function distanceFromNormal(sample: () => number, mean: number, deviation: number, count: number): number {
  const values = Float64Array.from({ length: count }, sample).sort();
  let distance = 0;
  for (let i = 0; i < count; i++) {
    const expected = normalCdf((values[i] + 0.5 - mean) / deviation);
    distance = Math.max(distance, Math.abs((i + 1) / count - expected), Math.abs(i / count - expected));
  }
  return distance * Math.sqrt(count);
}

describe("binomial draws", () => {
  it.each([
    [1, 0.3],
    [7, 0.5],
    [20, 0.6],
    [25, 0.4],
    [99, 0.1],
    [101, 0.1],
    [50, 0.97],
    [1000, 0.3],
    [100_000, 0.5],
    [1e6, 1e-6],
    [1e6, 2e-5],
    [1e12, 3e-12],
    [1e12, 4e-11],
    [2 ** 53 - 1, 2e-14],
  ])("of %d trials with probability %d follow the binomial law", (trials, probability) => {
    const rng = stream(10, "binomial", String(trials), String(probability));
    const mean = trials * probability;
    const reach = 9 * Math.sqrt(mean * (1 - probability)) + 20;
    const [first, last] = [Math.max(0, Math.floor(mean - reach)), Math.min(trials, Math.ceil(mean + reach))];
    const law = (k: number) => Math.exp(binomialLogPmf(k, trials, probability));
    if (last - first < 3) {
      // One trial: two outcomes, told apart by the mean alone.
      let sum = 0;
      for (let i = 0; i < draws; i++) sum += sampleBinomial(trials, probability, rng);
      expect(Math.abs(sum / draws - mean)).toBeLessThan(5 * Math.sqrt((mean * (1 - probability)) / draws));
      return;
    }
    expect(
      chiSquarePValue(() => sampleBinomial(trials, probability, rng), law, first, last, draws),
    ).toBeGreaterThan(1e-4);
  });

  // Where no table of cells can be filled, the law is normal to 1e-6 and steps are invisible.
  it.each([
    [1e12, 0.3],
    [1e12, 1e-3],
    [1e15, 0.9],
  ])("of %d trials with probability %d are normal, without a step or a shift", (trials, probability) => {
    const rng = stream(11, "binomial", String(trials));
    const deviation = Math.sqrt(trials * probability * (1 - probability));
    const sample = () => sampleBinomial(trials, probability, rng);
    expect(distanceFromNormal(sample, trials * probability, deviation, draws)).toBeLessThan(2.2);
  });

  it("are certain where the law is", () => {
    const rng = stream(12);
    expect([sampleBinomial(0, 0.5, rng), sampleBinomial(9, 0, rng), sampleBinomial(9, 1, rng)]).toEqual([
      0, 0, 9,
    ]);
  });

  it("refuse what is no number of trials and no probability", () => {
    const rng = stream(1);
    for (const trials of [-1, 0.5, Number.NaN, 2 ** 53]) {
      expect(() => sampleBinomial(trials, 0.5, rng)).toThrow(/^"trials" expected an integer/);
    }
    for (const probability of [-0.1, 1.1, Number.NaN]) {
      expect(() => sampleBinomial(3, probability, rng)).toThrow(/^"probability" expected/);
    }
  });
});

describe("Poisson draws", () => {
  it.each([0.4, 3, 9.9, 10, 12, 30, 400, 20_000])("of mean %d follow the Poisson law", (mean) => {
    const rng = stream(13, "poisson", String(mean));
    const reach = 9 * Math.sqrt(mean) + 20;
    const law = (k: number) => Math.exp(poissonLogPmf(k, mean));
    const p = chiSquarePValue(
      () => samplePoisson(mean, rng),
      law,
      Math.max(0, Math.floor(mean - reach)),
      Math.ceil(mean + reach),
      draws,
    );
    expect(p).toBeGreaterThan(1e-4);
  });

  it("of mean 1e12 are normal, without a step or a shift", () => {
    const rng = stream(14);
    expect(distanceFromNormal(() => samplePoisson(1e12, rng), 1e12, 1e6, draws)).toBeLessThan(2.2);
  });

  it("refuse what is no mean", () => {
    for (const mean of [-1, Number.NaN, Infinity])
      expect(() => samplePoisson(mean, stream(1))).toThrow(RangeError);
    expect(samplePoisson(0, stream(1))).toBe(0);
  });
});

describe("occupancy draws", () => {
  // Every way of drawing: ball by ball, collisions, rejection at the least variance and above, few and hardly any empty.
  it.each([
    [10, 20],
    [24, 1000],
    [25, 1000],
    [60, 50],
    [89, 90],
    [96, 91],
    [300, 100_000],
    [120, 1000],
    [160, 1000],
    [200, 1000],
    [500, 400],
    [900, 400],
    [1500, 400],
    [1700, 400],
    [3000, 500],
    [3900, 500],
    [500, 100],
    [3000, 3000],
  ])("of %d balls into %d bins follow the occupancy law", (balls, bins) => {
    const rng = stream(15, "occupancy", balls, bins);
    const law = occupancyProbabilities(balls, bins);
    const p = chiSquarePValue(
      () => sampleOccupancy(balls, bins, rng),
      (l) => law[l] ?? 0,
      1,
      law.length - 1,
      draws,
    );
    expect(p).toBeGreaterThan(1e-4);
  });

  it.each([
    [1e7, 1e7],
    [1e9, 1e10],
    [4e11, 1e12],
    [1e12, 5e11],
  ])("of %d balls into %d bins are normal with the exact mean and variance", (balls, bins) => {
    const rng = stream(16, "occupancy", balls);
    const miss = Math.exp(balls * Math.log1p(-1 / bins));
    const mean = -bins * Math.expm1(balls * Math.log1p(-1 / bins));
    const load = balls / bins;
    const deviation = Math.sqrt(bins * miss * (1 - (1 + load) * miss));
    // The skewness left is of the order of 1/deviation, far below the resolution of the test.
    const sample = () => sampleOccupancy(balls, bins, rng);
    expect(distanceFromNormal(sample, mean, deviation, cases(100_000))).toBeLessThan(2.2);
  });

  it("know the ratios of probabilities to a millionth", () => {
    for (const [balls, bins] of [
      [130, 400],
      [96, 91],
      [200, 1000],
      [3000, 230_000],
      [1000, 400],
      [3000, 1000],
    ] as const) {
      const exact = occupancyProbabilities(balls, bins);
      const reference = bins - Math.floor(bins * Math.exp(balls * Math.log1p(-1 / bins)));
      const law = new OccupancyLaw(balls, bins, reference);
      let compared = 0;
      for (let l = 1; l < exact.length; l++) {
        if (!(exact[l] > 1e-12)) continue;
        expect(Math.abs(law.logRatio(l) - Math.log(exact[l] / exact[reference]))).toBeLessThan(1e-6);
        compared++;
      }
      expect(compared).toBeGreaterThan(20);
    }
  });

  it("are certain where the law is", () => {
    const rng = stream(17);
    expect(sampleOccupancy(0, 0, rng)).toBe(0);
    expect(sampleOccupancy(0, 5, rng)).toBe(0);
    expect(sampleOccupancy(1, 2 ** 53 - 1, rng)).toBe(1);
    expect(sampleOccupancy(1e15, 100, rng)).toBe(100);
    expect(() => sampleOccupancy(1, 0, rng)).toThrow(RangeError);
    expect(() => sampleOccupancy(1.5, 3, rng)).toThrow(RangeError);
  });
});

describe("the rejection of the occupancy sampler", () => {
  /** Where draws are by rejection, for every outcome: the hat lies above the law, the shortcut below, bounds hold. */
  it("has a hat that covers the law, a shortcut within it and an approximation as good as it says", () => {
    let points = 0;
    for (const bins of [91, 95, 110, 160, 300, 1000, 3000]) {
      for (let load = 0.05; load < 8; load *= 1.25) {
        const balls = Math.round(load * bins);
        const hit = -Math.expm1(-balls / bins);
        const variance = bins * (1 - hit) * (hit - (balls / bins) * (1 - hit));
        if (variance < 9 || balls < 25) continue;
        const exact = occupancyProbabilities(balls, bins);
        const mean = (1 - hit) * (bins - (0.5 * balls) / bins);
        const deviation = Math.sqrt(variance);
        const b = 1.15 + 2.53 * deviation;
        const a = -0.0873 + 0.0248 * b;
        const alpha = (2.83 + 5.1 / b) * deviation;
        const mode = bins - Math.floor(mean);
        for (let i = 1; i < 4000; i++) {
          const u = i / 4000 - 0.5;
          const edge = 0.5 - Math.abs(u);
          const empty = Math.floor(((2 * a) / edge + b) * u + mean + 0.5);
          const probability = exact[bins - empty];
          if (probability === undefined) continue;
          const share = ((probability / exact[mode]) * (a / edge ** 2 + b)) / alpha;
          if (!(share <= 1))
            expect.fail(`${balls} balls, ${bins} bins: ${empty} empty stick out by ${share}`);
          if (edge >= 0.07 && !(share >= 0.92 - 4.2 / b))
            expect.fail(`shortcut at ${balls}, ${bins}, ${empty}`);
          points++;
        }
        const shape = new OccupancyShape(balls, bins);
        for (let l = 1; l < exact.length; l++) {
          if (!(exact[l] > 1e-300) || shape.error(l) === Infinity) continue;
          const difference =
            shape.logProbability(l) - shape.logProbability(mode) - Math.log(exact[l] / exact[mode]);
          if (!(Math.abs(difference) <= shape.error(l)))
            expect.fail(`shape at ${balls}, ${bins}, ${l}: ${difference}`);
          points++;
        }
      }
    }
    expect(points).toBeGreaterThan(200_000);
  });
});

describe("multinomial draws", () => {
  it("add up to the trials and each follow their binomial law", () => {
    const rng = stream(18);
    const weights = [1, 0, 5, 3, 1];
    const law = (k: number) => Math.exp(binomialLogPmf(k, 30, 0.3));
    let wrong = 0;
    const p = chiSquarePValue(
      () => {
        const counts = sampleMultinomial(30, weights, rng);
        if (counts.reduce((sum, count) => sum + count, 0) !== 30 || counts[1] !== 0) wrong++;
        return counts[3];
      },
      law,
      0,
      30,
      cases(40_000),
    );
    expect(wrong).toBe(0);
    expect(p).toBeGreaterThan(1e-4);
  });

  it("have the covariance of the multinomial law", () => {
    const rng = stream(19);
    let sum = 0;
    const count = cases(100_000);
    for (let i = 0; i < count; i++) {
      const [a, b] = sampleMultinomial(50, [0.2, 0.3, 0.5], rng) as unknown as [number, number];
      sum += (a - 10) * (b - 15);
    }
    // Cov = -50 * 0.2 * 0.3 = -3; the product's deviation is at most sqrt(8 * 10.5 + 9).
    expect(Math.abs(sum / count + 3)).toBeLessThan((5 * Math.sqrt(93)) / Math.sqrt(count));
  });
});
