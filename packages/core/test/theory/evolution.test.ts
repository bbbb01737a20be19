import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lambertW0 } from "../../src/base/index.js";
import {
  binomial,
  type DegreeLaw,
  empirical,
  evolve,
  fixedPoints,
  mixedPoisson,
  poisson,
  polynomial,
  regular,
  trajectory,
  zipf,
} from "../../src/theory/index.js";
import { edge, iterate, lawOfCounts, node, poissonLaw } from "../reference/density-evolution.js";
import "../reference/property-seed.js";

const textLaw: fc.Arbitrary<DegreeLaw> = fc.oneof(
  fc.double({ min: 0.2, max: 12, noNaN: true }).map(poisson),
  fc.integer({ min: 2, max: 9 }).map(regular),
  fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.01, max: 1, noNaN: true }))
    .map(([n, p]) => binomial(n, p)),
  fc
    .tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.integer({ min: 1, max: 200 }))
    .map(([s, k]) => zipf(s, k)),
  fc
    .array(fc.nat(5), { minLength: 2, maxLength: 12 })
    .filter((counts) => counts.some((count, k) => k > 0 && count > 0))
    .map(empirical),
);
const ratio = fc.double({ min: 0, max: 6, noNaN: true });
const learner = fc.integer({ min: 1, max: 4 });
// All unknown, or not nearly all: from a start that nothing leaves, 1 - 1e-14 departs only after 10^14 rounds.
const share = fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 0.98, noNaN: true }));

