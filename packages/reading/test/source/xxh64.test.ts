import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Xxh64 } from "../../src/source/xxh64.js";

const [p1, p2, p3, p4, p5] = [
  11400714785074694791n,
  14029467366897019727n,
  1609587929392839161n,
  9650029242287828579n,
  2870177450012600261n,
];
const low = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotated = (value: bigint, bits: bigint): bigint => low((value << bits) | (value >> (64n - bits)));

/** XXH64 as its specification has it, in BigInt: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
function reference(bytes: Uint8Array): bigint {
  const number = (at: number, count: number): bigint =>
    bytes.subarray(at, at + count).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const round = (lane: bigint, value: bigint): bigint => low(rotated(low(lane + low(value * p2)), 31n) * p1);
  let hash = p5;
  let at = 0;
  if (bytes.length >= 32) {
    const lanes = [low(p1 + p2), p2, 0n, low(-p1)];
    for (; at + 32 <= bytes.length; at += 32)
      for (let i = 0; i < 4; i++) lanes[i] = round(lanes[i], number(at + 8 * i, 8));
    hash = low([1n, 7n, 12n, 18n].reduce((sum, bits, i) => sum + rotated(lanes[i], bits), 0n));
    for (const lane of lanes) hash = low((hash ^ round(0n, lane)) * p1 + p4);
  }
  hash = low(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) hash = low(rotated(hash ^ round(0n, number(at, 8)), 27n) * p1 + p4);
  if (at + 4 <= bytes.length) {
    hash = low(rotated(hash ^ low(number(at, 4) * p1), 23n) * p2 + p3);
    at += 4;
  }
  for (; at < bytes.length; at++) hash = low(rotated(hash ^ low(number(at, 1) * p5), 11n) * p1);
  hash = low((hash ^ (hash >> 33n)) * p2);
  hash = low((hash ^ (hash >> 29n)) * p3);
  return hash ^ (hash >> 32n);
}

const hashOf = (...pieces: Uint8Array[]): number => {
  const hash = new Xxh64();
  for (const piece of pieces) hash.update(piece);
  return hash.low32();
};
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("the checksum of Zstandard", () => {
  it("is XXH64, as its published values have it", () => {
    expect(reference(ascii(""))).toBe(0xef46db3751d8e999n);
    expect(reference(ascii("abc"))).toBe(0x44bc2cf5ad770999n);
    expect(hashOf(ascii(""))).toBe(0x51d8e999);
    expect(hashOf(ascii("a"))).toBe(0xa98c6e5b);
    expect(hashOf(ascii("abc"))).toBe(0xad770999);
  });

  it("is that of the specification for bytes of any length, in any pieces", () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 5 }), (pieces) => {
        const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        expect(hashOf(...pieces)).toBe(Number(reference(whole) & 0xffffffffn));
      }),
      { numRuns: 500 },
    );
  });
});
