import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emergenceProbability,
  emergenceWindow,
  evolve,
  expectedRounds,
  finiteSizeLaw,
  pairEmergenceProbability,
  pairFiniteSizeLaw,
  parseLaw,
  poisson,
  polynomial,
  ratioOfEmergence,
  ratioThreshold,
  regular,
  roundsNearThreshold,
  skillsForEmergence,
  splitBudget,
} from "../../src/theory/index.js";
import "../reference/property-seed.js";
import values from "../reference/values.json" with { type: "json" };

describe("finiteSizeLaw", () => {
  it("has the reference constants of Poisson texts", () => {
    for (const { D, c, alpha, beta } of values.poisson) {
      if (D !== 1) continue;
      const law = finiteSizeLaw(poisson(c))!;
      expect(Math.abs(law.alpha / alpha! - 1)).toBeLessThan(1e-12);
      expect(Math.abs(law.beta / beta! - 1)).toBeLessThan(1e-12);
      expect(law.alphaPoissonTexts ** 2 - law.alpha ** 2).toBeCloseTo(law.ratio, 9);
    }
  });

  it("has the reference constants of a mixture, as far as the reference located its critical point (10^-7)", () => {
    for (const { texts, qStar, RStar, alpha, beta } of values.finiteSizeConstants) {
      const law = finiteSizeLaw(parseLaw(texts))!;
      expect(law.ratio / RStar - 1).toBeGreaterThanOrEqual(0);
      expect(law.ratio / RStar - 1).toBeLessThan(1e-12);
      expect(Math.abs(law.unlearnedBefore / qStar - 1)).toBeLessThan(1e-6);
      expect(Math.abs(law.alpha / alpha - 1)).toBeLessThan(1e-6);
      expect(Math.abs(law.beta / beta - 1)).toBeLessThan(1e-6);
    }
  });

  it("agrees with the closed forms of Poisson texts", () => {
    fc.assert(
      fc.property(fc.double({ min: 2.8, max: 30, noNaN: true }), (c) => {
        const { ratio, unlearnedBefore: q, alpha, beta } = finiteSizeLaw(poisson(c))!;
        // alpha = c R* sqrt(q*(1-q*) - 1/(c^2 R*)), kappa = c (1 - 1/mu), mu = c q*.
        expect(alpha / (c * ratio * Math.sqrt(q * (1 - q) - 1 / (c * c * ratio)))).toBeCloseTo(1, 7);
        const kappa = c * (1 - 1 / (c * q));
        expect(beta / ((0.996193 * kappa ** (-1 / 3) * ratio) / (q * Math.log(1 / q)))).toBeCloseTo(1, 5);
      }),
    );
  });

  it("has a law for each of several jumps, that of the highest unless another is asked for", () => {
    const texts = polynomial({ 1: 0.1, 3: 0.4, 40: 0.5 });
    const { jumps, value } = ratioThreshold(texts);
    expect(jumps).toHaveLength(2);
    expect(jumps.map((_, jump) => finiteSizeLaw(texts, { jump })!.ratio)).toEqual(
      jumps.map((jump) => jump.value),
    );
    expect(finiteSizeLaw(texts)!.ratio).toBe(value);
    expect(() => finiteSizeLaw(texts, { jump: 2 })).toThrow('"jump" expected an integer in [0, 1], got 2');
  });

  it.each([
    ["poisson:5", 2, 1.09215, 2.517362],
    ["poisson:8", 3, 2.233768, 4.534592],
    ["poisson:10", 2, 35.03362, 62.1607],
    ["poisson:10", 3, 8.04972, 15.50623],
    ["0.3x^2+0.7x^8", 2, 1.265751, 1.839242],
    ["0.2x^2+0.8x^9", 3, 1.742699, 2.640792],
  ] as const)(
    "has the reference constants of %s for a learner with D = %d, to six digits",
    (texts, D, alpha, beta) => {
      const law = finiteSizeLaw(parseLaw(texts), { maxUnlearned: D })!;
      expect(Math.abs(law.alpha / alpha - 1)).toBeLessThan(1e-6);
      expect(Math.abs(law.beta / beta - 1)).toBeLessThan(1e-6);
    },
  );

  it("is null where learning is gradual", () => {
    expect(finiteSizeLaw(poisson(4), { maxUnlearned: 2 })).toBeNull();
    expect(finiteSizeLaw(poisson(2))).toBeNull();
    expect(finiteSizeLaw(regular(3))).toBeNull();
  });

  it("with known skills is the law of the corpus of the unknown ones", () => {
    // P(1 - e + e x) of a polynomial with e = 0.8, written out.
    const thinned: Record<number, number> = {};
    for (const [degree, share] of [
      [1, 0.3],
      [6, 0.7],
    ] as const) {
      let choose = 1;
      for (let k = 0; k <= degree; k++) {
        thinned[k] = (thinned[k] ?? 0) + share * choose * 0.8 ** k * 0.2 ** (degree - k);
        choose *= (degree - k) / (k + 1);
      }
    }
    const known = finiteSizeLaw(polynomial({ 1: 0.3, 6: 0.7 }), { unknown: 0.8 })!;
    const rest = finiteSizeLaw(polynomial(thinned))!;
    expect(known.ratio).toBeCloseTo(0.8 * rest.ratio, 12);
    expect(known.unlearnedBefore).toBeCloseTo(0.8 * rest.unlearnedBefore, 8);
    for (const ratio of [0.98, 1, 1.02].map((factor) => factor * known.ratio)) {
      expect(emergenceProbability(known, ratio, 10_000)).toBeCloseTo(
        emergenceProbability(rest, ratio / 0.8, 8_000),
        7,
      );
    }
  });
});

