import gammaln from "@stdlib/math-base-special-gammaln";
import stdBinomialLogPmf from "@stdlib/stats-base-dists-binomial-logpmf";
import stdChiSquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import stdNormalCdf from "@stdlib/stats-base-dists-normal-cdf";
import stdNormalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import stdPoissonCdf from "@stdlib/stats-base-dists-poisson-cdf";
import stdPoissonLogPmf from "@stdlib/stats-base-dists-poisson-logpmf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  binomialLogPmf,
  chiSquareTail,
  lambertW0,
  logBinomial,
  logFactorial,
  logGamma,
  normalCdf,
  normalDensity,
  normalQuantile,
  poissonCdf,
  poissonLogCdf,
  poissonLogPmf,
  poissonLogTail,
  poissonPmf,
  poissonTail,
} from "../../src/base/index.js";
import "../reference/property-seed.js";

/** Expects equality to `digits` relative, or to that absolutely below 1. */
function expectClose(actual: number, expected: number, tolerance: number): void {
  const error = Math.abs(actual - expected) / Math.max(1e-300, Math.abs(expected));
  if (!(error <= tolerance)) expect.fail(`${actual} is not ${expected}: relative error ${error}`);
}

const positive = (max: number) => fc.double({ min: 1e-6, max, noNaN: true });

describe("logGamma", () => {
  it("agrees with @stdlib to 1e-14 from 1e-6 to 1e6, and with 30-digit arithmetic where that oracle is off by 5e-15", () => {
    fc.assert(
      fc.property(fc.oneof(positive(3), positive(20), positive(1e6)), (x) => {
        const expected = gammaln(x);
        expect(Math.abs(logGamma(x) - expected)).toBeLessThanOrEqual(1e-14 + 2e-15 * Math.abs(expected));
      }),
      { numRuns: 2000 },
    );
    expectClose(logGamma(1.1916321449683622), -0.08291092953904564, 4e-16);
  });

  it("keeps its relative accuracy at the zeros 1 and 2, where its slope is -gamma and 1 - gamma", () => {
    const gamma = 0.5772156649015329;
    for (const z of [1e-3, 1e-6, 1e-9, -1e-6]) {
      // log Gamma(1 + z) = -gamma z + pi^2/12 z^2 - zeta(3)/3 z^3 + ...
      const x = 1 + z;
      const rounded = x - 1;
      const expected =
        rounded * (-gamma + rounded * (Math.PI ** 2 / 12 - (rounded * 1.2020569031595942) / 3));
      expectClose(logGamma(x), expected, 1e-15 + Math.abs(z) ** 3);
    }
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
  });

  it("is Infinity at 0 and at Infinity, and rejects negative numbers and NaN", () => {
    expect([logGamma(0), logGamma(Number.POSITIVE_INFINITY)]).toEqual([Infinity, Infinity]);
    expect(() => logGamma(-0.5)).toThrow(RangeError);
    expect(() => logGamma(Number.NaN)).toThrow(RangeError);
  });
});

describe("log-factorials and binomial coefficients", () => {
  it("are those of exact integer arithmetic", () => {
    let factorial = 1n;
    for (let k = 1; k <= 170; k++) {
      factorial *= BigInt(k);
      expectClose(logFactorial(k), Math.log(Number(factorial)), 1e-15);
    }
    expectClose(logFactorial(1000), gammaln(1001), 1e-15);
    for (let n = 0; n <= 60; n++) {
      let coefficient = 1n;
      for (let k = 0; k <= n; k++) {
        expect(Math.abs(logBinomial(n, k) - Math.log(Number(coefficient)))).toBeLessThan(2e-14);
        coefficient = (coefficient * BigInt(n - k)) / BigInt(k + 1);
      }
    }
  });

  it("keep their digits for n = 10^15", () => {
    const n = 1e15;
    expectClose(logBinomial(n, 1), Math.log(n), 1e-15);
    expectClose(logBinomial(n, 2), Math.log(n) + Math.log((n - 1) / 2), 1e-15);
    expectClose(logBinomial(n, n - 2), Math.log(n) + Math.log((n - 1) / 2), 1e-15);
  });
});

