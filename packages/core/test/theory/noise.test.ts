import { describe, expect, it } from "vitest";
import { evolveNoise, evolveStaircase, noiseThreshold, polynomial, regular } from "../../src/theory/index.js";
import { DensityGrid, flipDensity, gaussianDensity } from "../../src/theory/noise/density.js";
import { power } from "../../src/theory/noise/powers.js";

describe("densities of soft values", () => {
  const grid = new DensityGrid(400, 25);
  const total = (density: Float64Array) => density.reduce((sum, mass) => sum + mass, 0);
  const atCheck = (a: Float64Array<ArrayBuffer>, b: Float64Array<ArrayBuffer>) => grid.atCheck(a, b);

  it("give at a check and at a bit what all combinations of flips give, added up", () => {
    const p = 0.09;
    const channel = flipDensity(grid, p);
    expect(total(channel)).toBeCloseTo(1, 12);
    expect(grid.error(channel)).toBeCloseTo(p, 3);
    const check = power(channel, 5, atCheck);
    const error = (1 - (1 - 2 * p) ** 5) / 2;
    expect(grid.error(check)).toBeCloseTo(error, 3);
    // Bit: the channel and three checks; every outcome weighed by its likelihood.
    const values = [p, error, error, error].map((chance) => Math.log((1 - chance) / chance));
    let wrong = 0;
    for (let outcome = 0; outcome < 16; outcome++) {
      const flips = values.map((_, i) => (outcome >> i) & 1);
      const chance = flips.reduce((product, flip, i) => {
        const own = i === 0 ? p : error;
        return product * (flip === 1 ? own : 1 - own);
      }, 1);
      const sum = flips.reduce((value, flip, i) => value + (flip === 1 ? -values[i] : values[i]), 0);
      if (sum < 0) wrong += chance;
    }
    const bit = grid.atBit(channel, grid.atBit(check, grid.atBit(check, check)));
    expect(total(bit)).toBeCloseTo(1, 10);
    expect(Math.abs(grid.error(bit) - wrong)).toBeLessThan(0.002);
  });

  it("err over Gaussian noise as the normal law says, and keep what is unknown and what is known", () => {
    const channel = gaussianDensity(grid, 0.8);
    // Q(1/0.8)
    expect(grid.error(channel)).toBeCloseTo(0.1056497737, 3);
    const unknown = grid.atBit(channel, grid.certain(false));
    const known = grid.atCheck(channel, grid.certain(true));
    for (let i = 0; i < grid.size; i++) {
      expect(unknown[i]).toBeCloseTo(channel[i], 12);
      expect(Math.abs(known[i] - channel[i])).toBeLessThan(1e-3);
    }
  });
});

describe("thresholds over flips and noise", () => {
  // Richardson, Urbanke (2001), tables I and II, which cut digits off.
  it.each([
    [6, 3, 0.084, 0.88],
    [8, 4, 0.076, 0.83],
    [5, 3, 0.113, 1.0],
  ])(
    "are those of the literature for checks of %i and bits of %i",
    (checks, bits, flip, sigma) => {
      // Both sides of what the digits leave open: the threshold itself takes more rounds.
      const laws = [regular(checks), regular(bits)] as const;
      const flips = (probability: number) =>
        evolveNoise(...laws, { kind: "flip", probability }, { sizes: 64 }).vanishes;
      expect([flip, flip + 0.001].map(flips)).toEqual([true, false]);
      const noise = (value: number) => evolveNoise(...laws, { kind: "gaussian", sigma: value }).vanishes;
      expect([sigma, sigma + 0.01].map(noise)).toEqual([true, false]);
    },
    300_000,
  );

  it("of (3, 6) is 0.084 over flips, 0.8809 over Gaussian noise, by the Gaussian approximation a per cent less", () => {
    const discretised = noiseThreshold(regular(6), regular(3), "gaussian");
    expect(Math.abs(discretised.value - 0.8809)).toBeLessThan(1e-4);
    expect(discretised.snr).toBeCloseTo(-10 * Math.log10(2 * discretised.value ** 2), 10);
    const flips = noiseThreshold(regular(6), regular(3), "flip", { sizes: 64 });
    expect(flips.value).toBeGreaterThan(0.084);
    expect(flips.value).toBeLessThan(0.085);
    expect(flips.snr).toBeNull();
    const options = { method: "gaussian-approximation" } as const;
    const approximate = noiseThreshold(regular(6), regular(3), "gaussian", options);
    expect(approximate.value).toBeGreaterThan(0.87);
    expect(approximate.value).toBeLessThan(0.876);
    expect(() => noiseThreshold(regular(6), regular(3), "flip", options)).toThrow(
      '"method" expected "discretised", as flips are no Gaussian noise',
    );
  }, 300_000);

  it("is none where bits have one check, and irregular codes bear more than regular ones", () => {
    expect(noiseThreshold(regular(2), regular(1), "flip", { sizes: 32 }).value).toBe(0);
    // The best code of at most 4 checks a bit of Richardson, Shokrollahi, Urbanke (2001): sigma* = 0.9114, where the last
    // errors come back: those below 10^-7 count as none here.
    const edges = { 2: 0.38354, 3: 0.04237, 4: 0.57409 };
    const bits = Object.fromEntries(
      Object.entries(edges).map(([degree, share]) => [degree, share / Number(degree)]),
    );
    const total = Object.values(bits).reduce((sum, share) => sum + share, 0);
    const checks = { 5: 0.24123 / 5, 6: 0.75877 / 6 };
    const ends = checks[5] + checks[6];
    const laws = [
      polynomial({ 5: checks[5] / ends, 6: checks[6] / ends }),
      polynomial(Object.fromEntries(Object.entries(bits).map(([degree, share]) => [degree, share / total]))),
    ] as const;
    const noise = (sigma: number) => evolveNoise(...laws, { kind: "gaussian", sigma }).vanishes;
    expect([0.9114 - 0.004, 0.9114 + 0.004].map(noise)).toEqual([true, false]);
  }, 300_000);

  it("refuses what is out of range", () => {
    const [checks, bits] = [regular(6), regular(3)];
    expect(() => evolveNoise(checks, bits, { kind: "flip", probability: 1.2 })).toThrow('"probability"');
    expect(() => evolveNoise(checks, bits, { kind: "gaussian", sigma: 0 })).toThrow(
      '"sigma" expected a number > 0',
    );
    expect(() => evolveNoise(checks, bits, { kind: "flip", probability: 0.1 }, { sizes: 3 })).toThrow(
      '"sizes"',
    );
    expect(() => evolveStaircase(0, 3, { kind: "flip", probability: 0.1 })).toThrow('"rate"');
  });
});
