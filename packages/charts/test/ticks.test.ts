import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logTicks, niceDomain, percentText, roundTicks, tickText } from "../src/ticks.js";

describe("ticks", () => {
  it("of an axis that counts are integers inside it, equally far apart, and about as many as there is room for", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 12 }),
        (low, length, count) => {
          const ticks = roundTicks(low, low + length, count, 1);
          expect(ticks.every((tick) => Number.isInteger(tick) && tick >= low && tick <= low + length)).toBe(
            true,
          );
          expect(new Set(ticks.slice(1).map((tick, i) => tick - ticks[i])).size).toBeLessThanOrEqual(1);
          expect(ticks.length).toBeLessThanOrEqual(1.5 * count + 1);
        },
      ),
    );
    expect(roundTicks(0, 1, 4, 1)).toEqual([0, 1]);
    expect(roundTicks(1, 3, 10, 1)).toEqual([1, 2, 3]);
    expect(roundTicks(0, 23, 4, 1)).toEqual([0, 5, 10, 15, 20]);
  });

  it.each([
    [[0, 10], 5, [0, 2, 4, 6, 8, 10]],
    [[0, 0.97], 5, [0, 0.2, 0.4, 0.6, 0.8]],
    [[0.5, 25.5], 8, [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]],
    [[0, 12_544], 5, [0, 2000, 4000, 6000, 8000, 10_000, 12_000]],
    [[3, 3], 5, [3]],
  ] as const)("in %j are round numbers, about %i of them", ([low, high], count, expected) => {
    expect(roundTicks(low, high, count)).toEqual(expected);
  });

  it("lie at the ends of a domain that is made round", () => {
    expect([0, 0.97, 92, 12_544].map((high) => niceDomain([0, high], 5))).toEqual([
      [0, 0],
      [0, 1],
      [0, 100],
      [0, 14_000],
    ]);
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (low, length) => {
          const [first, last] = niceDomain([low, low + length], 6);
          expect(first).toBeLessThanOrEqual(low + 1e-6 * length);
          expect(last).toBeGreaterThanOrEqual(low + length - 1e-6 * length);
          expect(last - first).toBeLessThan(2 * length);
        },
      ),
    );
  });

  it("of a logarithmic axis are parts of decades where they fit, and every so many decades where not", () => {
    expect(logTicks(1, 10, 8)).toEqual([1, 1.5, 2, 3, 4, 5, 7, 10]);
    expect(logTicks(1, 1000, 10)).toEqual([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]);
    expect(logTicks(1, 1000, 5)).toEqual([1, 10, 100, 1000]);
    expect(logTicks(1e-12, 1, 5)).toEqual([1e-12, 1e-9, 1e-6, 1e-3, 1]);
  });

  it("are written short", () => {
    expect([0, 0.01, 1, 20_000, 1e-5, 1e9].map(tickText)).toEqual([
      "0",
      "0.01",
      "1",
      "20,000",
      "1e-5",
      "1e9",
    ]);
    expect([0, 0.005, 0.2, 1].map(percentText)).toEqual(["0%", "0.5%", "20%", "100%"]);
  });
});
