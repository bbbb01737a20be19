import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalQuantile, stream } from "../../src/base/index.js";
import "../reference/property-seed.js";
import {
  evolve,
  evolveCurve,
  fitScalingLaw,
  meanDegree,
  mixedPoisson,
  nodeView,
  poisson,
  polynomial,
  textErrorLaw,
  zipfErrorLaw,
  zipfSkills,
} from "../../src/theory/index.js";

describe("evolveCurve", () => {
  it("has the numbers of evolve at every ratio", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 5, noNaN: true })),
        fc.integer({ min: 1, max: 3 }),
        (ratios, maxUnlearned) => {
          const curve = evolveCurve(poisson(4), ratios, { maxUnlearned });
          ratios.forEach((ratio, i) => {
            const point = evolve(poisson(4), ratio, { maxUnlearned });
            expect([
              curve.learned[i],
              curve.unlearned[i],
              curve.edgeUnlearned[i],
              curve.textError[i],
              curve.heldOutError[i],
            ]).toEqual([
              point.learned,
              point.unlearned,
              point.edgeUnlearned,
              point.textError,
              point.heldOutError,
            ]);
          });
          expect(curve.converged).toBe(true);
        },
      ),
    );
  });
});

describe("textErrorLaw", () => {
  it("is what the text error approaches far above the threshold", () => {
    for (const texts of [poisson(3), poisson(5), polynomial({ 1: 0.3, 6: 0.7 })]) {
      for (const options of [{}, { reliability: 0.5 }, { unknown: 0.7 }]) {
        const law = textErrorLaw(texts, options);
        if (law.kind !== "exponential") throw new Error("skills are chosen uniformly");
        const ratio = 60 / law.decay;
        const { textError } = evolve(texts, ratio, options);
        expect(textError / (law.prefactor * Math.exp(-law.decay * ratio))).toBeCloseTo(1, 9);
      }
    }
  });
});

describe("Zipf popularity", () => {
  it("has the skill law of the explicit weights", () => {
    const skills = 5000;
    const weights = Array.from({ length: skills }, (_, i) => (i + 1) ** -1.3);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const explicit = mixedPoisson(weights.map((weight) => (4 * 2 * skills * weight) / total));
    const grouped = zipfSkills(poisson(4), 2, skills, 1.3);
    expect(grouped.means.length).toBeLessThan(1500);
    expect(meanDegree(grouped)).toBeCloseTo(8, 9);
    for (const x of [0.1, 0.5, 0.9, 0.99]) {
      expect(Math.abs(nodeView(grouped, x) / nodeView(explicit, x) - 1)).toBeLessThan(1e-5);
      expect(Math.abs(nodeView(grouped, x, 1) / nodeView(explicit, x, 1) - 1)).toBeLessThan(1e-5);
    }
    expect(
      Math.abs(evolve(poisson(4), grouped).edgeUnlearned / evolve(poisson(4), explicit).edgeUnlearned - 1),
    ).toBeLessThan(1e-5);
  });

  it("turns the exponential law of the error into the power law with the exponent 1 - 1/a", () => {
    for (const exponent of [1.5, 2, 3]) {
      const skills = 10_000_000;
      const law = zipfErrorLaw(poisson(2), skills, exponent)!;
      if (law.kind !== "power") throw new Error("a Zipf exponent above 1 gives a power law");
      expect(law.decay).toBeCloseTo(1 - 1 / exponent, 14);
      // Two decades where nearly all texts teach and the rarest skills, which end the law, are far away.
      for (const share of [1e-6, 1e-5, 1e-4]) {
        const ratio = share * law.to;
        const { heldOutError } = evolve(poisson(2), zipfSkills(poisson(2), ratio, skills, exponent));
        expect(heldOutError / (law.prefactor * ratio ** -law.decay)).toBeGreaterThan(
          exponent === 1.5 ? 0.94 : 0.985,
        );
        expect(heldOutError / (law.prefactor * ratio ** -law.decay)).toBeLessThan(1);
      }
    }
  });

  it("stays exponential for exponents up to 1", () => {
    expect(zipfErrorLaw(poisson(5), 1000, 1)).toBeNull();
    expect(zipfErrorLaw(poisson(5), 1000, 0.5)).toBeNull();
    expect(() => zipfErrorLaw(poisson(5), 1, 2)).toThrow(RangeError);
    expect(() => zipfSkills(poisson(5), 0, 100, 2)).toThrow(RangeError);
  });
});

