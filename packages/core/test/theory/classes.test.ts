import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Classes,
  emergenceBoundary,
  evolve,
  evolveClasses,
  evolveFrozen,
  evolveJoint,
  poisson,
  ratioThreshold,
  zipfSkills,
} from "../../src/theory/index.js";
import values from "../reference/values.json" with { type: "json" };
import "../reference/property-seed.js";

const size = fc.double({ min: 0.2, max: 5, noNaN: true });
const mean = fc.double({ min: 0, max: 5, noNaN: true });
const classes: fc.Arbitrary<Classes> = fc.integer({ min: 1, max: 3 }).chain((skills) =>
  fc.integer({ min: 1, max: 3 }).chain((texts) =>
    fc.record({
      skills: fc.array(size, { minLength: skills, maxLength: skills }),
      texts: fc.array(size, { minLength: texts, maxLength: texts }),
      means: fc.array(fc.array(mean, { minLength: skills, maxLength: skills }), {
        minLength: texts,
        maxLength: texts,
      }),
    }),
  ),
);
const learner = fc.integer({ min: 1, max: 3 });

/** One step of the equations, written out. */
function step({ skills, texts, means }: Classes, q: readonly number[], most: number): number[] {
  return skills.map((count, k) => {
    let exponent = 0;
    for (let j = 0; j < texts.length; j++) {
      const x = means[j].reduce((sum, c, l) => sum + c * q[l], 0);
      let success = 0;
      for (let i = 0, term = Math.exp(-x); i < most; i++, term *= x / i) success += term;
      exponent += (texts[j] / count) * means[j][k] * success;
    }
    return Math.exp(-exponent);
  });
}

