import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareTail, type RandomStream, stream } from "../../src/base/index.js";
import "../reference/property-seed.js";

const draws = (random: RandomStream, count: number) =>
  Array.from({ length: count }, () => random.nextUint32());

/** Correlation of two equally long sequences of uniform words, in standard errors. */
function correlation(first: number[], second: number[]): number {
  const centre = (word: number) => word / 4294967296 - 0.5;
  const sum = first.reduce((total, word, i) => total + centre(word) * centre(second[i]), 0);
  return (sum * 12) / Math.sqrt(first.length);
}

function chiSquare(counts: ArrayLike<number>, expected: number): number {
  return Array.from(counts).reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe("stream", () => {
  it("does not change except in a major version", () => {
    expect(draws(stream(0), 4)).toMatchInlineSnapshot(`
      [
        32171460,
        4278692388,
        978521991,
        749045414,
      ]
    `);
    expect(draws(stream(1, "trial", 17), 4)).toMatchInlineSnapshot(`
      [
        1139598580,
        3965542706,
        2835245366,
        3731865989,
      ]
    `);
    const mixed = stream(Number.MAX_SAFE_INTEGER, 2 ** 40, "é");
    expect([
      mixed.nextFloat(),
      mixed.nextInteger(6),
      mixed.nextInteger(2 ** 32),
      mixed.nextInteger(2 ** 53 - 1),
    ]).toMatchInlineSnapshot(`
      [
        0.5456554932336346,
        3,
        2872927482,
        8196908927947678,
      ]
    `);
  });

  it("gives the same numbers for the same seed and key, however often and in whatever order it is made", () => {
    const first = stream(7, "a", 1);
    const other = draws(stream(7, "a", 2), 3);
    expect(draws(stream(7, "a", 1), 3)).toEqual(draws(first, 3));
    expect(draws(stream(7, "a", 2), 3)).toEqual(other);
  });

  it("tells keys apart that look alike: numbers and strings, order, grouping, empty strings, high words", () => {
    const keys = [
      [],
      [0],
      [1],
      ["1"],
      [""],
      ["", ""],
      ["ab"],
      ["a", "b"],
      ["b", "a"],
      ["ba"],
      ["a\0"],
      ["a"],
      [1, 2],
      [2, 1],
      [12],
      [2 ** 32],
      [2 ** 32 + 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ];
    const seen = new Set(keys.map((key) => draws(stream(1, ...key), 4).join()));
    seen.add(draws(stream(2), 4).join());
    seen.add(draws(stream(2 ** 32 + 1), 4).join());
    expect(seen.size).toBe(keys.length + 2);
  });

  it("has no correlation between neighbouring keys, neighbouring seeds, or a stream and its split", () => {
    const count = 20_000;
    const base = draws(stream(1, 0), count);
    const neighbours = [
      stream(1, 1),
      stream(2, 0),
      stream(0, 0),
      stream(1, 0, 0),
      stream(1, 0).split(1),
      stream(1),
    ];
    for (const neighbour of neighbours)
      expect(Math.abs(correlation(base, draws(neighbour, count)))).toBeLessThan(5);
  });

  it("has unbiased first draws over 100,000 consecutive seeds and over consecutive keys", () => {
    const count = 100_000;
    for (const make of [
      (i: number) => stream(i),
      (i: number) => stream(1, i),
      (i: number) => stream(1, "x", 3, i),
    ]) {
      const cells = new Float64Array(256);
      let mean = 0;
      let previous = 0;
      let serial = 0;
      for (let i = 0; i < count; i++) {
        const value = make(i).nextFloat();
        cells[Math.floor(value * 256)] += 1;
        mean += value / count;
        serial += (value - 0.5) * (previous - 0.5);
        previous = value;
      }
      expect(Math.abs(mean - 0.5) * Math.sqrt(12 * count)).toBeLessThan(5);
      expect(Math.abs((serial * 12) / Math.sqrt(count))).toBeLessThan(5);
      expect(chiSquareTail(chiSquare(cells, count / 256), 255)).toBeGreaterThan(1e-6);
    }
  });

  it("flips half of the bits of the first 128 when one bit of seed or key flips", () => {
    const flips = (a: RandomStream, b: RandomStream) => {
      let bits = 0;
      for (let i = 0; i < 4; i++) {
        for (let x = a.nextUint32() ^ b.nextUint32(); x !== 0; x &= x - 1) bits += 1;
      }
      return bits;
    };
    let total = 0;
    let count = 0;
    for (let base = 0; base < 200; base++) {
      for (let bit = 0; bit < 31; bit++) {
        const flipped = flips(stream(base), stream(base ^ (1 << bit)));
        const keyFlipped = flips(stream(5, base), stream(5, base ^ (1 << bit)));
        expect(Math.min(flipped, keyFlipped)).toBeGreaterThan(20);
        total += flipped + keyFlipped;
        count += 2;
      }
    }
    expect(Math.abs(total / count - 64) * Math.sqrt(count / 32)).toBeLessThan(5);
  });

  it("splits by key only: the child does not depend on the position, and equals the longer key", () => {
    const parent = stream(3, "p");
    const before = draws(parent.split("c", 4), 5);
    draws(parent, 100);
    expect(draws(parent.split("c", 4), 5)).toEqual(before);
    expect(draws(stream(3, "p", "c", 4), 5)).toEqual(before);
  });

  it("rejects seeds and keys that are not integers >= 0 or strings", () => {
    expect(() => stream(-1)).toThrow(new RangeError('"seed" expected an integer >= 0, got -1'));
    expect(() => stream(0.5)).toThrow(RangeError);
    expect(() => stream(Number.NaN)).toThrow(RangeError);
    expect(() => stream("1" as never)).toThrow(TypeError);
    expect(() => stream(1, -2)).toThrow(new RangeError('"key" expected an integer >= 0 or a string, got -2'));
    expect(() => stream(1, {} as never)).toThrow(TypeError);
  });
});

describe("RandomStream", () => {
  it("draws integers uniformly, for bounds small, odd, and above half of 2^32", () => {
    for (const bound of [1, 2, 3, 7, 256, 1000]) {
      const random = stream(11, bound);
      const count = 200 * bound + 2000;
      const cells = new Float64Array(bound);
      for (let i = 0; i < count; i++) cells[random.nextInteger(bound)] += 1;
      if (bound > 1) expect(chiSquareTail(chiSquare(cells, count / bound), bound - 1)).toBeGreaterThan(1e-6);
    }
    const large = [3 * 2 ** 30, 2 ** 32, 2 ** 32 + 1, 3 * 2 ** 40, Number.MAX_SAFE_INTEGER];
    for (const bound of large) {
      const random = stream(12, bound);
      const cells = new Float64Array(9);
      for (let i = 0; i < 20_000; i++) cells[Math.floor((random.nextInteger(bound) / bound) * 9)] += 1;
      expect(chiSquareTail(chiSquare(cells, 20_000 / 9), 8)).toBeGreaterThan(1e-6);
    }
  });

  it("computes the high word of Lemire's product exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), fc.nat(1000), (bound, key) => {
        const word = stream(1, key).nextUint32();
        const product = BigInt(word) * BigInt(bound);
        const rejected = (product & 0xffffffffn) < (2n ** 32n - BigInt(bound)) % BigInt(bound);
        fc.pre(!rejected);
        expect(BigInt(stream(1, key).nextInteger(bound))).toBe(product >> 32n);
      }),
    );
  });

  it("stays below its bound", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(), (bound, seed) => {
        const value = stream(seed).nextInteger(bound + 1 > 2 ** 53 - 1 ? bound : bound + 1);
        expect(Number.isSafeInteger(value) && value >= 0 && value <= bound).toBe(true);
      }),
    );
  });

  it("rejects bounds that are not integers >= 1", () => {
    const random = stream(1);
    for (const bound of [0, -1, 1.5, Number.NaN, 2 ** 53])
      expect(() => random.nextInteger(bound)).toThrow(RangeError);
  });

  it("draws doubles in [0, 1) that use all 53 bits, with the moments of the uniform law", () => {
    const random = stream(13);
    const count = 100_000;
    let [mean, square, low] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      const value = random.nextFloat();
      if (!(value >= 0 && value < 1)) expect.fail(`${value} is outside [0, 1)`);
      mean += value / count;
      square += (value * value) / count;
      low += (value * 2 ** 53) % 2;
    }
    expect(Math.abs(mean - 1 / 2) * Math.sqrt(12 * count)).toBeLessThan(5);
    expect(Math.abs(square - 1 / 3) * Math.sqrt((45 / 4) * count)).toBeLessThan(5);
    expect(Math.abs(low - count / 2) / Math.sqrt(count / 4)).toBeLessThan(5);
  });
});
