import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeTicks } from "../../src/figures/ticks.js";

describe("ticks of an axis that counts", () => {
  it("are integers inside the axis, equally far apart, and about as many as there is room for", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 12 }),
        (low, length, most) => {
          const ticks = wholeTicks(low, low + length, most);
          expect(ticks.every((tick) => Number.isInteger(tick) && tick >= low && tick <= low + length)).toBe(
            true,
          );
          expect(new Set(ticks.slice(1).map((tick, i) => tick - ticks[i])).size).toBeLessThanOrEqual(1);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
        },
      ),
    );
    expect(wholeTicks(0, 1, 4)).toEqual([0, 1]);
    expect(wholeTicks(1, 3, 10)).toEqual([1, 2, 3]);
    expect(wholeTicks(0, 23, 4)).toEqual([0, 10, 20]);
  });
});