describe("evolveClasses", () => {
  it("has the reference values of two joint classes", () => {
    for (const { skills, texts, means, unlearned } of values.classesJoint) {
      const state = evolveClasses({ skills, texts, means });
      state.unlearned.forEach((share, k) => {
        expect(Math.abs(share / unlearned[k] - 1)).toBeLessThan(1e-8);
      });
    }
  });

  it("ends in a fixed point that plain iteration approaches from above", () => {
    fc.assert(
      fc.property(classes, learner, (system, maxUnlearned) => {
        const { unlearned, converged } = evolveClasses(system, { maxUnlearned });
        expect(converged).toBe(true);
        const next = step(system, unlearned, maxUnlearned);
        let q = system.skills.map(() => 1);
        for (let round = 0; round < 3000; round++) q = step(system, q, maxUnlearned);
        unlearned.forEach((share, k) => {
          expect(Math.abs(next[k] - share)).toBeLessThan(1e-12);
          expect(share).toBeLessThanOrEqual(q[k] + 1e-12);
          expect(share).toBeGreaterThan(q[k] - 5e-3);
        });
      }),
      { numRuns: 200 },
    );
  });

  it("reduces classes with the same parameters to one class", () => {
    const parts = fc.array(size, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        parts,
        parts,
        fc.double({ min: 0.5, max: 8, noNaN: true }),
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        learner,
        (skillParts, textParts, c, ratio, maxUnlearned) => {
          const skillTotal = skillParts.reduce((sum, part) => sum + part, 0);
          const textTotal = textParts.reduce((sum, part) => sum + part, 0);
          const row = skillParts.map((part) => (c * part) / skillTotal);
          const split = evolveClasses(
            {
              skills: skillParts,
              texts: textParts.map((part) => (part * ratio * skillTotal) / textTotal),
              means: textParts.map(() => row),
            },
            { maxUnlearned },
          );
          const one = evolve(poisson(c), ratio, { maxUnlearned });
          const jump = ratioThreshold(poisson(c), { maxUnlearned }).jumps.some(
            ({ value }) => Math.abs(value / ratio - 1) < 1e-9,
          );
          if (jump) return;
          for (const share of split.unlearned) expect(Math.abs(share - one.unlearned)).toBeLessThan(1e-6);
          expect(split.unlearnedOverall).toBeCloseTo(split.unlearned[0], 9);
          for (const error of split.textErrors) expect(error).toBeCloseTo(one.textError, 5);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is right 10^-9 on both sides of a jump, in some dozens of steps", () => {
    const at = (ratio: number) =>
      evolveClasses({
        skills: [1, 2],
        texts: [ratio, 2 * ratio],
        means: [
          [5 / 3, 10 / 3],
          [5 / 3, 10 / 3],
        ],
      });
    const threshold = 2.4565308892391955;
    const [below, above] = [at(threshold * (1 - 1e-9)), at(threshold * (1 + 1e-9))];
    expect(below.unlearned[0]).toBeCloseTo(evolve(poisson(5), threshold * (1 - 1e-9)).unlearned, 9);
    expect(above.unlearned[0]).toBeCloseTo(4.6327e-6, 9);
    expect(below.iterations + above.iterations).toBeLessThan(200);
  });

  it("learns more with more texts and more known skills", () => {
    fc.assert(
      fc.property(classes, size, fc.double({ min: 0.1, max: 1, noNaN: true }), (system, more, share) => {
        const base = evolveClasses(system).unlearned;
        const grown = evolveClasses({
          ...system,
          texts: system.texts.map((count) => count + more),
        }).unlearned;
        const known = evolveClasses(system, { unknown: system.skills.map(() => share) }).unlearned;
        base.forEach((unlearned, k) => {
          expect(grown[k]).toBeLessThanOrEqual(unlearned + 1e-9);
          expect(known[k]).toBeLessThanOrEqual(unlearned * share + 1e-9);
        });
      }),
    );
  });

  it("leaves a class that no text contains unlearned, and knows one that is known", () => {
    const state = evolveClasses(
      { skills: [1, 1, 1], texts: [3], means: [[4, 0, 1]] },
      { unknown: [1, 1, 0] },
    );
    expect(state.unlearned[1]).toBe(1);
    expect(state.unlearned[2]).toBe(0);
    expect(state.unlearned[0]).toBeCloseTo(evolve(poisson(4), 3).unlearned, 12);
  });

  it("rejects shapes and numbers that do not fit", () => {
    expect(() => evolveClasses({ skills: [], texts: [1], means: [[]] })).toThrow(RangeError);
    expect(() => evolveClasses({ skills: [1], texts: [1, 2], means: [[1]] })).toThrow(
      '"means" expected 2 rows, one for each class of texts, got 1',
    );
    expect(() => evolveClasses({ skills: [1, 1], texts: [1], means: [[1]] })).toThrow(
      '"means" expected rows of 2 numbers, one for each class of skills, got 1',
    );
    expect(() => evolveClasses({ skills: [0], texts: [1], means: [[1]] })).toThrow(RangeError);
    expect(() => evolveClasses({ skills: [1], texts: [-1], means: [[1]] })).toThrow(RangeError);
    expect(() => evolveClasses({ skills: [1], texts: [1], means: [[Number.NaN]] })).toThrow(RangeError);
    expect(() => evolveClasses({ skills: [1], texts: [1], means: [[1]] }, { unknown: [1, 1] })).toThrow(
      RangeError,
    );
  });
});

describe("emergenceBoundary", () => {
  const first = { texts: 0, skills: 0 };
  const second = { texts: 1, skills: 1 };

  it("of classes that have nothing in common is made of their own thresholds", () => {
    const points = emergenceBoundary(
      {
        skills: [1, 2],
        texts: [0, 0],
        means: [
          [5, 0],
          [0, 3],
        ],
      },
      first,
      second,
      { rays: 7 },
    );
    const thresholds = [2.4565308892391955, 1.0378856970008137];
    expect(points.map((point) => point.emerged)).toEqual(
      [[0], ...Array.from({ length: 5 }, () => null), [1]].flatMap((one, i) => {
        if (one !== null) return [one];
        // On an inner ray both cross, the one that needs the shorter way first.
        const angle = (Math.PI / 2) * (i / 6);
        return thresholds[0] / Math.cos(angle) < thresholds[1] / Math.sin(angle) ? [[0], [1]] : [[1], [0]];
      }),
    );
    for (const { emerged, ratios } of points) {
      const k = emerged[0];
      expect(ratios[k] / thresholds[k]).toBeCloseTo(1, 9);
    }
  });

  it("separates what is learned on its two sides", () => {
    const { skills, means } = values.classesJoint[0];
    const points = emergenceBoundary({ skills, texts: [0, 0], means }, first, second, { rays: 5 });
    expect(points.length).toBeGreaterThanOrEqual(5);
    for (const { ratios, unlearnedBefore, unlearnedAfter, emerged } of points) {
      const at = (factor: number) =>
        evolveClasses({ skills, texts: ratios.map((ratio, j) => ratio * skills[j] * factor), means })
          .unlearned;
      const [below, above] = [at(1 - 1e-6), at(1 + 1e-6)];
      for (const k of emerged) {
        expect(below[k] - above[k]).toBeGreaterThan(0.02);
        expect(Math.abs(below[k] - unlearnedBefore[k])).toBeLessThan(0.01);
        expect(Math.abs(above[k] - unlearnedAfter[k])).toBeLessThan(1e-3);
      }
    }
  });

  it("rejects classes that do not exist, and one class of texts for both ratios", () => {
    const system = {
      skills: [1, 1],
      texts: [0, 0],
      means: [
        [5, 0],
        [0, 3],
      ],
    };
    expect(() => emergenceBoundary(system, first, { texts: 2, skills: 0 })).toThrow(RangeError);
    expect(() => emergenceBoundary(system, first, { texts: 0, skills: 1 })).toThrow(RangeError);
    expect(() => emergenceBoundary(system, first, second, { rays: 1 })).toThrow(RangeError);
  });
});

describe("a hierarchy of levels", () => {
  it("has the reference values above a frozen foundation", () => {
    for (const { c0, R0, cb, cd, Rd, unlearnedBasic, unlearnedDomain } of values.hierarchyFrozen) {
      const [basic, domain] = evolveFrozen([
        { skills: 1000, texts: 1000 * R0, means: [c0] },
        { skills: 100, texts: 100 * Rd, means: [cb, cd] },
      ]);
      expect(Math.abs(basic.unlearned / unlearnedBasic - 1)).toBeLessThan(1e-11);
      expect(Math.abs(domain.unlearned / unlearnedDomain - 1)).toBeLessThan(1e-11);
    }
  });

  it("destroys fine-tuning when the foundation stands just below its threshold", () => {
    const domain = (R0: number) =>
      evolveFrozen([
        { skills: 1, texts: R0, means: [4] },
        { skills: 1, texts: 1.3, means: [2, 3] },
      ])[1];
    expect(domain(1.47).unlearned).toBeLessThan(0.05);
    expect(domain(1.46).unlearned).toBeGreaterThan(0.9);
    expect(domain(1.46).effectiveRatio).toBeLessThan(domain(1.46).threshold.value!);
    expect(domain(1.47).effectiveRatio).toBeGreaterThan(domain(1.47).threshold.value!);
  });

  it("reduces to one level when texts of a level have no lower skills, frozen and joint", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(size, fc.double({ min: 0.1, max: 8, noNaN: true })), {
          minLength: 1,
          maxLength: 4,
        }),
        learner,
        (sizes, maxUnlearned) => {
          const levels = sizes.map(([ratio, c], i) => ({
            skills: 1,
            texts: ratio,
            means: [...new Array(i).fill(0), c],
          }));
          const frozen = evolveFrozen(levels, { maxUnlearned });
          const joint = evolveJoint(levels, { maxUnlearned });
          sizes.forEach(([ratio, c], i) => {
            const alone = evolve(poisson(c), ratio, { maxUnlearned });
            expect(frozen[i].unlearned).toBe(alone.unlearned);
            expect(frozen[i].usable).toBe(1);
            const slack = ratioThreshold(poisson(c), { maxUnlearned }).jumps.some(
              ({ value }) => Math.abs(value / ratio - 1) < 1e-9,
            )
              ? 1
              : 1e-6;
            expect(Math.abs(joint.unlearned[i] - alone.unlearned)).toBeLessThan(slack);
          });
        },
      ),
    );
  });

  it("learns at least as much jointly as frozen, on every level", () => {
    const level = (i: number) =>
      fc.record({
        skills: size,
        texts: size,
        means: fc
          .array(mean, { minLength: i + 1, maxLength: i + 1 })
          .map((means) => [...means.slice(0, i), means[i] + 0.1]),
      });
    fc.assert(
      fc.property(level(0), level(1), level(2), (a, b, c) => {
        const frozen = evolveFrozen([a, b, c]);
        const joint = evolveJoint([a, b, c]);
        frozen.forEach((state, i) => {
          expect(joint.unlearned[i]).toBeLessThanOrEqual(state.unlearned + 1e-9);
        });
      }),
    );
  });

  it("chains any number of levels: each is usable as far as all below are learned", () => {
    const states = evolveFrozen([
      { skills: 1, texts: 3, means: [5] },
      { skills: 1, texts: 3, means: [1, 5] },
      { skills: 1, texts: 2, means: [1, 2, 4] },
      { skills: 1, texts: 0.5, means: [1, 1, 1, 2] },
    ]);
    const [first, second, third, fourth] = states.map((state) => state.unlearned);
    expect(states[2].usable).toBeCloseTo(Math.exp(-first - 2 * second), 14);
    expect(states[3].usable).toBeCloseTo(Math.exp(-first - second - third), 14);
    expect(fourth).toBeCloseTo(evolve(poisson(2), 0.5 * states[3].usable).unlearned, 14);
  });

  it("of popular skills is, learned jointly, the case of a class for every rank", () => {
    const levels = [
      { skills: 12, texts: 17.4, means: [4] },
      { skills: 7, texts: 8.4, means: [2, 3] },
    ];
    for (const popularity of [0.2, 0.7, 1.4]) {
      for (const options of [{}, { maxUnlearned: 2, reliability: 0.9 }, { success: [1, 0.4] }]) {
        const weights = levels.map(({ skills }) => {
          const plain = Array.from({ length: skills }, (_, rank) => (rank + 1) ** -popularity);
          const total = plain.reduce((sum, weight) => sum + weight, 0);
          return plain.map((weight) => weight / total);
        });
        const ranks = evolveClasses(
          {
            skills: new Array(19).fill(1),
            texts: levels.map(({ texts }) => texts),
            means: levels.map(({ means }) =>
              weights.flatMap((shares, l) => shares.map((share) => share * (means[l] ?? 0))),
            ),
          },
          options,
        );
        const joint = evolveJoint(levels, { ...options, popularity });
        expect([joint.converged, ranks.converged]).toEqual([true, true]);
        const expected = [ranks.unlearned.slice(0, 12), ranks.unlearned.slice(12)].map(
          (part) => part.reduce((sum, share) => sum + share, 0) / part.length,
        );
        joint.unlearned.forEach((share, l) => {
          expect(Math.abs(share / expected[l] - 1)).toBeLessThan(1e-9);
        });
        joint.textErrors.forEach((error, j) => {
          expect(Math.abs(error / ranks.textErrors[j] - 1)).toBeLessThan(1e-9);
        });
      }
    }
  });

  it("of popular skills stands on what texts choose of the levels below, not on what there is", () => {
    const levels = [
      { skills: 500, texts: 725, means: [4] },
      { skills: 100, texts: 130, means: [2, 3] },
    ];
    const popularity = 0.7;
    const [basic, domain] = evolveFrozen(levels, { popularity });
    const alone = evolve(poisson(4), zipfSkills(poisson(4), 1.45, 500, popularity));
    expect(basic.unlearned).toBe(alone.unlearned);
    expect(alone.edgeUnlearned).toBeLessThan(0.8 * alone.unlearned);
    expect(domain.usable).toBeCloseTo(Math.exp(-2 * alone.edgeUnlearned), 14);
    // The lowest level learns the same whether levels above are there or bring no texts.
    const [first] = evolveJoint([levels[0], { ...levels[1], texts: 0 }], { popularity }).unlearned;
    expect(first).toBeCloseTo(basic.unlearned, 12);
    // Without usable texts nothing is learned; equal popularity is the limit of small exponents.
    expect(evolveFrozen([{ ...levels[0], texts: 0 }], { popularity })[0].unlearned).toBe(1);
    const [equal, nearly] = [{}, { popularity: 1e-9 }].map((options) => evolveFrozen(levels, options));
    nearly.forEach((state, l) => {
      expect(state.unlearned).toBeCloseTo(equal[l].unlearned, 6);
      expect(state.threshold.value).toBeCloseTo(equal[l].threshold.value!, 6);
    });
    expect(() => evolveFrozen(levels, { popularity: 0 })).toThrow('"exponent" expected a number > 0, got 0');
    expect(() => evolveJoint([{ skills: 1.5, texts: 1, means: [1] }], { popularity: 1 })).toThrow(
      '"skills" expected an integer >= 1, got 1.5',
    );
  });

  it("rejects levels with means of the wrong length", () => {
    expect(() => evolveFrozen([])).toThrow(RangeError);
    expect(() => evolveFrozen([{ skills: 1, texts: 1, means: [1, 2] }])).toThrow(
      '"levels[0].means" expected 1 numbers, one for each level up to this one, got 2',
    );
    expect(() => evolveJoint([{ skills: 1, texts: 1, means: [0] }])).toThrow(RangeError);
    expect(() => evolveFrozen([{ skills: -1, texts: 1, means: [1] }])).toThrow(
      '"levels[0].skills" expected a number > 0, got -1',
    );
  });
});