describe("the transition of a finite corpus", () => {
  it("has the predicted probabilities of the reference", () => {
    for (const { texts, n, R, predicted } of values.finiteSize) {
      expect(Math.abs(emergenceProbability(finiteSizeLaw(parseLaw(texts))!, R, n) - predicted)).toBeLessThan(
        6e-5,
      );
    }
  });

  it("has a ratio and a number of skills that invert the probability", () => {
    const law = finiteSizeLaw(poisson(5))!;
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 100, max: 1e9 }),
        fc.constantFrom("fixed" as const, "poisson" as const),
        (probability, skills, textNumber) => {
          const ratio = ratioOfEmergence(law, probability, skills, { textNumber });
          if (!(ratio > 0)) return;
          expect(emergenceProbability(law, ratio, skills, { textNumber })).toBeCloseTo(probability, 9);
          const needed = skillsForEmergence(law, Math.max(ratio, law.ratio * 1.001), probability, {
            textNumber,
          })!;
          const at = (n: number) =>
            emergenceProbability(law, Math.max(ratio, law.ratio * 1.001), n, { textNumber });
          expect(at(needed)).toBeGreaterThanOrEqual(probability - 1e-9);
          if (needed > 1) expect(at(needed - 1)).toBeLessThan(probability + 1e-6);
        },
      ),
    );
    expect(skillsForEmergence(law, law.ratio, 0.9)).toBeNull();
  });

  it("has a window that shrinks with the square root of n around a middle that falls to R*", () => {
    const law = finiteSizeLaw(poisson(5))!;
    const [small, large] = [emergenceWindow(law, 1e4), emergenceWindow(law, 1e6)];
    expect((small.high - small.low) / (large.high - large.low)).toBeCloseTo(10, 9);
    expect(small.middle).toBeGreaterThan(large.middle);
    expect(large.middle).toBeGreaterThan(law.ratio);
    expect(emergenceWindow(law, 1e4, { textNumber: "poisson" }).low).toBeLessThan(small.low);
  });

  it("rejects bad numbers", () => {
    const law = finiteSizeLaw(poisson(5))!;
    expect(() => emergenceProbability(law, -1, 100)).toThrow(RangeError);
    expect(() => emergenceProbability(law, 2, 0)).toThrow(RangeError);
    expect(() => ratioOfEmergence(law, 0, 100)).toThrow(RangeError);
    expect(() => ratioOfEmergence(law, 1, 100)).toThrow(RangeError);
  });
});

