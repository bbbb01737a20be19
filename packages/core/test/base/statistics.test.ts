import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../reference/property-seed.js";
import {
  binomialLogPmf,
  ksPValue,
  ksStatistic,
  ksStatisticAgainst,
  stream,
  Welford,
  wilsonInterval,
} from "../../src/base/index.js";

describe("wilsonInterval", () => {
  it("solves the score equation |p - x/n| = z sqrt(p(1-p)/n) at both ends", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const successes = Math.round(share * n);
          const { low, high } = wilsonInterval(successes, n);
          for (const p of [low, high].filter((end) => end > 0 && end < 1)) {
            const z = Math.abs(p - successes / n) / Math.sqrt((p * (1 - p)) / n);
            expect(z).toBeCloseTo(1.959963984540054, 6);
          }
          expect(low).toBeLessThanOrEqual(successes / n);
          expect(high).toBeGreaterThanOrEqual(successes / n);
        },
      ),
    );
  });

  it("covers the true proportion about as often as it says, by exact summation", () => {
    const coverage = (n: number, p: number) => {
      let sum = 0;
      for (let k = 0; k <= n; k++) {
        const { low, high } = wilsonInterval(k, n);
        if (low <= p && p <= high) sum += Math.exp(binomialLogPmf(k, n, p));
      }
      return sum;
    };
    for (const p of [0.1, 0.3, 0.5, 0.9]) {
      expect(coverage(200, p)).toBeGreaterThan(0.92);
      expect(coverage(200, p)).toBeLessThan(0.975);
    }
  });

  it("rejects more successes than trials", () => {
    expect(() => wilsonInterval(3, 2)).toThrow(
      new RangeError('"successes" expected an integer in [0, 2], got 3'),
    );
  });
});

describe("Welford", () => {
  it("has the mean and variance of the two-pass formulas, whole or merged from parts", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2 }),
        fc.nat(),
        (values, cut) => {
          const parts = [new Welford(), new Welford(), new Welford()];
          values.forEach((value, i) => {
            parts[0].add(value);
            parts[i < cut % values.length ? 1 : 2].add(value);
          });
          parts[1].merge(parts[2]);
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
          for (const accumulator of parts.slice(0, 2)) {
            expect(accumulator.count).toBe(values.length);
            expect(accumulator.mean).toBeCloseTo(mean, 8);
            expect(Math.abs(accumulator.variance - variance)).toBeLessThan(1e-9 * (1 + variance));
          }
        },
      ),
    );
  });

  it("does not cancel on numbers with a large common part", () => {
    const accumulator = new Welford();
    for (const value of [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]) accumulator.add(value);
    expect(accumulator.variance).toBe(30);
  });

  it("gives zeros, not NaN, when it is empty or has one number", () => {
    const empty = new Welford();
    empty.merge(new Welford());
    expect([empty.mean, empty.variance, empty.standardError]).toEqual([0, 0, 0]);
    empty.add(3);
    expect([empty.mean, empty.variance, empty.standardDeviation]).toEqual([3, 0, 0]);
  });
});

describe("the Kolmogorov-Smirnov test", () => {
  it("has the statistic of the naive comparison at all points, with ties", () => {
    const sample = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const share = (values: number[], x: number) =>
          values.filter((value) => value <= x).length / values.length;
        const naive = Math.max(
          ...first.concat(second).map((x) => Math.abs(share(first, x) - share(second, x))),
        );
        expect(ksStatistic(first, second)).toBeCloseTo(naive, 12);
      }),
    );
  });

  it("has p-values that are uniform when the hypothesis is true, and tiny when it is not", () => {
    const below = { p10: 0, p01: 0 };
    const tests = 2000;
    for (let test = 0; test < tests; test++) {
      const random = stream(5, test);
      const p = ksPValue(
        ksStatisticAgainst(
          Array.from({ length: 50 }, () => random.nextFloat()),
          (x) => x,
        ),
        50,
      );
      if (p < 0.1) below.p10 += 1;
      if (p < 0.01) below.p01 += 1;
    }
    expect(Math.abs(below.p10 - 0.1 * tests)).toBeLessThan(5 * Math.sqrt(tests * 0.1 * 0.9));
    expect(Math.abs(below.p01 - 0.01 * tests)).toBeLessThan(5 * Math.sqrt(tests * 0.01 * 0.99));
    expect(ksPValue(0.3, 200)).toBeLessThan(1e-10);
  });

  it("has the published critical values of the limit law, and no step between its two series", () => {
    // Smirnov (1948): K(1.3581) = 0.95, K(1.6276) = 0.99.
    expect(ksPValue(1.3581 / Math.sqrt(1e10), 1e10)).toBeCloseTo(0.05, 4);
    expect(ksPValue(1.6276 / Math.sqrt(1e10), 1e10)).toBeCloseTo(0.01, 4);
    expect(ksPValue((1 - 1e-9) / 1e5, 1e10) - ksPValue((1 + 1e-9) / 1e5, 1e10)).toBeLessThan(1e-5);
  });

  it("rejects an empty sample", () => {
    expect(() => ksStatistic([], [1])).toThrow(RangeError);
  });
});
