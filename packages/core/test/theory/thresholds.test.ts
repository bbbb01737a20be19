import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DegreeLaw,
  empirical,
  epsilonThreshold,
  evolve,
  fixedPoints,
  loadThreshold,
  meanDegree,
  poisson,
  poissonThreshold,
  polynomial,
  ratioThreshold,
  regular,
  splitBudget,
  zipf,
} from "../../src/theory/index.js";
import values from "../reference/values.json" with { type: "json" };
import "../reference/property-seed.js";

const lawOf = (law: object) => polynomial(law as Record<number, number>);

/** Counts that make a law, with texts of one skill so that learning can start. */
const textCounts = fc
  .tuple(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(60), { minLength: 1, maxLength: 14 }))
  .map(([ones, rest]) => empirical([0, ones, ...rest]));

describe("ratioThreshold", () => {
  it("has the reference values of Poisson texts, for learners of 1, 2 and 3 new skills", () => {
    for (const { D, c, RStar, qStar } of values.poisson) {
      const threshold = ratioThreshold(poisson(c), { maxUnlearned: D });
      expect(Math.abs(threshold.value! / RStar - 1)).toBeLessThan(1e-13);
      expect(Math.abs(threshold.unlearnedBefore! / qStar - 1)).toBeLessThan(1e-13);
      expect(threshold.jumps).toHaveLength(1);
    }
    const after = [
      [1, 3, 0.09870091],
      [1, 4, 0.003044543],
      [1, 5, 4.6327e-6],
      [1, 8, 1.74e-64],
      [2, 5, 0.087258],
      [2, 10, 2.6e-38],
      [3, 8, 0.0080295],
      [3, 10, 2.28e-8],
    ] as const;
    for (const [maxUnlearned, c, q] of after) {
      expect(ratioThreshold(poisson(c), { maxUnlearned }).unlearnedAfter! / q).toBeCloseTo(1, 2);
    }
    expect(ratioThreshold(poisson(10)).unlearnedAfter).toBe(0);
  });

  it("agrees with the closed form", () => {
    fc.assert(
      fc.property(fc.double({ min: 2.72, max: 300, noNaN: true }), (c) => {
        const closed = poissonThreshold(c)!;
        const general = ratioThreshold(poisson(c));
        expect(Math.abs(general.value! / closed.ratio - 1)).toBeLessThan(1e-12);
        expect(Math.abs(general.unlearnedBefore! / closed.unlearnedBefore - 1)).toBeLessThan(1e-6);
      }),
    );
  });

  it("is null with a sentence where learning is gradual: below the smallest mean that jumps", () => {
    for (const [maxUnlearned, smallest] of [
      [1, Math.E],
      [2, 4.234],
      [3, 5.6307],
    ] as const) {
      const gradual = ratioThreshold(poisson(smallest - 2e-4), { maxUnlearned });
      expect(gradual).toMatchObject({ value: null, unlearnedBefore: null, unlearnedAfter: null, jumps: [] });
      expect(gradual.summary).toBe("Learning is gradual: it jumps at no ratio.");
      expect(ratioThreshold(poisson(smallest + 2e-4), { maxUnlearned }).value).toBeGreaterThan(0);
    }
    expect([poissonThreshold(Math.E), poissonThreshold(1)]).toEqual([null, null]);
  });

  it("says so where nothing can start", () => {
    expect(ratioThreshold(regular(3))).toMatchObject({
      value: null,
      summary: "Nothing can start: no text has at most 1 unknown skill.",
    });
    expect(ratioThreshold(regular(3), { maxUnlearned: 2 }).summary).toMatch(/at most 2 unknown skills/);
    expect(ratioThreshold(regular(3), { unknown: 0.9 }).value).toBeGreaterThan(0);
  });

  it("separates what is learned on its two sides, for any text law", () => {
    fc.assert(
      fc.property(
        textCounts,
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(1, 0.8),
        (texts, maxUnlearned, unknown) => {
          const { jumps } = ratioThreshold(texts, { maxUnlearned, unknown });
          for (const { value, unlearnedBefore, unlearnedAfter } of jumps) {
            expect(unlearnedAfter).toBeLessThan(unlearnedBefore);
            if (unlearnedBefore - unlearnedAfter < 1e-3) continue;
            const below = evolve(texts, value * (1 - 1e-9), { maxUnlearned, unknown }).unlearned;
            const above = evolve(texts, value * (1 + 1e-9), { maxUnlearned, unknown }).unlearned;
            expect(below).toBeGreaterThan(unlearnedBefore - 1e-9);
            expect(below - unlearnedBefore).toBeLessThan(1e-2 * (unlearnedBefore - unlearnedAfter));
            expect(Math.abs(above - unlearnedAfter)).toBeLessThan(1e-5 * unlearnedAfter ** 0.5 + 1e-12);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("finds every jump that a fine scan of the learned share finds, and no other", () => {
    fc.assert(
      fc.property(textCounts, (texts) => {
        const { jumps } = ratioThreshold(texts);
        let scanned = 0;
        let last = 1;
        // Steps of 0.5 % in the ratio; a fall by more than 0.1 within one, refined, is a jump.
        for (let ratio = 0.05; ratio < 400; ratio *= 1.005) {
          const now = evolve(texts, ratio).unlearned;
          if (last - now > 0.1) {
            let [low, high] = [ratio / 1.005, ratio];
            for (let i = 0; i < 20; i++) {
              const middle = Math.sqrt(low * high);
              const at = evolve(texts, middle).unlearned;
              const lowDrop = evolve(texts, low).unlearned - at;
              if (lowDrop > at - evolve(texts, high).unlearned) high = middle;
              else low = middle;
            }
            const drop = evolve(texts, low).unlearned - evolve(texts, high).unlearned;
            if (drop > 0.05) {
              scanned += 1;
              expect(jumps.some((jump) => Math.abs(jump.value / low - 1) < 1e-6)).toBe(true);
            }
          }
          last = now;
        }
        const high = jumps.filter(
          (jump) => jump.unlearnedBefore - jump.unlearnedAfter > 0.15 && jump.value < 390,
        );
        expect(high.length).toBeLessThanOrEqual(scanned);
      }),
      { numRuns: 40 },
    );
  });

  it("returns all plateaus of a mixture, in order, and the highest as its value", () => {
    const { jumps, value } = ratioThreshold(polynomial({ 1: 0.1, 6: 0.5, 60: 0.3, 900: 0.1 }));
    expect(jumps.length).toBeGreaterThanOrEqual(1);
    const plateaus = ratioThreshold(polynomial({ 1: 0.35, 5: 0.6485, 400: 0.0015 }), { maxUnlearned: 1 });
    for (let i = 1; i < plateaus.jumps.length; i++) {
      expect(plateaus.jumps[i].value).toBeGreaterThan(plateaus.jumps[i - 1].value);
      expect(plateaus.jumps[i].unlearnedBefore).toBeLessThanOrEqual(plateaus.jumps[i - 1].unlearnedAfter);
    }
    expect(value).toBe(
      jumps.reduce((best, jump) =>
        jump.unlearnedBefore - jump.unlearnedAfter > best.unlearnedBefore - best.unlearnedAfter ? jump : best,
      ).value,
    );
  });

  it("falls as the learner takes more new skills at once, and as more is known", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 6, max: 12, noNaN: true }),
        fc.double({ min: 0.9, max: 1, noNaN: true }),
        (c, unknown) => {
          const first = (maxUnlearned: number, share: number) =>
            ratioThreshold(poisson(c), { maxUnlearned, unknown: share }).jumps[0].value;
          expect(first(2, 1)).toBeLessThan(first(1, 1));
          expect(first(3, 1)).toBeLessThan(first(2, 1));
          expect(first(1, unknown)).toBeLessThanOrEqual(first(1, 1) * (1 + 1e-12));
          expect(ratioThreshold(poisson(c), { reliability: 0.5 }).value!).toBeCloseTo(2 * first(1, 1), 9);
        },
      ),
    );
  });

  it("takes any success function, to 10^-12", () => {
    for (const c of [3, 5, 8]) {
      const success = (x: number) => Math.exp(-x) * (1 + x);
      const ours = ratioThreshold(poisson(c + 2), { success });
      const exact = ratioThreshold(poisson(c + 2), { maxUnlearned: 2 });
      expect(Math.abs(ours.value! / exact.value! - 1)).toBeLessThan(1e-12);
      expect(Math.abs(ours.unlearnedBefore! / exact.unlearnedBefore! - 1)).toBeLessThan(1e-9);
      for (const side of [1 - 1e-9, 1 + 1e-9]) {
        const state = evolve(poisson(c + 2), ours.value! * side, { success });
        expect(state.converged).toBe(true);
        expect(state.unlearned).toBeCloseTo(
          evolve(poisson(c + 2), ours.value! * side, { maxUnlearned: 2 }).unlearned,
          7,
        );
      }
    }
    expect(() => ratioThreshold(regular(3), { success: Math.exp })).toThrow(RangeError);
    expect(() => evolve(poisson(3), 1, { success: () => 2 })).toThrow(RangeError);
    expect(() => evolve(poisson(3), 1, { success: () => 1, maxUnlearned: 2 })).toThrow(RangeError);
  });

  it("with equal popularities is the plain threshold, and with unequal ones separates both sides", () => {
    const equal = ratioThreshold(poisson(5), { popularity: [3, 3, 3] });
    expect(Math.abs(equal.value! / 2.4565308892391955 - 1)).toBeLessThan(1e-12);
    expect(equal.unlearnedBefore).toBeCloseTo(0.7716909740176942, 8);
    const unequal = ratioThreshold(poisson(5), { popularity: [1, 2, 3, 6] });
    expect(unequal.value).toBeGreaterThan(0);
    expect(unequal.unlearnedAfter).toBeLessThan(unequal.unlearnedBefore!);
  });

  it("rejects bad arguments", () => {
    expect(() => ratioThreshold(poisson(5), { unknown: -0.1 })).toThrow(RangeError);
    expect(() => ratioThreshold(poisson(5), { popularity: [] })).toThrow(RangeError);
    expect(() => ratioThreshold(poisson(5), { popularity: [1, -1] })).toThrow(RangeError);
    expect(() => poissonThreshold(Number.NaN)).toThrow(
      new RangeError('"mean" expected a number > 0, got NaN'),
    );
  });
});

describe("loadThreshold", () => {
  it("has the published thresholds of repetition laws, to all their digits", () => {
    for (const { law, GStar } of values.irsa) {
      const threshold = loadThreshold(lawOf(law));
      expect(Math.abs(threshold.value! / GStar - 1)).toBeLessThan(1e-13);
      expect(Math.abs(threshold.complete! / GStar - 1)).toBeLessThan(1e-13);
    }
  });

  it("is where everything is learned on one side and not on the other", () => {
    for (const { law } of values.irsa) {
      const skills = lawOf(law);
      const { value, unlearnedBefore } = loadThreshold(skills);
      const at = (load: number) => evolve(poisson(meanDegree(skills) * load), skills).unlearned;
      expect(at(value! * (1 - 1e-9))).toBeLessThan(1e-9);
      expect(at(value! * (1 + 1e-9))).toBeGreaterThan(unlearnedBefore! - 1e-7);
    }
  });

  it("tells the load of complete learning apart from the jumps: with degree 2 it needs no jump", () => {
    const gradual = loadThreshold(regular(2));
    expect(gradual.jumps).toEqual([]);
    expect(gradual).toMatchObject({ unlearnedBefore: 0, unlearnedAfter: 0 });
    expect(gradual.summary).toBe("Learning is gradual and complete below load 0.500000.");
    expect(loadThreshold(polynomial({ 1: 0.2, 3: 0.8 })).complete).toBeNull();
    expect(loadThreshold(regular(3), { reliability: 0.9 }).complete).toBeNull();
  });

  it("rises with the learner's appetite and with what is known", () => {
    expect(loadThreshold(regular(3), { maxUnlearned: 2 }).value!).toBeGreaterThan(
      loadThreshold(regular(3)).value!,
    );
    expect(loadThreshold(regular(3), { unknown: 0.5 }).value!).toBeCloseTo(
      2 * loadThreshold(regular(3)).value!,
      12,
    );
  });
});

describe("epsilonThreshold", () => {
  it("has the published thresholds of regular pairs, to all their digits", () => {
    for (const { l, r, epsStar } of values.ldpcRegular) {
      const threshold = epsilonThreshold(regular(r), regular(l));
      expect(Math.abs(threshold.value! / epsStar - 1)).toBeLessThan(1e-13);
      expect(threshold.complete).toBe(threshold.value);
      expect(threshold.unlearnedAfter).toBe(0);
    }
  });

  it("is where everything is learned on one side and not on the other", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 6 }),
        fc.integer({ min: 3, max: 12 }),
        fc.integer({ min: 1, max: 2 }),
        (l, r, maxUnlearned) => {
          const { value, unlearnedBefore } = epsilonThreshold(regular(r), regular(l), { maxUnlearned });
          if (value === null) return;
          const at = (unknown: number) => evolve(regular(r), regular(l), { unknown, maxUnlearned }).unlearned;
          expect(at(value * (1 - 1e-9))).toBeLessThan(1e-9);
          if (value < 1 - 1e-8) expect(at(value * (1 + 1e-9))).toBeGreaterThan(unlearnedBefore! - 1e-7);
        },
      ),
    );
  });

  it("knows ensembles that learn everything from nothing, and those that never learn all", () => {
    expect(epsilonThreshold(regular(2), regular(3))).toMatchObject({
      value: 1,
      unlearnedBefore: 1,
      unlearnedAfter: 0,
    });
    expect(epsilonThreshold(polynomial({ 1: 0.5, 2: 0.5 }), regular(5))).toMatchObject({
      value: null,
      complete: 1,
      summary: "Everything is learned even when nothing is known at the start.",
    });
    expect(epsilonThreshold(regular(4), poisson(3)).complete).toBeNull();
  });

  it("agrees with the ratio threshold for Poisson skills: both sit at the same tangent point", () => {
    for (const unknown of [0.7, 0.9]) {
      const texts = polynomial({ 2: 0.1, 5: 0.4, 9: 0.5 });
      const ratio = ratioThreshold(texts, { unknown });
      if (ratio.value === null) continue;
      const epsilon = epsilonThreshold(texts, poisson(meanDegree(texts) * ratio.value));
      expect(epsilon.value).toBeCloseTo(unknown, 10);
    }
  });
});

