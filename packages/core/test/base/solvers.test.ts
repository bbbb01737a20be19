import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../reference/property-seed.js";
import { brentMinimum, brentRoot, fixedPoint } from "../../src/base/index.js";

describe("brentRoot", () => {
  it("finds the root of a monotone function to the last bits, inside its bracket", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        (root, power) => {
          const f = (x: number) => Math.sign(x - root) * Math.abs(x - root) ** power + (x - root);
          const { value, converged, iterations } = brentRoot(f, -60, 70);
          expect(converged).toBe(true);
          expect(Math.abs(value - root)).toBeLessThanOrEqual(1e-15 * Math.abs(root) + 1e-14);
          expect(iterations).toBeLessThan(100);
        },
      ),
    );
  });

  it("returns an end of the bracket where the function is zero there", () => {
    expect(brentRoot((x) => x, 0, 1)).toEqual({ value: 0, converged: true, iterations: 0 });
    expect(brentRoot((x) => x - 1, 0, 1).value).toBe(1);
  });

  it("takes the values at the ends when they are known, and does not compute them again", () => {
    const seen: number[] = [];
    const f = (x: number) => {
      seen.push(x);
      return x * x * x - 2;
    };
    expect(brentRoot(f, 0, 2, { ends: [-2, 6] }).value).toBe(brentRoot((x) => x * x * x - 2, 0, 2).value);
    expect(seen).not.toContain(0);
    expect(seen).not.toContain(2);
    expect(() => brentRoot(f, 0, 2, { ends: [1, 6] })).toThrow(RangeError);
  });

  it("bears infinite values", () => {
    expect(brentRoot((x) => Math.log(x) + 1, 0, 1).value).toBeCloseTo(Math.exp(-1), 14);
  });

  it("tells when it has not converged, and never leaves the bracket", () => {
    const { converged, value } = brentRoot((x) => Math.tanh(1e6 * (x - 0.123456789)), -1, 1, {
      maxIterations: 5,
    });
    expect(converged).toBe(false);
    expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });

  it("rejects a bracket without a change of sign, and a function that is NaN", () => {
    expect(() => brentRoot((x) => x * x + 1, -1, 1)).toThrow(
      new RangeError('"f" expected opposite signs at -1 and 1, got 2 and 2'),
    );
    expect(() => brentRoot(Math.log, -1, 2)).toThrow(RangeError);
    expect(() => brentRoot(3 as never, 0, 1)).toThrow(TypeError);
  });
});

describe("brentMinimum", () => {
  it("finds the minimum of a convex function", () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), (point) => {
        const { value, converged } = brentMinimum((x) => Math.cosh(x - point), -10, 10);
        expect(converged).toBe(true);
        expect(Math.abs(value - point)).toBeLessThan(1e-6);
      }),
    );
  });

  it("approaches a minimum at an end of the interval", () => {
    expect(brentMinimum((x) => x, 1, 2).value).toBeCloseTo(1, 6);
    expect(() => brentMinimum((x) => x, 2, 1)).toThrow(RangeError);
  });
});

describe("fixedPoint", () => {
  it("converges to the attracting fixed point and counts its steps", () => {
    const { value, converged, iterations } = fixedPoint((x) => 0.5 * x + 1, 0);
    expect(converged).toBe(true);
    expect(value).toBeCloseTo(2, 13);
    expect(iterations).toBeGreaterThan(40);
  });

  it("tells when it has not converged", () => {
    expect(fixedPoint((x) => -x, 1, { maxIterations: 7 })).toEqual({
      value: -1,
      converged: false,
      iterations: 7,
    });
  });
});