describe("evolve", () => {
  it("agrees with plain iteration of explicit sums", () => {
    const counts = fc
      .array(fc.nat(5), { minLength: 2, maxLength: 8 })
      .filter((values) => values.some((count, k) => k > 0 && count > 0));
    fc.assert(
      fc.property(counts, counts, learner, share, (texts, skills, maxUnlearned, unknown) => {
        const law = lawOfCounts(skills);
        const naive = iterate(
          lawOfCounts(texts),
          { edge: (x) => edge(law, x), node: (x) => node(law, x) },
          maxUnlearned,
          unknown,
          3000,
        );
        const ours = evolve(empirical(texts), empirical(skills), { maxUnlearned, unknown });
        expect(ours.converged).toBe(true);
        // Plain iteration stays above the end, and has reached it where it does not creep.
        expect(ours.edgeUnlearned).toBeLessThanOrEqual(naive.q + 1e-12);
        if (naive.moved < 1e-14) expect(ours.edgeUnlearned).toBeGreaterThan(naive.q - 1e-6);
        expect(ours.unlearned).toBeLessThanOrEqual(naive.unlearned + 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it("ends in a fixed point", () => {
    fc.assert(
      fc.property(textLaw, ratio, learner, share, (texts, r, maxUnlearned, unknown) => {
        const { unlearned, edgeUnlearned, converged } = evolve(texts, r, { maxUnlearned, unknown });
        expect(converged).toBe(true);
        expect(unlearned).toBeCloseTo(edgeUnlearned, 12);
        expect(unlearned).toBeGreaterThanOrEqual(0);
        expect(unlearned).toBeLessThanOrEqual(unknown);
        // A second run that starts from the answer does not move.
        const rounds = trajectory(texts, r, { maxUnlearned, unknown, maxRounds: 2000 });
        const last = rounds.unlearned[rounds.unlearned.length - 1];
        expect(unlearned).toBeLessThanOrEqual(last + 1e-12);
        const slope = fixedPoints(texts, r, { maxUnlearned, unknown })[0].slope;
        // Rounds that hardly move may do so near a tangent point, or beside a start that nothing leaves.
        if (rounds.converged && slope < 0.99 && unknown < 0.99) {
          expect(Math.abs(unlearned - last)).toBeLessThan(2e-3);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("learns more with more texts, with more known skills, and with a learner of more new skills at once", () => {
    fc.assert(
      fc.property(
        textLaw,
        ratio,
        ratio,
        learner,
        share,
        share,
        (texts, r, more, maxUnlearned, unknown, less) => {
          const learned = evolve(texts, r, { maxUnlearned, unknown }).learned;
          expect(evolve(texts, r + more, { maxUnlearned, unknown }).learned).toBeGreaterThanOrEqual(
            learned - 1e-9,
          );
          expect(
            evolve(texts, r, { maxUnlearned: maxUnlearned + 1, unknown }).learned,
          ).toBeGreaterThanOrEqual(learned - 1e-9);
          expect(evolve(texts, r, { maxUnlearned, unknown: unknown * less }).learned).toBeGreaterThanOrEqual(
            learned - 1e-9,
          );
          expect(evolve(texts, r, { maxUnlearned, unknown, reliability: 0.9 }).learned).toBeLessThanOrEqual(
            learned + 1e-9,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it("jumps where it must: right on both sides of the threshold, 10^-9 from it too", () => {
    for (const c of [3, 5, 8]) {
      const mu = -1 / lambertW0(-1 / c);
      const [before, threshold] = [mu / c, Math.exp(mu) / (c * mu)];
      for (const distance of [1e-3, 1e-6, 1e-9]) {
        const below = evolve(poisson(c), threshold * (1 - distance));
        const above = evolve(poisson(c), threshold * (1 + distance));
        expect([below.converged, above.converged]).toEqual([true, true]);
        // Near the tangent q - q* = sqrt(2 distance/(second logarithmic derivative of R)).
        expect(below.unlearned).toBeGreaterThan(before);
        expect(below.unlearned - before).toBeLessThan(2 * Math.sqrt(distance));
        expect(above.unlearned).toBeLessThan(before / 3);
        expect(below.iterations + above.iterations).toBeLessThan(300);
        const residual =
          below.unlearned - Math.exp(-c * threshold * (1 - distance) * Math.exp(-c * below.unlearned));
        expect(Math.abs(residual)).toBeLessThan(1e-15);
      }
      const tangent = evolve(poisson(c), threshold);
      expect(tangent.converged).toBe(true);
    }
  });

  it("keeps its relative accuracy when almost all is learned", () => {
    const { unlearned, textError } = evolve(poisson(8), 20);
    expect(unlearned / Math.exp(-160 * Math.exp(-8 * unlearned))).toBeCloseTo(1, 12);
    expect(textError / (8 * unlearned)).toBeCloseTo(1, 12);
    // (3, 6): near the end q <- eps (5 q)^2, so that nothing is left.
    expect(evolve(regular(6), regular(3), { unknown: 0.4 }).unlearned).toBe(0);
    expect(evolve(regular(6), regular(3), { unknown: 0.43 }).unlearned).toBeGreaterThan(0.2);
  });

  it("gives the same for laws that are the same", () => {
    const texts = poisson(4);
    expect(evolve(texts, poisson(6)).unlearned).toBeCloseTo(evolve(texts, 1.5).unlearned, 14);
    expect(evolve(texts, mixedPoisson([6, 6])).unlearned).toBeCloseTo(evolve(texts, 1.5).unlearned, 13);
    expect(evolve(binomial(1_000_000, 4e-6), 1.5).unlearned).toBeCloseTo(evolve(texts, 1.5).unlearned, 5);
    expect(evolve(polynomial({ 3: 1 }), 1.5, { unknown: 0.9 })).toEqual(
      evolve(regular(3), 1.5, { unknown: 0.9 }),
    );
    const table = poissonLaw(4);
    const counts = Array.from(table.values(), (p) => Math.round(p * 1e14));
    expect(evolve(empirical(counts), 1.5).unlearned).toBeCloseTo(evolve(texts, 1.5).unlearned, 10);
  });

  it("learns nothing without texts, from texts that are all too long, or when nothing is unknown", () => {
    expect(evolve(poisson(3), 0)).toMatchObject({ learned: 0, unlearned: 1, converged: true });
    expect(evolve(regular(3), 5)).toMatchObject({
      learned: 0,
      edgeUnlearned: 1,
      textError: 1,
      converged: true,
    });
    expect(evolve(regular(3), 5, { maxUnlearned: 3 }).learned).toBeGreaterThan(0.99);
    expect(evolve(poisson(3), 2, { unknown: 0 })).toMatchObject({
      learned: 1,
      textError: 0,
      converged: true,
    });
  });

  it("rejects what is not a law, a ratio or a share", () => {
    expect(() => evolve(poisson(5), -1)).toThrow(new RangeError('"ratio" expected a number >= 0, got -1'));
    expect(() => evolve(poisson(5), Number.NaN)).toThrow(RangeError);
    expect(() => evolve(5 as never, 1)).toThrow(
      new TypeError(
        '"texts" expected a degree law of kind poisson, regular, binomial, zipf, polynomial, empirical or mixedPoisson, got 5',
      ),
    );
    expect(() => evolve(poisson(5), "2" as never)).toThrow(TypeError);
    expect(() => evolve(poisson(5), 1, { unknown: 1.1 })).toThrow(
      new RangeError('"unknown" expected a number in [0, 1], got 1.1'),
    );
    expect(() => evolve(poisson(5), 1, { maxUnlearned: 0 })).toThrow(RangeError);
    expect(() => evolve(poisson(5), 1, { reliability: 0 })).toThrow(RangeError);
  });
});

describe("trajectory", () => {
  it("falls in every round and ends where evolve does", () => {
    const { unlearned, converged } = trajectory(poisson(5), 2.6);
    expect(converged).toBe(true);
    for (let i = 1; i < unlearned.length; i++) expect(unlearned[i]).toBeLessThanOrEqual(unlearned[i - 1]);
    expect(unlearned[unlearned.length - 1]).toBeCloseTo(evolve(poisson(5), 2.6).unlearned, 10);
    expect(unlearned[0]).toBe(1);
  });

  it("tells when it was cut off", () => {
    expect(trajectory(poisson(5), 2.46, { maxRounds: 10 }).converged).toBe(false);
    expect(trajectory(poisson(5), 2.46, { maxRounds: 10 }).unlearned).toHaveLength(11);
  });
});