describe("fitScalingLaw", () => {
  const sizes = Array.from({ length: 12 }, (_, i) => 2 ** i);
  const noisy = (error: (x: number) => number, noise: number, key: number, xs = sizes) => {
    const random = stream(9, key);
    return xs.map((x) => error(x) * Math.exp(noise * normalQuantile(random.nextFloat())));
  };

  it("recovers a law without noise", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.constantFrom("power" as const, "exponential" as const),
        (decay, prefactor, kind) => {
          const xs = kind === "power" ? sizes : sizes.map((_, i) => i + 1);
          const errors = xs.map((x) => prefactor * (kind === "power" ? x ** -decay : Math.exp(-decay * x)));
          const fit = fitScalingLaw(xs, errors, stream(1), { kind, resamples: 20 });
          expect(fit.identified).toBe(true);
          if (!fit.identified) return;
          expect(fit.decay.value / decay).toBeCloseTo(1, 9);
          expect(fit.prefactor.value / prefactor).toBeCloseTo(1, 9);
          expect(fit.residual).toBeLessThan(1e-9);
          expect(fit.floor).toBeNull();
        },
      ),
    );
    const floored = fitScalingLaw(
      sizes,
      sizes.map((x) => 0.02 + 0.5 * x ** -0.7),
      stream(1),
      { kind: "power", floor: true, resamples: 20 },
    );
    if (!floored.identified) throw new Error(floored.reason);
    expect(floored.decay.value).toBeCloseTo(0.7, 3);
    expect(floored.floor!.value).toBeCloseTo(0.02, 4);
  });

  it("has intervals that hold the truth about as often as they say", () => {
    for (const known of [false, true]) {
      let [held, fits] = [0, 0];
      for (let key = 0; key < 200; key++) {
        const errors = noisy((x) => 3 * x ** -0.5, 0.1, key);
        const standardErrors = known ? errors.map((error) => 0.1 * error) : undefined;
        const fit = fitScalingLaw(sizes, errors, stream(2, key), {
          kind: "power",
          confidence: 0.9,
          resamples: 200,
          ...(standardErrors && { standardErrors }),
        });
        if (!fit.identified) throw new Error(fit.reason);
        fits += 1;
        if (fit.decay.low <= 0.5 && 0.5 <= fit.decay.high) held += 1;
      }
      // 5 sigma of a binomial proportion around 0.9, less what residuals of 12 points may miss (0.04).
      expect(held / fits).toBeGreaterThan(0.9 - 5 * Math.sqrt(0.09 / fits) - 0.04);
      expect(held / fits).toBeLessThan(1 - 1e-9);
    }
  });

  it("refuses what the points cannot identify, and says why", () => {
    const three = fitScalingLaw([1, 2, 4], [3, 2, 1.4], stream(1), { kind: "power" });
    expect(three).toEqual({
      identified: false,
      reason: "3 sizes cannot identify 2 parameters and their uncertainty: at least 4 are needed",
    });
    const threeWithErrors = fitScalingLaw([1, 2, 4], [3, 2.1, 1.5], stream(1), {
      kind: "power",
      standardErrors: [0.03, 0.02, 0.015],
    });
    expect(threeWithErrors.identified).toBe(true);
    expect(
      fitScalingLaw([1, 2, 4], [3, 2, 1.4], stream(1), {
        kind: "power",
        floor: true,
        standardErrors: [0.1, 0.1, 0.1],
      }).identified,
    ).toBe(false);
    expect(fitScalingLaw([1, 1, 1, 1, 2], [3, 2, 1.4, 2, 1], stream(1), { kind: "power" }).identified).toBe(
      false,
    );
    expect(fitScalingLaw([1, 2, 4, 8], [1, 2, 3, 4], stream(1), { kind: "power" })).toEqual({
      identified: false,
      reason: "the errors do not fall as the size grows",
    });
    const flat = fitScalingLaw(
      sizes,
      noisy(() => 1, 0.3, 3),
      stream(1),
      { kind: "power" },
    );
    expect(flat.identified).toBe(false);
  });

  it("is the same for the same random stream", () => {
    const errors = noisy((x) => 3 * x ** -0.5, 0.1, 1);
    const fit = () => fitScalingLaw(sizes, errors, stream(4), { kind: "power", resamples: 50 });
    expect(fit()).toEqual(fit());
  });

  it("rejects bad input", () => {
    expect(() => fitScalingLaw([1, 2], [1], stream(1), { kind: "power" })).toThrow(
      '"errors" expected 2 numbers, one for each size, got 1',
    );
    expect(() => fitScalingLaw([1, 2, 3, 4], [1, 2, 0, 1], stream(1), { kind: "power" })).toThrow(RangeError);
    expect(() => fitScalingLaw([1, 2], [1, 2], stream(1), { kind: "cubic" as never })).toThrow(RangeError);
    expect(() => fitScalingLaw([1, 2], [1, 2], stream(1), { kind: "power", standardErrors: [1] })).toThrow(
      RangeError,
    );
  });
});
