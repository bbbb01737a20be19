import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codingCurve,
  codingRate,
  evolve,
  poisson,
  polynomial,
  ratioThreshold,
  regular,
  sequenceBits,
  uniformSetBits,
} from "../../src/theory/index.js";
import "../reference/property-seed.js";

const costs = { skillCount: 10_000, rawBits: 400 };

describe("codingRate", () => {
  it("is 1 + (1 - e) E[set bits | understood] + e raw bits", () => {
    const ratio = fc.double({ min: 0.5, max: 4, noNaN: true });
    fc.assert(
      fc.property(
        ratio,
        fc.constantFrom(poisson(3), poisson(5), polynomial({ 1: 0.3, 6: 0.7 })),
        (r, texts) => {
          const { meanBits, setBits, rawBits, understood } = codingRate(texts, r, costs);
          const error = evolve(texts, r).textError;
          expect(understood).toBeCloseTo(1 - error, 6);
          if (understood < 1) expect(rawBits).toBeCloseTo(400, 6);
          expect(meanBits).toBeCloseTo(1 + (1 - error) * setBits + error * 400, 3);
        },
      ),
    );
  });

  it("has the exact value for texts of one size", () => {
    const { meanBits, setBits, learned } = codingRate(regular(2), 3, { ...costs, maxUnlearned: 2 });
    const zeta = evolve(regular(2), 3, { maxUnlearned: 2 }).learned;
    expect(learned).toBe(Math.round(zeta * 10_000));
    expect(setBits).toBeCloseTo(Math.log2((learned * (learned - 1)) / 2), 12);
    expect(meanBits).toBeCloseTo(1 + zeta ** 2 * setBits + (1 - zeta ** 2) * 400, 10);
  });

  it("falls where the skills emerge", () => {
    const jump = ratioThreshold(poisson(5)).value!;
    const [before, after] = codingCurve(poisson(5), [jump * (1 - 1e-9), jump * (1 + 1e-9)], costs);
    expect(before).toBeGreaterThan(390);
    expect(after).toBeLessThan(65);
  });

  it("takes other costs of sets and raw texts", () => {
    const raw = codingRate(poisson(5), 0, { skillCount: 100, rawBits: (size) => 80 * size });
    // Nothing is learned: only texts without skills are understood, for the flag alone.
    expect(raw.meanBits).toBeCloseTo(1 + 80 * 5, 9);
    expect(raw.understood).toBeCloseTo(Math.exp(-5), 12);
    expect(raw.setBits).toBe(0);
    const ordered = codingRate(poisson(5), 6, { ...costs, setBits: sequenceBits });
    expect(ordered.setBits).toBeCloseTo(5 * Math.log2(10_000), 3);
    expect(ordered.setBits).toBeGreaterThan(codingRate(poisson(5), 6, costs).setBits);
  });

  it("counts sets: log2 C(n, k), and k log2 n in order", () => {
    expect(uniformSetBits(2, 4)).toBeCloseTo(Math.log2(6), 14);
    expect([uniformSetBits(0, 0), uniformSetBits(3, 2), sequenceBits(0, 0)]).toEqual([0, 0, 0]);
  });

  it("gives the curve the numbers of the scalar form", () => {
    const ratios = [0, 0.5, 2, 2.5, 4];
    expect([...codingCurve(poisson(5), ratios, costs)]).toEqual(
      ratios.map((ratio) => codingRate(poisson(5), ratio, costs).meanBits),
    );
  });

  it("rejects bad costs", () => {
    expect(() => codingRate(poisson(5), 2, { skillCount: 0, rawBits: 1 })).toThrow(RangeError);
    expect(() => codingRate(poisson(5), 2, { skillCount: 10, rawBits: -1 })).toThrow(
      '"rawBits" expected a number >= 0, got -1',
    );
    expect(() =>
      codingRate(poisson(5), 2, { skillCount: 10, rawBits: 1, setBits: () => Number.NaN }),
    ).toThrow(RangeError);
  });
});