describe("lambertW0", () => {
  it("solves w e^w = x from the branch point to the largest double", () => {
    const anywhere = fc.oneof(
      fc.double({ min: -0.36787944117144233, max: 0, noNaN: true }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }),
      fc.double({ min: 1e-16, max: 0.1, noNaN: true }).map((distance) => -0.36787944117144233 + distance),
    );
    fc.assert(
      fc.property(anywhere, (x) => {
        const w = lambertW0(x);
        expect(w).toBeGreaterThanOrEqual(-1);
        // A rounding of w changes w e^w by a factor of (1 + w) eps, and the check itself rounds e^w.
        const residual = w < 500 ? (w / x) * Math.exp(w) - 1 : w + Math.log(w) - Math.log(x);
        if (Math.abs(x) > 1e-300) expect(Math.abs(residual)).toBeLessThan(1e-15 * (3 + 2 * Math.abs(w)));
      }),
      { numRuns: 3000 },
    );
  });

  it("keeps all digits near the branch point, where w e^w does not determine them", () => {
    // 50-digit arithmetic, rounded.
    const exact: [number, number][] = [
      [-0.36787944117144233, -1],
      [-0.3678794411714423, -0.9999999846957459],
      [-0.36787944117, -0.9999971997634111],
      [-0.3678, -0.9793607149578305],
      [-0.367, -0.9323991847479283],
      [-0.35, -0.7166388164560736],
      [-0.3, -0.4894022271802149],
      [-0.25, -0.3574029561813889],
      [-0.2, -0.25917110181907377],
      [0.5, 0.35173371124919584],
      [3.5, 1.1302893269741359],
      [1e100, 224.8431064451185],
    ];
    for (const [x, w] of exact) expectClose(lambertW0(x), w, 3e-16);
  });

  it("increases", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.3678, max: 50, noNaN: true }),
        fc.double({ min: 1e-9, max: 1, noNaN: true }),
        (x, d) => lambertW0(x + d) > lambertW0(x),
      ),
    );
  });

  it("rejects what is below -1/e", () => {
    expect(() => lambertW0(-0.3678794411714424)).toThrow(RangeError);
    expect(() => lambertW0(Number.NaN)).toThrow(RangeError);
    expect(() => lambertW0("0" as never)).toThrow(TypeError);
  });
});

describe("the normal distribution", () => {
  it("agrees with @stdlib: the distribution function to 1e-13 in the tail, the quantile to 1e-14", () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 9, noNaN: true }), (x) => {
        // The oracle rounds x/sqrt(2): an error of x^2 eps in the tail.
        expectClose(normalCdf(x), stdNormalCdf(x, 0, 1), 1e-15 * (2 + x * x));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (p) => {
        expect(Math.abs(normalQuantile(p) - stdNormalQuantile(p, 0, 1))).toBeLessThan(
          1e-14 * (1 + Math.abs(Math.log(p))),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("has the values of 50-digit arithmetic in the far tail", () => {
    expectClose(normalCdf(-30), 4.906713927148187e-198, 1e-15);
    expectClose(normalCdf(-10.1), 2.762109471764517e-24, 1e-15);
    expectClose(normalQuantile(1e-300), -37.0470962993612, 1e-15);
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalQuantile(0), normalQuantile(1)]).toEqual([
      0,
      1,
      -Infinity,
      Infinity,
    ]);
    expectClose(normalDensity(1), Math.exp(-0.5) / Math.sqrt(2 * Math.PI), 3e-16);
  });

  it("has a quantile that inverts the distribution function", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-308, max: 0.5, noNaN: true }), (p) =>
        expectClose(normalCdf(normalQuantile(p)), p, 2e-13),
      ),
    );
  });
});

describe("Poisson probabilities", () => {
  it("agree with @stdlib", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.double({ min: 1e-3, max: 300, noNaN: true }), (k, mean) => {
        const log = stdPoissonLogPmf(k, mean);
        expect(Math.abs(poissonLogPmf(k, mean) - log)).toBeLessThan(1e-12 + 1e-14 * Math.abs(log));
        expect(Math.abs(poissonCdf(k, mean) - stdPoissonCdf(k, mean))).toBeLessThan(1e-12);
      }),
      { numRuns: 1000 },
    );
  });

  it("have the values of 50-digit arithmetic far in both tails", () => {
    expectClose(poissonLogPmf(1e6, 1e6), -7.826693895520143, 1e-15);
    expectClose(poissonLogCdf(10, 1000), -946.0168196296328, 1e-15);
    expectClose(poissonLogTail(2000, 1000), -391.01578658783967, 1e-15);
    expectClose(poissonLogTail(50, 1e-5), -739.5688011056712, 1e-15);
    expectClose(poissonLogCdf(1e6, 1e6), -0.6926153990082546, 2e-14);
    expectClose(poissonLogCdf(3, 1), -0.019170746988273764, 1e-15);
  });

  it("add up: the tail, the distribution function and the point probabilities", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 80, noNaN: true }), (k, mean) => {
        let sum = 0;
        for (let i = 0; i <= k; i++) sum += poissonPmf(i, mean);
        expect(Math.abs(poissonCdf(k, mean) - sum)).toBeLessThan(1e-14);
        expect(Math.abs(poissonCdf(k, mean) + poissonTail(k, mean) - 1)).toBeLessThan(1e-14);
      }),
    );
    expect([poissonPmf(0, 0), poissonPmf(1, 0), poissonCdf(0, 0), poissonTail(0, 0)]).toEqual([1, 0, 1, 0]);
  });
});

describe("binomial and chi-square probabilities", () => {
  it("agree with @stdlib", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.double({ min: 1e-200, max: 1, noNaN: true }), (n, k, p) => {
        const log = stdBinomialLogPmf(k, n, p);
        const ours = binomialLogPmf(k, n, p);
        if (log === -Infinity) expect(ours).toBe(-Infinity);
        else expect(Math.abs(ours - log)).toBeLessThan(1e-11 + 1e-13 * Math.abs(log));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 300, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        (x, freedom) => {
          expect(Math.abs(chiSquareTail(x, freedom) - (1 - stdChiSquareCdf(x, freedom)))).toBeLessThan(1e-12);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
