import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendallTau, setFidelity } from "../../src/channel/index.js";

const skills = fc.array(fc.constantFrom(..."abcdefgh"), { maxLength: 10 });

describe("fidelity", () => {
  it("is 1 between equal sets, 0 between disjoint ones, and F1 is never below Jaccard", () => {
    fc.assert(
      fc.property(skills, skills, (first, second) => {
        const { sent, received, shared, f1, jaccard } = setFidelity(first, second);
        expect([sent, received]).toEqual([new Set(first).size, new Set(second).size]);
        expect(setFidelity(second, first)).toEqual({ sent: received, received: sent, shared, f1, jaccard });
        expect(setFidelity(first, first).jaccard).toBe(1);
        expect(f1).toBeGreaterThanOrEqual(jaccard);
        expect(f1 === 0).toBe(shared === 0 && sent + received > 0);
      }),
    );
  });

  it("of order is 1 for equal sequences, -1 for reversed ones, and counts pairs in between", () => {
    fc.assert(
      fc.property(skills, skills, (first, second) => {
        const unique = [...new Set(first)];
        if (unique.length < 2) expect(kendallTau(unique, unique)).toBeNull();
        else {
          expect(kendallTau(unique, unique)).toBe(1);
          expect(kendallTau(unique, [...unique].reverse())).toBe(-1);
        }
        const tau = kendallTau(first, second);
        if (tau !== null) expect(Math.abs(tau)).toBeLessThanOrEqual(1);
        expect(kendallTau(second, first)).toBe(tau);
      }),
    );
  });
});