describe("pairFiniteSizeLaw", () => {
  it("has the published alpha of regular pairs, as far as the reference located their critical points (10^-8)", () => {
    for (const { l, r, epsStar, alpha } of values.ldpcRegular) {
      const law = pairFiniteSizeLaw(regular(r), regular(l))!;
      expect(Math.abs(law.epsilon / epsStar - 1)).toBeLessThan(1e-13);
      expect(Math.abs(law.alpha / alpha - 1)).toBeLessThan(5e-8);
    }
  });

  it("has the published beta/Omega of regular pairs", () => {
    // Table I of Amraoui, Montanari, Richardson and Urbanke.
    expect(pairFiniteSizeLaw(regular(4), regular(3))!.beta / 0.996193).toBeCloseTo(0.593632, 5);
    expect(pairFiniteSizeLaw(regular(5), regular(3))!.beta / 0.996193).toBeCloseTo(0.616196, 5);
    expect(pairFiniteSizeLaw(regular(6), regular(3))!.beta / 0.996193).toBeCloseTo(0.616949, 5);
  });

  it("gives probabilities that fall with the unknown share, and with n become a step at eps*", () => {
    const law = pairFiniteSizeLaw(regular(6), regular(3))!;
    expect(pairEmergenceProbability(law, law.epsilon - 0.01, 1e6)).toBeGreaterThan(0.999);
    expect(pairEmergenceProbability(law, law.epsilon + 0.01, 1e6)).toBeLessThan(0.001);
    expect(pairEmergenceProbability(law, 0.41, 2048)).toBeGreaterThan(
      pairEmergenceProbability(law, 0.42, 2048),
    );
  });

  it("is null where there is no jump", () => {
    expect(pairFiniteSizeLaw(regular(2), regular(3))).toBeNull();
    expect(pairFiniteSizeLaw(polynomial({ 1: 0.5, 2: 0.5 }), regular(5))).toBeNull();
  });
});

describe("splitBudget", () => {
  it("approaches |S| = sqrt(B/R*) from below as the budget grows", () => {
    let last = 0;
    for (const budget of [1e6, 1e8, 1e10, 1e12, 1e14]) {
      const split = splitBudget(poisson(5), budget);
      expect(split.limitRatio).toBeCloseTo(2.4565308892391955, 12);
      expect(split.skills * split.texts).toBeCloseTo(budget, -Math.log10(budget) + 10);
      const share = split.skills / Math.sqrt(budget / split.limitRatio);
      expect(share).toBeGreaterThan(last);
      expect(share).toBeLessThan(1);
      expect(split.learned).toBeLessThanOrEqual(split.skills);
      last = share;
    }
    expect(last).toBeGreaterThan(0.99);
  });

  it("is the best ratio in its neighbourhood", () => {
    for (const texts of [poisson(5), poisson(3), poisson(2), regular(1)]) {
      const { limitRatio } = splitBudget(texts, 1e30);
      const gain = (ratio: number) => evolve(texts, ratio).learned / Math.sqrt(ratio);
      const best = gain(limitRatio * (1 + 1e-11));
      for (const factor of [0.5, 0.9, 0.99, 1.01, 1.1, 2])
        expect(gain(limitRatio * factor)).toBeLessThanOrEqual(best + 1e-9);
    }
  });

  it("rejects a budget that is not a positive number", () => {
    expect(() => splitBudget(poisson(5), 0)).toThrow(RangeError);
  });
});

describe("rounds near the threshold", () => {
  const law = finiteSizeLaw(poisson(5))!;

  it("are those of density evolution at c = 5, within 1 %", () => {
    // Iterations until density evolution stands still, at R - R* = 0.1, 0.01, ...
    for (const [distance, iterations] of [
      [0.1, 27],
      [0.01, 82],
      [0.001, 257],
      [1e-4, 810],
      [1e-5, 2560],
    ] as const) {
      const rounds = roundsNearThreshold(law, law.ratio + distance);
      expect(Math.abs(rounds / iterations - 1)).toBeLessThan(0.012);
    }
    expect(roundsNearThreshold(law, law.ratio - 0.1)).toBe(Infinity);
    expect(law.rounds).toBeCloseTo(8.0903, 4);
  });

  it("of a learner with D = 2 pass the bottleneck as density evolution does", () => {
    const maxUnlearned = 2;
    const c = 5;
    const two = finiteSizeLaw(poisson(c), { maxUnlearned: maxUnlearned })!;
    const ratio = two.ratio + 1e-5;
    let q = 1;
    let rounds = 0;
    for (let before = 2; before - q > 1e-9 || q > 0.9 * two.unlearnedBefore; rounds++) {
      before = q;
      q = Math.exp(-c * ratio * Math.exp(-c * q) * (1 + c * q));
    }
    expect(Math.abs(roundsNearThreshold(two, ratio) / rounds - 1)).toBeLessThan(0.02);
  });

  it("of finite corpora grow as the fourth root of n in the middle of the window", () => {
    const at = (skills: number) => expectedRounds(law, ratioOfEmergence(law, 0.5, skills), skills);
    expect(at(1e12) / at(1e8)).toBeGreaterThan(9);
    expect(at(1e12) / at(1e8)).toBeLessThan(11.6);
    expect(expectedRounds(law, law.ratio + 0.5, 1e9)).toBeCloseTo(
      roundsNearThreshold(law, law.ratio + 0.5),
      1,
    );
    expect(() => expectedRounds(law, 0, 100)).toThrow(RangeError);
  });
});
