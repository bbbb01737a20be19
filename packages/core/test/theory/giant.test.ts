import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  evolve,
  giantComponent,
  giantThreshold,
  meanDegree,
  mixedPoisson,
  poisson,
  polynomial,
  ratioThreshold,
  regular,
} from "../../src/theory/index.js";
import values from "../reference/values.json" with { type: "json" };
import "../reference/property-seed.js";

/** The equations for one new skill at a time with Poisson laws, written out and iterated from 0. */
function naiveGiant(c: number, ratio: number): number {
  let q = 1;
  for (let i = 0; i < 20_000; i++) q = Math.exp(-c * ratio * Math.exp(-c * q));
  const edge = (x: number) => Math.exp(-c * (1 - x));
  const skill = (x: number) => Math.exp(-c * ratio * (1 - x));
  let [v1, v0, both, silent] = [0, 0, 0, 0];
  for (let i = 0; i < 20_000; i++) {
    const teaches = edge(v1);
    silent = edge(v1 + q) - edge(v1) - (q - v0) * c * edge(v1);
    both = teaches + silent;
    v1 = skill(both) - skill(silent);
    v0 = skill(silent);
  }
  return 1 - q - (skill(both) - skill(silent));
}

describe("giantComponent", () => {
  it("has the reference values, independent and exact", () => {
    for (const { c, R, zeta, independent, exact } of values.giantComponent) {
      const component = giantComponent(poisson(c), R);
      expect(component.converged).toBe(true);
      expect(Math.abs(component.learned - zeta)).toBeLessThan(6e-7);
      expect(Math.abs(component.giantIndependent - independent)).toBeLessThan(6e-7);
      expect(Math.abs(component.giant - exact)).toBeLessThan(6e-7);
    }
  });

  it("agrees with plain iteration of the equations", () => {
    const ratio = fc.double({ min: 0.3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1, max: 6, noNaN: true }), ratio, (c, r) => {
        const { giant, growth } = giantComponent(poisson(c), r);
        if (Math.abs(growth - 1) < 0.01) return;
        // Near a jump of learning plain iteration has not arrived.
        const jump = ratioThreshold(poisson(c)).value;
        if (jump !== null && Math.abs(r / jump - 1) < 1e-3) return;
        expect(Math.abs(giant - naiveGiant(c, r))).toBeLessThan(1e-9);
      }),
      { numRuns: 30 },
    );
  });

  it("has the growth factors of the closed forms for Poisson texts", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 6, noNaN: true }),
        fc.double({ min: 0.05, max: 4, noNaN: true }),
        (c, r) => {
          const { growth, growthIndependent, learned } = giantComponent(poisson(c), r);
          const q = 1 - learned;
          const u = Math.exp(-c * q);
          const t = 1 - q + 2 * q * u;
          const k = (t + Math.sqrt(t * t - 4 * q * u * u)) / 2;
          expect(Math.abs(growth / (c * c * r * k) - 1)).toBeLessThan(1e-7);
          expect(Math.abs(growthIndependent / (c * c * r * learned) - 1)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it("exists iff its growth factor is above 1, and lies between nothing and all that is learned", () => {
    const laws = fc.constantFrom(
      poisson(3),
      poisson(5),
      polynomial({ 1: 0.3, 6: 0.7 }),
      polynomial({ 1: 0.2, 2: 0.5, 9: 0.3 }),
    );
    fc.assert(
      fc.property(
        laws,
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        fc.integer({ min: 1, max: 3 }),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        (texts, r, maxUnlearned, unknown, reliability) => {
          const component = giantComponent(texts, r, { maxUnlearned, unknown, reliability });
          expect(component.converged).toBe(true);
          if (component.growth < 1) expect(component.giant).toBe(0);
          if (component.growth > 1 + 1e-6) expect(component.giant).toBeGreaterThan(0);
          expect(component.giant).toBeLessThanOrEqual(component.learned);
          if (component.growthIndependent <= 1) expect(component.giantIndependent).toBe(0);
          expect(component.giantIndependent).toBeLessThanOrEqual(component.learned);
          expect(component.learned).toBe(evolve(texts, r, { maxUnlearned, unknown, reliability }).learned);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is that of the whole graph when everything is known, exactly and independently", () => {
    const component = giantComponent(poisson(2), 1, { unknown: 0 });
    // Poisson texts and skills: v = exp(-2 (1 - exp(-2 (1 - v)))).
    let v = 0;
    for (let i = 0; i < 5000; i++) v = Math.exp(-2 * (1 - Math.exp(-2 * (1 - v))));
    expect(component.giant).toBeCloseTo(1 - v, 12);
    expect(component.giantIndependent).toBeCloseTo(1 - v, 12);
    expect(component.growth).toBeCloseTo(4, 12);
  });

  it("is all that is learned by a learner that takes any number of new skills, in one component", () => {
    // Every text teaches all its skills: the random graph of the texts, without isolated skills.
    const component = giantComponent(poisson(2), 1, { maxUnlearned: 60 });
    expect(component.giant).toBeCloseTo(giantComponent(poisson(2), 1, { unknown: 0 }).giant, 10);
    expect(component.learned).toBeCloseTo(1 - Math.exp(-2), 12);
  });

  it("takes skill laws as well as ratios", () => {
    expect(giantComponent(poisson(3), poisson(3 * 0.95)).giant).toBeCloseTo(
      giantComponent(poisson(3), 0.95).giant,
      13,
    );
    expect(giantComponent(poisson(3), mixedPoisson([2.85, 2.85])).giant).toBeCloseTo(
      giantComponent(poisson(3), 0.95).giant,
      12,
    );
    const regularPair = giantComponent(regular(6), regular(3), { unknown: 0.42 });
    expect([regularPair.learned, regularPair.giant]).toEqual([1, 1]);
    expect(meanDegree(regular(3))).toBe(3);
  });

  it("is nothing without texts, and needs a D-skill learner", () => {
    expect(giantComponent(poisson(3), 0)).toMatchObject({ learned: 0, giant: 0, growth: 0, converged: true });
    expect(giantComponent(regular(3), 5)).toMatchObject({ learned: 0, giant: 0 });
    expect(() => giantComponent(poisson(3), 1, { success: Math.exp } as never)).toThrow(RangeError);
    expect(() => giantComponent(poisson(3), -1)).toThrow(RangeError);
  });
});

describe("giantThreshold", () => {
  it("is where the growth factor passes 1, the exact one first", () => {
    for (const c of [1.5, 2, 3, 5]) {
      for (const maxUnlearned of [1, 2, 3]) {
        const { exact, independent } = giantThreshold(poisson(c), { maxUnlearned });
        expect(exact!).toBeLessThan(independent!);
        const growth = (ratio: number) => giantComponent(poisson(c), ratio, { maxUnlearned });
        expect(growth(exact! * (1 - 1e-9)).growth).toBeLessThan(1);
        expect(growth(exact! * (1 + 1e-9)).growth).toBeGreaterThan(1);
        expect(growth(independent! * (1 - 1e-9)).growthIndependent).toBeLessThan(1);
        expect(growth(independent! * (1 + 1e-9)).growthIndependent).toBeGreaterThan(1);
      }
    }
  });

  it("comes before any jump of learning, whose critical avalanches are connected", () => {
    // Hardly any text can start alone: before the jump nearly nothing is learned.
    for (const seed of [0.01, 0.001, 0.0001]) {
      const texts = polynomial({ 1: seed, 3: 1 - seed });
      const { exact, independent } = giantThreshold(texts);
      const jump = ratioThreshold(texts).value!;
      expect(exact!).toBeLessThan(0.8 * jump);
      expect(independent!).toBeLessThan(jump);
      expect(giantComponent(texts, jump * (1 - 1e-9)).converged).toBe(true);
    }
  });

  it("is null where no ratio has a giant component", () => {
    expect(giantThreshold(regular(1))).toEqual({ exact: null, independent: null });
    expect(giantThreshold(regular(3))).toEqual({ exact: null, independent: null });
  });
});
