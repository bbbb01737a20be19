/** Belief propagation on long codes against density evolution, which knows no graph. */
import { describe, expect, it } from "vitest";
import { stream, Welford } from "../../src/base/index.js";
import {
  beliefDecoder,
  flipBits,
  flipSoftValues,
  gaussianSoftValues,
  randomCode,
  staircaseCode,
} from "../../src/channel/index.js";
import type { SkillTextGraph } from "../../src/graph/index.js";
import { evolveNoise, evolveStaircase, type NoiseChannel, regular } from "../../src/theory/index.js";

const length = 20_000;
const zeros = new Uint8Array(length);

function soft(channel: NoiseChannel, word: number): Float64Array {
  const rng = stream(70, channel.kind, word);
  if (channel.kind === "flip") {
    return flipSoftValues(flipBits(zeros, channel.probability, rng), channel.probability);
  }
  return gaussianSoftValues(zeros, -10 * Math.log10(2 * channel.sigma ** 2), rng);
}

/** The share of the first `bits` bits that are wrong after so many sweeps that hardly one changes. */
function measured(graph: SkillTextGraph, channel: NoiseChannel, bits: number): Welford {
  const wrong = new Welford();
  beliefDecoder(graph).decodeAll(
    16,
    (word) => soft(channel, word),
    (_, decoded) => wrong.add(decoded.bits.subarray(0, bits).reduce((sum, bit) => sum + bit, 0) / bits),
    60,
  );
  return wrong;
}

describe.each([
  { kind: "flip", probability: 0.1 },
  { kind: "gaussian", sigma: 0.97 },
] as const)("above the threshold over $kind", (channel) => {
  it("a (3, 6) code keeps the errors of density evolution", () => {
    const graph = randomCode(
      { kind: "regular", degree: 6 },
      { kind: "regular", degree: 3 },
      length / 2,
      length,
      stream(71),
    );
    const { error, vanishes } = evolveNoise(regular(6), regular(3), channel);
    expect(vanishes).toBe(false);
    const { mean, standardError } = measured(graph, channel, length);
    expect(standardError).toBeLessThan(0.002);
    // Soft values in eighths of a nat are a little less than theory assumes.
    expect(Math.abs(mean - error)).toBeLessThan(5 * standardError + 0.02 * error);
  }, 120_000);

  it("a staircase code keeps those of its two types of edges", () => {
    const { error, vanishes } = evolveStaircase(0.5, 3, channel);
    expect(vanishes).toBe(false);
    const { mean, standardError } = measured(staircaseCode(length / 2, length, 3), channel, length / 2);
    expect(standardError).toBeLessThan(0.002);
    expect(Math.abs(mean - error)).toBeLessThan(5 * standardError + 0.02 * error);
  }, 120_000);
});

it("below it nothing is left, in codes and in theory", () => {
  for (const channel of [
    { kind: "flip", probability: 0.075 },
    { kind: "gaussian", sigma: 0.83 },
  ] as const) {
    expect(evolveStaircase(0.5, 3, channel).vanishes).toBe(true);
    expect(measured(staircaseCode(length / 2, length, 3), channel, length / 2).mean).toBeLessThan(1e-3);
  }
}, 120_000);
