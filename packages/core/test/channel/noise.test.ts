import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  channelCapacity,
  drawArrivals,
  flipBits,
  flipSoftValues,
  gaussianSoftValues,
  noiseDeviation,
  parseChannel,
  printChannel,
} from "../../src/channel/index.js";

const count = 200_000;
const bits = Uint8Array.from({ length: count }, (_, i) => i & 1);

describe("the channels", () => {
  it("lose packets and invert bits as often as they say, to 5 standard deviations", () => {
    for (const p of [0.03, 0.5, 0.9]) {
      const bound = 5 * Math.sqrt(p * (1 - p) * count);
      const arrived = drawArrivals(count, p, stream(1, "erase", 100 * p));
      expect(Math.abs(count - arrived.reduce((sum, one) => sum + one, 0) - p * count)).toBeLessThan(bound);
      const flipped = flipBits(bits, p, stream(1, "flip", 100 * p)).reduce(
        (sum, bit, i) => sum + (bit ^ bits[i]),
        0,
      );
      expect(Math.abs(flipped - p * count)).toBeLessThan(bound);
    }
  });

  it("add normal noise: soft values have the mean 2/sigma^2 and the variance 4/sigma^2", () => {
    for (const snr of [-3, 0, 4]) {
      const scale = 2 / noiseDeviation(snr) ** 2;
      const values = gaussianSoftValues(bits, snr, stream(2, "noise", snr + 10)).map((value, i) =>
        bits[i] === 0 ? value : -value,
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / count;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
      expect(Math.abs(mean - scale)).toBeLessThan(5 * Math.sqrt((2 * scale) / count));
      expect(Math.abs(variance - 2 * scale)).toBeLessThan(5 * 2 * scale * Math.sqrt(2 / count));
    }
  });

  it("have the capacities of the textbooks", () => {
    expect(channelCapacity(parseChannel("erasure:1"))).toBe(0);
    expect(channelCapacity(parseChannel("flip:0.5"))).toBe(0);
    expect(channelCapacity(parseChannel("flip:0"))).toBe(1);
    // The Shannon limit of rate 1/2 with binary input stands at Eb/N0 = 0.187 dB, of rate 1/3 at -0.495 dB.
    expect(channelCapacity(parseChannel(`gaussian:${0.187 + 10 * Math.log10(1 / 2)}`))).toBeCloseTo(1 / 2, 4);
    expect(channelCapacity(parseChannel(`gaussian:${-0.495 + 10 * Math.log10(1 / 3)}`))).toBeCloseTo(
      1 / 3,
      4,
    );
    expect(channelCapacity(parseChannel("gaussian:15"))).toBeCloseTo(1, 9);
    expect(channelCapacity(parseChannel("gaussian:-40"))).toBeCloseTo(1e-4 / Math.LN2, 7);
  });

  it("have soft values that say how likely each bit is, finite where nothing errs", () => {
    const [value] = flipSoftValues(Uint8Array.of(0), 0.2);
    expect(1 / (1 + Math.exp(value))).toBeCloseTo(0.2, 12);
    expect([...flipSoftValues(Uint8Array.of(0, 1), 0)]).toEqual([40, -40]);
  });

  it("are read as they are written, and anything else is refused by name", () => {
    for (const text of ["erasure:0.25", "flip:0", "gaussian:-2.5"])
      expect(printChannel(parseChannel(text))).toBe(text);
    for (const text of [
      "erasure",
      "erasure:",
      "erasure:x",
      "fog:0.1",
      "erasure:0.1:2",
      "gaussian:Infinity",
    ]) {
      expect(() => parseChannel(text)).toThrow(RangeError);
    }
    expect(() => parseChannel("flip:-0.1")).toThrow('"flip" expected a number in [0, 1], got -0.1');
    expect(() => parseChannel(1 as unknown as string)).toThrow(TypeError);
  });
});