describe("fixedPoints", () => {
  it("starts with the state that learning ends in, alternates in stability, and holds q = F(q)", () => {
    const anyLaw: fc.Arbitrary<DegreeLaw> = fc.oneof(
      textCounts,
      fc.double({ min: 0.5, max: 9, noNaN: true }).map(poisson),
      fc.integer({ min: 2, max: 7 }).map(regular),
      fc.integer({ min: 2, max: 60 }).map((cutoff) => zipf(1.2, cutoff)),
    );
    fc.assert(
      fc.property(
        anyLaw,
        anyLaw,
        fc.integer({ min: 1, max: 3 }),
        fc.oneof(fc.constant(1), fc.double({ min: 0.05, max: 0.98, noNaN: true })),
        (texts, skills, maxUnlearned, unknown) => {
          const points = fixedPoints(texts, skills, { maxUnlearned, unknown });
          const end = evolve(texts, skills, { maxUnlearned, unknown });
          const first = points[0];
          const tolerance = Math.abs(1 - first.slope) > 1e-4 ? 1e-9 : 1e-4;
          expect(Math.abs(first.edgeUnlearned - end.edgeUnlearned)).toBeLessThan(tolerance);
          expect(Math.abs(first.unlearned - end.unlearned)).toBeLessThan(tolerance);
          for (let i = 1; i < points.length; i++) {
            expect(points[i].edgeUnlearned).toBeLessThan(points[i - 1].edgeUnlearned);
            if (points.every((point) => Math.abs(point.slope - 1) > 1e-5)) {
              expect(points[i].stable).toBe(!points[i - 1].stable);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("returns a fixed point below the smallest double as 0, so that the last one is always stable", () => {
    for (const ratio of [61, 80, 85, 86, 1000]) {
      const points = fixedPoints(poisson(10), ratio);
      expect(points).toHaveLength(ratio < 85.5 ? 3 : 1);
      expect(points.at(-1)).toMatchObject({ stable: true });
    }
    expect(splitBudget(poisson(10), 1e8).limitRatio).toBeCloseTo(85.507327047632, 9);
  });

  it("has three points between the two tangents of Poisson texts and one outside", () => {
    expect(fixedPoints(poisson(5), 2.4565308892391955 * (1 - 1e-9))).toHaveLength(3);
    expect(fixedPoints(poisson(5), 2.4565308892391955 * (1 + 1e-9))).toHaveLength(1);
    expect(fixedPoints(poisson(2), 1)).toHaveLength(1);
    const [start, unstable, end] = fixedPoints(regular(6), regular(3));
    expect([start.edgeUnlearned, start.stable, end.edgeUnlearned, end.stable]).toEqual([1, true, 0, true]);
    expect(unstable.stable).toBe(false);
    expect((1 - (1 - unstable.edgeUnlearned) ** 5) ** 2).toBeCloseTo(unstable.edgeUnlearned, 12);
    expect(fixedPoints(poisson(3), 0)).toEqual([{ edgeUnlearned: 1, unlearned: 1, slope: 0, stable: true }]);
  });
});

describe("limits of the threshold", () => {
  it("are told as such: no real number of texts, nothing to learn, nothing that can start", () => {
    const { value, summary } = ratioThreshold(poisson(700));
    expect(value! / 7.620040447562514e297).toBeCloseTo(1, 10);
    expect(value! / poissonThreshold(700)!.ratio).toBeCloseTo(1, 10);
    expect(summary).toContain("beyond any real number of texts");
    for (const mean of [720, 800, 1e5]) {
      expect(ratioThreshold(poisson(mean))).toMatchObject({
        value: null,
        jumps: [],
        summary: "Learning begins beyond any real number of texts.",
      });
    }
    expect(ratioThreshold(regular(3)).summary).toBe(
      "Nothing can start: no text has at most 1 unknown skill.",
    );
    for (const known of [
      ratioThreshold(poisson(5), { unknown: 0 }),
      loadThreshold(regular(3), { unknown: 0 }),
    ]) {
      expect(known).toMatchObject({ value: null, complete: null });
      expect(known.summary).toContain("nothing to learn");
    }
  });
});
