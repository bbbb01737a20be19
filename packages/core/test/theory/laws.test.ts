import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  binomial,
  type DegreeLaw,
  degreeProbability,
  degreeVariance,
  edgeView,
  empirical,
  meanDegree,
  mixedPoisson,
  nodeView,
  poisson,
  polynomial,
  regular,
  zipf,
} from "../../src/theory/index.js";
import "../reference/property-seed.js";

const laws: Record<string, DegreeLaw> = {
  poisson: poisson(3.7),
  regular: regular(4),
  binomial: binomial(12, 0.3),
  certain: binomial(5, 1),
  zipf: zipf(1.1, 60),
  polynomial: polynomial({ 0: 0.1, 2: 0.5, 3: 0.2, 17: 0.2 }),
  sparse: polynomial({ 1: 0.5, 1000: 0.3, 20000: 0.2 }),
  empirical: empirical([3, 1, 0, 4, 1, 5]),
  mixed: mixedPoisson([0.5, 2, 9], [0.5, 0.3, 0.2]),
};

/** The largest degree worth summing over. */
const top = (law: DegreeLaw) => (law.kind === "polynomial" ? law.degrees.at(-1)! : 120);

describe("degree laws", () => {
  for (const [name, law] of Object.entries(laws)) {
    it(`have generating functions that are the sums over their probabilities: ${name}`, () => {
      for (const x of [0, 0.1, 0.5, 0.9, 0.99, 1]) {
        const sums = [0, 0, 0, 0];
        for (let k = 0; k <= top(law); k++) {
          const p = degreeProbability(law, k);
          let falling = 1;
          for (let j = 0; j < 4 && j <= k && p > 0; j++) {
            sums[j] += p * falling * x ** (k - j);
            falling *= k - j;
          }
        }
        for (let j = 0; j < 4; j++) {
          expect(Math.abs(nodeView(law, x, j) - sums[j])).toBeLessThan(1e-12 * (1 + sums[j]));
        }
        expect(edgeView(law, x)).toBeCloseTo(sums[1] / meanDegree(law), 12);
      }
      expect(edgeView(law, 1)).toBeCloseTo(1, 13);
      expect(nodeView(law, 1)).toBeCloseTo(1, 13);
    });
  }

  it("have the variances of the textbook", () => {
    expect(degreeVariance(poisson(3))).toBeCloseTo(3, 12);
    expect(degreeVariance(regular(7))).toBeCloseTo(0, 12);
    expect(degreeVariance(binomial(10, 0.3))).toBeCloseTo(2.1, 12);
  });

  it("make the binomial law Poisson in the limit of many trials", () => {
    for (const x of [0.1, 0.5, 0.9]) {
      const distance = (n: number) => Math.abs(nodeView(binomial(n, 5 / n), x) - nodeView(poisson(5), x));
      expect(distance(1e6)).toBeLessThan(1e-5);
      expect(distance(1e6) * 900).toBeLessThan(distance(1e3));
    }
  });

  it("are frozen plain data that survive JSON", () => {
    for (const law of Object.values(laws)) {
      expect(Object.isFrozen(law)).toBe(true);
      const copy = JSON.parse(JSON.stringify(law)) as DegreeLaw;
      expect(copy).toEqual(law);
      expect(nodeView(copy, 0.3)).toBe(nodeView(law, 0.3));
    }
  });

  it("keep the published table of a law whose probabilities sum to 1 only nearly", () => {
    expect(polynomial({ 2: 1 / 3, 3: 1 / 3, 4: 1 / 3 }).probabilities).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it("reject parameters outside their domain, with title, expectation and value", () => {
    expect(() => poisson(-1)).toThrow(new RangeError('"mean" expected a number > 0, got -1'));
    expect(() => poisson(Number.NaN)).toThrow(new RangeError('"mean" expected a number > 0, got NaN'));
    expect(() => poisson("5" as never)).toThrow(TypeError);
    expect(() => regular(0)).toThrow(new RangeError('"degree" expected an integer >= 1, got 0'));
    expect(() => binomial(3, 0)).toThrow(RangeError);
    expect(() => binomial(3, 1.5)).toThrow(
      new RangeError('"probability" expected a number in [0, 1], got 1.5'),
    );
    expect(() => zipf(Infinity, 3)).toThrow(RangeError);
    expect(() => zipf(1, 0)).toThrow(RangeError);
    expect(() => polynomial({ 2: 0.9 })).toThrow(
      new RangeError('"probabilities" expected a sum of 1, got 0.9'),
    );
    expect(() => polynomial({ 0: 1 })).toThrow(
      new RangeError('"probabilities" expected a mean degree > 0, got 0'),
    );
    expect(() => polynomial({ 2: 1.5, 3: -0.5 })).toThrow(RangeError);
    expect(() => polynomial({ 2.5: 1 })).toThrow(RangeError);
    expect(() => empirical([1, -1])).toThrow(new RangeError('"counts[1]" expected an integer >= 0, got -1'));
    expect(() => empirical([])).toThrow(RangeError);
    expect(() => mixedPoisson([1, 2], [0.5])).toThrow(new RangeError('"weights" expected 2 numbers, got 1'));
    expect(() => mixedPoisson([0, 0])).toThrow(RangeError);
    expect(() => nodeView({ kind: "gauss" } as never, 0.5)).toThrow(TypeError);
    expect(() => nodeView(poisson(1), 1.1)).toThrow(RangeError);
    expect(() => degreeProbability(poisson(1), -1)).toThrow(RangeError);
  });

  it("evaluate dense and sparse lists of degrees alike", () => {
    const probabilities = fc.array(fc.nat(9), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        probabilities,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(3),
        (counts, x, order) => {
          fc.pre(counts.some((count, degree) => degree > 0 && count > 0));
          const dense = empirical(counts);
          // A negligible node of high degree makes the same law sparse.
          const far = counts.concat(new Array(5000 - counts.length).fill(0));
          const sparse = empirical([...far.map((count) => count * 1e11), 1]);
          const difference = Math.abs(nodeView(sparse, x, order) - nodeView(dense, x, order));
          expect(difference).toBeLessThan(1e-11 * (1 + nodeView(dense, x, order)) + 1e-11 * 5000 ** order);
        },
      ),
    );
  });
});
