import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  drawArrivals,
  flipBits,
  flipSoftValues,
  gaussianSoftValues,
  noiseDeviation,
  planErasures,
  propagateBeliefs,
  randomCode,
} from "../../src/channel/index.js";
import { buildGraphOfTexts } from "../../src/graph/index.js";

const length = 8192;
const graph = randomCode(
  { kind: "regular", degree: 6 },
  { kind: "regular", degree: 3 },
  length / 2,
  length,
  stream(1),
);
const zeros = new Uint8Array(length);
const rules = ["sum-product", "min-sum"] as const;

describe("belief propagation", () => {
  it("gives the exact soft values of a tree", () => {
    // Two checks {0, 1, 2} and {2, 3}: all words and their probabilities are few enough to add up.
    const tree = buildGraphOfTexts(4, Uint32Array.of(0, 3, 5), Uint32Array.of(0, 1, 2, 2, 3)).graph;
    const soft = [0.3, -1.1, 0.4, 0.9];
    const weights = [0, 1, 2, 3].map(() => [0, 0]);
    for (let word = 0; word < 16; word++) {
      const bits = [0, 1, 2, 3].map((i) => (word >> i) & 1);
      if ((bits[0] ^ bits[1] ^ bits[2]) !== 0 || bits[2] !== bits[3]) continue;
      const weight = Math.exp(bits.reduce((sum, bit, i) => sum + (bit === 0 ? soft[i] : -soft[i]) / 2, 0));
      bits.forEach((bit, i) => {
        weights[i][bit] += weight;
      });
    }
    const { values } = propagateBeliefs(tree, soft, { maxSweeps: 5 });
    weights.forEach(([zero, one], i) => {
      expect(values[i]).toBeCloseTo(Math.log(zero / one), 10);
    });
  });

  it("recovers over erasures exactly what peeling recovers", () => {
    for (const probability of [0.35, 0.42, 0.46]) {
      const arrived = drawArrivals(length, probability, stream(2, 100 * probability));
      const soft = Float64Array.from(arrived, (one) => (one === 1 ? 20 : 0));
      const peeled = planErasures(graph, arrived, { maxInactive: 0 });
      const { values } = propagateBeliefs(graph, soft, { rule: "min-sum", scale: 1, maxSweeps: 300 });
      expect(Array.from(values, (value) => (value !== 0 ? 1 : 0))).toEqual([...peeled.recovered]);
    }
  });

  it("turns at the thresholds of the (3, 6) ensemble: 0.084 for bit flips, sigma = 0.88 for Gaussian noise", () => {
    const decoded = (soft: (trial: number) => Float64Array, rule: "sum-product" | "min-sum") => {
      let count = 0;
      for (let trial = 0; trial < 3; trial++) {
        const { bits, converged } = propagateBeliefs(graph, soft(trial), { rule, maxSweeps: 60 });
        if (converged && bits.every((bit) => bit === 0)) count++;
      }
      return count;
    };
    const flips = (p: number) => (trial: number) =>
      flipSoftValues(flipBits(zeros, p, stream(3, 1000 * p, trial)), p);
    const noise = (sigma: number) => (trial: number) => {
      const snr = -10 * Math.log10(2 * sigma * sigma);
      expect(noiseDeviation(snr)).toBeCloseTo(sigma, 12);
      return gaussianSoftValues(zeros, snr, stream(4, Math.round(1000 * sigma), trial));
    };
    expect(decoded(flips(0.075), "sum-product")).toBe(3);
    expect(decoded(flips(0.093), "sum-product")).toBe(0);
    expect(decoded(noise(0.83), "sum-product")).toBe(3);
    expect(decoded(noise(0.93), "sum-product")).toBe(0);
    // Min-sum loses about 0.1 dB here.
    expect(decoded(noise(0.8), "min-sum")).toBe(3);
    expect(decoded(noise(0.93), "min-sum")).toBe(0);
  });

  it("says that it converged only where every check is satisfied", () => {
    for (const rule of rules) {
      const soft = gaussianSoftValues(zeros, -2, stream(5));
      const { bits, converged, sweeps } = propagateBeliefs(graph, soft, { rule, maxSweeps: 4 });
      expect([converged, sweeps]).toEqual([false, 4]);
      const odd = Array.from({ length: length / 2 }, (_, text) =>
        graph.skillsOfText(text).reduce((sum, bit) => sum ^ bits[bit], 0),
      );
      expect(Math.max(...odd)).toBe(1);
    }
    expect(() => propagateBeliefs(graph, [1])).toThrow('"soft.length" expected 8192, one a bit, got 1');
    expect(() => propagateBeliefs(graph, zeros, { maxSweeps: 0 })).toThrow(
      '"maxSweeps" expected an integer >= 1',
    );
  });
});
