import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Welford } from "../../src/base/index.js";
import { addMoments, sampleMean } from "../../src/sweep/index.js";
import { MomentCollector } from "../../src/sweep/moments.js";

const counts = fc.oneof(fc.nat(100), fc.nat(200_000), fc.maxSafeNat());

function collect(values: readonly number[]) {
  const collector = new MomentCollector();
  for (const value of values) collector.add(value);
  return collector.moments();
}

describe("the moments of counts", () => {
  it("are exact at any size", () => {
    fc.assert(
      fc.property(fc.array(counts), (values) => {
        const big = values.map(BigInt);
        expect(collect(values)).toEqual({
          sum: big.reduce((sum, value) => sum + value, 0n),
          squares: big.reduce((sum, value) => sum + value * value, 0n),
        });
      }),
    );
  });

  it("stay exact when the squares of many small counts pass 2^53", () => {
    const collector = new MomentCollector();
    for (let i = 0; i < 3_000_000; i++) collector.add(89_999);
    expect(collector.moments()).toEqual({ sum: 89_999n * 3_000_000n, squares: 89_999n ** 2n * 3_000_000n });
  });

  it("add up, in any order and grouping", () => {
    fc.assert(
      fc.property(fc.array(counts), fc.array(counts), fc.array(counts), (a, b, c) => {
        const [x, y, z] = [collect(a), collect(b), collect(c)];
        expect(addMoments(x, y)).toEqual(collect([...b, ...a]));
        expect(addMoments(addMoments(x, y), z)).toEqual(addMoments(x, addMoments(y, z)));
      }),
    );
  });
});

describe("the mean of a sample", () => {
  it("is that of Welford's algorithm, with its standard error", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 1 }), (values) => {
        const welford = new Welford();
        for (const value of values) welford.add(value);
        const { mean, standardError } = sampleMean(collect(values), values.length);
        expect(mean).toBeCloseTo(welford.mean, 6);
        expect(standardError).toBeCloseTo(welford.standardError, 5);
      }),
    );
  });

  it("keeps a spread of one skill in 10^15", () => {
    const values = [1e15, 1e15 + 1, 1e15 + 2];
    expect(sampleMean(collect(values), 3).standardError).toBeCloseTo(Math.sqrt(1 / 3), 15);
    expect(sampleMean(collect([0, 0, 1]), 3, 1e15).mean).toBeCloseTo(1 / 3e15, 30);
  });

  it("has no error when there is one value, and does not exist when there is none", () => {
    expect(sampleMean(collect([7]), 1, 14)).toEqual({ mean: 0.5, standardError: 0 });
    expect(() => sampleMean(collect([]), 0)).toThrow(RangeError);
  });
});
