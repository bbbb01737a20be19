import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { raptorLaw, ratelessCode, robustSoliton } from "../../src/channel/index.js";

const numbersFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

describe("rateless codes", () => {
  it("give a message back from any packets that are enough, with and without a precode", () => {
    for (const precode of [0, 10]) {
      const code = ratelessCode(200, { precode });
      const rng = stream(11, precode);
      const message = Uint8Array.from({ length: 200 * 6 }, () => rng.nextUint32() & 255);
      for (const first of [0, 1000, 4e9]) {
        const numbers = numbersFrom(first, 225);
        const plan = code.plan(numbers);
        expect(plan.lost).toBe(0);
        expect([...code.decode(plan, code.encode(message, numbers))]).toEqual([...message]);
      }
    }
  });

  it("recover more with inactivation than by peeling alone, and never from fewer packets than symbols", () => {
    const code = ratelessCode(100);
    const numbers = numbersFrom(0, 108);
    expect(code.plan(numbers, { maxInactive: 0 }).lost).toBeGreaterThan(code.plan(numbers).lost);
    expect(code.plan(numbersFrom(0, 99)).lost).toBeGreaterThan(0);
  });

  it("have packets that their number alone tells, different for different seeds", () => {
    const [first, second] = [ratelessCode(50), ratelessCode(50)];
    expect([...first.packet(17)]).toEqual([...second.packet(17)]);
    const other = ratelessCode(50, { seed: 1 });
    expect(numbersFrom(0, 20).some((n) => first.packet(n).join() !== other.packet(n).join())).toBe(true);
  });

  it("have the degree laws of the literature", () => {
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(raptorLaw.probabilities)).toBeCloseTo(1, 12);
    const { degrees, probabilities } = robustSoliton(10_000, 0.05, 0.2);
    expect(sum(probabilities)).toBeCloseTo(1, 12);
    // MacKay's example (Information Theory, Inference, and Learning Algorithms, figure 50.2): S = 244, the spike at 41.
    expect(degrees[probabilities.indexOf(Math.max(...probabilities.slice(10)))]).toBe(41);
  });
});
