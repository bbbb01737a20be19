import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, fingerprint } from "../../src/sweep/index.js";

/** The same data with the keys of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item)] as const);
  return Object.fromEntries(entries.reverse());
}

describe("canonical JSON", () => {
  it("is one text for all spellings of the same data, and reads back as those data", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JSON has no negative zero.
        const data = JSON.parse(JSON.stringify(value));
        const text = canonicalJson(data);
        expect(canonicalJson(shuffled(data))).toBe(text);
        expect(JSON.parse(text)).toEqual(data);
      }),
    );
  });

  it("sorts keys by code units, prints numbers as JavaScript does, and leaves out what is undefined", () => {
    const value = { "\ufb33": 1, "\ud83d\ude00": 2, b: [1e21, 0.1, -0], a: { z: null, y: undefined } };
    expect(canonicalJson(value)).toBe('{"a":{"z":null},"b":[1e+21,0.1,0],"\ud83d\ude00":2,"\ufb33":1}');
  });

  it("refuses what JSON cannot hold, wherever it stands", () => {
    for (const value of [Number.NaN, Infinity, undefined, 1n, () => 0, [undefined], { a: [Number.NaN] }]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});

describe("fingerprints", () => {
  it("do not change except in a major version", () => {
    expect(["", "a", "ab", "b"].map(fingerprint)).toEqual([
      "fde5ad2e78d96bbc4a5f757d533967b9",
      "b1325f319343ffac074c6b635842ac4d",
      "d6f04893f7f48bd1aba604a6f04b3390",
      "3a0d44431f08a3a46c55372ec624942d",
    ]);
  });

  it("differ for texts that differ in one letter or in length", () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => `{"seed":${i}}`);
    texts.push(...Array.from({ length: 100 }, (_, i) => "\0".repeat(i)));
    expect(new Set(texts.map(fingerprint)).size).toBe(texts.length);
  });
});
