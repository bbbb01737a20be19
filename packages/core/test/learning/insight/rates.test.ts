import { describe, expect, it } from "vitest";
import { stream } from "../../../src/base/index.js";
import { samplePoisson } from "../../../src/graph/index.js";
import { estimateRates, expectedSkills } from "../../../src/learning/index.js";

/** Counts of skills by the number of texts they are seen in, each by its own rate. */
function countsOf(rates: readonly number[], multiple: number, key: number): number[] {
  const random = stream(7, "rates", key);
  const counts: number[] = [];
  for (const rate of rates) {
    const degree = samplePoisson(multiple * rate, random);
    counts[degree] = (counts[degree] ?? 0) + 1;
  }
  return Array.from(counts, (count) => count ?? 0);
}

const seenOf = (counts: readonly number[]) => counts.slice(1).reduce((sum, count) => sum + count, 0);

describe("the estimated rates of skills", () => {
  const zipf = Array.from({ length: 20_000 }, (_, rank) => 2000 / (rank + 1));
  const uniform = Array.from({ length: 5000 }, () => 1.5);
  const twoKinds = Array.from({ length: 8000 }, (_, i) => (i % 4 === 0 ? 6 : 0.4));

  it.each([
    ["Zipf's law", zipf, 0.08],
    ["one rate for all", uniform, 0.12],
    ["two kinds of skills", twoKinds, 0.16],
  ])("tell how many skills more texts show, by %s", (_, rates, tolerance) => {
    const counts = countsOf(rates, 1, 1);
    const estimate = estimateRates(counts);
    expect(estimate.seen).toBe(seenOf(counts));
    expect(expectedSkills(estimate, 1) / estimate.seen).toBeCloseTo(1, 2);
    for (const multiple of [0.3, 2, 5, 10]) {
      const later = seenOf(countsOf(rates, multiple, 2));
      expect(Math.abs(expectedSkills(estimate, multiple) / later - 1)).toBeLessThan(tolerance);
    }
  });

  it("are shares of a whole, from the rarest to the most frequent", () => {
    const { means, weights, total, seen } = estimateRates(countsOf(zipf, 1, 3));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
    expect([...means]).toEqual([...means].sort((a, b) => a - b));
    expect(total).toBeGreaterThan(seen);
  });

  it("hold skills in a million texts, which no rate near them makes likely", () => {
    const counts = [0, 500, 200, 100];
    counts[900_000] = 1;
    const estimate = estimateRates(Array.from(counts, (count) => count ?? 0));
    expect(estimate.seen).toBe(801);
    expect(estimate.total).toBeGreaterThan(801);
    expect(expectedSkills(estimate, 1) / 801).toBeCloseTo(1, 2);
  });

  it("are none where nothing was seen, and refuse what is no count", () => {
    expect(estimateRates([])).toMatchObject({ total: 0, seen: 0 });
    expect(expectedSkills(estimateRates([7]), 3)).toBe(0);
    expect(estimateRates([0, 1]).seen).toBe(1);
    expect(() => estimateRates([0, -1])).toThrow('"degreeCounts[1]" expected an integer >= 0, got -1');
    expect(() => expectedSkills(estimateRates([0, 1]), 0)).toThrow('"multiple" expected a number > 0, got 0');
  });
});
